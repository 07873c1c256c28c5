import { ENCODINGS, HATCH, TILE } from './encodings.ts';

/** A bar's filling, and its outline where it has one. */
export interface Fill {
  readonly color: string | CanvasPattern;
  readonly outline: number;
}

/** The filling of a series' bars (`series` from 0), as the texture asks. */
export function seriesFill(context: CanvasRenderingContext2D, series: number, color: string, textured: boolean): Fill {
  const strokes = ENCODINGS[series]?.texture;
  if (!textured || !strokes) return { color, outline: 0 };
  return { color: tile(context, strokes, color, 2.2, 0.3), outline: 1 };
}

/** The filling of a bucket that is not over: hatched; where only textures tell series apart, its own texture without ground. */
export function partialFill(context: CanvasRenderingContext2D, series: number, color: string, plain: boolean): Fill {
  const strokes = plain && ENCODINGS[series]?.texture;
  return { color: tile(context, strokes || HATCH, color, 1.4, 0), outline: 1 };
}

function tile(context: CanvasRenderingContext2D, strokes: string, color: string, width: number, ground: number): CanvasPattern | string {
  // A frame that is just being removed has a ratio of 0.
  const size = Math.round(TILE * (devicePixelRatio || 1));
  const canvas = new OffscreenCanvas(size, size);
  const brush = canvas.getContext('2d');
  if (!brush) return color;
  brush.scale(size / TILE, size / TILE);
  brush.fillStyle = brush.strokeStyle = color;
  brush.globalAlpha = ground;
  brush.fillRect(0, 0, TILE, TILE);
  brush.globalAlpha = 1;
  brush.lineWidth = width;
  brush.lineCap = 'round';
  brush.stroke(new Path2D(strokes));
  const pattern = context.createPattern(canvas, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(TILE / size));
  return pattern ?? color;
}
