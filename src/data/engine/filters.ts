import { findDimension, type Extras } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import type { Cell, Filter, MemberFilter } from '../query/query.ts';
import { parseInstant, rangeWindow } from '../query/periods.ts';
import type { SourceName } from '../records/records.ts';
import { parseDate } from '../time/calendar-date.ts';
import type { Zone } from '../time/zone.ts';
import { tableOf } from './desk.ts';
import { shown, vectorOf, type NumberVector, type Vector } from './vectors.ts';
import type { View } from './view.ts';
import { chunks, type Work } from './work.ts';

export interface FilterFrame {
  view: View;
  zone: Zone;
  extras: Extras;
}

/** The rows that pass every filter, in their order. */
export function* narrow(frame: FilterFrame, source: SourceName, rows: Int32Array, filters: readonly Filter[]): Work<Int32Array> {
  let left = rows;
  for (const filter of filters) {
    if ('and' in filter) left = yield* narrow(frame, source, left, filter.and);
    else if ('or' in filter) left = yield* anyOf(frame, source, left, filter.or);
    else left = yield* passing(frame, source, left, filter);
  }
  return left;
}

function* anyOf(frame: FilterFrame, source: SourceName, rows: Int32Array, filters: readonly Filter[]): Work<Int32Array> {
  const passed = new Uint8Array((yield* tableOf(frame.view.desk, source)).length);
  for (const filter of filters) for (const row of yield* narrow(frame, source, rows, [filter])) passed[row] = 1;
  return rows.filter((row) => passed[row]);
}

function* passing(frame: FilterFrame, source: SourceName, rows: Int32Array, filter: MemberFilter): Work<Int32Array> {
  const ref = findDimension(filter.member, frame.extras);
  if (!ref) throw new DataError({ kind: 'bad-query', title: `“${filter.member}” is no dimension that can be filtered.` });
  const vector = yield* vectorOf(frame.view, source, ref, frame.zone);
  const kept = new Int32Array(rows.length);
  const { via } = vector;
  let count = 0;
  if (vector.kind === 'code') {
    const test = cellTest(filter, vector, frame.zone);
    const { codes, labels } = vector;
    const pass = new Uint8Array(labels.length);
    yield* chunks(labels.length, (from, to) => {
      for (let code = from; code < to; code++) pass[code] = test(labels[code] === '' ? null : labels[code]!) ? 1 : 0;
    });
    const none = test(null) ? 1 : 0;
    yield* chunks(rows.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        if (at < 0 ? none : pass[codes[at]!]!) kept[count++] = rows[i]!;
      }
    });
  } else {
    const { values, until } = vector;
    const passes = numberTest(filter, vector, frame.zone) ?? shownTest(cellTest(filter, vector, frame.zone), vector);
    yield* chunks(rows.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const at = via ? via[rows[i]!]! : rows[i]!;
        const value = at < 0 ? NaN : values[at]!;
        if (passes(value > -Infinity && value < until ? value : NaN)) kept[count++] = rows[i]!;
      }
    });
  }
  return kept.subarray(0, count);
}

type Test = (cell: Cell) => boolean;

const shownTest = (test: Test, vector: NumberVector) => (value: number) => test(value === value ? shown(vector, value) : null);

/** Whether a cell passes. Empty ones pass `notSet`, `notEquals` and `notContains` alone. */
function cellTest({ operator, values = [] }: MemberFilter, vector: Vector, zone: Zone): Test {
  const words = new Set(values);
  const lower = values.map((value) => value.toLowerCase());
  const time = vector.kind === 'number' && vector.type === 'time' && !vector.local;
  const text = (cell: Cell) => String(cell).toLowerCase();
  const has = (cell: Cell) => lower.some((value) => text(cell).includes(value));
  const numbers = values.map((value) => (time ? parseInstant(value, zone) : Number(value)));
  const equal = (cell: Cell) => (typeof cell === 'number' ? numbers.includes(cell) : words.has(String(cell)));
  const compared = (compare: (cell: number, value: number) => boolean): Test => (cell) => {
    const own = time ? Date.parse(String(cell)) : Number(cell);
    return cell !== null && numbers.some((value) => compare(own, value));
  };
  switch (operator) {
    case 'set':
      return (cell) => cell !== null;
    case 'notSet':
      return (cell) => cell === null;
    case 'equals':
      return (cell) => cell !== null && equal(cell);
    case 'notEquals':
      return (cell) => cell === null || !equal(cell);
    case 'contains':
      return (cell) => cell !== null && has(cell);
    case 'notContains':
      return (cell) => cell === null || !has(cell);
    case 'startsWith':
      return (cell) => cell !== null && lower.some((value) => text(cell).startsWith(value));
    case 'endsWith':
      return (cell) => cell !== null && lower.some((value) => text(cell).endsWith(value));
    case 'gt':
      return compared((cell, value) => cell > value);
    case 'gte':
      return compared((cell, value) => cell >= value);
    case 'lt':
      return compared((cell, value) => cell < value);
    case 'lte':
      return compared((cell, value) => cell <= value);
    default:
      throw new DataError({ kind: 'bad-query', title: `“${operator}” filters dates only.` });
  }
}

/** The quicker test of instants and plain numbers, where the operator has one; NaN is 'empty'. */
function numberTest({ operator, values = [] }: MemberFilter, vector: NumberVector, zone: Zone): ((value: number) => boolean) | undefined {
  if (operator === 'set') return (value) => value === value;
  if (operator === 'notSet') return (value) => value !== value;
  if (vector.type !== 'time' || vector.local) return undefined;
  if (operator === 'inDateRange' || operator === 'notInDateRange') {
    const { from, to } = rangeWindow([values[0] ?? '', values[1] ?? values[0] ?? ''], zone);
    return operator === 'inDateRange' ? (value) => value >= from && value < to : (value) => value < from || value >= to;
  }
  const spans = values.map((value) => instantSpan(value, zone));
  const some = (test: (value: number, span: { from: number; to: number }) => boolean) => (value: number) => spans.some((span) => test(value, span));
  switch (operator) {
    case 'beforeDate':
    case 'lt':
      return some((value, { from }) => value < from);
    case 'afterDate':
    case 'gt':
      return some((value, { from, to }) => (to > from ? value >= to : value > from));
    case 'gte':
      return some((value, { from }) => value >= from);
    case 'lte':
      return some((value, { from, to }) => (to > from ? value < to : value <= from));
    case 'equals':
      return some((value, { from, to }) => (to > from ? value >= from && value < to : value === from));
    case 'notEquals':
      return (value) => !spans.some(({ from, to }) => (to > from ? value >= from && value < to : value === from));
    default:
      return undefined;
  }
}

/** A date is its whole local day, an instant itself. */
function instantSpan(text: string, zone: Zone): { from: number; to: number } {
  if (parseDate(text) === parseDate(text)) return rangeWindow([text, text], zone);
  const at = parseInstant(text, zone);
  return { from: at, to: at };
}
