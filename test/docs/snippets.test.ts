import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { safeParse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { STRICT_POLICY } from '../../demo/hosts/serve-hosts.ts';
import { documentSchema } from '../../src/data/document/schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const pages = PAGES.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The pages whose scripts a reader copies whole; those of connectors.md have a test of their own. */
const OWN = pages.filter(({ path }) => path !== 'docs/connectors.md');

/** Code blocks of one language, named by their page and place. */
function blocks(language: string): [name: string, code: string][] {
  return OWN.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code = ''], index): [string, string] => [`${path}, ${language} ${index + 1}`, code]),
  );
}

/** What the compiler says of a script that a page of the reader's could hold; nothing where all is well. */
function faultsOf(scripts: readonly string[]): string {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test-results', 'snippets-'));
  const paths = {
    'helpdesk-widgets': ['../../src/index.ts'],
    'helpdesk-widgets/data': ['../../src/data/index.ts'],
    'helpdesk-widgets/define': ['../../src/define.ts'],
    'helpdesk-widgets/testing': ['../../src/testing/index.ts'],
    'helpdesk-widgets/reserve.css': ['../../src/reserve.css'],
  };
  const compilerOptions = { paths, allowJs: true, checkJs: true, strict: false, noImplicitOverride: false, noUncheckedIndexedAccess: false, module: 'ESNext', moduleResolution: 'bundler' };
  try {
    scripts.forEach((script, index) => writeFileSync(join(folder, `page-${index}.js`), `${script}\nexport {};\n`));
    writeFileSync(join(folder, 'css.d.ts'), "declare module '*.css';\n");
    // The kit's tags are known on a page that defines them.
    writeFileSync(join(folder, 'tags.d.ts'), "import 'helpdesk-widgets/define';\n");
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['.'] }));
    execFileSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n').filter((line) => line.includes('page-')).join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the guides', () => {
  test.each(blocks('json'))('%s is a help desk document', (_, code) => {
    const { issues } = safeParse(documentSchema, JSON.parse(code));
    expect(issues?.map(({ message }) => message)).toBeUndefined();
  });

  test('hold scripts that fit the kit, and one that does not is caught', { timeout: 120_000 }, () => {
    const inline = blocks('html').flatMap(([, code]) => [...code.matchAll(/<script type="module">([^]*?)<\/script>/g)].map(([, script = '']) => script));
    expect(inline).not.toEqual([]);
    const scripts = [...blocks('js').map(([, code]) => code), ...inline.map((script) => script.replace('./helpdesk-widgets.js', '../../src/cdn/helpdesk-widgets.ts'))];
    expect(scripts.length).toBeGreaterThan(3);
    const faults = faultsOf([...scripts, "import { noSuchThing } from 'helpdesk-widgets';\nnoSuchThing();"]);
    expect(faults.split('\n')).toEqual([expect.stringContaining('noSuchThing')]);
  });

  test('name only files that are there', () => {
    const lost = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/(?:\]\(|(?:src|srcset)=")([^)"\s#:]+)(?:#[^)"]*)?[)"]/g)]
        .filter(([whole]) => !whole.includes('src="helpdesk'))
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(lost).toEqual([]);
  });

  test.each(['README.md', 'docs/embedding.md'])('%s gives the policy that the strict page is tested under', (path) => {
    const text = pages.find((page) => page.path === path)?.text.replace(/\s+/g, ' ');
    expect(text).toContain(STRICT_POLICY);
  });

  test('every script that they name exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = pages.flatMap(({ text }) => [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
