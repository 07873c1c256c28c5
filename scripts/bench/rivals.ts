import type { ShapeKey } from './shapes.ts';

/** Rows of an answer: the cells of its keys, then its number or numbers. */
export type Rows = readonly (readonly unknown[])[];

/** Another library that answers the same questions of the same tickets. */
export interface Rival {
  name: string;
  /** As a user of the library would fetch the answers; a local day may come as a number or a date. */
  ask(shape: ShapeKey): unknown;
  /** What `ask` gave, as keys with numbers, to be compared. */
  read(shape: ShapeKey, answers: unknown): Map<string, number>;
  close(): void;
}

/** One entry for each number in a row; `keys` cells come first. `mark` tells several answers, and a second number is its p90. */
export function entries(rows: Rows, keys: number, word: (cell: unknown) => string, mark = ''): [string, number][] {
  return rows.flatMap((row) => {
    const key = mark + row.slice(0, keys).map(word).join('|');
    return row.slice(keys).map((value, i): [string, number] => [i ? `${key} p90` : key, Number(value)]);
  });
}
