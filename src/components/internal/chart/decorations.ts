import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import { ENCODINGS } from './encodings.ts';
import { endLabels, MARK } from './end-labels.ts';
import { scaleOf, type Kind, type Layout } from './layout.ts';
import { hasDirectLabels, markedPoints, type Point } from './plan.ts';
import { strokeLine } from './stroke-line.ts';
import { partialFill } from './textures.ts';

const GOAL_GAP = 3;

/** What is drawn besides the axes and series: marks, the span that is not over, the goal, the names at the ends of lines. */
export function decorations(layout: () => Layout): Plugin<Kind> {
  return {
    id: 'helpdesk-widgets',
    beforeDatasetsDraw: (chart) => {
      areas(chart, layout());
      hatchSpan(chart, layout());
    },
    afterDatasetsDraw: (chart) => {
      marks(chart, layout());
      goalLine(chart, layout());
      endLabels(chart, layout());
    },
  };
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

/** The ground under a line, down to zero or, in a stack, to the line below; nothing where there is a gap. */
function areas(chart: Chart<Kind>, layout: Layout): void {
  const { data, theme, points } = layout;
  if (data.type !== 'area') return;
  const { ctx } = chart;
  const zero = scaleOf(chart, layout, 'value').getPixelForValue(0);
  ctx.save();
  ctx.globalAlpha = 0.25;
  points.forEach((list, series) => {
    const line = chart.getDatasetMeta(series).data;
    const below = data.stacked && series > 0 ? chart.getDatasetMeta(series - 1).data : undefined;
    ctx.fillStyle = theme.series[series] ?? theme.text;
    for (const [from, to] of runs(list)) {
      const floor = (index: number): number => below?.[index]?.y ?? zero;
      ctx.beginPath();
      for (let index = from; index <= to; index++) ctx.lineTo(line[index]?.x ?? 0, line[index]?.y ?? zero);
      for (let index = to; index >= from; index--) ctx.lineTo(line[index]?.x ?? 0, floor(index));
      ctx.fill();
    }
  });
  ctx.restore();
}

/** First and last index of each stretch without a gap. */
function runs(points: readonly Point[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  points.forEach(({ value }, index) => {
    if (value === null) return;
    const open = found.at(-1);
    if (open?.[1] === index - 1) open[1] = index;
    else found.push([index, index]);
  });
  return found;
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
  strokeLine(ctx, theme.text, 1.25, [], lying ? [[at, area.top], [at, area.bottom]] : [[area.left, at], [area.right, at]]);
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
