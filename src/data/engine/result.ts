import type { Cell, Query, ResultColumn, ResultSet } from '../query/query.ts';
import { indexesOf } from './large.ts';
import type { TableKey } from './table.ts';
import { AGES } from './vectors.ts';
import { chunks, type Work } from './work.ts';

const MOST_ROWS = 10_000;
/** Members whose values have an order of their own, where the source gives none. */
const VALUE_ORDERS: Readonly<Record<string, readonly string[]>> = { priority: ['urgent', 'high', 'medium', 'low'], ageBucket: AGES };

/** Columns whose cells can be read column by column. */
export interface Wide {
  columns: readonly ResultColumn[];
  length: number;
  read(column: number): (row: number) => Cell;
  /** The first columns as codes, where they are kept so. */
  coded?: readonly TableKey[];
}

/** What puts rows in order: least first, or greatest where `sign` is -1; NaN last. */
export interface Ranks {
  rank: Float64Array;
  sign: number;
}

/** Puts rows in order, cuts them and writes them out. `order` may be empty: rows stay as they come. */
export function* finish(wide: Wide, query: Query, order: readonly (readonly [string, 'asc' | 'desc'])[], orders: Readonly<Record<string, readonly string[]>>): Work<Omit<ResultSet, 'asOf'>> {
  const { columns, length } = wide;
  const rows = yield* inOrder(wide, order, orders);
  const { offset = 0, limit = MOST_ROWS } = query;
  const shown = rows.subarray(offset, offset + limit);
  const data: Cell[][] = [];
  for (let column = 0; column < columns.length; column++) {
    const read = wide.read(column);
    const cells: Cell[] = [];
    yield* chunks(shown.length, (from, to) => {
      for (let i = from; i < to; i++) cells.push(read(shown[i]!));
    });
    data.push(cells);
  }
  return { columns, data, ...(query.total && { total: length }), ...(offset + shown.length < length && { truncated: true }) };
}

function* inOrder(wide: Wide, order: readonly (readonly [string, 'asc' | 'desc'])[], orders: Readonly<Record<string, readonly string[]>>): Work<Int32Array> {
  const rows = new Int32Array(wide.length);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  const ranks: Ranks[] = [];
  for (const [member, direction] of order) {
    const column = wide.columns.findIndex(({ name }) => name === member);
    if (column >= 0) ranks.push({ rank: yield* ranksOf(wide, column, valueOrder(member, orders)), sign: direction === 'desc' ? -1 : 1 });
  }
  if (!ranks.length) return rows;
  const counted = (yield* indexesOf(rows.length * 4))?.byCounting(ranks, rows);
  if (counted) return counted;
  return yield* sorted(rows, (a, b) => {
    for (const { rank, sign } of ranks) {
      const [left, right] = [rank[a]!, rank[b]!];
      if (left === right) continue;
      if (left !== left || right !== right) {
        if (left !== left && right !== right) continue;
        return left !== left ? 1 : -1;
      }
      return (left - right) * sign;
    }
    return a - b;
  });
}

/** The source's own order of a member's values, if it has one. */
function valueOrder(member: string, orders: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined {
  const field = member.slice(member.lastIndexOf('.') + 1);
  return [orders, VALUE_ORDERS].find((known) => Object.hasOwn(known, field))?.[field];
}

/** Numbers that order cells; NaN for empty ones. */
function* ranksOf(wide: Wide, column: number, known: readonly string[] | undefined): Work<Float64Array> {
  const key = wide.coded?.[column];
  if (key) {
    const used = new Uint8Array(key.labels.length);
    for (const code of key.codes) used[code] = 1;
    const ranks = yield* rankCells(key.labels.map((label, code) => (used[code] && label !== '' ? label : null)), known);
    const found = new Float64Array(key.codes.length);
    for (let row = 0; row < found.length; row++) found[row] = ranks[key.codes[row]!]!;
    return found;
  }
  const read = wide.read(column);
  const cells: Cell[] = [];
  yield* chunks(wide.length, (from, to) => {
    for (let row = from; row < to; row++) cells.push(read(row));
  });
  return yield* rankCells(cells, known);
}

function* rankCells(cells: readonly Cell[], known: readonly string[] | undefined): Work<Float64Array> {
  const rank = new Map<Cell, number>();
  for (const cell of cells) if (typeof cell === 'string') rank.set(cell, 0);
  const place = (cell: string) => (known?.includes(cell) ? known.indexOf(cell) : Infinity);
  const words = [...rank.keys()] as string[];
  const list = yield* sorted(Int32Array.from(words.keys()), (a, b) => {
    const [left, right] = known ? [place(words[a]!), place(words[b]!)] : [0, 0];
    return left !== right ? left - right : compareWords(words[a]!, words[b]!);
  });
  list.forEach((word, at) => rank.set(words[word]!, at));
  return Float64Array.from(cells, (cell) => (cell === null ? NaN : typeof cell === 'string' ? rank.get(cell)! : Number(cell)));
}

/** By code point; UTF-16 units alone would put U+FFxx after emoji. */
export function compareWords(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return lift(left) - lift(right);
  }
  return a.length - b.length;
}

function lift(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}

const RUN = 1 << 14;

/** Sorts in steps: short runs, then merged. */
function* sorted(rows: Int32Array, compare: (a: number, b: number) => number): Work<Int32Array> {
  for (let from = 0; from < rows.length; from += RUN) {
    rows.subarray(from, from + RUN).sort(compare);
    yield;
  }
  let [source, target]: [Int32Array, Int32Array] = [rows, new Int32Array(rows.length > RUN ? rows.length : 0)];
  for (let width = RUN; width < rows.length; width *= 2) {
    let [left, right] = [0, 0];
    yield* chunks(rows.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const start = i - (i % (2 * width));
        if (i === start) [left, right] = [start, Math.min(start + width, rows.length)];
        const middle = Math.min(start + width, rows.length);
        const end = Math.min(start + 2 * width, rows.length);
        target[i] = left < middle && (right >= end || compare(source[left]!, source[right]!) <= 0) ? source[left++]! : source[right++]!;
      }
    });
    [source, target] = [target, source];
  }
  return source;
}
