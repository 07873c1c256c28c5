import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/bundle.ts';
import { ensureBuild } from '../../scripts/ensure-build.ts';
import { installPacked, pack } from '../../scripts/pack.ts';
import { effectsOfImporting } from './probe.ts';

interface PackageJson {
  version: string;
  exports: Record<string, null | string | { types?: string; default?: string }>;
  dependencies: Record<string, string>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson;
let folder: string | undefined;
let project: string;
let broken: string;
let installed: string;
let elements: string[];
/** What a page may import that is pure. */
let pure: string[];

beforeAll(async () => {
  await ensureBuild();
  const place = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  folder = place;
  const archive = pack(place);
  const install = (name: string): string => installPacked(archive, join(place, name), [...Object.keys(manifest.dependencies), '@types', 'typescript']);
  project = join(place, 'project');
  broken = join(place, 'broken');
  installed = install('project');
  writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true, "type": "module" }');
  install('broken');
  elements = readdirSync(join(installed, 'dist/components'))
    .filter((name) => existsSync(join(installed, 'dist/components', name, 'define.js')));
  pure = ['helpdesk-widgets', 'helpdesk-widgets/data', 'helpdesk-widgets/data/connectors', 'helpdesk-widgets/testing', 'helpdesk-widgets/terms/en', ...elements.map((name) => `helpdesk-widgets/components/${name}`)];
}, 240_000);

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function resolveInProject(specifier: string): string {
  return execFileSync('node', ['--input-type=module', '-e', 'console.log(import.meta.resolve(process.argv[1]))', specifier], {
    cwd: project,
    encoding: 'utf8',
  }).trim();
}

describe('the packed archive', () => {
  test('holds every file that an export without a pattern names', () => {
    const named = Object.entries(manifest.exports).flatMap(([key, value]) =>
      value === null || key.includes('*') ? [] : typeof value === 'string' ? [value] : [value.types, value.default],
    );
    const absent = named.filter((path) => path !== undefined && !existsSync(join(installed, path)));
    expect(absent).toEqual([]);
  });

  test('resolves an element, its definition, a language, a schema and the CDN file', () => {
    expect(elements.length).toBeGreaterThan(0);
    const specifiers = elements.flatMap((name) => [`components/${name}`, `components/${name}/define`]);
    for (const path of [...specifiers, 'terms/pl', 'schema/document.schema.json', 'cdn/helpdesk-widgets.js']) {
      expect(existsSync(fileURLToPath(resolveInProject(`helpdesk-widgets/${path}`))), path).toBe(true);
    }
  });

  test('keeps its internals to itself', () => {
    const inside = ['components/internal/kit-element', 'components/registry', 'dist/index.js', 'components/internal/kit-element/define'];
    for (const path of inside) {
      const outcome = effectsOfImporting(project, [`helpdesk-widgets/${path}`]);
      expect(outcome.errors, path).toHaveLength(1);
    }
  });

  test('holds no test, no demo and no machine of ours', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /^(test|demo|stories|scripts|node_modules|\.)/.test(name))).toEqual([]);
    const text = files.filter((name) => /\.(js|ts|json|md|css)$/.test(name)).map((name) => readFileSync(join(installed, name), 'utf8'));
    expect(text.some((content) => content.includes(root))).toBe(false);
  });
});

test('every relative import in it leads to a file of it', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => /^dist\/(?!cdn).*\.(js|d\.ts)$/.test(name));
  const broken = files.flatMap((name) => {
    const text = readFileSync(join(installed, name), 'utf8');
    const targets = [...text.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, target = '']) => target);
    const leadsTo = (target: string): boolean =>
      [target, target.replace(/\.js$/, '.d.ts')].slice(0, name.endsWith('.d.ts') ? 2 : 1).some((path) => existsSync(join(installed, dirname(name), path)));
    return targets.filter((target) => !leadsTo(target)).map((target) => `${name}: ${target}`);
  });
  expect(files.length).toBeGreaterThan(50);
  expect(broken).toEqual([]);
});

describe('importing in Node', () => {
  test('defines nothing, adds no global, changes no prototype and brings no second Lit', () => {
    const { globals, ...rest } = effectsOfImporting(project, pure);
    expect(rest).toEqual({ tags: [], lits: 1, errors: [] });
    expect(globals.filter((name) => !name.startsWith('Symbol(helpdesk-widgets'))).toEqual([]);
  });

  test('catches a class module that defines', () => {
    const element = elements.find((name) => name !== 'help-desk') ?? '';
    appendFileSync(join(broken, `node_modules/helpdesk-widgets/dist/components/${element}/${element}.js`), `\nimport { LitElement as Base } from 'lit';\ncustomElements.define('${element}', class extends Base {});\n`);
    expect(effectsOfImporting(broken, pure).tags).toEqual([element]);
  });

  test('a definition defines its element alone', () => {
    const defined = elements.map((name) => effectsOfImporting(project, [`helpdesk-widgets/components/${name}/define`]));
    expect(defined.map(({ errors, tags }) => ({ errors, tags }))).toEqual(elements.map((name) => ({ errors: [], tags: [name] })));
  });
});

describe('a bundler', () => {
  async function chunksOf(code: string) {
    const entry = join(project, 'entry.js');
    writeFileSync(entry, code);
    const { output } = await bundle({ input: { entry } });
    return output.filter((file) => file.type === 'chunk');
  }
  const bundled = async (code: string): Promise<string> => (await chunksOf(code)).map((chunk) => chunk.code).join('\n');

  test('drops a kit that is imported and not used', async () => {
    // What the page loads; the bundler may write lazy files beside it that nothing asks for any more.
    const entry = (await chunksOf("import 'helpdesk-widgets'; import 'helpdesk-widgets/components/team-summary';")).find(({ isEntry }) => isEntry);
    expect({ code: entry?.code.trim(), imports: entry?.imports, dynamicImports: entry?.dynamicImports }).toEqual({ code: '', imports: [], dynamicImports: [] });
  });

  test('of an application takes the worker file along as it is', async () => {
    writeFileSync(join(project, 'page.js'), "import { recordsEngine } from 'helpdesk-widgets'; globalThis.recordsEngine = recordsEngine;");
    const built = await build({ root: project, configFile: false, logLevel: 'silent', build: { write: false, rolldownOptions: { input: join(project, 'page.js') } } });
    const files = (built as Rolldown.RolldownOutput).output;
    const worker = files.find((file) => file.type === 'asset' && /worker/.test(file.fileName));
    expect(worker?.type === 'asset' && Buffer.from(worker.source).toString()).toBe(readFileSync(join(installed, 'dist/data/worker/worker.js'), 'utf8'));
    expect(files.some((file) => file.type === 'chunk' && file.code.includes(worker!.fileName))).toBe(true);
  });

  test('keeps definitions, which are imported for their effect', async () => {
    const code = await bundled("import 'helpdesk-widgets/define';");
    expect(elements.filter((name) => !code.includes(`\`${name}\``) && !code.includes(`"${name}"`))).toEqual([]);
  });
});

test.each(['NodeNext', 'Bundler'])('a TypeScript project under %s resolution compiles against it', (moduleResolution) => {
  writeFileSync(
    join(project, 'host.ts'),
    `import { defineWidgets, functionsAdapter, TeamSummary } from 'helpdesk-widgets';
import 'helpdesk-widgets/define';
import { TeamSummary as Alone } from 'helpdesk-widgets/components/team-summary';
import type { DataAdapter } from 'helpdesk-widgets/data';
import type { HelpDeskElements } from 'helpdesk-widgets/jsx';
const adapter: DataAdapter = functionsAdapter({});
const same: typeof TeamSummary = Alone;
const props: HelpDeskElements['team-summary'] = { heading: 'Today' };
const element: TeamSummary = document.createElement('team-summary');
// @ts-expect-error a heading is text
element.heading = 4;
void defineWidgets({ prefix: 'acme-', only: ['team-summary'] });
export { adapter, same, props };
`,
  );
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { module: moduleResolution === 'Bundler' ? 'ESNext' : 'NodeNext', moduleResolution, target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], strict: true, noEmit: true, types: [] },
      files: ['host.ts'],
    }),
  );
  let output = '';
  try {
    execFileSync('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], { encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  expect(output).toBe('');
}, 60_000);
