/** How the eight series differ besides colour; the first is plain. */
export interface Encoding {
  /** Dash pattern of the line, in pixels. */
  readonly dash: readonly number[];
  readonly mark: 'disc' | 'square' | 'triangle' | 'diamond' | 'triangle-down' | 'cross' | 'plus' | 'ring';
  /** Strokes in a tile of 8 by 8. */
  readonly texture: string;
}

const RISING = 'M-2 2 2-2M0 8 8 0M6 10 10 6';
const FALLING = 'M-2 6 2 10M0 0 8 8M6-2 10 2';

/** By series number, from the first. */
export const ENCODINGS: readonly Encoding[] = [
  { dash: [], mark: 'disc', texture: '' },
  { dash: [7, 3], mark: 'square', texture: RISING },
  { dash: [2, 3], mark: 'triangle', texture: 'M2 2h.01M6 6h.01' },
  { dash: [10, 3, 2, 3], mark: 'diamond', texture: FALLING },
  { dash: [4, 2], mark: 'triangle-down', texture: RISING + FALLING },
  { dash: [12, 4], mark: 'cross', texture: 'M0 2h8M0 6h8' },
  { dash: [1, 2], mark: 'plus', texture: 'M2 0v8M6 0v8' },
  { dash: [8, 2, 2, 2, 2, 2], mark: 'ring', texture: 'M0 4h8M4 0v8' },
];

/** The tile in which textures are drawn, pixels. */
export const TILE = 8;
/** What a bucket that is not over is drawn with. */
export const HATCH = 'M-1 1 1-1M-1 5 5-1M-1 9 9-1M3 9 9 3M7 9 9 7';
/** Bars wear textures from this many series on. */
export const TEXTURED_FROM = 3;
