import { RECORD_TIME, type DimensionRef } from '../catalog/members.ts';
import type { Filter } from '../query/query.ts';
import type { SourceName } from '../records/records.ts';
import { keep, link, numbersOf, columnOf } from './desk.ts';
import { narrow } from './filters.ts';
import type { Spec } from './measures/spec.ts';
import type { Plan, PlannedTime } from './plan.ts';
import { numbersAlong, vectorOf, type NumberVector } from './vectors.ts';
import { stockRows, visibleRows, type View } from './view.ts';
import { visits } from './visits.ts';
import { chunks, type Work } from './work.ts';
import type { Window } from '../query/periods.ts';

/** A time dimension in one of its ranges. */
export type RangedTime = Omit<PlannedTime, 'ranges'> & { window?: Window };

/** Rows of a source, and the instants that place them in each time dimension. */
export interface Selection {
  rows: Int32Array;
  /** Along the rows, for the time dimension with a granularity. */
  placed?: Float64Array;
}

export interface SelectionInput {
  plan: Plan;
  view: View;
  source: SourceName;
  spec: Spec;
  times: readonly RangedTime[];
  filters: readonly Filter[];
  /** Rows closed nobody knows when pass a window of closing dates. */
  undated: boolean;
  /** The time dimension within whose window visits lie by overlap. */
  clipping?: RangedTime | undefined;
}

/** Filters first, then time: what is not selected is not looked at again. */
export function* select(input: SelectionInput): Work<Selection> {
  const { plan, view, source, spec } = input;
  const times = input.times.filter((time) => !time.ref.derived?.virtual);
  let rows = spec.stock ? yield* stockRows(view, source) : yield* existing(view, source);
  for (const time of times) if (time.window || time.granularity || !isRecordTime(time.ref)) rows = yield* within(input, rows, time);
  rows = yield* narrow({ view, zone: plan.zone, extras: plan.extras }, source, rows, input.filters);
  const bucketed = times.find((time) => time.granularity);
  if (!bucketed || bucketed === input.clipping) return { rows };
  return { rows, placed: numbersAlong(yield* placing(input, bucketed), rows) };
}

function isRecordTime(ref: DimensionRef): boolean {
  return RECORD_TIME[ref.source] === ref.base;
}

function* existing(view: View, source: SourceName): Work<Int32Array> {
  const time = RECORD_TIME[source];
  const own = time && (yield* columnOf(view.desk, source, time)) ? yield* numbersOf(view.desk, source, time) : undefined;
  const make = () => visibleRows(view, source, own);
  return view.live ? yield* keep(view.desk, `visible:${source}:${view.until}`, make) : yield* make();
}

/** The instants that place rows: a member's own, or the ticket's creation where the query attributes by that. */
function* placing({ plan, view, source, spec }: SelectionInput, { ref }: RangedTime): Work<NumberVector> {
  const own = yield* ownPlacing(plan, view, source, spec, ref);
  if (plan.query.context?.attribution !== 'created' || (ref.source === 'tickets' && ref.base === 'createdAt')) return own;
  const created = yield* numbersOf(view.desk, 'tickets', 'createdAt');
  const via = source === 'tickets' ? undefined : yield* link(view.desk, source, 'tickets');
  return { kind: 'number', type: 'time', values: created, until: view.until, ...(via && { via }) };
}

function* ownPlacing(plan: Plan, view: View, source: SourceName, spec: Spec, ref: DimensionRef): Work<NumberVector> {
  if (spec.placed && ref.source === source && ref.base === 'firstClosedAt') {
    return { kind: 'number', type: 'time', values: yield* spec.placed({ view }), until: view.until };
  }
  return (yield* vectorOf(view, source, ref, plan.zone)) as NumberVector;
}

function* within(input: SelectionInput, rows: Int32Array, time: RangedTime): Work<Int32Array> {
  const { view, source, spec, plan } = input;
  const from = time.window?.from ?? -Infinity;
  const to = time.window?.to ?? Infinity;
  const kept = new Int32Array(rows.length);
  let count = 0;
  if (time === input.clipping) {
    const { entered, exited } = yield* visits(view.desk);
    for (const row of rows) {
      const [start, end] = [entered[row]!, exited[row]!];
      if (start < to && (!(end <= from) || (start === end && start >= from))) kept[count++] = row;
    }
    return kept.slice(0, count);
  }
  let { values, until, via } = yield* placing(input, time);
  if (plan.query.context?.attribution === 'created') rows = yield* having(rows, yield* ownPlacing(plan, view, source, spec, time.ref));
  const undated = input.undated ? -Infinity : NaN;
  if (to < until) until = to;
  yield* chunks(rows.length, (first, last) => {
    for (let i = first; i < last; i++) {
      const row = rows[i]!;
      const at = via ? via[row]! : row;
      const value = at < 0 ? NaN : values[at]!;
      if ((value >= from && value < until && value > -Infinity) || value === undated) kept[count++] = row;
    }
  });
  return kept.subarray(0, count);
}

function* having(rows: Int32Array, vector: NumberVector): Work<Int32Array> {
  const own = numbersAlong(vector, rows);
  return rows.filter((_row, i) => own[i] === own[i]);
}
