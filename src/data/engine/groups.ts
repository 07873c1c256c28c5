import { listBuckets, type Bucket } from '../time/buckets.ts';
import type { Granularity, Cell } from '../query/query.ts';
import type { WeekDay } from '../scope.ts';
import type { Zone } from '../time/zone.ts';
import { DataError } from '../problem.ts';
import { shown, type NumberVector, type Vector } from './vectors.ts';

/** One way of telling rows apart: a code for each row, and what each code means. Code 0 is 'empty'. */
export interface Encoder {
  /** Above every code. */
  size: number;
  labels: readonly Cell[];
  encode(rows: Int32Array, count: number, out: Int32Array): void;
}

const DENSE = 1 << 20;
/** More values than a member of numbers may be grouped by. */
const MANY = 2 ** 26;

/** Numbers groups of rows by their codes in several keys, block after block. */
export interface Grouper {
  count: number;
  /** The group of each of the first `count` rows, from their codes in every key. */
  add(codes: readonly Int32Array[], count: number, out: Int32Array): void;
  /** The code of a group in a key. */
  code(group: number, key: number): number;
}

export function makeGrouper(sizes: readonly number[]): Grouper {
  const product = sizes.reduce((total, size) => total * size, 1);
  const ids: number[] = [];
  const dense = product <= DENSE ? new Int32Array(product) : undefined;
  const found = new Map<number, number>();
  if (product > Number.MAX_SAFE_INTEGER) {
    throw new DataError({ kind: 'too-large', title: 'The query groups by more values at once than can be told apart. Leave out a dimension.' });
  }
  const start = (id: number) => (ids.push(id), (grouper.count = ids.length));
  const grouper: Grouper = {
    count: 0,
    add(codes, count, out) {
      for (let i = 0; i < count; i++) {
        let id = 0;
        for (let key = 0; key < sizes.length; key++) id = id * sizes[key]! + codes[key]![i]!;
        let group: number | undefined;
        if (dense) group = dense[id] ||= start(id);
        else if ((group = found.get(id)) === undefined) found.set(id, (group = start(id)));
        out[i] = group - 1;
      }
    },
    code(group, key) {
      let id = ids[group]!;
      for (let last = sizes.length - 1; last > key; last--) id = Math.floor(id / sizes[last]!);
      return id % sizes[key]!;
    },
  };
  return grouper;
}

/** A member's values, as a key. */
export function encoderOf(vector: Vector): Encoder {
  if (vector.kind === 'number') return numberEncoder(vector);
  const { via, codes } = vector;
  const { labels, merged } = vector.plain ? { labels: vector.labels, merged: undefined } : mergeLabels(vector.labels);
  return {
    size: labels.length,
    labels,
    encode(rows, count, out) {
      if (!via && !merged) for (let i = 0; i < count; i++) out[i] = codes[rows[i]!]!;
      else
        for (let i = 0; i < count; i++) {
          const at = via ? via[rows[i]!]! : rows[i]!;
          out[i] = at < 0 ? 0 : merged ? merged[codes[at]!]! : codes[at]!;
        }
    },
  };
}

function numberEncoder(vector: NumberVector): Encoder {
  const { values, via, until, local } = vector;
  const found = new Map<number, number>();
  const labels: Cell[] = [null];
  return {
    size: local ? 32 : MANY,
    labels,
    encode(rows, count, out) {
      for (let i = 0; i < count; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        const value = at < 0 ? NaN : values[at]!;
        out[i] = 0;
        if (!(value > -Infinity && value < until)) continue;
        const key = local ? local(value) : value;
        let code = found.get(key);
        if (code === undefined) {
          found.set(key, (code = labels.length));
          labels.push(shown(vector, value));
        }
        out[i] = code;
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

/** The bucket that each row falls into, as a key. */
export function bucketEncoder({ values, via, until }: NumberVector, { labels, codeOf }: Buckets): Encoder {
  return {
    size: labels.length,
    labels,
    encode(rows, count, out) {
      for (let i = 0; i < count; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        const value = at < 0 ? NaN : values[at]!;
        out[i] = value > -Infinity && value < until ? codeOf(value) : 0;
      }
    },
  };
}
