/** Milliseconds of each side, turn after turn. */
export type Times<K extends string> = Record<K, number[]>;

/** Every side once a round, forwards and backwards in turns, after one round to warm up. */
export async function rounds<K extends string>(count: number, sides: Readonly<Record<K, () => unknown>>): Promise<Times<K>> {
  const names = Object.keys(sides) as K[];
  for (const name of names) await sides[name]();
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Times<K>;
  for (let round = 0; round < count; round++) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      const start = performance.now();
      await sides[name]();
      found[name].push(performance.now() - start);
    }
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

export interface Ratio {
  middle: number;
  low: number;
  high: number;
}

/** How many times the first time goes into the second: median of paired ratios, with a 95 % bootstrap interval. */
export function ratioOf(times: readonly number[], others: readonly number[]): Ratio {
  const ratios = times.map((time, i) => others[i]! / time);
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const middles = Array.from({ length: 1000 }, () => median(ratios.map(() => ratios[Math.floor(random() * ratios.length)]!))).sort((x, y) => x - y);
  return { middle: median(ratios), low: middles[25]!, high: middles[974]! };
}

/** One pass over an array of numbers: what nothing that looks at every row can go below. */
export function singlePass(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
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
