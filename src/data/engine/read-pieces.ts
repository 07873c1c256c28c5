import { findDimension, RECORD_TIME } from '../catalog/members.ts';
import type { Filter } from '../query/query.ts';
import { BLOCK, collect, extentOf, type Narrow, type Scan } from './blocks.ts';
import { narrowings } from './filters.ts';
import { bucketEncoder, makeBuckets, type Buckets, type Encoder } from './groups.ts';
import { answersOf, clip, pieceKey, unite, type Pieces } from './pieces.ts';
import type { Plan } from './plan.ts';
import { bucketedTime, bucketsOf, type Source } from './read.ts';
import { placing, scanOf, type RangedTime, type ScanInput } from './scan.ts';
import type { Batch, Turn } from './turn.ts';
import type { View } from './view.ts';
import type { Work } from './work.ts';

/** Pieces that a batch is read off: visits clipped to windows, or the latest of a ticket's answers. */
export function* sourceOfPieces(turn: Turn, batch: Batch, view: View, keys: readonly Encoder[]): Work<Source> {
  const { plan, times } = turn;
  const { overlap, answers } = batch.spec;
  const clipping = overlap && times.find((time) => clips(plan, batch, time));
  const bucketed = bucketedTime(turn);
  const all = plan.query.filters ?? [];
  const [before, after] = answers ? splitFilters(all, plan) : [all, []];
  const input: ScanInput = { plan, view, ...batch, times, filters: before, clipping };
  const scan = yield* scanOf(input);
  if (overlap && (!bucketed || bucketed === clipping)) return fromPieces(yield* clipped(turn, batch, view, scan, keys, clipping));
  const placed = bucketed && (yield* placing(input, bucketed.ref));
  const buckets = placed && bucketsOf(plan, bucketed, placed);
  const encoder = buckets && bucketEncoder(placed, buckets);
  const rows = yield* collect(scan);
  const codes = encoder && codesAlong(encoder, rows);
  let pieces: Pieces = { rows, ...(codes && { buckets: codes }) };
  if (overlap) {
    pieces = withBuckets(pieces, yield* clip(view, rows, clipping?.window?.from ?? -Infinity, clipping?.window?.to ?? Infinity, overlap));
    if (overlap === 'sum') pieces = yield* unite(view, pieces, keys, buckets);
  } else {
    const narrow = yield* narrowings({ view, zone: plan.zone, extras: plan.extras }, batch.source, after);
    const { kept, rest } = yield* answersOf(view, rows, answers!, codes);
    const chosen = yield* keepRows(pick(pieces, kept), narrow);
    const others = yield* keepRows(pick(pieces, rest), narrow);
    return fromPieces({ pieces: join(chosen, others), ...(buckets && { buckets }) }, chosen.rows.length);
  }
  return fromPieces({ pieces, ...(buckets && { buckets }) });
}

function* clipped({ plan }: Turn, { spec }: Batch, view: View, scan: Scan, keys: readonly Encoder[], clipping: RangedTime | undefined) {
  const { from, to } = clipping?.window ?? { from: -Infinity, to: Infinity };
  const buckets = clipping?.granularity ? visitBuckets(plan, clipping, from, Math.min(to, view.until)) : undefined;
  let pieces = yield* clip(view, yield* collect(scan), from, to, spec.overlap!, buckets);
  if (spec.overlap === 'sum') pieces = yield* unite(view, pieces, keys, buckets);
  return { pieces, ...(buckets && { buckets }) };
}

/** Pieces block by block; from `idle` on they are of no value themselves. */
function fromPieces({ pieces: { rows, buckets: codes, values }, buckets }: { pieces: Pieces; buckets?: Buckets }, idle = rows.length): Source {
  const bucket = buckets && pieceKey(codes!, buckets);
  return {
    ...(bucket && { bucket }),
    *each(use) {
      for (let from = 0, to = 0; from < rows.length; from = to) {
        to = Math.min(from + BLOCK, from < idle ? idle : rows.length);
        if (bucket) bucket.from = from;
        use(rows.subarray(from, to), to - from, values?.subarray(from, to), from >= idle);
        yield;
      }
    },
  };
}

/** Whether a time dimension clips visits instead of placing them by one date. */
function clips(plan: Plan, { source }: Batch, { ref }: RangedTime): boolean {
  return ref.source === source && RECORD_TIME[source] === ref.base && plan.query.context?.attribution !== 'created';
}

function visitBuckets({ desk, zone, weekStart }: Plan, { granularity }: RangedTime, from: number, to: number): Buckets {
  const entered = desk.records.tables.statusChanges?.columns.enteredAt;
  const known = entered?.kind === 'time' ? extentOf(entered.values).least.reduce((a, b) => Math.min(a, b), to) : to;
  const first = from > -Infinity ? from : known;
  return makeBuckets(first, Math.max(to, first + 1), granularity!, zone, weekStart);
}

/** Filters on the answer itself come after its latest is found; all others before. */
function splitFilters(filters: readonly Filter[], plan: Plan): [before: Filter[], after: Filter[]] {
  const ofAnswer = (filter: Filter): boolean => {
    if ('and' in filter) return filter.and.some(ofAnswer);
    if ('or' in filter) return filter.or.some(ofAnswer);
    const ref = findDimension(filter.member, plan.extras);
    return ref?.source === 'feedback' && !ref.derived && ref.base !== 'ticketId' && ref.base !== 'type';
  };
  return [filters.filter((filter) => !ofAnswer(filter)), filters.filter(ofAnswer)];
}

function codesAlong(encoder: Encoder, rows: Int32Array): Int32Array {
  const codes = new Int32Array(rows.length);
  encoder.encode(rows, rows.length, codes);
  return codes;
}

function pick({ rows, buckets }: Pieces, kept: Int32Array): Pieces {
  return { rows: kept.map((i) => rows[i]!), ...(buckets && { buckets: kept.map((i) => buckets[i]!) }) };
}

function join(a: Pieces, b: Pieces): Pieces {
  const both = (first: Int32Array, second: Int32Array) => Int32Array.from([...first, ...second]);
  return { rows: both(a.rows, b.rows), ...(a.buckets && b.buckets && { buckets: both(a.buckets, b.buckets) }) };
}

/** The pieces of rows that pass. */
function* keepRows(pieces: Pieces, narrow: Narrow[]): Work<Pieces> {
  if (!narrow.length) return pieces;
  const rows = yield* collect({ length: 0, list: pieces.rows, skip: [], narrow });
  let at = 0;
  const places = rows.map((row) => {
    while (pieces.rows[at] !== row) at++;
    return at++;
  });
  return pick(pieces, places);
}

/** Gives clipped pieces the buckets of the rows that they came from. */
function withBuckets(placed: Pieces, pieces: Pieces): Pieces {
  let at = 0;
  const buckets = pieces.rows.map((row) => {
    while (placed.rows[at] !== row) at++;
    return placed.buckets![at]!;
  });
  return { ...pieces, buckets };
}
