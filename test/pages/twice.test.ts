import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sirv from 'sirv';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serveHosts, STRICT_POLICY } from '../../demo/hosts/serve-hosts.ts';
import { VERSION } from '../../src/version.ts';
import { complaints, launch, serve, texts, watch, type Watched } from './chromium.ts';
import { figures, reads, whenIdle } from './desk.ts';
import { bundleKit, bundlePages, type Folder } from './kit.ts';

vi.setConfig({ testTimeout: 60_000 });

const NEWER = '9.8.7';
let kit: Folder;
let newer: string;
let packed: Folder;
let unguarded: Folder;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  kit = await bundleKit();
  newer = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  cpSync(kit.path, newer, { recursive: true });
  renumber(newer);
  // As an application's own bundle has it, with the definitions inside.
  packed = await bundlePages({ app: 'src/define.ts' });
  unguarded = await bundlePages({ app: 'test/canary/pages/unguarded-kit.ts' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  for (const folder of [kit, packed, unguarded]) folder.remove();
  rmSync(newer, { recursive: true, force: true });
});

/** Makes the files of a kit those of another version. */
function renumber(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`\`${VERSION}\``, `\`${NEWER}\``));
  }
}

/** A page that loads these scripts in this order. */
async function visit(scripts: readonly string[], run: (watched: Watched) => Promise<void>, policy?: string): Promise<void> {
  const page = `<!doctype html><html lang="en"><title>Twice</title>
    ${scripts.map((src) => (src.endsWith('.js') ? `<script type="module" src="${src}"></script>` : `<script>${src}</script>`)).join('\n')}
    <help-desk src="../data/helpdesk.json"><team-summary>Not started.</team-summary></help-desk></html>`;
  const folders = { '/copy': kit.path, '/newer': newer, '/packed': packed.path, '/unguarded': unguarded.path };
  const others = Object.entries(folders).map(([prefix, path]) => {
    const files = sirv(path, { dev: true });
    return ((request, response, next) => {
      if (!request.url?.startsWith(`${prefix}/`)) return next();
      request.url = request.url.slice(prefix.length);
      files(request, response, next);
    }) satisfies ReturnType<typeof serveHosts>;
  });
  const server = await serve(texts({ '/twice/': page, '/favicon.ico': '' }, policy ? { 'Content-Security-Policy': policy } : {}), ...others, serveHosts({ cdn: kit.path }));
  const watched = await watch(browser);
  try {
    await watched.page.goto(`${server.origin}/twice/`);
    await run(watched);
  } finally {
    await watched.close();
    await server.close();
  }
}

const CDN = '/cdn/helpdesk-widgets.js';
const COPY = '/copy/helpdesk-widgets.js';
const OTHER = '/newer/helpdesk-widgets.js';
const APP = '/packed/app.js';

async function works({ page }: Watched): Promise<void> {
  await page.waitForLoadState('load');
  await whenIdle(page);
  expect(Number((await figures(page, 'team-summary'))['open'])).toBeGreaterThan(0);
}

test.each([
  ['the same file twice', [CDN, CDN]],
  ['two copies of one version', [CDN, COPY]],
  ["a copy beside an application's own bundle", [APP, CDN]],
  ["an application's own bundle beside a copy", [CDN, APP]],
])('%s: the first serves, nothing is thrown or said', async (_, scripts) => {
  await visit(scripts, async (watched) => {
    await works(watched);
    expect(await complaints(watched)).toEqual([]);
  });
});

test('two copies start under a strict policy, which allows each policy name once', async () => {
  await visit([CDN, COPY], async (watched) => {
    await works(watched);
    expect(await complaints(watched)).toEqual([]);
  }, STRICT_POLICY);
});

test.each([
  ['a newer', [CDN, OTHER], [VERSION, NEWER]],
  ['an older', [OTHER, CDN], [NEWER, VERSION]],
])('%s copy after another is not used, and one warning names both versions', async (_, scripts, [first = '', second = '']) => {
  await visit(scripts, async (watched) => {
    await works(watched);
    await expect.poll(() => watched.said).toHaveLength(1);
    expect(watched.said[0]).toMatch(new RegExp(`^warning: helpdesk-widgets.* ${first} .* ${second} `));
    expect(watched.thrown).toEqual([]);
  });
});

test("a newer copy beside an application's own: whichever comes first is used, and one warning names both versions", async () => {
  await visit([OTHER, APP], async (watched) => {
    await works(watched);
    await expect.poll(() => watched.said).toHaveLength(1);
    expect(watched.said[0]).toMatch(/^warning: helpdesk-widgets/);
    expect([VERSION, NEWER].filter((version) => !watched.said[0]?.includes(` ${version} `))).toEqual([]);
    expect(watched.thrown).toEqual([]);
  });
});

test('a second copy starts where the first could not', async () => {
  await visit(['/nowhere/helpdesk-widgets.js', COPY], works);
});

test('a tag that belongs to other code is left alone, with one warning', async () => {
  const taken = "customElements.define('team-summary', class extends HTMLElement { connectedCallback() { this.dataset.owner = 'page'; } });";
  await visit([taken, CDN], async (watched) => {
    await whenIdle(watched.page);
    expect(await watched.page.getAttribute('team-summary', 'data-owner')).toBe('page');
    expect(await reads(watched.page, 'team-summary')).toBe('Not started.');
    expect(watched.said).toHaveLength(1);
    expect(watched.said[0]).toMatch(/^warning: .*<team-summary> belongs to other code.*prefix/);
    expect(watched.thrown).toEqual([]);
  });
});

test('a kit that defines without asking is caught', async () => {
  await visit([APP, '/unguarded/app.js'], async (watched) => {
    await expect.poll(() => watched.thrown.length).toBeGreaterThan(0);
  });
});
