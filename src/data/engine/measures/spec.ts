import type { SourceName } from '../../records/records.ts';
import type { Reader } from '../blocks.ts';
import type { PlannedMeasure } from '../plan.ts';
import type { Source } from '../read.ts';
import type { Gauge, Table } from '../table.ts';
import type { Batch, Turn } from '../turn.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';

/** Where values are read. */
export interface Frame {
  view: View;
  /** Rows that no date places pass the window, for the sake of what is missing. */
  undated?: boolean;
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
  /** The instants that place rows by a date, where they are not what the date's own column says. */
  placed?: { by: string; at(frame: Frame): Work<Float64Array> };
  /** Its rows are other ones than those of other measures of the source, or placed otherwise: a name for them. */
  apart?: string;
  /** Where it is asked for by the date of `placed`: what its rows are, if a record counts once a bucket. */
  source?(turn: Turn, batch: Batch, view: View): Work<Source>;
  /** Further reasons why it is not exact at a view: codes with words. */
  doubts?(turn: Turn, view: View): Work<readonly (readonly [code: string, words: string])[]>;
  /** Completed calls that have a value are rows beside the messages, as their reps' messages. */
  calls?: true;
  /** How it is read where the query asks for waits by status. */
  byStatus?: Spec;
  /** The question as it is put to another desk. */
  elsewhere?(turn: Turn): Work<Turn>;
  /** Rows lie in a window by overlap and are clipped to it: `sum` adds up a ticket's visits to a status, `end` takes those still running. */
  overlap?: 'sum' | 'end';
  /** Of answers: the latest of each ticket and type in the window, or the others. */
  answers?: 'latest' | 'superseded';
  /** Where it is no count and no mean of its values: how they become one number a group. */
  gauge?(measures: readonly PlannedMeasure[], frame: Frame): Work<Gauge>;
  /** Where its groups are not read off rows alone: the whole table of a batch of it. */
  table?(turn: Turn, batch: Batch, view: View): Work<Table>;
  /** What must be equal throughout a group for it to have a value. */
  scale?(frame: Frame): Work<Reader>;
}

export type Specs = Readonly<Partial<Record<SourceName, Readonly<Record<string, Spec>>>>>;
