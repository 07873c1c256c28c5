/** The two sides of a comparison; each does its work whole, drawing included, and gives back how to clear up. */
export interface Pair {
  ours(): () => void;
  other(): () => void;
}

export interface Ratio {
  median: number;
  /** Ends of the 95 % bootstrap interval of the median. */
  low: number;
  high: number;
  pairs: number;
}

const WARM_UP = 3;
const FEWEST = 15;
const MOST = 120;
const SAMPLES = 1000;

/** Runs pairs one after the other in turn until the interval of the median ratio lies on one side of the limit, or 120 pairs are done. */
export async function measureRatio(pair: Pair, limit: number): Promise<Ratio> {
  const ratios: number[] = [];
  for (let round = 0; round < WARM_UP; round++) await onePair(pair, round);
  for (let wanted = FEWEST; ; wanted = Math.min(MOST, wanted * 2)) {
    while (ratios.length < wanted) ratios.push(await onePair(pair, ratios.length));
    const ratio = summary(ratios);
    if (ratio.high < limit || ratio.low > limit || wanted === MOST) return ratio;
  }
}

async function onePair({ ours, other }: Pair, round: number): Promise<number> {
  // Who goes first changes, so that neither always meets the other's garbage.
  const sides = round % 2 ? [other, ours] : [ours, other];
  const times = new Map<() => () => void, number>();
  for (const side of sides) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    const clear = side();
    times.set(side, performance.now() - start);
    clear();
  }
  return (times.get(ours) ?? 0) / (times.get(other) ?? 1);
}

function summary(ratios: readonly number[]): Ratio {
  let seed = 42;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const medians = Array.from({ length: SAMPLES }, () => median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? 0))).sort((a, b) => a - b);
  return { median: median(ratios), low: medians[Math.floor(SAMPLES * 0.025)] ?? 0, high: medians[Math.floor(SAMPLES * 0.975)] ?? 0, pairs: ratios.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
