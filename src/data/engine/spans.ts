import type { SourceName } from '../records/records.ts';
import type { View } from './view.ts';
import { part, type Work } from './work.ts';

/** Milliseconds from one instant to another, as a row's own hours count them; negative where they lie the other way round. */
export type Span = (row: number, from: number, to: number) => number;

export const byClock: Span = (_row, from, to) => to - from;

/**
 * How durations of a source's rows are counted: by the clock, or where the query asks for business hours inside a calendar:
 * the one it names, else that of the row's team, else the first. Throws a `DataError` (`unsupported`) where there is none.
 */
export function* spansOf(view: View, source: SourceName): Work<Span> {
  if (view.options.hours !== 'business') return byClock;
  return yield* (yield* part(() => import('./business-spans.ts'))).businessSpans(view, source);
}
