import type { BooleanColumn, Column, NumberColumn, StringColumn, TimeColumn } from './records.ts';
import { type Reader, SEVERAL } from './readers.ts';

/** Tells of a cell that could not be taken as it was. */
export type Report = (code: string, row?: number, example?: unknown, count?: number) => void;

/** Takes cells one by one, in any order of rows; rows without a cell stay empty. */
export interface ColumnBuilder {
  set(row: number, value: unknown): void;
  /** In steps, so that a caller may let the page breathe between them. */
  finish(length: number): Generator<void, Column>;
}

const FIRST_SIZE = 1024;
/** Cells between two breaths. */
const STEP = 100_000;

/** `array`, or a longer copy of it that holds index `row`; new cells are `empty`. */
function roomFor<T extends Float64Array | Uint32Array | Uint8Array>(array: T, row: number, empty: number): T {
  if (row < array.length) return array;
  const longer = new (array.constructor as new (length: number) => T)(Math.max(FIRST_SIZE, array.length * 2, row + 1));
  longer.set(array);
  if (empty !== 0) longer.fill(empty, array.length);
  return longer;
}

/** What a source writes as one value: its text, or undefined for what is no single value. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : undefined;
}

/** Texts as dictionary codes. `mixed` is called once where numbers and texts meet in one column. */
export function stringBuilder(report: Report, isId = false): ColumnBuilder {
  let codes = new Uint32Array(0);
  const dictionary = [''];
  const known = new Map([['', 0]]);
  let numbers = false;
  let texts = false;
  return {
    set(row, value) {
      const text = textOf(value);
      if (text === undefined) return report('not-a-value', row, value);
      codes = roomFor(codes, row, 0);
      let code = known.get(text);
      if (code === undefined) {
        code = dictionary.length;
        // A piece of a file would keep the whole file in memory: this makes a copy of its own.
        const own = text.length < 13 ? text : ` ${text}`.slice(1);
        dictionary.push(own);
        known.set(own, code);
      }
      codes[row] = code;
      if (!isId || !code) return;
      numbers ||= typeof value === 'number';
      texts ||= typeof value === 'string';
    },
    *finish(length) {
      if (numbers && texts) report('mixed-id');
      return narrow(roomFor(codes, length - 1, 0).subarray(0, length), dictionary);
    },
  };
}

/** A string column whose codes take no more bytes than its dictionary needs. */
export function narrow(codes: Uint32Array, dictionary: readonly string[]): StringColumn {
  const size = dictionary.length;
  return { kind: 'string', codes: size <= 0x100 ? new Uint8Array(codes) : size <= 0x1_0000 ? new Uint16Array(codes) : codes.slice(), dictionary };
}

/** Numbers or instants. Texts that may be read in several ways wait until the whole column has been met. */
export function numericBuilder(kind: 'number' | 'time', reader: Reader, report: Report): ColumnBuilder {
  let values = new Float64Array(0);
  /** For each reading its values; kept only where a text had several. */
  let readings: Float64Array[] = [];
  /** Rows whose value hangs on the reading. */
  let open = new Uint8Array(0);
  /** Readings in which every such text makes sense. */
  const possible = Array.from(reader.meanings, () => true);
  let example: string | undefined;

  const keepMeanings = (row: number, text: string) => {
    const { meanings, declared } = reader;
    if (declared !== undefined) {
      values[row] = meanings[declared]!;
      if (Number.isNaN(values[row])) report(reader.codes.bad, row, text);
      return;
    }
    if (meanings.every(Number.isNaN)) return report(reader.codes.bad, row, text);
    if (!readings.length) readings = Array.from(meanings, () => new Float64Array(0));
    open = roomFor(open, row, 0);
    open[row] = 1;
    for (let i = 0; i < meanings.length; i++) {
      const kept = (readings[i] = roomFor(readings[i]!, row, NaN));
      kept[row] = meanings[i]!;
      if (Number.isNaN(kept[row])) possible[i] = false;
    }
    if (example === undefined && Number.isNaN(agreed(readings, row))) example = text;
  };

  return {
    set(row, value) {
      values = roomFor(values, row, NaN);
      if (typeof value === 'number' || value instanceof Date) {
        values[row] = reader.number(Number(value));
        if (Number.isNaN(values[row])) report(reader.codes.bad, row, value);
        return;
      }
      const text = textOf(value);
      if (text === undefined) return report('not-a-value', row, value);
      if (text === '') return;
      const read = reader.read(text);
      if (read === SEVERAL) return keepMeanings(row, text);
      values[row] = read;
      if (Number.isNaN(read)) report(reader.codes.bad, row, text);
    },
    *finish(length): Generator<void, NumberColumn | TimeColumn> {
      const all = roomFor(values, length - 1, NaN).slice(0, length);
      values = new Float64Array(0);
      if (readings.length) {
        const left = readings.filter((_, i) => possible[i]);
        const preferred = left.length > 1 ? reader.preferred?.() : undefined;
        const chosen = preferred === undefined ? left : [readings[preferred]!];
        for (let row = 0; row < open.length; row++) {
          if (row % STEP === STEP - 1) yield;
          if (!open[row]) continue;
          all[row] = agreed(chosen.length ? chosen : readings, row);
          if (Number.isNaN(all[row])) report(reader.codes.ambiguous, row, example);
        }
      }
      return { kind, values: all };
    },
  };
}

/** The one value that all readings with a value give at `row`; NaN where they differ. */
function agreed(readings: readonly Float64Array[], row: number): number {
  let value = NaN;
  for (const reading of readings) {
    const other = reading[row]!;
    if (Number.isNaN(other)) continue;
    if (!Number.isNaN(value) && value !== other) return NaN;
    value = other;
  }
  return value;
}

const WORDS: Readonly<Record<string, number>> = { true: 1, yes: 1, y: 1, t: 1, '1': 1, false: 0, no: 0, n: 0, f: 0, '0': 0 };
const EMPTY = 2;

/** Yes or no, from booleans, 1 and 0, and their usual words. */
export function booleanBuilder(report: Report): ColumnBuilder {
  let values = new Uint8Array(0);
  return {
    set(row, value) {
      values = roomFor(values, row, EMPTY);
      const text = textOf(value);
      if (text === undefined) return report('not-a-value', row, value);
      if (text === '') return;
      const word = Object.hasOwn(WORDS, text.toLowerCase()) ? WORDS[text.toLowerCase()] : undefined;
      if (word === undefined) report('bad-boolean', row, text);
      else values[row] = word;
    },
    *finish(length): Generator<void, BooleanColumn> {
      return { kind: 'boolean', values: roomFor(values, length - 1, EMPTY).slice(0, length) };
    },
  };
}

/** A column of no known type: numbers, booleans or dates where all values are of that kind, else texts. */
export function anyBuilder(make: (type: 'number' | 'boolean' | 'time' | 'string') => ColumnBuilder): ColumnBuilder {
  const met: [row: number, value: unknown][] = [];
  const kinds = new Set<string>();
  return {
    set(row, value) {
      if (value === null || value === undefined || value === '') return;
      met.push([row, value]);
      kinds.add(value instanceof Date ? 'time' : typeof value);
    },
    *finish(length) {
      const [kind] = kinds;
      const builder = make(kinds.size === 1 && (kind === 'number' || kind === 'boolean' || kind === 'time') ? kind : 'string');
      for (const [row, value] of met) builder.set(row, value);
      return yield* builder.finish(length);
    },
  };
}
