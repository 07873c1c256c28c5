import type { Chart } from 'chart.js';
import { ENCODINGS, type Encoding } from './encodings.ts';
import type { Kind, Layout } from './layout.ts';

/** Half the size of a mark, pixels. */
export const MARK = 3;

type Mark = Encoding['mark'];
type Draw = (path: CanvasPath, x: number, y: number) => void;

const SHAPES: Readonly<Record<Mark, Draw>> = {
  disc: circle,
  ring: circle,
  square: (path, x, y) => path.rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK),
  diamond: polygon([0, -4], [4, 0], [0, 4], [-4, 0]),
  triangle: polygon([0, -4], [3.6, 3], [-3.6, 3]),
  'triangle-down': polygon([0, 4], [3.6, -3], [-3.6, -3]),
  cross: strokes([-3, -3], [3, 3], [-3, 3], [3, -3]),
  plus: strokes([-4, 0], [4, 0], [0, -4], [0, 4]),
};
/** Marks of lines alone. */
const OPEN: readonly Mark[] = ['cross', 'plus', 'ring'];

/** The shapes that tell lines apart, as each series has its own. */
export function drawMarks(chart: Chart<Kind>, { data, theme, marked }: Layout): void {
  if (data.type === 'bar') return;
  const { ctx } = chart;
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineWidth = 1.5;
  marked.forEach((flags, series) => {
    const mark = ENCODINGS[series]?.mark ?? 'disc';
    const color = theme.series[series] ?? theme.text;
    const elements = chart.getDatasetMeta(series).data;
    ctx.beginPath();
    flags.forEach((isMarked, index) => {
      const element = isMarked ? elements[index] : undefined;
      if (element) SHAPES[mark](ctx, element.x, element.y);
    });
    ctx.fillStyle = mark === 'ring' ? theme.surface : color;
    ctx.strokeStyle = color;
    ctx.fill();
    if (OPEN.includes(mark)) ctx.stroke();
  });
  ctx.restore();
}

function circle(path: CanvasPath, x: number, y: number): void {
  path.moveTo(x + MARK, y);
  path.arc(x, y, MARK, 0, 2 * Math.PI);
}

function polygon(...corners: readonly (readonly [number, number])[]): Draw {
  return (path, x, y) => {
    corners.forEach(([dx, dy], index) => (index === 0 ? path.moveTo(x + dx, y + dy) : path.lineTo(x + dx, y + dy)));
    path.closePath();
  };
}

/** Lines from each odd point to the next. */
function strokes(...ends: readonly (readonly [number, number])[]): Draw {
  return (path, x, y) => ends.forEach(([dx, dy], index) => (index % 2 === 0 ? path.moveTo(x + dx, y + dy) : path.lineTo(x + dx, y + dy)));
}
