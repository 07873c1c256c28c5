import type { Cell } from '../query/query.ts';
import type { SourceName } from '../records/records.ts';
import { makeBuckets } from './groups.ts';
import type { Spec } from './measures/spec.ts';
import type { Plan, PlannedMeasure } from './plan.ts';
import type { RangedTime } from './scan.ts';
import { makeView, type View } from './view.ts';

/** One range of a query: its only one, or one of those to compare. */
export interface Turn {
  plan: Plan;
  times: readonly RangedTime[];
  /** What is not complete: words by code. */
  notes: Map<string, string>;
}

/** Measures that are read off the same rows. */
export interface Batch {
  source: SourceName;
  spec: Spec;
  /** Tickets closed nobody knows when are asked for: they are in no window of closing dates, but must not vanish. */
  undated: boolean;
  measures: readonly PlannedMeasure[];
}

/** Measures by the rows that they are read off. */
export function batchesOf({ plan, times }: Turn): Batch[] {
  const found = new Map<string, Batch & { measures: PlannedMeasure[] }>();
  for (const planned of plan.measures) {
    const { spec, ref } = planned;
    const undated = ref.part === 'missing' && !!spec.closes && !spec.stock && isClosingWindow(times);
    const key = [ref.source, spec.stock, spec.overlap, spec.answers, !!spec.placed, spec.apart, spec.calls, undated].join();
    const batch = found.get(key) ?? { source: ref.source, spec, undated, measures: [] };
    batch.measures.push(planned);
    found.set(key, batch);
  }
  return [...found.values()];
}

function isClosingWindow(times: readonly RangedTime[]): boolean {
  return times.length > 0 && times.every(({ ref, granularity }) => ref.source === 'tickets' && /losedAt$|^sla/.test(ref.base) && !granularity);
}

/** Whether a time dimension places nothing, but says when stocks are taken. */
export function isStockTime({ ref }: RangedTime): boolean {
  return !!ref.derived?.virtual && ref.base === 'asOf';
}

/** The time dimension that says when stocks are taken. */
export function stockTime({ times }: Turn): RangedTime | undefined {
  return times.find(isStockTime);
}

/** Whether a range begins after all that the source vouches for: nothing is known of it. */
export function isBeyond({ plan, times }: Turn): boolean {
  return times.some(({ window }) => window && window.from > plan.desk.asOf);
}

/** The view that a range is read at: its own end, or the cut. */
export function rangeView({ plan: { desk, cut, query }, times }: Turn): View {
  const now = makeView(desk, cut, true, query.context);
  const ends = times.flatMap((time) => (time.window && !isStockTime(time) ? [time.window.to] : []));
  return ends.length ? makeView(desk, Math.min(Math.max(...ends), cut), false, query.context, now) : now;
}

/** The views at which stocks are taken, each with the label of its bucket. */
export function stockViews(turn: Turn): { view: View; label?: Cell }[] {
  const { cut, desk, zone, weekStart, query } = turn.plan;
  const time = stockTime(turn);
  const before = (end: number) => (end <= cut ? makeView(desk, end, false, query.context) : makeView(desk, cut, true, query.context));
  if (!time?.granularity) return [{ view: before(time?.window ? time.window.to : Infinity) }];
  const { from, to } = time.window ?? { from: cut, to: cut + 1 };
  return makeBuckets(from, to, time.granularity, zone, weekStart)
    .list.filter((bucket) => Math.max(bucket.start, from) <= cut)
    .map((bucket) => ({ view: before(Math.min(bucket.end, to)), label: bucket.label }));
}
