import { afterEach, expect, it, vi } from 'vitest';
import { inSlices, part, type Work } from '../../../src/data/engine/work.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const going = new AbortController().signal;

/** Steps that each last longer than a slice. */
function* steps(count: number): Work<number> {
  for (let i = 0; i < count; i++) yield;
  return count;
}

it("lets the page's other tasks have their turn between two slices, even where the host would take up the work first", async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  // What scheduler.yield() does to tasks of lower rank, at its worst.
  vi.stubGlobal('scheduler', { yield: () => Promise.resolve() });
  const { port1, port2 } = new MessageChannel();
  let turns = 0;
  port1.onmessage = () => {
    turns++;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  expect(await inSlices(steps(50), going)).toBe(50);
  port1.close();
  expect(turns).toBeGreaterThan(10);
});

it('waits for a module in the middle, and fails with it', async () => {
  function* work(load: () => Promise<number>): Work<number> {
    yield;
    return 1 + (yield* part(load));
  }
  expect(await inSlices(work(() => Promise.resolve(41)), going)).toBe(42);
  await expect(inSlices(work(() => Promise.reject(new Error('not here'))), going)).rejects.toThrow('not here');
});

it('ends with the reason of its signal', async () => {
  const stop = new AbortController();
  const working = inSlices(steps(1e9), stop.signal);
  stop.abort(new Error('enough'));
  await expect(working).rejects.toThrow('enough');
});
