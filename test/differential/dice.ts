/** Random choices that a seed repeats. */
export interface Dice {
  /** From 0 up to 1. */
  unit(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Some of them, in their order. */
  some<T>(from: readonly T[], count: number): T[];
  shuffle<T>(list: readonly T[]): T[];
}

/** Dice of a seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1));
  const shuffle = <T>(list: readonly T[]) => {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = whole(0, i);
      [result[i], result[j]] = [result[j]!, result[i]!];
    }
    return result;
  };
  return {
    unit,
    whole,
    chance: (share) => unit() < share,
    pick: (from) => from[whole(0, from.length - 1)]!,
    some: (from, count) => {
      const chosen = new Set(shuffle(from.map((_, i) => i)).slice(0, count));
      return from.filter((_, i) => chosen.has(i));
    },
    shuffle,
  };
}
