import type { ChartData as ChartJsData, ChartDataset } from 'chart.js';
import { ENCODINGS } from './encodings.ts';
import type { Kind, Layout } from './layout.ts';
import { isTextured, type Point } from './plan.ts';
import { partialFill, seriesFill, type Fill } from './textures.ts';

type Dataset = ChartJsData<Kind>['datasets'][number];

/** Lines of more points than this are drawn whole: dashes would only blur them, and their marks tell them apart. */
const DENSE = 300;
const BAR_RADIUS = 3;
/** More bars than this have no room for gaps between them. */
const CROWDED = 400;

/** One dataset a series, with its points reduced and its second encoding. */
export function chartDatasets(context: CanvasRenderingContext2D, layout: Layout): Dataset[] {
  const build = layout.data.type === 'bar' ? barDataset : lineDataset;
  return layout.points.map((points, series) => build(context, layout, points, series));
}

function barDataset(context: CanvasRenderingContext2D, layout: Layout, points: readonly Point[], series: number): ChartDataset<'bar'> {
  const { data, theme, lying } = layout;
  const color = theme.series[series] ?? theme.text;
  const whole = seriesFill(context, series, color, isTextured(data, theme.plain));
  const hatched = partialFill(context, series, color, theme.plain);
  const fills = points.map(({ at }) => (at === data.partial ? hatched : whole));
  const gap = data.stacked ? { [lying ? 'right' : 'top']: 1 } : 0;
  return {
    type: 'bar',
    // chart.js takes unparsed points; its type for bars names only plain numbers.
    label: data.series[series]?.label ?? '',
    data: points.map(({ at, value }) => (lying ? { x: value, y: at } : { x: at, y: value }) as unknown as number),
    backgroundColor: fills.map((fill) => fill.color),
    borderColor: fills.map((fill) => (fill.outline ? color : theme.surface)),
    borderWidth: fills.map((fill) => borderOf(fill, gap)),
    borderRadius: data.stacked ? 0 : BAR_RADIUS,
    categoryPercentage: 0.82,
    barPercentage: data.series.length > 1 && !data.stacked ? 0.92 : 1,
    barThickness: data.places.length > CROWDED ? 1.5 : undefined,
    maxBarThickness: 48,
  };
}

function borderOf({ outline }: Fill, gap: number | object): number | object {
  return outline || gap;
}

function lineDataset(_: CanvasRenderingContext2D, layout: Layout, points: readonly Point[], series: number): ChartDataset<'line'> {
  const { data, theme } = layout;
  const color = theme.series[series] ?? theme.text;
  const isDense = points.length > DENSE;
  return {
    type: 'line',
    label: data.series[series]?.label ?? '',
    data: points.map(({ at, value }) => ({ x: at, y: value }) as { x: number; y: number }),
    clip: false,
    borderColor: color,
    borderWidth: 2,
    borderDash: isDense ? [] : [...(ENCODINGS[series]?.dash ?? [])],
    borderJoinStyle: isDense ? 'bevel' : 'miter',
    // Marks are drawn by `decorations.ts`: a radius for each point would make chart.js settle every point's options.
    pointRadius: 0,
  };
}
