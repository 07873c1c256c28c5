import { number } from './loops.ts';
import type { Work } from './work.ts';

/** Rows are worked on in blocks that fit the processor's cache, in arrays that are used again and again. */
export const BLOCK = 8192;

/**
 * Keeps those of the first `count` rows that pass, in place and in order; gives how many. With a `base` of 0 and above the rows
 * are `base`, `base + 1` and so on, and nobody has written them down yet.
 */
export interface Narrow {
  (rows: Int32Array, count: number, base: number): number;
  /** What a block's extent tells beforehand: all of its rows pass (true), or none does (false). */
  knows?(block: number): boolean | undefined;
}

/** Writes a value for each of the first `count` rows. */
export interface Reader {
  (rows: Int32Array, count: number, out: Float64Array): void;
  /** Where the value is what the row's code is worth. */
  coded?: { codes: Uint8Array; worth: readonly number[] };
}

export function reader(value: (row: number) => number): Reader {
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) out[i] = value(rows[i]!);
  };
}

export function narrowBy(test: (row: number) => boolean): Narrow {
  return (rows, count, base) => {
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const row = base < 0 ? rows[i]! : base + i;
      if (test(row)) rows[kept++] = row;
    }
    return kept;
  };
}

/** Least and greatest of each block of values, unknown ones (NaN, -Infinity) aside; `gaps`: the block has such. */
export interface Extent {
  least: Float64Array;
  greatest: Float64Array;
  gaps: Uint8Array;
}

const extents = new WeakMap<Float64Array, Extent>();

/** Found once for each array of values. */
export function extentOf(values: Float64Array): Extent {
  const work = measured(values);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same with pauses. */
export function* measured(values: Float64Array): Work<Extent> {
  let extent = extents.get(values);
  if (extent) return extent;
  const count = Math.ceil(values.length / BLOCK);
  extent = { least: new Float64Array(count).fill(Infinity), greatest: new Float64Array(count).fill(-Infinity), gaps: new Uint8Array(count) };
  for (let block = 0; block < count; block++) {
    measureBlock(values, block, extent.least, extent.greatest, extent.gaps);
    if ((block & 15) === 15) yield;
  }
  extents.set(values, extent);
  return extent;
}

function measureBlock(values: Float64Array, block: number, leasts: Float64Array, greatests: Float64Array, gappy: Uint8Array): void {
  let least = Infinity;
  let greatest = -Infinity;
  let gaps = 0;
  const end = Math.min(values.length, (block + 1) * BLOCK);
  for (let i = block * BLOCK; i < end; i++) {
    const value = values[i]!;
    if (!(value > -Infinity)) gaps = 1;
    else {
      if (value > greatest) greatest = value;
      if (value < least) least = value;
    }
  }
  gappy[block] = gaps;
  leasts[block] = least;
  greatests[block] = greatest;
}

/** Rows block by block: all of a table, or of a list, those that every narrowing keeps. */
export interface Scan {
  length: number;
  list?: Int32Array;
  /** Blocks of the table that nobody needs. */
  skip?: ((block: number) => boolean)[];
  narrow: Narrow[];
}

/** Uses the rows of each block that are left, with pauses between. */
export function* eachBlock(scan: Scan, use: (rows: Int32Array, count: number) => void): Work<void> {
  const rows = new Int32Array(BLOCK);
  const { list } = scan;
  const length = list ? list.length : scan.length;
  for (let from = 0, block = 0; from < length; from += BLOCK, block++) {
    const narrow = list ? scan.narrow : needed(scan, block);
    if (!narrow) continue;
    let count = Math.min(BLOCK, length - from);
    if (list) rows.set(list.subarray(from, from + count));
    else if (!narrow.length) number(rows, from, count);
    for (let i = 0; i < narrow.length; i++) count = narrow[i]!(rows, count, list || i ? -1 : from);
    if (count) use(rows, count);
    if ((block & 7) === 7) yield;
  }
}

/** The narrowings that a block of the table needs; undefined where none of its rows is left. */
function needed({ narrow: all, skip }: Scan, block: number): Narrow[] | undefined {
  if (skip?.some((skips) => skips(block))) return undefined;
  const some: Narrow[] = [];
  for (const narrow of all) {
    const known = narrow.knows?.(block);
    if (known === false) return undefined;
    if (!known) some.push(narrow);
  }
  return some;
}

/** All rows of a scan at once. */
export function* collect(scan: Scan): Work<Int32Array> {
  let all = new Int32Array(BLOCK);
  let length = 0;
  yield* eachBlock(scan, (rows, count) => {
    all = grown(all, length + count);
    all.set(rows.subarray(0, count), length);
    length += count;
  });
  return all.subarray(0, length);
}

/** An array at least so long, with what it held. */
export function grown<T extends Int32Array | Float64Array>(array: T, length: number, fill = 0): T {
  if (array.length >= length) return array;
  const longer = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2));
  longer.set(array);
  if (fill) longer.fill(fill, array.length);
  else if (fill !== fill) longer.fill(NaN, array.length);
  return longer;
}
