import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds on the clock, and on the processor. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/**
 * Milliseconds that the longest task of a page's main thread took while `run` ran. Time on the processor, so that
 * other programs of the machine do not count.
 */
export async function longestTask(browser: Browser, page: Page, run: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, { categories: ['__metadata', 'toplevel', 'disabled-by-default-devtools.timeline'] });
  try {
    await run();
    // The task that answered is only told of once it is over.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  } catch (error) {
    await browser.stopTracing();
    throw error;
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && threads.has(`${pid} ${tid}`));
  if (!tasks.some(({ tdur }) => tdur !== undefined)) throw new Error('The browser tells no processor time of its tasks.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

interface Marked {
  shifts?: string[];
}

/** Notes every shift of layout from the first line of a page on, also those after input. */
export async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts = ((globalThis as Marked).shifts = [] as string[]);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
        shifts.push(`${entry.value} of ${entry.sources.map(({ node }) => (node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName)).join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function shifts(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as Marked).shifts ?? []);
}
