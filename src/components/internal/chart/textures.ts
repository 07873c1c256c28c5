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
  // A frame that is just being removed may have no ratio at all.
  const size = Math.max(1, Math.round(TILE * (devicePixelRatio || 1)));
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
  const pattern = patternOf(context, canvas);
  pattern?.setTransform(new DOMMatrix().scale(TILE / size));
  return pattern ?? color;
}

/** Null where the browser, short of memory or with the page going away, gives a tile without pixels: `createPattern` throws then. */
function patternOf(context: CanvasRenderingContext2D, canvas: OffscreenCanvas): CanvasPattern | null {
  try {
    return context.createPattern(canvas, 'repeat');
  } catch {
    return null;
  }
}
