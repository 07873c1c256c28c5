import type { FigureUnit } from '../figure.ts';

/** What a chart shows: the same numbers that its table says, unrounded. */
export interface ChartData {
  readonly type: 'line' | 'area' | 'bar';
  /** Series stand on each other; the first is lowest. */
  readonly stacked?: boolean;
  /** The places along the axis, in reading order. */
  readonly places: readonly Place[];
  /** At most eight; each has a value, or null for a gap, for every place. */
  readonly series: readonly Series[];
  readonly unit: FigureUnit;
  /** Places are instants in order, so labels may be dropped and lines may join them. */
  readonly time: boolean;
  /** How many places make a round step of labels (7 for days); absent: any. */
  readonly cycle?: number;
  /** The place that is not over yet. */
  readonly partial?: number;
  /** A line across, in the same unit. */
  readonly goal?: number;
}

/** One place along the axis. */
export interface Place {
  /** The bucket's local start, the member's value, or null for records without one. */
  readonly key: string | null;
  readonly label: string;
}

/** One line, or one colour of bars. */
export interface Series {
  readonly key: string | null;
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** Where in the data: a place, and a series of it. */
export interface Spot {
  readonly place: number;
  readonly series: number;
}

/** The words that the drawing needs, in the reader's language. */
export interface ChartWords {
  /** A value on the axis, short. */
  tick(value: number): string;
  /** A value in full; words where there is none. */
  value(value: number | null): string;
  /** The goal line's label. */
  goal(value: number): string;
  /** Said of the place that is not over. */
  partial: string;
}
