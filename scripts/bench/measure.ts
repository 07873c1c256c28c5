/** Milliseconds of both sides, taken in turns, after one turn each to warm up. */
export async function pairs(count: number, a: () => unknown, b: () => unknown): Promise<[number, number][]> {
  const timed = async (work: () => unknown) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  await a();
  await b();
  const found: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    if (i % 2) {
      const second = await timed(b);
      found.push([await timed(a), second]);
    } else found.push([await timed(a), await timed(b)]);
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** How often as fast the first side is: median of paired ratios, with a 95 % bootstrap interval. */
export function ratioOf(found: readonly (readonly [number, number])[]): { middle: number; low: number; high: number } {
  const ratios = found.map(([a, b]) => b / a);
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const middles = Array.from({ length: 1000 }, () => median(ratios.map(() => ratios[Math.floor(random() * ratios.length)]!))).sort((x, y) => x - y);
  return { middle: median(ratios), low: middles[25]!, high: middles[974]! };
}

/** The longest stretch for which some work held up everything else. */
export async function slices(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  let running = true;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(tick);
  };
  setImmediate(tick);
  await new Promise((resolve) => setTimeout(resolve, 5));
  longest = 0;
  last = performance.now();
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  running = false;
  return longest;
}

/** Bytes in use, after a collection where the process allows one (--expose-gc). */
export function memoryOf(): number {
  for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
