import { BLOCK, reader, type Reader } from './blocks.ts';
import { numbersOf, stringsOf } from './desk.ts';
import { bucketCode, makeGrouper, type Buckets, type Encoder } from './groups.ts';
import type { Spec } from './measures/spec.ts';
import { spansOf } from './spans.ts';
import type { View } from './view.ts';
import { visits } from './history/visits.ts';
import { chunks, type Work } from './work.ts';

/** Rows with their values, a row once for each bucket that it takes part in. */
export interface Pieces {
  rows: Int32Array;
  values?: Float64Array;
  /** Codes of buckets, along the rows. */
  buckets?: Int32Array;
}

/** Visits clipped to a window, or to each of its buckets; those in closed statuses are there without a value. */
export function* clip(view: View, rows: Int32Array, from: number, to: number, mode: NonNullable<Spec['overlap']>, buckets?: Buckets): Work<Pieces> {
  const { entered, exited, closed } = yield* visits(view.desk);
  const out: { rows: number[]; values: number[]; buckets: number[] } = { rows: [], values: [], buckets: [] };
  const end = Math.min(to, view.at);
  const span = mode === 'sum' ? yield* spansOf(view, 'statusChanges') : undefined;
  const add = (row: number, start: number, stop: number, bucket: number) => {
    const left = exited[row]! < view.until ? exited[row]! : Infinity;
    // An exit at the very cut has happened; one at a window's end has not.
    const value = mode === 'end' ? (left >= (stop < view.at ? stop : view.until) ? 1 : NaN) : left < entered[row]! ? -Infinity : span!(row, Math.max(entered[row]!, start), Math.min(left, stop));
    out.rows.push(row);
    out.values.push(closed[row] ? NaN : value);
    out.buckets.push(bucket);
  };
  yield* chunks(from < end ? rows.length : 0, (first, last) => {
    for (let i = first; i < last; i++) {
      const row = rows[i]!;
      if (!buckets) {
        add(row, from, end, 0);
        continue;
      }
      const start = Math.max(entered[row]!, from);
      const stop = Math.min(exited[row]! < view.until ? Math.max(exited[row]!, start) : Infinity, end);
      for (let code = bucketCode(buckets, start); code <= buckets.list.length; code++) {
        const bucket = buckets.list[code - 1]!;
        if (bucket.start >= stop && !(bucket.start <= start)) break;
        add(row, Math.max(from, bucket.start), Math.min(end, bucket.end), code);
      }
    }
  });
  return { rows: Int32Array.from(out.rows), values: Float64Array.from(out.values), ...(buckets && { buckets: Int32Array.from(out.buckets) }) };
}

/** How long each visit lasted, or has lasted at the view; closed statuses are left out. */
export function* visitTimes(view: View): Work<Reader> {
  const { entered, exited, closed } = yield* visits(view.desk);
  const span = yield* spansOf(view, 'statusChanges');
  return reader((row) => (closed[row] || !(entered[row]! < view.until) ? NaN : span(row, entered[row]!, exited[row]! < view.until ? exited[row]! : view.at)));
}

/** The buckets of pieces as a key: `from` says which piece the first row of a block is. */
export function pieceKey(codes: Int32Array, { labels }: Buckets): Encoder & { from: number } {
  const size = labels.length;
  return {
    size,
    labels,
    from: 0,
    encode(_rows, count, ids) {
      for (let i = 0; i < count; i++) ids[i] = ids[i]! * size + codes[this.from + i]!;
    },
  };
}

/** Adds up the pieces of one ticket, pipeline and status that share bucket and keys. */
export function* unite(view: View, pieces: Pieces, keys: readonly Encoder[], buckets: Buckets | undefined): Work<Pieces> {
  const bucket = buckets && pieceKey(pieces.buckets!, buckets);
  const all = bucket ? [bucket, ...keys] : [...keys];
  for (const field of ['ticketId', 'pipeline', 'status']) all.push(yield* fieldEncoder(view, field));
  const grouper = makeGrouper(all);
  const tickets = yield* stringsOf(view.desk, 'statusChanges', 'ticketId');
  const unitOf = new Map<number, number>();
  const units: { rows: number[]; values: number[]; buckets: number[] } = { rows: [], values: [], buckets: [] };
  for (let from = 0; from < pieces.rows.length; from += BLOCK) {
    const rows = pieces.rows.subarray(from, from + BLOCK);
    if (bucket) bucket.from = from;
    const of = grouper.groupsOf(rows, rows.length);
    for (let i = 0; i < rows.length; i++) {
      // Visits of no ticket have nothing in common.
      let unit = tickets?.codes[rows[i]!] ? unitOf.get(of[i]!) : undefined;
      if (unit === undefined) {
        unitOf.set(of[i]!, (unit = units.rows.push(rows[i]!) - 1));
        units.values.push(NaN);
        units.buckets.push(pieces.buckets?.[from + i] ?? 0);
      }
      const value = pieces.values![from + i]!;
      if (value === value) units.values[unit] = value + (units.values[unit]! || 0);
    }
    yield;
  }
  return { rows: Int32Array.from(units.rows), values: Float64Array.from(units.values), ...(pieces.buckets && { buckets: Int32Array.from(units.buckets) }) };
}

function* fieldEncoder(view: View, field: string): Work<Encoder> {
  const column = yield* stringsOf(view.desk, 'statusChanges', field);
  const size = column?.dictionary.length ?? 1;
  return {
    size,
    labels: [],
    encode(rows, count, ids) {
      for (let i = 0; i < count; i++) ids[i] = ids[i]! * size + (column?.codes[rows[i]!] ?? 0);
    },
  };
}

/** Of answers, the places of the latest of each ticket and type (in each bucket), or of those that a later one follows, and those of the rest. */
export function* answersOf(view: View, rows: Int32Array, which: NonNullable<Spec['answers']>, buckets: Int32Array | undefined): Work<{ kept: Int32Array; rest: Int32Array }> {
  const tickets = yield* stringsOf(view.desk, 'feedback', 'ticketId');
  const types = yield* stringsOf(view.desk, 'feedback', 'type');
  const submitted = yield* numbersOf(view.desk, 'feedback', 'submittedAt');
  const typeCount = types?.dictionary.length ?? 1;
  const ticketCount = tickets?.dictionary.length ?? 1;
  const last = new Map<number, number>();
  const at = (i: number) => (submitted[rows[i]!]! > -Infinity ? submitted[rows[i]!]! : -Infinity);
  const keyAt = (i: number) => {
    const row = rows[i]!;
    const ticket = tickets?.codes[row] ?? 0;
    return ticket ? ((buckets?.[i] ?? 0) * ticketCount + ticket) * typeCount + (types?.codes[row] ?? 0) : -1 - i;
  };
  yield* chunks(rows.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const key = keyAt(i);
      const before = last.get(key);
      if (before === undefined || at(i) >= at(before)) last.set(key, i);
    }
  });
  const kept: number[] = [];
  const rest: number[] = [];
  for (let i = 0; i < rows.length; i++) ((last.get(keyAt(i)) === i) === (which === 'latest') ? kept : rest).push(i);
  return { kept: Int32Array.from(kept), rest: Int32Array.from(rest) };
}
