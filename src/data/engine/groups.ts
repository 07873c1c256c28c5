import { listBuckets, type Bucket } from '../time/buckets.ts';
import type { Granularity, Cell } from '../query/query.ts';
import type { WeekDay } from '../scope.ts';
import type { Zone } from '../time/zone.ts';
import { BLOCK } from './blocks.ts';
import { addDigit } from './loops.ts';
import { shown, type NumberVector, type Vector } from './vectors.ts';

/** One way of telling rows apart: a code for each row, and what each code means. Code 0 is 'empty'. */
export interface Encoder {
  /** Above every code. */
  size: number;
  labels: readonly Cell[];
  /** Adds a digit to the number that each row has so far: its code in this key. */
  encode(rows: Int32Array, count: number, ids: Ids): void;
}

/** Numbers that stand for the codes of rows in all keys. */
export type Ids = Int32Array | Float64Array;

/** Numbers used as they are. */
const DIRECT = 1 << 16;
/** Numbers looked up in an array. */
const DENSE = 1 << 20;
/** More values than a member of numbers may be grouped by. */
const MANY = 2 ** 26;

/** Tells groups of rows apart by their codes in several keys, block after block. */
export interface Grouper {
  /** Above every group; not each has rows. */
  count: number;
  /** The group of each of the first `count` rows. */
  groupsOf(rows: Int32Array, count: number): Int32Array;
  /** The code of a group in a key. */
  code(group: number, key: number): number;
}

export function makeGrouper(keys: readonly Encoder[]): Grouper {
  const product = keys.reduce((total, { size }) => total * size, 1);
  if (product > Number.MAX_SAFE_INTEGER) return nested(keys);
  const ids: Ids = product < 2 ** 31 ? new Int32Array(BLOCK) : new Float64Array(BLOCK);
  const of = ids instanceof Int32Array && product <= DIRECT ? ids : new Int32Array(BLOCK);
  const number = of === ids ? undefined : renumbering(product);
  return {
    get count() {
      return number ? number.ids.length : product;
    },
    groupsOf(rows, count) {
      ids.fill(0, 0, count);
      for (const key of keys) key.encode(rows, count, ids);
      if (number) for (let i = 0; i < count; i++) of[i] = number.group(ids[i]!);
      return of;
    },
    code(group, key) {
      let id = number ? number.ids[group]! : group;
      for (let last = keys.length - 1; last > key; last--) id = Math.floor(id / keys[last]!.size);
      return id % keys[key]!.size;
    },
  };
}

/** More than numbers can tell apart at once: groups of all keys but the last are a key of their own. */
function nested(keys: readonly Encoder[]): Grouper {
  const last = keys.length - 1;
  const inner = makeGrouper(keys.slice(0, last));
  const outer = makeGrouper([
    {
      size: MANY,
      labels: [],
      encode(rows, count, ids) {
        const groups = inner.groupsOf(rows, count);
        for (let i = 0; i < count; i++) ids[i] = ids[i]! * MANY + groups[i]!;
      },
    },
    keys[last]!,
  ]);
  return {
    get count() {
      return outer.count;
    },
    groupsOf: (rows, count) => outer.groupsOf(rows, count),
    code: (group, key) => (key === last ? outer.code(group, 1) : inner.code(outer.code(group, 0), key)),
  };
}

/** Groups in the order in which their numbers are met. */
function renumbering(product: number): { ids: number[]; group(id: number): number } {
  const ids: number[] = [];
  if (product <= DENSE) {
    const dense = new Int32Array(product);
    return { ids, group: (id) => (dense[id] ||= ids.push(id)) - 1 };
  }
  const found = new Map<number, number>();
  return {
    ids,
    group(id) {
      let group = found.get(id);
      if (group === undefined) found.set(id, (group = ids.push(id) - 1));
      return group;
    },
  };
}

/** A member's values, as a key. */
export function encoderOf(vector: Vector): Encoder {
  if (vector.kind === 'number') return numberEncoder(vector);
  const { via, codes } = vector;
  const { labels, merged } = vector.plain ? { labels: vector.labels, merged: undefined } : mergeLabels(vector.labels);
  const size = labels.length;
  return {
    size,
    labels,
    encode(rows, count, ids) {
      if (!via && !merged) addDigit(codes, 0, size, rows, count, ids);
      else
        for (let i = 0; i < count; i++) {
          const at = via ? via[rows[i]!]! : rows[i]!;
          ids[i] = ids[i]! * size + (at < 0 ? 0 : merged ? merged[codes[at]!]! : codes[at]!);
        }
    },
  };
}

function numberEncoder(vector: NumberVector): Encoder {
  const { values, via, until, local } = vector;
  const found = new Map<number, number>();
  const labels: Cell[] = [null];
  const size = local ? 32 : MANY;
  return {
    size,
    labels,
    encode(rows, count, ids) {
      for (let i = 0; i < count; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        const value = at < 0 ? NaN : values[at]!;
        ids[i] = ids[i]! * size;
        if (!(value > -Infinity && value < until)) continue;
        const key = local ? local(value) : value;
        let code = found.get(key);
        if (code === undefined) {
          found.set(key, (code = labels.length));
          labels.push(shown(vector, value));
        }
        ids[i] = ids[i]! + code;
      }
    },
  };
}

/** Codes that share a label become one; code 0 is 'empty'. */
function mergeLabels(labels: readonly Cell[]): { labels: Cell[]; merged: Int32Array } {
  const found = new Map<Cell, number>([[null, 0]]);
  const merged = Int32Array.from(labels, (label) => {
    const cell = label === '' ? null : label;
    if (!found.has(cell)) found.set(cell, found.size);
    return found.get(cell)!;
  });
  return { labels: [...found.keys()], merged };
}

/** Buckets that hold all of some instants; code 0 is 'no bucket'. */
export interface Buckets {
  list: readonly Bucket[];
  labels: readonly Cell[];
  /** Where each begins, then Infinity. */
  starts: Float64Array;
  /** Buckets a millisecond. They are of nearly one length, so the right one lies beside the one that this guesses. */
  pace: number;
}

/** The buckets that the instants [from, to) touch. */
export function makeBuckets(from: number, to: number, granularity: Granularity, zone: Zone, weekStart: WeekDay): Buckets {
  const list = listBuckets(from, to, granularity, zone, weekStart);
  return {
    list,
    labels: [null, ...list.map((bucket) => bucket.label)],
    starts: Float64Array.from({ length: list.length + 1 }, (_, i) => list[i]?.start ?? Infinity),
    pace: list.length ? list.length / (list.at(-1)!.end - list[0]!.start) : 0,
  };
}

/** The code of an instant that lies in one of the buckets. */
export function bucketCode({ starts, pace }: Buckets, at: number): number {
  let code = Math.min(((at - starts[0]!) * pace) | 0, starts.length - 2);
  while (at < starts[code]!) code--;
  while (at >= starts[code + 1]!) code++;
  return code + 1;
}

/** The bucket that each row falls into, as a key, for rows that all lie in one of them. */
export function bucketEncoder({ values, via }: NumberVector, { labels, starts, pace }: Buckets): Encoder {
  const size = labels.length;
  return {
    size,
    labels,
    encode(rows, count, ids) {
      // Everything within reach and nothing checked twice: this loop is met by every row of every report over time.
      const [instants, bounds, first, last] = [values, starts, starts[0]!, starts.length - 2];
      for (let i = 0; i < count; i++) {
        const row = rows[i]!;
        const at = instants[via ? via[row]! : row]!;
        let code = ((at - first) * pace) | 0;
        if (code > last) code = last;
        while (at < bounds[code]!) code--;
        while (at >= bounds[code + 1]!) code++;
        ids[i] = ids[i]! * size + code + 1;
      }
    },
  };
}
