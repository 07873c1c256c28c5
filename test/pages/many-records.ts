import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { complaints, serve, texts, watch } from './chromium.ts';
import { figures, whenIdle } from './desk.ts';
import { bundlePages } from './kit.ts';
import sirv from 'sirv';
import type { Many } from './many-page.ts';
import { longestTask } from './tasks.ts';

const PAGE = `<!doctype html><html lang="en"><title>Many records</title>
  <help-desk><team-summary></team-summary><tickets-by-channel></tickets-by-channel><report-view report="tickets-created"></report-view></help-desk>
  <script type="module" src="/many.js"></script></html>`;

export interface Longest {
  /** Milliseconds of the page's longest task: while records are handed over, asked, and changed. */
  given: number;
  asked: number;
  changed: number;
}

/** Hands so many tickets to a page's widgets, asks and changes them, and tells the page's longest tasks meanwhile. */
export async function longestTasks(browser: Browser, count: number, kind: 'rows' | 'columns'): Promise<Longest> {
  const folder = await bundlePages({ many: 'test/pages/many-page.ts' });
  const server = await serve(texts({ '/': PAGE, '/favicon.ico': '' }), sirv(folder.path, { dev: true }));
  const watched = await watch(browser, { width: 1280, height: 1400 });
  const { page } = watched;
  const open = async (): Promise<number> => Number((await figures(page, 'team-summary'))['open']);
  const run = (work: (many: Many) => unknown): Promise<unknown> => page.evaluate(`(${String(work)})(globalThis.many)`);
  const longest = (work: () => Promise<unknown>): Promise<number> => longestTask(browser, page, work);
  try {
    await page.goto(`${server.origin}/`);
    await page.waitForFunction(() => 'many' in globalThis);
    await page.evaluate(([count, kind]) => (globalThis as unknown as { many: Many }).many.make(count, kind), [count, kind] as const);
    const given = await longest(() => run((many) => many.give()));
    expect(await open()).toBe(count / 4);
    expect(page.workers()).toHaveLength(1);
    await whenIdle(page);
    const asked = await longest(() => run((many) => many.ask('America/New_York')));
    const before = await open();
    const changed = await longest(async () => {
      await run((many) => many.change(100));
      // Changes are gathered for a moment before widgets ask again.
      await expect.poll(open, { timeout: 20_000 }).toBe(before + 100);
    });
    expect(await complaints(watched)).toEqual([]);
    return { given, asked, changed };
  } finally {
    await watched.close();
    await server.close();
    folder.remove();
  }
}
