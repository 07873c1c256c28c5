import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serveHosts } from '../../demo/hosts/serve-hosts.ts';
import { complaints, launch, serve, texts, watch } from '../pages/chromium.ts';
import { figures, whenIdle, type Desk } from '../pages/desk.ts';
import { bundleKit } from '../pages/kit.ts';
import { largeExport } from '../pages/large-export.ts';
import { longestTasks } from '../pages/many-records.ts';
import { longestTask } from '../pages/tasks.ts';

vi.setConfig({ testTimeout: 600_000 });

/** Milliseconds from which on a reader feels that the page does not answer. */
const FELT = 50;
const MILLION = 1_000_000;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

test.each(['columns', 'rows'] as const)('a million tickets as %s are handed over, asked and changed without a task that is felt', async (kind) => {
  const longest = await longestTasks(browser, MILLION, kind);
  console.info(kind, longest);
  expect(Object.entries(longest).filter(([, ms]) => ms >= FELT)).toEqual([]);
});

test('a document of a million tickets is read and asked without a task that is felt', async () => {
  const large = largeExport(MILLION);
  const kit = await bundleKit();
  const server = await serve(texts({ '/data/large.json': large.document, '/data/large.csv': large.csv, '/favicon.ico': '' }), serveHosts({ cdn: kit.path }));
  const watched = await watch(browser, { width: 1280, height: 1400 });
  const { page } = watched;
  try {
    await page.goto(`${server.origin}/script-tag/`);
    await whenIdle(page);
    const read = await longestTask(browser, page, async () => {
      await page.evaluate(() => (document.querySelector<Desk>('help-desk')!.src = '../data/large.json'));
      await whenIdle(page);
    });
    expect(Number((await figures(page, 'team-summary'))['open'])).toBe(large.open);
    expect(page.workers()).toHaveLength(1);
    const asked = await longestTask(browser, page, async () => {
      await page.evaluate(() => document.querySelector('help-desk')!.setAttribute('timezone', 'America/New_York'));
      await whenIdle(page);
    });
    console.info('document', { read, asked });
    expect([read, asked].filter((ms) => ms >= FELT)).toEqual([]);
    expect(await complaints(watched)).toEqual([]);
  } finally {
    await watched.close();
    await server.close();
    kit.remove();
  }
});
