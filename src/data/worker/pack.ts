import type { Settled } from '../adapter.ts';
import type { Cell, ResultSet } from '../query/query.ts';
import { nextTask } from '../next-task.ts';

/** A column on its way: numbers with NaN for none, words as codes (0 is none), or cells as they are where kinds are mixed. */
export type PackedColumn = { numbers: Float64Array } | { codes: Uint32Array; words: readonly string[] } | { cells: readonly Cell[] };
export type PackedResult = Omit<ResultSet, 'data'> & { packed: readonly PackedColumn[] };

/** Answers as they go through `postMessage`, and the arrays that are handed over with them. */
export function packAnswers(answers: readonly Settled<ResultSet>[]): { value: readonly Settled<PackedResult>[]; transfer: Transferable[] } {
  const transfer: Transferable[] = [];
  const value = answers.map((settled): Settled<PackedResult> => {
    if (!settled.ok) return settled;
    const { data, ...rest } = settled.value;
    const packed = data.map(packColumn);
    for (const column of packed) {
      const array = 'numbers' in column ? column.numbers : 'codes' in column ? column.codes : undefined;
      if (array) transfer.push(array.buffer as ArrayBuffer);
    }
    return { ok: true, value: { ...rest, packed } };
  });
  return { value, transfer };
}

function packColumn(cells: readonly Cell[]): PackedColumn {
  const kinds = new Set(cells.map((cell) => (cell === null ? 'null' : Number.isNaN(cell) ? 'other' : typeof cell)));
  kinds.delete('null');
  if (kinds.size > 1 || kinds.has('boolean') || kinds.has('other')) return { cells };
  if (!kinds.has('string')) return { numbers: Float64Array.from(cells, (cell) => (cell === null ? NaN : (cell as number))) };
  const codes = new Uint32Array(cells.length);
  const words: string[] = [];
  const known = new Map<string, number>();
  cells.forEach((cell, row) => {
    if (cell === null) return;
    const word = cell as string;
    let code = known.get(word);
    if (code === undefined) {
      known.set(word, (code = words.push(word)));
    }
    codes[row] = code;
  });
  return { codes, words };
}

/** Cells unpacked before the page is let in. */
const STEP = 200_000;

/** The answers as an engine on the page would have given them. */
export async function unpackAnswers(answers: readonly Settled<PackedResult>[]): Promise<Settled<ResultSet>[]> {
  const unpacked: Settled<ResultSet>[] = [];
  for (const settled of answers) {
    if (!settled.ok) {
      unpacked.push(settled);
      continue;
    }
    const { packed, ...rest } = settled.value;
    const data: (readonly Cell[])[] = [];
    for (const column of packed) data.push(await unpackColumn(column));
    const { columns, ...others } = rest;
    unpacked.push({ ok: true, value: { columns, data, ...others } });
  }
  return unpacked;
}

async function unpackColumn(column: PackedColumn): Promise<readonly Cell[]> {
  if ('cells' in column) return column.cells;
  const cellAt = 'numbers' in column ? numberAt(column.numbers) : wordAt(column);
  const { length } = 'numbers' in column ? column.numbers : column.codes;
  const cells: Cell[] = [];
  for (let row = 0; row < length; row++) {
    cells.push(cellAt(row));
    if (row % STEP === STEP - 1) await nextTask();
  }
  return cells;
}

function numberAt(numbers: Float64Array): (row: number) => Cell {
  return (row) => {
    const value = numbers[row]!;
    return value === value ? value : null;
  };
}

function wordAt({ codes, words }: { codes: Uint32Array; words: readonly string[] }): (row: number) => Cell {
  return (row) => (codes[row] ? words[codes[row]! - 1]! : null);
}
