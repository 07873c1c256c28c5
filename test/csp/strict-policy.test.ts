import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serveHosts, STRICT_POLICY } from '../../demo/hosts/serve-hosts.ts';
import { complaints, launch, serve, texts, watch, type Handler, type Served, type Watched } from '../pages/chromium.ts';
import { figures, reads, rows, whenIdle, type Desk } from '../pages/desk.ts';
import { bundleKit, bundlePages, type Folder } from '../pages/kit.ts';
import { countByHand } from './count-by-hand.ts';

const data = new URL('../../demo/hosts/data/', import.meta.url);
const helpDesk = JSON.parse(readFileSync(new URL('helpdesk.json', data), 'utf8')) as { asOf: string; tickets: object };
const TAGS = ['team-summary', 'tickets-by-channel', 'report-view'];
const CHROMIUM_SAYS = /^error: (Failed to load resource|Creating a TrustedTypePolicy)/;

/** The same desk with a row that cannot be read and one that is there twice. */
const flawed = {
  '/data/flawed.json': JSON.stringify({ ...helpDesk, tickets: { ...helpDesk.tickets, src: 'flawed.csv' } }),
  '/data/flawed.csv': `${readFileSync(new URL('tickets.csv', data), 'utf8').split('\n').slice(0, 40).join('\n')}
40000,Never opened,the day before,,,0,Open,high,email,Delivery,Ines Marek
30001,Twice,2026-11-01T08:00:00Z,,,0,Open,high,email,Delivery,Ines Marek
`,
};

vi.setConfig({ testTimeout: 60_000 });

let kit: Folder;
let states: Folder;
let broken: Folder;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  kit = await bundleKit();
  states = await bundlePages({ states: 'test/pages/states-page.ts' });
  broken = await bundlePages({ 'helpdesk-widgets': 'test/canary/csp/broken-kit.ts' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  for (const folder of [kit, states, broken]) folder.remove();
});

interface Visit {
  policy?: string;
  cdn?: string;
  /** Answers before the page's own server does. */
  before?: Handler;
}

/** Opens the strict page on a server of its own, and closes both after. */
async function visit({ policy = STRICT_POLICY, cdn = kit.path, before = pass }: Visit, run: (watched: Watched, server: Served) => Promise<void>): Promise<void> {
  const server = await serve(before, texts(flawed), serveHosts({ policy, cdn }));
  const watched = await watch(browser);
  try {
    await watched.page.goto(`${server.origin}/strict-policy/`);
    await run(watched, server);
  } finally {
    await watched.close();
    await server.close();
  }
}

const pass: Handler = (_request, _response, next) => next();

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('radio', { name }).or(page.getByRole('button', { name })).or(page.getByRole('tab', { name })).first().click();
}

async function drawnPixels(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('report-view')?.shadowRoot?.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return pixels.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}

async function useDocument(page: Page, src: string): Promise<void> {
  await page.evaluate((src) => (document.querySelector<Desk>('help-desk')!.src = src), src);
  await whenIdle(page);
}

describe('under a strict policy', () => {
  test('the figures are those of the file, and nothing is refused or said', async () => {
    await visit({}, async (watched, { origin }) => {
      const { page } = watched;
      await whenIdle(page);
      const counted = countByHand(new URL('tickets.csv', data), Date.parse(helpDesk.asOf));
      expect(await figures(page, 'team-summary')).toMatchObject({ open: String(counted.open), closed: String(counted.closedToday) });
      expect(await rows(page, 'tickets-by-channel')).toEqual(counted.channels);
      expect(await rows(page, 'report-view')).toEqual(counted.created);
      await expect.poll(() => drawnPixels(page)).toBeGreaterThan(1000);
      await page.hover('report-view canvas', { position: { x: 200, y: 60 } });
      await choose(page, /table/i);
      expect(await rows(page, 'report-view')).toEqual(counted.created);
      expect(watched.requests.filter((url) => !url.startsWith(origin))).toEqual([]);
      expect(await complaints(watched)).toEqual([]);
    });
  });

  test('other languages, directions, schemes and the list of rows left out work as quietly', async () => {
    await visit({}, async (watched) => {
      const { page } = watched;
      await whenIdle(page);
      await useDocument(page, '../data/flawed.json');
      await page.getByRole('button', { name: 'Show them' }).first().click();
      await page.getByRole('dialog').getByRole('cell', { name: 'the day before', exact: true }).waitFor();
      await page.getByRole('dialog').getByRole('button').click();
      await page.evaluate(() => Object.assign(document.documentElement, { lang: 'pl', dir: 'rtl' }));
      await page.getByRole('heading', { name: 'Zgłoszenia według kanału' }).waitFor();
      await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
      await page.emulateMedia({ media: 'print' });
      expect(watched.requests.some((url) => /\/pl-[^/]+\.js$/.test(url))).toBe(true);
      expect(await complaints(watched)).toEqual([]);
    });
  });

  test('a document that is not there is told in the frame', async () => {
    await visit({}, async ({ page }) => {
      await useDocument(page, '../data/nowhere.json');
      for (const tag of TAGS) expect(await reads(page, tag)).toContain('nowhere.json was not found');
    });
  });

  test('every widget works in every state', async () => {
    const page = '<!doctype html><html lang="en"><title>States</title><script type="module" src="/cdn/states.js"></script></html>';
    const server = await serve(texts({ '/states/': page }, { 'Content-Security-Policy': STRICT_POLICY }), serveHosts({ cdn: states.path }));
    const watched = await watch(browser, { width: 1000, height: 16_000 });
    try {
      await watched.page.goto(`${server.origin}/states/`);
      const missed = await watched.page.evaluate(() => (globalThis as { statesDrawn?: Promise<string[]> }).statesDrawn);
      expect(missed).toEqual([]);
      // The hint that a widget has no source is wanted, once for the page.
      expect((await complaints(watched)).filter((text) => !/found no data source/.test(text))).toEqual([]);
      expect(watched.said).toHaveLength(1);
    } finally {
      await watched.close();
      await server.close();
    }
  });

  test('a kit with a style attribute and with markup from a string is caught', async () => {
    await visit({ cdn: broken.path }, async (watched) => {
      await whenIdle(watched.page);
      const found = (await watched.violations()).map((text) => text.split(':')[0]);
      expect(new Set(found)).toEqual(new Set(['style-src-attr', 'require-trusted-types-for']));
    });
  });
});

describe('where the kit cannot start', () => {
  const ours = ({ said }: Watched): string[] => said.filter((text) => !CHROMIUM_SAYS.test(text));

  test('for want of its policy names, the page keeps its own words and one error names the line to add', async () => {
    await visit({ policy: STRICT_POLICY.replace(/trusted-types .*/, 'trusted-types other') }, async (watched) => {
      const { page } = watched;
      await expect.poll(() => ours(watched).length).toBeGreaterThan(0);
      expect(await reads(page, 'team-summary')).toBe('The team summary could not start.');
      expect(ours(watched)).toHaveLength(1);
      expect(ours(watched)[0]).toContain('trusted-types helpdesk-widgets helpdesk-widgets-lit');
      expect(watched.thrown).toEqual([]);
    });
  });

  /** A file of the kit, as its name begins; everything else is there. */
  const without = (name: string): Visit => ({ before: ({ url = '' }, response, next) => (url.includes(`/cdn/chunks/${name}`) ? response.writeHead(404).end() : next()) });

  test('for want of a file, the page keeps its own words and one error says so', async () => {
    const started = readFileSync(join(kit.path, 'helpdesk-widgets.js'), 'utf8').match(/chunks\/([^"'`]+\.js)/g) ?? [];
    expect(started.length).toBeGreaterThan(1);
    for (const file of started) {
      await visit(without(file.replace('chunks/', '')), async (watched) => {
        await expect.poll(() => ours(watched).length).toBeGreaterThan(0);
        expect(await reads(watched.page, 'report-view')).toBe('The report could not start.');
        expect(ours(watched)).toHaveLength(1);
        expect(ours(watched)[0]).toContain('all files of the kit');
        expect(watched.thrown).toEqual([]);
      });
    }
  });

  test.each(['load-document', 'csv', 'records-source'])('a missing %s file is told in the frame', async (name) => {
    expect(readdirSync(join(kit.path, 'chunks')).some((file) => file.startsWith(`${name}-`)), name).toBe(true);
    await visit(without(name), async (watched) => {
      await whenIdle(watched.page);
      for (const tag of TAGS) expect(await reads(watched.page, tag)).toContain('A file of helpdesk-widgets could not be loaded.');
      expect([...ours(watched), ...watched.thrown]).toEqual([]);
    });
  });

  test('without the file that words troubles, a failure is still said', async () => {
    await visit(without('trouble'), async (watched) => {
      await useDocument(watched.page, '../data/nowhere.json');
      for (const tag of TAGS) expect(await reads(watched.page, tag)).toContain('This could not be loaded');
      expect([...ours(watched), ...watched.thrown]).toEqual([]);
    });
  });

  test('without the file that draws, the table speaks for the chart', async () => {
    await visit(without('chart-module'), async (watched) => {
      await whenIdle(watched.page);
      await expect.poll(() => reads(watched.page, 'report-view')).toContain('The chart could not be loaded.');
      expect(Object.keys(await rows(watched.page, 'report-view'))).toHaveLength(30);
      expect([...ours(watched), ...watched.thrown]).toEqual([]);
    });
  });
});
