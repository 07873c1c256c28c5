import { findDimension, findMeasure, missingNeed, type DimensionRef, type Extras, type Has, type MeasureRef } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import { rangeWindow, type Window } from '../query/range.ts';
import type { Granularity, Query } from '../query/query.ts';
import type { WeekDay } from '../scope.ts';
import { zone, type Zone } from '../time/zone.ts';
import type { Desk } from './desk.ts';
import type { Spec } from './measures/spec.ts';
import { fieldSpecOf, specOf } from './measures/specs.ts';
import { notYet } from './vectors.ts';
import type { Work } from './work.ts';

/** A valid query, taken apart. */
export interface Plan {
  query: Query;
  desk: Desk;
  extras: Extras;
  zone: Zone;
  weekStart: WeekDay;
  /** Now or the source's `asOf`, whichever is earlier. */
  cut: number;
  measures: readonly PlannedMeasure[];
  dimensions: readonly DimensionRef[];
  times: readonly PlannedTime[];
}

export interface PlannedMeasure {
  ref: MeasureRef;
  spec: Spec;
}

export interface PlannedTime {
  ref: DimensionRef;
  granularity?: Granularity;
  /** One, or those to compare. */
  ranges: readonly { window: Window; label: string }[];
}

export function* planQuery(query: Query, desk: Desk, extras: Extras, has: Has): Work<Plan> {
  const { records } = desk;
  const clock = zone(query.timezone ?? records.timezone ?? 'UTC');
  const { now, weekStart = 1, basis } = query.context ?? {};
  const measures: PlannedMeasure[] = [];
  for (const name of query.measures ?? []) measures.push(yield* planMeasure(findMeasure(name, extras)!, has, basis === 'status'));
  return {
    query,
    desk,
    extras,
    zone: clock,
    weekStart,
    cut: now === undefined ? desk.asOf : Math.min(Date.parse(now), desk.asOf),
    measures,
    dimensions: (query.dimensions ?? []).map((name) => findDimension(name, extras)!),
    times: (query.timeDimensions ?? []).map(({ dimension, granularity, dateRange, compareDateRange }) => {
      const ref = findDimension(dimension, extras)!;
      const ranges = compareDateRange ?? (dateRange ? [dateRange] : []);
      return { ref, granularity, ranges: ranges.map((range) => ({ window: rangeWindow(range, clock), label: range.join(' – ') })) };
    }),
  };
}

function* planMeasure(ref: MeasureRef, has: Has, byStatus: boolean): Work<PlannedMeasure> {
  const usual = yield* ref.field ? fieldSpecOf(ref.source, ref.field, ref.part === 'countDistinct') : specOf(ref.source, ref.base, ref.sla);
  const spec = (byStatus && usual?.byStatus) || usual;
  const missing = spec === usual ? missingNeed(ref, has) : has('statusChanges', 'statusCategory') ? undefined : 'statusChanges.statusCategory';
  if (missing) {
    throw new DataError({ kind: 'unsupported', title: `“${ref.name}” is not available from this source.`, detail: `It needs ${missing.replaceAll('<sla>', ref.sla ?? 'any').replaceAll('|', ' or ')}.` });
  }
  if (!spec) throw notYet(ref.name);
  return { ref, spec };
}
