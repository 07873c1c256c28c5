import type { Chart } from 'chart.js';
import { ENCODINGS } from './encodings.ts';
import { scaleOf, type Kind, type Layout } from './layout.ts';
import type { Point } from './plan.ts';

/** Lines of more points than this are thin and without dashes, which would only blur: their marks tell them apart. */
const DENSE = 300;
/** Points in one stroke: browsers take much longer over one long line than over its pieces. */
const PIECE = 20;

/** The lines themselves, straight from point to point, with nothing over a gap. */
export function drawLines(chart: Chart<Kind>, { data, theme, points }: Layout): void {
  if (data.type === 'bar') return;
  const { ctx } = chart;
  ctx.save();
  ctx.lineJoin = 'bevel';
  points.forEach((list, series) => {
    const line = chart.getDatasetMeta(series).data;
    const isDense = list.length > DENSE;
    ctx.strokeStyle = theme.series[series] ?? theme.text;
    ctx.lineWidth = isDense ? 1 : 2;
    ctx.setLineDash(isDense ? [] : [...(ENCODINGS[series]?.dash ?? [])]);
    for (const [from, to] of runs(list)) strokeRun(ctx, line, from, to);
  });
  ctx.restore();
}

interface Position {
  readonly x: number;
  readonly y: number;
}

/** One stretch in pieces, its dashes going on from piece to piece. */
function strokeRun(ctx: CanvasRenderingContext2D, line: readonly Position[], from: number, to: number): void {
  let length = 0;
  for (let start = from; start < to; start += PIECE) {
    const end = Math.min(to, start + PIECE);
    ctx.lineDashOffset = length;
    ctx.beginPath();
    for (let index = start; index <= end; index++) {
      const { x, y } = line[index] ?? { x: 0, y: 0 };
      const before = line[index - 1];
      if (index > start && before) length += Math.hypot(x - before.x, y - before.y);
      ctx.lineTo(x, y);
    }
    ctx.stroke();
  }
}

/** The ground under a line, down to zero or, in a stack, to the line below; nothing where there is a gap. */
export function drawAreas(chart: Chart<Kind>, layout: Layout): void {
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
