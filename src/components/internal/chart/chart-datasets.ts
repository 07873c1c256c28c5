import type { ChartData as ChartJsData, ChartDataset } from 'chart.js';
import type { Kind, Layout } from './layout.ts';
import { isTextured, type Point } from './plan.ts';
import { partialFill, seriesFill, type Fill } from './textures.ts';

type Dataset = ChartJsData<Kind>['datasets'][number];

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

/** Positions only: lines and marks are drawn in `lines.ts` and `marks.ts`, quicker than one by one with options of their own. */
function lineDataset(_: CanvasRenderingContext2D, { data, theme }: Layout, points: readonly Point[], series: number): ChartDataset<'line'> {
  return {
    type: 'line',
    label: data.series[series]?.label ?? '',
    data: points.map(({ at, value }) => ({ x: at, y: value }) as { x: number; y: number }),
    borderColor: theme.series[series] ?? theme.text,
    borderWidth: 0,
    pointRadius: 0,
  };
}
