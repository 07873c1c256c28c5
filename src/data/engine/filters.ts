import { findDimension, type Extras } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import type { Cell, Filter, MemberFilter } from '../query/query.ts';
import { parseInstant, rangeWindow } from '../query/range.ts';
import type { SourceName } from '../records/records.ts';
import { parseDate } from '../time/calendar-date.ts';
import type { Zone } from '../time/zone.ts';
import { narrowBy, type Narrow } from './blocks.ts';
import { keepPassing } from './loops.ts';
import { shown, vectorOf, type NumberVector, type Vector } from './vectors.ts';
import type { View } from './view.ts';
import { chunks, type Work } from './work.ts';

export interface FilterFrame {
  view: View;
  zone: Zone;
  extras: Extras;
}

/** What keeps the rows that pass every filter. */
export function* narrowings(frame: FilterFrame, source: SourceName, filters: readonly Filter[]): Work<Narrow[]> {
  const found: Narrow[] = [];
  for (const filter of filters) {
    if ('and' in filter) found.push(...(yield* narrowings(frame, source, filter.and)));
    else found.push(yield* narrowing(frame, source, filter));
  }
  return found;
}

function* narrowing(frame: FilterFrame, source: SourceName, filter: Filter): Work<Narrow> {
  const codes = 'member' in filter ? yield* codesPassing(frame, source, filter) : undefined;
  if (!codes || codes.via) return narrowBy(yield* rowTest(frame, source, filter));
  const { own, pass } = codes;
  return (rows, count, base) => keepPassing(own, pass, rows, count, base);
}

type RowTest = (row: number) => boolean;

function* rowTest(frame: FilterFrame, source: SourceName, filter: Filter): Work<RowTest> {
  if ('member' in filter) return yield* memberTest(frame, source, filter);
  const tests: RowTest[] = [];
  for (const each of 'and' in filter ? filter.and : filter.or) tests.push(yield* rowTest(frame, source, each));
  return 'and' in filter ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
}

function* memberTest(frame: FilterFrame, source: SourceName, filter: MemberFilter): Work<RowTest> {
  const coded = yield* codesPassing(frame, source, filter);
  if (coded) {
    const { own, pass, via, none } = coded;
    return via ? (row) => (via[row]! < 0 ? none : !!pass[own[via[row]!]!]) : (row) => !!pass[own[row]!];
  }
  const vector = (yield* filtered(frame, source, filter)) as NumberVector;
  const { values, until, via } = vector;
  const quick = numberTest(filter, vector, frame.zone);
  const test = quick ? undefined : cellTest(filter, vector, frame.zone);
  const passes = quick ?? ((value: number) => test!(value === value ? shown(vector, value) : null));
  return (row) => {
    const at = via ? via[row]! : row;
    const value = at < 0 ? NaN : values[at]!;
    return passes(value > -Infinity && value < until ? value : NaN);
  };
}

function* filtered(frame: FilterFrame, source: SourceName, { member }: MemberFilter): Work<Vector> {
  const ref = findDimension(member, frame.extras);
  if (!ref) throw new DataError({ kind: 'bad-query', title: `“${member}” is no dimension that can be filtered.` });
  return yield* vectorOf(frame.view, source, ref, frame.zone);
}

/** Which codes of a member pass, tried once each; undefined where it holds numbers. */
function* codesPassing(frame: FilterFrame, source: SourceName, filter: MemberFilter) {
  const vector = yield* filtered(frame, source, filter);
  if (vector.kind !== 'code') return undefined;
  const { codes, labels, via } = vector;
  const test = cellTest(filter, vector, frame.zone);
  const pass = new Uint8Array(labels.length);
  yield* chunks(labels.length, (from, to) => {
    for (let code = from; code < to; code++) pass[code] = test(labels[code] === '' ? null : labels[code]!) ? 1 : 0;
  });
  return { own: codes, pass, via, none: test(null) };
}

type Test = (cell: Cell) => boolean;

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
