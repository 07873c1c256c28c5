import type { SourceName } from '../../records/records.ts';
import type { Reader } from '../blocks.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';

/** Where values are read. */
export interface Frame {
  view: View;
}

/** Not of the population. */
export const OUT = NaN;
/** Of the population, but its value cannot be told. */
export const MISSING = Infinity;

/**
 * How a measure is read off rows. Values along the rows: counts 1; ratios 1 in the numerator, 0 in the denominator alone;
 * durations in ms, negative ones being data errors; `OUT` or `MISSING`.
 */
export interface Spec {
  /** Absent: every row counts 1. */
  values?(frame: Frame): Work<Reader>;
  /** Taken at an instant, of the rows in stock. */
  stock?: true;
  /** Rests on closes or reopens, which the past tells exactly only with a history or where nothing was reopened. */
  closes?: true;
  /** Another instant that places rows whose own date is empty. */
  placed?(frame: Frame): Work<Float64Array>;
  /** Rows lie in a window by overlap and are clipped to it: `sum` adds up a ticket's visits to a status, `end` takes those still running. */
  overlap?: 'sum' | 'end';
  /** Of answers: the latest of each ticket and type in the window, or the others. */
  answers?: 'latest' | 'superseded';
  /** What must be equal throughout a group for it to have a value. */
  scale?(frame: Frame): Work<Reader>;
}

export type Specs = Readonly<Partial<Record<SourceName, Readonly<Record<string, Spec>>>>>;
