import { listBuckets, type Bucket } from '../time/buckets.ts';
import type { Granularity, Cell } from '../query/query.ts';
import type { WeekDay } from '../scope.ts';
import type { Zone } from '../time/zone.ts';
import { numbersAlong, shown, type Vector } from './vectors.ts';
import { chunks, type Work } from './work.ts';

/** One way of telling rows apart: a code for each row, and what each code means. Code 0 is 'empty'. */
export interface Key {
  codes: Int32Array;
  labels: readonly Cell[];
}

/** Rows by the values they share. */
export interface Groups {
  /** The group of each row. */
  of: Int32Array;
  count: number;
  /** The code of each group in each key. */
  codes: readonly Int32Array[];
}

const DENSE = 1 << 21;

/** The group of each row by several keys. */
export function* groupBy(length: number, keys: readonly Key[]): Work<Groups> {
  let groups: Groups = { of: new Int32Array(length), count: length ? 1 : 0, codes: [] };
  for (const key of keys) groups = yield* refine(groups, key);
  return groups;
}

/** Splits groups by one key more. */
export function* refine(groups: Groups, key: Key): Work<Groups> {
  const size = key.labels.length;
  const of = new Int32Array(groups.of.length);
  const parents: number[] = [];
  const codes: number[] = [];
  const before = groups.of;
  const start = (id: number) => {
    parents.push(Math.floor(id / size));
    codes.push(id % size);
    return codes.length;
  };
  if (groups.count * size <= DENSE) {
    const found = new Int32Array(groups.count * size);
    yield* chunks(of.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const id = before[i]! * size + key.codes[i]!;
        of[i] = (found[id] ||= start(id)) - 1;
      }
    });
  } else {
    const found = new Map<number, number>();
    yield* chunks(of.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const id = before[i]! * size + key.codes[i]!;
        let group = found.get(id);
        if (group === undefined) found.set(id, (group = start(id)));
        of[i] = group - 1;
      }
    });
  }
  return { of, count: codes.length, codes: [...groups.codes.map((old) => Int32Array.from(parents, (parent) => old[parent]!)), Int32Array.from(codes)] };
}

/** A member's values along rows, as a key. */
export function* keyOf(vector: Vector, rows: Int32Array): Work<Key> {
  const codes = new Int32Array(rows.length);
  if (vector.kind === 'number') {
    const numbers = numbersAlong(vector, rows);
    const found = new Map<number, number>();
    const labels: Cell[] = [null];
    yield* chunks(rows.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const value = numbers[i]!;
        if (value !== value) continue;
        const local = vector.local ? vector.local(value) : value;
        let code = found.get(local);
        if (code === undefined) {
          found.set(local, (code = labels.length));
          labels.push(shown({ ...vector, local: undefined, type: vector.local ? 'number' : vector.type }, local));
        }
        codes[i] = code;
      }
    });
    return { codes, labels };
  }
  const { via, codes: own } = vector;
  const { labels, merged } = vector.plain ? { labels: vector.labels, merged: undefined } : mergeLabels(vector.labels);
  yield* chunks(rows.length, (from, to) => {
    if (!via && !merged) for (let i = from; i < to; i++) codes[i] = own[rows[i]!]!;
    else
      for (let i = from; i < to; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        const code = at < 0 ? 0 : own[at]!;
        codes[i] = merged ? (at < 0 ? 0 : merged[code]!) : code;
      }
  });
  return { codes, labels };
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
  /** The code of an instant within them. */
  codeOf: (at: number) => number;
}

/** The buckets that the instants [from, to) touch. */
export function makeBuckets(from: number, to: number, granularity: Granularity, zone: Zone, weekStart: WeekDay): Buckets {
  const list = listBuckets(from, to, granularity, zone, weekStart);
  const starts = Float64Array.from(list, (bucket) => bucket.start);
  const last = list.length - 1;
  const first = starts[0] ?? 0;
  const perBucket = list.length / ((list[last]?.end ?? 1) - first);
  // Buckets are of nearly one length, so the right one lies beside the guess.
  const codeOf = (at: number) => {
    let code = Math.floor((at - first) * perBucket);
    if (code > last) code = last;
    while (code > 0 && at < starts[code]!) code--;
    while (code < last && at >= starts[code + 1]!) code++;
    return code + 1;
  };
  return { list, labels: [null, ...list.map((bucket) => bucket.label)], codeOf };
}

/** The bucket of each instant, as a key; NaN has none. */
export function* bucketKey(times: Float64Array, buckets: Buckets): Work<Key> {
  const codes = new Int32Array(times.length);
  const { codeOf } = buckets;
  yield* chunks(times.length, (from, to) => {
    for (let i = from; i < to; i++) codes[i] = times[i]! === times[i]! ? codeOf(times[i]!) : 0;
  });
  return { codes, labels: buckets.labels };
}
