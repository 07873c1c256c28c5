import type { Browser, Page } from 'playwright-core';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, serve, texts, watch, type Served, type Watched } from '../pages/chromium.ts';
import { bundlePages, type Folder } from '../pages/kit.ts';
import { MANY_PAYLOADS, PAYLOADS } from './payloads.ts';
import type { Outcomes, XssPage } from './xss-page.ts';

vi.setConfig({ testTimeout: 300_000 });

const payloads = process.env['TEST_FULL'] === '1' ? MANY_PAYLOADS : PAYLOADS;
const HARMLESS = 'Nothing but words';
/** Places where people read the text as it came. */
const READ = ['label', 'category', 'series', 'tooltip', 'title', 'generated text', 'adapter error', 'term', 'left-out rows'];
const PLACES = [...READ, 'URL', 'document address'];
/** What is shown of a document depends on why its address serves for nothing. */
const VARIED = ['document address'];

let folder: Folder;
let server: Served;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  folder = await bundlePages({ xss: 'test/security/xss-page.ts', unsafe: 'test/canary/security/unsafe-page.ts' });
  const page = (scripts: string): string => `<!doctype html><html lang="en"><title>Hostile words</title><body>${scripts}</body></html>`;
  const script = (name: string): string => `<script type="module" src="/kit/${name}.js"></script>`;
  const files = sirv(folder.path, { dev: true });
  server = await serve(
    texts({ '/xss/': page(script('xss')), '/unsafe/': page(script('unsafe') + script('xss')), '/favicon.ico': '' }),
    (request, response, next) => {
      if (!request.url?.startsWith('/kit/')) return next();
      request.url = request.url.slice('/kit'.length);
      files(request, response, next);
    },
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  folder.remove();
});

async function open(path: string): Promise<Watched> {
  const watched = await watch(browser, { width: 800, height: 2500 });
  await watched.page.goto(`${server.origin}${path}`);
  await watched.page.waitForFunction(() => 'tryTexts' in globalThis);
  return watched;
}

function tryTexts(page: Page, place: string, texts: readonly string[]): Promise<Outcomes> {
  return page.evaluate(([place, texts]) => (globalThis as unknown as XssPage).tryTexts(place, texts), [place, texts] as const);
}

/** Requests of the page that only a text can have made: the kit's own go to its folder, and a `src` is asked for as it is. */
function leaks({ requests }: Watched): string[] {
  return requests.filter((url) => /leak|\/x$/.test(new URL(url).pathname) && !/[<"'`{}]|%3C|%22/i.test(url));
}

async function faults(watched: Watched, place: string, texts: readonly string[]): Promise<string[]> {
  const [harmless] = (await tryTexts(watched.page, place, [HARMLESS])).each;
  const found: string[] = [];
  // Terms are the same for all who stand in the page.
  const size = place === 'term' ? 1 : 20;
  for (let at = 0; at < texts.length; at += size) {
    // Slots are the terms' own means.
    const some = texts.slice(at, at + size).map((text) => (place === 'term' ? text.replaceAll(/\{\d\}/g, '{}') : text));
    const { each, hits } = await tryTexts(watched.page, place, some);
    if (hits) found.push(`script ran ${hits} times for some of ${some.join(' or ')}`);
    each.forEach(({ shape, links, isRead }, index) => {
      if (shape !== harmless?.shape && !VARIED.includes(place)) found.push(`elements changed for ${some[index]}`);
      if (links.length) found.push(`a link leads to ${links[0]} for ${some[index]}`);
      if (READ.includes(place) && !isRead) found.push(`cannot be read: ${some[index]}`);
    });
  }
  return found;
}

describe(`${payloads.length} hostile texts run no script, make no element and ask for nothing`, () => {
  test.each(PLACES)('as %s', async (place) => {
    const watched = await open('/xss/');
    expect(await faults(watched, place, payloads)).toEqual([]);
    expect(leaks(watched)).toEqual([]);
    expect(watched.thrown).toEqual([]);
    await watched.close();
  });
});

test('a label taken for markup is caught', async () => {
  const watched = await open('/unsafe/');
  const found = await faults(watched, 'label', PAYLOADS);
  expect(found.filter((fault) => fault.startsWith('elements changed')).length).toBeGreaterThan(25);
  expect(found.some((fault) => fault.startsWith('script ran'))).toBe(true);
  expect(leaks(watched).length).toBeGreaterThan(3);
  await watched.close();
});
