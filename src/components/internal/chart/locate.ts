import type { Chart } from 'chart.js';
import type { Spot } from './chart-data.ts';
import { scaleOf, type Kind, type Layout } from './layout.ts';

/** The place under a position on the canvas, and the series whose mark is nearest there; none outside the plot or where nothing is. */
export function locate(chart: Chart<Kind>, layout: Layout, x: number, y: number): Spot | undefined {
  const { data, lying } = layout;
  const { left, right, top, bottom } = chart.chartArea;
  if (x < left || x > right || y < top || y > bottom) return undefined;
  const along = scaleOf(chart, layout, 'place').getValueForPixel(lying ? y : x) ?? 0;
  const place = Math.min(data.places.length - 1, Math.max(0, Math.round(along)));
  const series = data.type === 'bar' && !data.stacked ? groupedSeries(layout, along - place) : nearestSeries(chart, layout, place, lying ? x : y);
  return series === undefined ? undefined : { place, series };
}

/** Bars side by side share their place evenly, the first at the left or on top. */
function groupedSeries({ data, rtl, lying }: Layout, offset: number): number {
  const { length } = data.series;
  const share = rtl && !lying ? 0.5 - offset : 0.5 + offset;
  return Math.min(length - 1, Math.max(0, Math.floor(share * length)));
}

function nearestSeries(chart: Chart<Kind>, layout: Layout, place: number, pixel: number): number | undefined {
  const { data } = layout;
  const scale = scaleOf(chart, layout, 'value');
  let nearest: number | undefined;
  let least = Infinity;
  let stack = 0;
  data.series.forEach(({ values }, series) => {
    const value = values[place] ?? null;
    if (value === null) return;
    // In a stack, what counts is the middle of the series' own layer.
    const middle = data.stacked ? stack + value / 2 : value;
    stack += value;
    const reach = data.stacked ? Math.abs(scale.getPixelForValue(value) - scale.getPixelForValue(0)) / 2 : 0;
    const distance = Math.max(0, Math.abs(scale.getPixelForValue(middle) - pixel) - reach);
    if (distance < least) [nearest, least] = [series, distance];
  });
  return nearest;
}
