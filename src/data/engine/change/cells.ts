import type { Column } from '../../records/records.ts';

/** What the cells of a column are kept in: codes, or values. */
export type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Memory that no host and no other column has a part in, so that it may be written to. */
const ours = new WeakSet<object>();

/** An empty cell of each kind of column. */
export const EMPTY_CELL = { string: 0, number: NaN, time: NaN, boolean: 2 } as const;

/** The cells of a column. */
export function cellsOf(column: Column): Cells {
  return column.kind === 'string' ? column.codes : column.values;
}

/** The column with other cells. */
export function withCells(column: Column, cells: Cells): Column {
  return { ...column, ...(column.kind === 'string' ? { codes: cells } : { values: cells }) } as Column;
}

/**
 * Cells that may be written to: `length` of them, those that there were with what they held. In place where the memory is ours
 * and has room, else in a copy with room for more. Always a new view, so that what was made from the old one is not taken for current.
 */
export function writable(cells: Cells, length: number, width: CellsMaker = cells.constructor as CellsMaker): Cells {
  const { buffer } = cells;
  if (ours.has(buffer) && width === cells.constructor && length * cells.BYTES_PER_ELEMENT <= buffer.byteLength) return new width(buffer, 0, length);
  const roomy = new width(Math.ceil(length * 1.25) + 64);
  roomy.set(length < cells.length ? cells.subarray(0, length) : cells);
  ours.add(roomy.buffer);
  return roomy.subarray(0, length);
}

type CellsMaker = { new (length: number): Cells; new (buffer: ArrayBufferLike, offset: number, length: number): Cells };

/** What holds the codes of so many words. */
export function codesMaker(words: number): CellsMaker {
  return (words <= 0x100 ? Uint8Array : words <= 0x1_0000 ? Uint16Array : Uint32Array) as CellsMaker;
}

/** From which dictionary each copy was made. */
const originals = new WeakMap<readonly string[], readonly string[]>();

/** A dictionary that may grow: itself where it is ours, else a copy. */
export function ownWords(words: readonly string[]): string[] {
  if (ours.has(words)) return words as string[];
  const copy = words.slice();
  ours.add(copy);
  originals.set(copy, words);
  return copy;
}

/** Whether one dictionary is the other, grown. */
export function isGrown(now: readonly string[], before: readonly string[]): boolean {
  return now === before || originals.get(now) === before;
}
