import type { Chart, Plugin } from 'chart.js';
import { endLabels } from './end-labels.ts';
import { scaleOf, type Kind, type Layout } from './layout.ts';
import { drawAreas, drawLines } from './lines.ts';
import { drawMarks } from './marks.ts';
import { hasDirectLabels } from './plan.ts';
import { strokeLine } from './stroke-line.ts';
import { partialFill } from './textures.ts';

const GOAL_GAP = 3;

/** What is drawn besides axes and bars: lines with their marks, the span that is not over, the goal, the names at the ends of lines. */
export function decorations(layout: () => Layout): Plugin<Kind> {
  return {
    id: 'helpdesk-widgets',
    beforeDatasetsDraw: (chart) => {
      drawAreas(chart, layout());
      hatchSpan(chart, layout());
    },
    afterDatasetsDraw: (chart) => {
      drawLines(chart, layout());
      drawMarks(chart, layout());
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
