/** Throws that a seed repeats. */
export interface Dice {
  /** 0 to `sides - 1`. */
  roll(sides: number): number;
  chance(of: number): boolean;
  one<T>(list: readonly T[]): T;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { roll: (sides) => Math.floor(next() * sides), chance: (of) => next() < of, one: (list) => list[Math.floor(next() * list.length)]! };
}
