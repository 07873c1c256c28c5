import type { Chart } from 'chart.js';
import type { ChartData, ChartWords } from './chart-data.ts';
import { liesDown, markedPoints, plannedPoints, plannedTicks, type Point } from './plan.ts';
import type { Theme } from './theme.ts';

const MOST_LABEL_SHARE = 0.4;

/** The kinds of chart.js that are registered. */
export type Kind = 'bar' | 'line';

/** Everything that a drawing depends on. */
export interface Drawing {
  readonly data: ChartData;
  readonly words: ChartWords;
  readonly theme: Theme;
  readonly rtl: boolean;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A drawing with what was found out by measuring it. */
export interface Layout extends Drawing {
  /** The points of each series, reduced. */
  readonly points: readonly (readonly Point[])[];
  /** Which points of a line carry a mark. */
  readonly marked: readonly (readonly boolean[])[];
  /** Values with a line across. */
  readonly ticks: readonly number[];
  /** The bars lie down. */
  readonly lying: boolean;
  /** Pixels of the widest label along the places, as it is shown. */
  readonly widestLabel: number;
  /** Pixels of a text in the theme's type. */
  measure(text: string): number;
}

/** Widths of texts by font and text: measuring is dear, and labels stay. */
export type Widths = Map<string, number>;

/** Measures a drawing's labels with the canvas that will show them. */
export function measured(context: CanvasRenderingContext2D, drawing: Drawing, widths: Widths): Layout {
  const { data, theme, width, height } = drawing;
  const font = `${theme.fontSize}px ${theme.font}`;
  const measure = (text: string): number => {
    const key = font + text;
    let known = widths.get(key);
    if (known === undefined) {
      context.font = font;
      widths.set(key, (known = context.measureText(text).width));
    }
    return known;
  };
  const longest = data.places.reduce((found, { label }) => (label.length > found.length ? label : found), '');
  const widest = measure(longest);
  const points = plannedPoints(data);
  return {
    ...drawing,
    points,
    marked: data.type === 'bar' ? [] : points.map(markedPoints),
    ticks: plannedTicks(data),
    measure,
    widestLabel: Math.min(widest, mostLabel(width)),
    lying: liesDown(data, width, height, widest),
  };
}

/** The label, cut with an ellipsis where it would take more than `most` pixels, by default those that leave room for the chart. */
export function shorten(label: string, layout: Layout, most = mostLabel(layout.width)): string {
  if (layout.measure(label) <= most) return label;
  const letters = Array.from(label);
  while (letters.length > 1 && layout.measure(`${letters.join('')}…`) > most) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function mostLabel(width: number): number {
  return width * MOST_LABEL_SHARE;
}

/** The scale along the places, or that of the values. */
export function scaleOf(chart: Chart<Kind>, { lying }: Layout, role: 'place' | 'value'): Chart['scales'][string] {
  const id = (role === 'place') === lying ? 'y' : 'x';
  const scale = chart.scales[id];
  if (!scale) throw new Error(`The chart has no ${id} axis.`);
  return scale;
}
