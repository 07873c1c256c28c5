import { RECORD_TIME, type DimensionRef } from '../catalog/members.ts';
import { joinPath } from '../catalog/joins.ts';
import type { Filter } from '../query/query.ts';
import type { SourceName } from '../records/records.ts';
import { extentOf, measured, narrowBy, type Narrow, type Scan } from './blocks.ts';
import { link, numbersOf, tableOf } from './desk.ts';
import { narrowings } from './filters.ts';
import { indexesOf } from './large.ts';
import { keepBetween } from './loops.ts';
import type { Spec } from './measures/spec.ts';
import { messageParts } from './messages/message-parts.ts';
import type { Plan, PlannedTime } from './plan.ts';
import { isStockTime } from './turn.ts';
import { vectorOf, type NumberVector } from './vectors.ts';
import { isVisible, stockRows, type View } from './view.ts';
import { visits } from './history/visits.ts';
import type { Work } from './work.ts';

/** A time dimension in one of its ranges. */
export type RangedTime = Omit<PlannedTime, 'ranges'> & { window?: { from: number; to: number } };

export interface ScanInput {
  plan: Plan;
  view: View;
  source: SourceName;
  spec: Spec;
  times: readonly RangedTime[];
  filters: readonly Filter[];
  /** Tickets closed nobody knows when pass a window of closing dates. */
  undated: boolean;
  /** The time dimension within whose window visits lie by overlap. */
  clipping?: RangedTime | undefined;
}

/** How to find the rows that exist at a view, lie in every window and pass every filter. */
export function* scanOf(input: ScanInput): Work<Scan> {
  const { plan, view, source, spec, times, filters } = input;
  // Calls that are replies stand after the messages, for waits alone.
  const own = source === 'messages' && !spec.calls ? view.desk.records.tables.messages : yield* tableOf(view.desk, source);
  const scan: Scan = { length: own?.length ?? 0, narrow: [] };
  if (spec.stock) scan.list = yield* stockRows(view, source);
  else scan.narrow.push(...(yield* isVisible(view, source)));
  for (const time of times) {
    if (isStockTime(time)) continue;
    if (time.window || time.granularity || RECORD_TIME[time.ref.source] !== time.ref.base) yield* addWindow(scan, input, time);
  }
  const frame = { view, zone: plan.zone, extras: plan.extras };
  if (spec.calls) scan.narrow.push(...(yield* (yield* messageParts()).withoutIdleCalls(spec, view)));
  const indexes = filters.length && !scan.list ? yield* indexesOf(scan.length) : undefined;
  if (indexes) scan.narrow.unshift(yield* indexes.passing(frame, source, filters, scan.length));
  else scan.narrow.push(...(yield* narrowings(frame, source, filters)));
  return scan;
}

function* addWindow(scan: Scan, input: ScanInput, time: RangedTime): Work<void> {
  const { view, source, spec, plan, undated } = input;
  const { from, to } = time.window ?? { from: -Infinity, to: Infinity };
  if (time === input.clipping) {
    const { entered, exited } = yield* visits(view.desk);
    scan.narrow.push(narrowBy((row) => entered[row]! < to && (!(exited[row]! <= from) || (entered[row] === exited[row] && entered[row]! >= from))));
    return;
  }
  const placed = yield* placing(input, time.ref);
  // What is placed by another date has its own all the same.
  if (isMoved(plan, source, time.ref)) scan.narrow.push(inRange(yield* ownPlacing(plan, view, source, spec, time.ref), -Infinity, Infinity, false));
  if (!placed.via && !undated) yield* measured(placed.values);
  scan.narrow.push(inRange(placed, from, to, undated));
}

function inRange({ values, until, via }: NumberVector, from: number, to: number, undated: boolean): Narrow {
  const end = Math.min(until, to);
  // -Infinity is 'closed, nobody knows when'.
  const start = undated ? -Infinity : Math.max(from, -Number.MAX_VALUE);
  if (via || undated) {
    return narrowBy((row) => {
      const at = via ? via[row]! : row;
      const value = at < 0 ? NaN : values[at]!;
      return (value >= start && value < end && value >= from) || (undated && value === -Infinity);
    });
  }
  const { least, greatest, gaps } = extentOf(values);
  const narrow: Narrow = (rows, count, base) => keepBetween(values, start, end, rows, count, base);
  narrow.knows = (block) => (greatest[block]! < start || least[block]! >= end ? false : !gaps[block] && least[block]! >= start && greatest[block]! < end ? true : undefined);
  return narrow;
}

/** The instants that place rows: a member's own, or the ticket's creation where the query attributes by that. */
export function* placing({ plan, view, source, spec }: ScanInput, ref: DimensionRef): Work<NumberVector> {
  if (!isMoved(plan, source, ref)) return yield* ownPlacing(plan, view, source, spec, ref);
  const values = yield* numbersOf(view.desk, 'tickets', 'createdAt');
  const via = source === 'tickets' ? undefined : yield* link(view.desk, source, 'tickets');
  return { kind: 'number', type: 'time', values, until: view.until, ...(via && { via }) };
}

/** What belongs to no ticket keeps its own date. */
function isMoved({ query }: Plan, root: SourceName, { source, base }: DimensionRef): boolean {
  return query.context?.attribution === 'created' && !(source === 'tickets' && base === 'createdAt') && !!joinPath(root, 'tickets');
}

function* ownPlacing(plan: Plan, view: View, source: SourceName, spec: Spec, ref: DimensionRef): Work<NumberVector> {
  if (spec.placed?.by === ref.base && ref.source === source) {
    return { kind: 'number', type: 'time', values: yield* spec.placed.at({ view }), until: view.until };
  }
  return (yield* vectorOf(view, source, ref, plan.zone)) as NumberVector;
}
