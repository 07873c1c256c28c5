import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serveHosts } from '../../demo/hosts/serve-hosts.ts';
import { complaints, launch, serve, watch } from './chromium.ts';
import { figures, whenIdle } from './desk.ts';
import { bundleKit, type Folder } from './kit.ts';

vi.setConfig({ testTimeout: 60_000 });

let kit: Folder;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  kit = await bundleKit();
}, 120_000);
afterAll(async () => {
  await browser.close();
  kit.remove();
});

/** Files that hold the engine or read documents. */
const RECORDS = /\/(records-engine|engine-adapter|load-document|csv|describe)-[^/]*\.js$/;

test.each([
  ['script-tag', 33, true],
  ['own-backend', 184, false],
])('the page %s shows its figures in silence, and loads an engine only for records', async (name, open, hasRecords) => {
  const server = await serve(serveHosts({ cdn: kit.path }));
  const watched = await watch(browser);
  await watched.page.goto(`${server.origin}/${name}/`);
  await watched.page.waitForFunction(() => document.querySelector('team-summary')?.matches(':state(ready)'));
  await whenIdle(watched.page);
  expect((await figures(watched.page, 'team-summary'))['open']).toBe(String(open));
  expect(watched.requests.some((url) => RECORDS.test(url))).toBe(hasRecords);
  expect(await complaints(watched)).toEqual([]);
  await watched.close();
  await server.close();
});
