import type { ChartData } from './chart-data.ts';
import { TEXTURED_FROM } from './encodings.ts';
import { reduce } from './reduce.ts';
import { labelStep, valueTicks } from './ticks.ts';

/** One point to draw: a position among the places, and its value. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

const LABEL_GAP = 14;
const ROW_HEIGHT = 22;
const FREQUENT = 4;
const MOST_MARKS = 24;
const DIRECT_LABELS = 4;
const DIRECT_LABEL_WIDTH = 520;

/** The points of each series, reduced; stacked series share their places, for they stand on each other. */
export function plannedPoints(data: ChartData): Point[][] {
  const shared = data.stacked ? reduce(totals(data)) : undefined;
  return data.series.map(({ values }) => (shared ?? reduce(values)).map((at) => ({ at, value: values[at] ?? null })));
}

/** The values for the lines across: round, from zero or below to the highest value, stack or goal. */
export function plannedTicks(data: ChartData): number[] {
  let low = 0;
  let high = data.goal ?? 0;
  const take = (value: number): void => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  if (data.stacked) stackEnds(data, take);
  else for (const { values } of data.series) for (const value of values) take(value ?? 0);
  return valueTicks(low, high, data.unit);
}

function stackEnds(data: ChartData, take: (value: number) => void): void {
  for (let at = 0; at < data.places.length; at++) {
    let above = 0;
    let below = 0;
    for (const { values } of data.series) {
      const value = values[at] ?? 0;
      if (value > 0) above += value;
      else below += value;
    }
    take(above);
    take(below);
  }
}

function totals(data: ChartData): (number | null)[] {
  return data.places.map((_, at) => {
    const values = data.series.map((series) => series.values[at] ?? null).filter((value) => value !== null);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null;
  });
}

/** Which points of a line carry a mark: every fourth, the first and last, the extremes, and those without a neighbour. */
export function markedPoints(points: readonly Point[]): boolean[] {
  const every = Math.max(FREQUENT, Math.ceil(points.length / MOST_MARKS));
  const extreme = extremes(points);
  const missing = (index: number): boolean => (points[index]?.value ?? null) === null;
  return points.map((_, index) => {
    if (missing(index)) return false;
    if (index % every === 0 || index === points.length - 1 || extreme.includes(index)) return true;
    return missing(index - 1) && missing(index + 1);
  });
}

/** Where the lowest and the highest value stand, the first of each; nothing where there is none. */
function extremes(points: readonly Point[]): number[] {
  let lowest = -1;
  let highest = -1;
  points.forEach(({ value }, index) => {
    if (value === null) return;
    if (lowest < 0 || value < (points[lowest]?.value ?? value)) lowest = index;
    if (highest < 0 || value > (points[highest]?.value ?? value)) highest = index;
  });
  return [lowest, highest];
}

/** Bars of three series and more wear textures; so does everything where colours may not be told apart. */
export function isTextured(data: ChartData, plain: boolean): boolean {
  return plain || data.series.length >= TEXTURED_FROM;
}

/** Names stand beside the lines' ends, where there are few lines and room. */
export function hasDirectLabels(data: ChartData, width: number): boolean {
  return data.type === 'line' && data.series.length > 1 && data.series.length <= DIRECT_LABELS && width >= DIRECT_LABEL_WIDTH;
}

/** Bars lie down when their names do not fit side by side but do one below another. */
export function liesDown(data: ChartData, width: number, height: number, widestLabel: number): boolean {
  if (data.type !== 'bar' || data.time) return false;
  const { length } = data.places;
  return length * (widestLabel + LABEL_GAP) > width && length * ROW_HEIGHT <= height;
}

/** The places that are labelled along `room` pixels. */
export function labelledPlaces(data: ChartData, room: number, widestLabel: number): number[] {
  const step = labelStep(data.places.length, Math.floor(room / (widestLabel + LABEL_GAP)), data.cycle);
  return Array.from({ length: Math.ceil(data.places.length / step) }, (_, index) => index * step);
}
