import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import { ENCODINGS } from './encodings.ts';
import { scaleOf, shorten, type Kind, type Layout } from './layout.ts';
import { hasDirectLabels, markedPoints, plannedTicks } from './plan.ts';
import { partialFill } from './textures.ts';

const MARK = 3;
const LABEL_MOST = 140;
const LEADER = 28;
const LABEL_STEP = 18;
const GOAL_GAP = 3;

/** What is drawn besides the axes and series: marks, the span that is not over, the goal, the names at the ends of lines. */
export function decorations(layout: () => Layout): Plugin<Kind> {
  return {
    id: 'helpdesk-widgets',
    beforeDatasetsDraw: (chart) => hatchSpan(chart, layout()),
    afterDatasetsDraw: (chart) => {
      marks(chart, layout());
      goalLine(chart, layout());
      endLabels(chart, layout());
    },
  };
}

/** Room beside the plot: for the names at the ends of lines, else for what would stand half outside; and above it, for half a label. */
export function endPadding(layout: Layout): { top: number; left: number; right: number } {
  const names = endNames(layout).map((name) => layout.measure(name));
  const room = names.length > 0 ? Math.ceil(Math.max(...names)) + LEADER : overhang(layout);
  return { top: 6, left: layout.rtl ? room : 0, right: layout.rtl ? 0 : room };
}

function overhang({ data, lying, rtl, measure, words }: Layout): number {
  if (data.type !== 'bar') return MARK + 1;
  // Values along the bottom need half a label; chart.js forgets it where the axis runs leftwards.
  return lying && rtl ? measure(words.tick(plannedTicks(data).at(-1) ?? 0)) / 2 : 0;
}

function endNames(layout: Layout): string[] {
  const { data, words } = layout;
  if (!hasDirectLabels(data, layout.width)) return [];
  const names = data.series.map(({ label }) => shorten(label, layout, LABEL_MOST));
  return data.goal === undefined ? names : [...names, words.goal(data.goal)];
}

function hatchSpan(chart: Chart<Kind>, layout: Layout): void {
  const { data, theme } = layout;
  if (data.type === 'bar' || data.partial === undefined) return;
  const { ctx, chartArea: area } = chart;
  const places = scaleOf(chart, layout, 'place');
  const ends = [-0.5, 0.5].map((half) => places.getPixelForValue((data.partial ?? 0) + half));
  const from = Math.max(area.left, Math.min(...ends));
  const to = Math.min(area.right, Math.max(...ends));
  ctx.save();
  ctx.globalAlpha = 0.55;
  ctx.fillStyle = partialFill(ctx, 0, theme.muted, false).color;
  ctx.fillRect(from, area.top, to - from, area.bottom - area.top);
  ctx.restore();
}

/** The shapes that tell lines apart, as each series has its own. */
function marks(chart: Chart<Kind>, { data, theme, points }: Layout): void {
  if (data.type === 'bar') return;
  const { ctx } = chart;
  ctx.save();
  ctx.setLineDash([]);
  points.forEach((list, series) => {
    const { point = 'circle', turn = 0, hollow = false } = ENCODINGS[series] ?? {};
    const color = theme.series[series] ?? theme.text;
    ctx.fillStyle = hollow ? theme.surface : color;
    ctx.strokeStyle = color;
    const borderWidth = hollow || point.startsWith('cross') ? 1.5 : 0;
    ctx.lineWidth = borderWidth;
    const elements = chart.getDatasetMeta(series).data;
    markedPoints(list).forEach((marked, index) => {
      const element = marked ? elements[index] : undefined;
      if (element) drawPoint(ctx, { pointStyle: point, rotation: turn, radius: MARK, borderWidth }, element.x, element.y);
    });
  });
  ctx.restore();
}

function goalLine(chart: Chart<Kind>, layout: Layout): void {
  const { data, theme, lying, words, rtl } = layout;
  if (data.goal === undefined) return;
  const { ctx, chartArea: area } = chart;
  const at = scaleOf(chart, layout, 'value').getPixelForValue(data.goal);
  stroke(ctx, theme.text, 1.25, [], lying ? [[at, area.top], [at, area.bottom]] : [[area.left, at], [area.right, at]]);
  if (hasDirectLabels(data, layout.width)) return;
  ctx.save();
  ctx.font = `500 ${theme.fontSize}px ${theme.font}`;
  ctx.textBaseline = 'bottom';
  ctx.textAlign = rtl ? 'left' : 'right';
  const [x, y] = lying ? [at - GOAL_GAP, area.top + theme.fontSize] : [rtl ? area.left : area.right, at - GOAL_GAP];
  ctx.strokeStyle = theme.surface;
  ctx.lineWidth = 3.5;
  ctx.strokeText(words.goal(data.goal), x, y);
  ctx.fillStyle = theme.text;
  ctx.fillText(words.goal(data.goal), x, y);
  ctx.restore();
}

interface EndLabel {
  readonly text: string;
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** Where its line ends, and where the name finds room. */
  readonly from: number;
  to: number;
}

function endLabels(chart: Chart<Kind>, layout: Layout): void {
  if (layout.lying) return;
  const labels = placedLabels(chart, layout);
  const { ctx, chartArea: area } = chart;
  const { rtl, theme } = layout;
  const side = rtl ? -1 : 1;
  const edge = rtl ? area.left : area.right;
  ctx.save();
  ctx.font = `500 ${theme.fontSize}px ${theme.font}`;
  ctx.textAlign = rtl ? 'right' : 'left';
  ctx.textBaseline = 'middle';
  for (const { text, color, width, dash, from, to } of labels) {
    const x = (distance: number): number => edge + side * distance;
    stroke(ctx, color, width, dash, [[x(6), from], [x(10), to], [x(24), to]]);
    ctx.fillStyle = theme.text;
    ctx.fillText(text, x(LEADER), to);
  }
  ctx.restore();
}

function placedLabels(chart: Chart<Kind>, layout: Layout): EndLabel[] {
  const { data, theme } = layout;
  const values = scaleOf(chart, layout, 'value');
  const names = endNames(layout);
  const label = (text: string, value: number, color: string, width: number, dash: readonly number[]): EndLabel => {
    const from = values.getPixelForValue(value);
    return { text, color, width, dash, from, to: from };
  };
  const labels = names.flatMap((text, series) => {
    const last = data.series[series]?.values.findLast((value) => value !== null);
    const isGoal = series === names.length - 1 && data.goal !== undefined;
    if (isGoal) return label(text, data.goal ?? 0, theme.text, 1.25, []);
    return last == null ? [] : label(text, last, theme.series[series] ?? theme.text, 2, ENCODINGS[series]?.dash ?? []);
  });
  labels.sort((a, b) => a.from - b.from);
  spread(labels, chart.chartArea.bottom);
  return labels;
}

/** Moves names apart downwards, then back up from the bottom. */
function spread(labels: EndLabel[], bottom: number): void {
  labels.forEach((label, index) => {
    const above = labels[index - 1];
    if (above) label.to = Math.max(label.to, above.to + LABEL_STEP);
  });
  labels.toReversed().forEach((label, index, all) => {
    label.to = Math.min(label.to, (all[index - 1]?.to ?? bottom + LABEL_STEP) - LABEL_STEP);
  });
}

function stroke(
  ctx: CanvasRenderingContext2D,
  color: string,
  width: number,
  dash: readonly number[],
  points: readonly (readonly [number, number])[],
): void {
  ctx.save();
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(x, y);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.restore();
}
