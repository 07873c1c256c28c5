import type { Chart } from 'chart.js';
import { ENCODINGS } from './encodings.ts';
import { scaleOf, shorten, type Kind, type Layout } from './layout.ts';
import { MARK } from './marks.ts';
import { hasDirectLabels } from './plan.ts';
import { strokeLine } from './stroke-line.ts';

const LABEL_MOST = 140;
const LEADER = 28;
const LABEL_STEP = 18;

/** Room beside the plot: for the names at the ends of lines, else for what would stand half outside; and above it, for half a label. */
export function endPadding(layout: Layout): { top: number; left: number; right: number } {
  const names = endNames(layout).map((name) => layout.measure(name));
  const room = names.length > 0 ? Math.ceil(Math.max(...names)) + LEADER : overhang(layout);
  return { top: 6, left: layout.rtl ? room : 0, right: layout.rtl ? 0 : room };
}

function overhang({ data, lying, rtl, measure, words, ticks }: Layout): number {
  if (data.type !== 'bar') return MARK + 1;
  // Values along the bottom need half a label; chart.js forgets it where the axis runs leftwards.
  return lying && rtl ? measure(words.tick(ticks.at(-1) ?? 0)) / 2 : 0;
}

function endNames(layout: Layout): string[] {
  const { data, words } = layout;
  if (!hasDirectLabels(data, layout.width)) return [];
  const names = data.series.map(({ label }) => shorten(label, layout, LABEL_MOST));
  return data.goal === undefined ? names : [...names, words.goal(data.goal)];
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

/** Draws the names beside the ends of their lines, apart from each other, with leaders. */
export function endLabels(chart: Chart<Kind>, layout: Layout): void {
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
    strokeLine(ctx, color, width, dash, [[x(6), from], [x(10), to], [x(24), to]]);
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
