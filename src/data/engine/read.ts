import { findDimension, RECORD_TIME } from '../catalog/members.ts';
import type { Filter } from '../query/query.ts';
import { narrow } from './filters.ts';
import { bucketKey, makeBuckets, type Buckets } from './groups.ts';
import { answersOf, clip, type Pieces } from './pieces.ts';
import type { Plan } from './plan.ts';
import { select, type RangedTime } from './select.ts';
import type { Batch, Turn } from './turn.ts';
import type { View } from './view.ts';
import type { Work } from './work.ts';

/** Rows of a batch, with the buckets that they fall into. */
export interface Read {
  pieces: Pieces;
  buckets?: Buckets;
}

/** The rows that a batch of measures is read off. */
export function* readRows(turn: Turn, batch: Batch, view: View): Work<Read> {
  const { plan, times } = turn;
  const bucketed = times.find((time) => time.granularity && !time.ref.derived?.virtual);
  const clipping = batch.spec.overlap && times.find((time) => clips(plan, batch, time));
  const all = plan.query.filters ?? [];
  const [before, after] = batch.spec.answers ? splitFilters(all, plan) : [all, []];
  const { rows, placed } = yield* select({ plan, view, ...batch, times, filters: before, clipping });
  if (batch.spec.overlap && (clipping || !bucketed)) {
    const from = clipping?.window?.from ?? -Infinity;
    const to = clipping?.window?.to ?? Infinity;
    const buckets = clipping && bucketed && visitBuckets(plan, bucketed, from, Math.min(to, view.at));
    return { pieces: yield* clip(view, rows, from, to, batch.spec.overlap, buckets), ...(buckets && { buckets }) };
  }
  const buckets = bucketed && bucketsOf(plan, bucketed, placed!);
  const codes = buckets && (yield* bucketKey(placed!, buckets)).codes;
  let pieces: Pieces = { rows, ...(codes && { buckets: codes }) };
  if (batch.spec.overlap) pieces = withBuckets(pieces, yield* clip(view, rows, -Infinity, Infinity, batch.spec.overlap));
  if (batch.spec.answers) {
    pieces = pick(pieces, yield* answersOf(view, rows, batch.spec.answers, codes));
    if (after.length) pieces = keepRows(pieces, yield* narrow({ view, zone: plan.zone, extras: plan.extras }, batch.source, pieces.rows, after));
  }
  return { pieces, ...(buckets && { buckets }) };
}

/** Whether a time dimension clips visits instead of placing them by one date. */
function clips(plan: Plan, { source }: Batch, { ref }: RangedTime): boolean {
  return ref.source === source && RECORD_TIME[source] === ref.base && plan.query.context?.attribution !== 'created';
}

function bucketsOf({ zone, weekStart }: Plan, { window, granularity }: RangedTime, placed: Float64Array): Buckets {
  let from = window?.from ?? Infinity;
  let to = window?.to ?? -Infinity;
  if (!window) {
    for (const at of placed) {
      if (at < from) from = at;
      if (at >= to) to = at + 1;
    }
  }
  return makeBuckets(from, to, granularity!, zone, weekStart);
}

function visitBuckets({ desk, zone, weekStart }: Plan, { granularity }: RangedTime, from: number, to: number): Buckets {
  let first = from;
  if (first === -Infinity) {
    const column = desk.records.tables.statusChanges?.columns.enteredAt;
    first = to;
    if (column?.kind === 'time') for (const at of column.values) if (at < first) first = at;
  }
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

function pick({ rows, buckets }: Pieces, kept: Int32Array): Pieces {
  return { rows: kept.map((i) => rows[i]!), ...(buckets && { buckets: kept.map((i) => buckets[i]!) }) };
}

/** The pieces of some of their rows, which come in the same order. */
function keepRows(pieces: Pieces, rows: Int32Array): Pieces {
  let at = 0;
  return pick(pieces, Int32Array.from(rows, (row) => {
    while (pieces.rows[at] !== row) at++;
    return at++;
  }));
}

/** Gives clipped pieces the buckets of the rows that they came from. */
function withBuckets(placed: Pieces, clipped: Pieces): Pieces {
  let at = 0;
  return {
    ...clipped,
    buckets: clipped.rows.map((row) => {
      while (placed.rows[at] !== row) at++;
      return placed.buckets![at]!;
    }),
  };
}
