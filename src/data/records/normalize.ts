import { FIELDS, type FieldType } from '../catalog/fields.ts';
import { DataError } from '../problem.ts';
import { nearest } from '../query/nearest.ts';
import { type Zone, zone } from '../time/zone.ts';
import { checkBelongings } from './belongings.ts';
import { without } from './checks.ts';
import { dropUndated } from './creations.ts';
import { NAMED, type NamedColumn, resolveNames } from './names.ts';
import { type ProblemLog, problemLog, show } from './problem-log.ts';
import { type ReadDate, readIso } from './dates.ts';
import { type ColumnTable, type NormalRecords, type Records, SOURCE_NAMES, type SourceName } from './records.ts';
import { checkSpans } from './spans.ts';
import { checkSettings } from './surveys.ts';
import { fieldType, type TableBuilder, tableBuilder } from './table-builder.ts';

const KNOWN_KEYS: readonly string[] = [...SOURCE_NAMES, 'timezone', 'asOf', 'links', 'orders', 'calendars', 'settings', 'problems'];

/**
 * What `normalizeRecords` does, in steps of some milliseconds, so that a caller may let the page breathe between them.
 * `hours` are the checks of calendars, for records that have some.
 */
export function* normalizeSteps(records: Records, hours: typeof import('./calendars.ts') | undefined): Generator<void, NormalRecords> {
  for (const key of Object.keys(records)) {
    if (!KNOWN_KEYS.includes(key)) fail(`“${show(key)}” is no source of a help desk. Did you mean ${nearest(key, KNOWN_KEYS)}?`, key);
  }
  const { timezone } = records;
  if (timezone !== undefined && typeof timezone !== 'string') fail('“timezone” must be the name of a zone, such as Europe/Warsaw.', 'timezone');
  const local = timezone === undefined ? undefined : zone(timezone);
  const log = problemLog();
  const tables: Partial<Record<SourceName, ColumnTable>> = {};
  const rows: Partial<Record<SourceName, number>> = {};
  const named: NamedColumn[] = [];
  for (const source of SOURCE_NAMES) {
    const input: unknown = records[source];
    if (input === undefined || input === null) continue;
    if (isColumnTable(input)) {
      tables[source] = checkColumns(source, input, log);
      const leftOut = records.problems?.filter((problem) => problem.source === source && problem.leftOut) ?? [];
      rows[source] = leftOut.reduce((sum, problem) => sum + problem.count, input.length);
    } else {
      const builder = tableBuilder(source, { zone: local, log, firstRow: 1, orders: records.orders });
      rows[source] = yield* fill(builder, source, input, named, log);
      tables[source] = yield* builder.finish(rows[source]);
    }
  }
  resolveNames(tables, named, log);
  yield* checkBelongings(tables, log);
  for (const source of SOURCE_NAMES) {
    if (tables[source]) checkSpans(source, tables[source], log);
    yield;
  }
  const calendars = hours?.checkCalendars(records.calendars ?? [], log) ?? [];
  hours?.checkTeamCalendars(tables.teams, calendars, log);
  const newest = records.asOf === undefined ? newestInstant(tables) : instantOf(records.asOf, local);
  const asOf = newest === -Infinity ? Date.now() : newest;
  return {
    tables,
    ...(timezone !== undefined && { timezone }),
    asOf,
    links: records.links ?? {},
    orders: records.orders ?? {},
    calendars,
    settings: checkSettings(records.settings ?? {}, log),
    problems: [...(records.problems ?? []), ...log.list()],
    rows,
  };
}

/** Rows between two breaths. */
const STEP = 2000;

/** Puts rows, or an object of arrays, into the builder. Gives the number of rows met. */
export function* fill(builder: TableBuilder, source: SourceName, input: unknown, named: NamedColumn[], log: ProblemLog): Generator<void, number> {
  const columns = new Map<string, ReturnType<TableBuilder['column']>>();
  const columnOf = (key: string, beside: object) => {
    let column = columns.get(key);
    if (!column) {
      const field = Object.hasOwn(NAMED, key) ? NAMED[key]!.field : key;
      const name = fieldType(source, field) && !(field in beside) ? field : key;
      if (name !== key) named.push({ source, name: key });
      columns.set(key, (column = builder.column(name, fieldType(source, name) ?? 'any')));
    }
    return column;
  };
  if (Array.isArray(input)) {
    for (let row = 0; row < input.length; row++) {
      if (row % STEP === STEP - 1) yield;
      const record: unknown = input[row];
      if (typeof record !== 'object' || record === null || Array.isArray(record)) {
        log.add('not-an-object', source, undefined, row + 1, record);
        builder.drop(row);
        continue;
      }
      for (const key of Object.keys(record)) {
        const value = (record as Record<string, unknown>)[key];
        // A known field that is always empty is still supplied: nothing of it has happened yet.
        if (value === undefined || (value === null && !fieldType(source, key))) continue;
        const column = columnOf(key, record);
        if (value !== null) column.set(row, value);
      }
    }
    return input.length;
  }
  return yield* fillArrays(columnOf, source, input, log);
}

function* fillArrays(columnOf: (key: string, beside: object) => { set(row: number, value: unknown): void }, source: SourceName, input: unknown, log: ProblemLog): Generator<void, number> {
  if (typeof input !== 'object' || input === null) fail(`“${source}” must be rows, or an object of arrays, not ${show(input)}.`, source);
  const arrays = Object.entries(input).map(([key, values]: [string, unknown]) => {
    if (!Array.isArray(values)) fail(`“${source}.${key}” must be an array of values, one for each row.`, `${source}.${key}`);
    return [key, values as readonly unknown[]] as const;
  });
  const length = Math.max(0, ...arrays.map(([, values]) => values.length));
  for (const [key, values] of arrays) {
    if (values.length < length) log.add('ragged', source, key, values.length + 1, undefined, length - values.length);
    const column = columnOf(key, input);
    for (let row = 0; row < values.length; row++) {
      if (row % (STEP * 10) === STEP) yield;
      column.set(row, values[row]);
    }
  }
  return length;
}

function isColumnTable(input: unknown): input is ColumnTable {
  return typeof input === 'object' && input !== null && 'columns' in input && 'length' in input && typeof input.length === 'number' && !Array.isArray(input.columns);
}

const COLUMN_KINDS: Readonly<Record<FieldType, ColumnTable['columns'][string]['kind']>> = {
  string: 'string',
  number: 'number',
  duration: 'number',
  boolean: 'boolean',
  time: 'time',
};

/** Finished columns as they are, but for tickets that nothing can place. */
function checkColumns(source: SourceName, table: ColumnTable, log: ProblemLog): ColumnTable {
  for (const [name, column] of Object.entries(table.columns)) {
    const path = `${source}.columns.${name}`;
    const type = fieldType(source, name);
    if (type && column.kind !== COLUMN_KINDS[type]) fail(`“${source}.${name}” must be a column of kind ${COLUMN_KINDS[type]}, not ${show(column.kind)}.`, path);
    const { length } = column.kind === 'string' ? column.codes : column.values;
    if (length !== table.length) fail(`“${source}.${name}” has ${length} values, but the table has ${table.length} rows.`, path);
  }
  const dropped = new Set<number>();
  if (source === 'tickets') dropUndated(table, dropped, log, 1);
  return dropped.size ? without(table, dropped) : table;
}

/** Milliseconds of the newest instant in the records, due dates aside; -Infinity where there is none. */
export function newestInstant(tables: Partial<Record<SourceName, ColumnTable>>): number {
  let newest = -Infinity;
  for (const source of SOURCE_NAMES) {
    for (const [name, type] of Object.entries(FIELDS[source])) {
      const column = tables[source]?.columns[name];
      if (type !== 'time' || name.endsWith('DueAt') || column?.kind !== 'time') continue;
      for (const value of column.values) if (value > newest) newest = value;
    }
  }
  return newest;
}

/** Milliseconds of an `asOf`; one without offset is read in the records' zone. */
export function instantOf(text: string, local: Zone | undefined): number {
  const read: ReadDate = { local: NaN, offset: NaN };
  if (typeof text !== 'string' || !readIso(text, read)) fail(`“asOf” must be an instant such as 2026-03-01T09:00:00Z, not “${show(text)}”.`, 'asOf');
  return Number.isNaN(read.offset) ? (local?.toUtc(read.local) ?? read.local) : read.local - read.offset;
}

function fail(title: string, path: string): never {
  throw new DataError({ kind: 'bad-data', title, path });
}
