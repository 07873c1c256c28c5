import { FIELDS } from '../catalog/fields.ts';
import { nearest } from '../query/nearest.ts';
import type { ColumnBuilder } from '../records/column-builder.ts';
import { DATE_ORDERS, dateOrder } from '../records/dates.ts';
import { NAMED, type NamedColumn } from '../records/names.ts';
import { show } from '../records/problem-log.ts';
import type { ColumnTable, SourceName } from '../records/records.ts';
import { type CellOptions, fieldType, type TableBuilder, tableBuilder, type TableOptions } from '../records/table-builder.ts';
import { fault } from './faults.ts';
import type * as KnownExports from './known-exports.ts';
import { areOwnNames, columnNames, SAMPLE } from './own-names.ts';
import { type FileMapping, UNITS } from './schema.ts';

/** Takes the rows of one file as its reader meets them, and makes a table of the mapped columns. */
export interface TableFeed {
  /** Told by the file's columns where no document names it; known once columns have been given. */
  readonly source: SourceName;
  /** Rows met so far. */
  readonly rows: number;
  /** Names the columns, before the first row of cells. */
  columns(names: readonly string[]): void;
  /** A row, in the order of the columns. */
  cells(cells: readonly string[]): void;
  /** A row by keys; rows that are no objects are counted and left out. */
  record(row: unknown): void;
  /** All rows, by columns, in steps. */
  arrays(columns: Readonly<Record<string, readonly unknown[]>>): Generator<void, void>;
  /** Counts a row that could not be read. */
  leaveOut(code: string, example: string): void;
  /** Counts rows that were read, but doubtfully. */
  doubt(code: string, count: number): void;
  /** Nothing more follows. */
  ended(): void;
  finish(): Generator<void, ColumnTable>;
}

export interface FeedOptions extends Omit<TableOptions, 'firstRow'> {
  /** Name of the file or document, for sentences. */
  name: string;
  source?: SourceName;
  mapping?: FileMapping;
  /** Tells columns by well-known names; needed where the mapping has no `fields`, and not all columns are named as fields. */
  known: typeof KnownExports | undefined;
  /** Told of each column that holds names in place of ids. */
  named: NamedColumn[];
}

interface Planned {
  key: string;
  builder: ColumnBuilder;
  met?: boolean;
}

/** Cells between two breaths. */
const STEP = 20_000;

/** A feed for one file. A mapping that does not fit the file throws a `DataError` that names the place and the nearest name. */
export function tableFeed(options: FeedOptions): TableFeed {
  const { log, mapping = {} } = options;
  let source = options.source;
  let builder: TableBuilder | undefined;
  let planned: readonly Planned[] = [];
  /** For each column of the file, what it fills. */
  let targets: readonly (readonly ColumnBuilder[])[] = [];
  let firstRow = 1;
  let rows = 0;
  /** Rows met before the columns are known; undefined is one to leave out. */
  let waiting: (object | undefined)[] = [];

  const place = () => source ?? options.name;

  const prepare = (names: readonly string[] | undefined) => {
    const told = mapping.fields ? undefined : (source && ownMapping(names ?? [], source)) || options.known?.recognise(names ?? [], source);
    if (!mapping.fields && !told) unrecognised(options, names ?? []);
    source ??= told!.source;
    builder = tableBuilder(source, { ...options, firstRow });
    const whole = told ? merged(told.mapping, mapping) : mapping;
    planned = plan(source, builder, whole, options, names);
  };
  const put = (record: object | undefined) => {
    const row = rows++;
    if (!record) return builder!.drop(row);
    for (const column of planned) {
      const value = valueAt(record, column.key);
      if (value === undefined || value === null) continue;
      column.met = true;
      column.builder.set(row, value);
    }
  };
  const flush = () => {
    if (!builder) prepare(mapping.fields ? undefined : columnNames(waiting));
    const held = waiting;
    waiting = [];
    held.forEach(put);
  };

  const take = (record: object | undefined) => {
    if (builder) put(record);
    else if (waiting.push(record) === SAMPLE) flush();
  };

  return {
    get source() {
      return source ?? 'tickets';
    },
    get rows() {
      return rows + waiting.length;
    },
    columns(names) {
      waiting = [];
      const clean = names.map((name) => name.trim());
      firstRow = 2;
      prepare(clean);
      clean.forEach((name, at) => {
        if (name && clean.indexOf(name) < at) log.add('duplicate-column', source!, name);
      });
      targets = clean.map((name, at) => (clean.indexOf(name) === at ? planned.filter(({ key }) => key === name).map((column) => column.builder) : []));
    },
    cells(cells) {
      const row = rows++;
      if (cells.length !== targets.length) log.add('ragged', source!, undefined, row + firstRow, `${cells.length} cells`);
      for (let at = 0; at < targets.length && at < cells.length; at++) {
        const cell = cells[at]!;
        for (const target of targets[at]!) target.set(row, cell);
      }
    },
    record(row) {
      const isRecord = typeof row === 'object' && row !== null && !Array.isArray(row);
      if (!isRecord) log.add('not-an-object', place(), undefined, rows + waiting.length + 1, row);
      take(isRecord ? row : undefined);
    },
    *arrays(columns) {
      const names = Object.keys(columns);
      prepare(names);
      rows = Math.max(0, ...Object.values(columns).map((values) => values.length));
      for (const column of planned) {
        const { key } = column;
        const values = columns[key]!;
        column.met = true;
        if (values.length < rows) log.add('ragged', source!, key, values.length + 1, undefined, rows - values.length);
        for (let row = 0; row < values.length; row++) {
          column.builder.set(row, values[row]);
          if (row % STEP === STEP - 1) yield;
        }
      }
    },
    leaveOut(code, example) {
      log.add(code, place(), undefined, rows + waiting.length + firstRow, example);
      take(undefined);
    },
    doubt(code, count) {
      if (count) log.add(code, source!, undefined, undefined, undefined, count);
    },
    ended() {
      if (waiting.length) flush();
      if (!rows) log.add('no-records', place());
      else if (!targets.length) for (const { key, met } of planned) if (met === false) log.add('missing-column', source!, key);
    },
    *finish() {
      return builder ? yield* builder.finish(rows) : { length: 0, columns: {} };
    },
  };
}

function plan(source: SourceName, builder: TableBuilder, mapping: FileMapping, options: FeedOptions, names: readonly string[] | undefined): Planned[] {
  const fields = mapping.fields ?? {};
  const known = [...Object.keys(FIELDS[source]), ...Object.keys(NAMED).filter((name) => fieldType(source, NAMED[name]!.field))];
  const typeOf = (field: string) => fieldType(source, Object.hasOwn(NAMED, field) ? NAMED[field]!.field : field);
  // A misspelt field comes first: what else is said of it under its right name would look wrong, too.
  for (const field of Object.keys(fields)) if (!typeOf(field)) unknownField(source, 'fields', field, known);
  for (const part of ['values', 'units', 'dateFormat'] as const) {
    const given = mapping[part];
    if (typeof given !== 'object') continue;
    for (const field of Object.keys(given)) if (!Object.hasOwn(fields, field)) unknownField(source, part, field, Object.keys(fields));
  }
  const planned = Object.entries(fields).map(([field, key]): Planned => {
    const alias = Object.hasOwn(NAMED, field) ? NAMED[field] : undefined;
    const name = alias?.field ?? field;
    if (alias) {
      if (Object.hasOwn(fields, name)) fault('bad-data', `${source} maps both “${field}” and “${name}”; one of them is enough.`, { path: `${source}.fields.${field}` });
      options.named.push({ source, name: field });
    }
    needColumn(key, names, options.name, `${source}.fields.${field}`);
    return { key, builder: builder.column(name, typeOf(field)!, cellOptions(source, field, mapping)), met: false };
  });
  for (const [at, key] of (mapping.keep ?? []).entries()) {
    needColumn(key, names, options.name, `${source}.keep[${at}]`);
    if (Object.hasOwn(fields, key)) continue;
    planned.push({ key, builder: builder.column(key, fieldType(source, key) ?? (names ? 'string' : 'any'), {}), met: false });
  }
  if (source === 'tickets' && names?.length !== 0) needFields(['id', 'createdAt'], fields, options, names);
  return planned;
}

function cellOptions(source: SourceName, field: string, { values, units, decimal, dateFormat }: FileMapping): CellOptions {
  const own = typeof dateFormat === 'string' ? dateFormat : dateFormat?.[field];
  const format = own === undefined || own === 'epoch-s' || own === 'epoch-ms' ? own : dateOrder(own);
  if (own !== undefined && !format) {
    const path = `${source}.dateFormat${typeof dateFormat === 'string' ? '' : `.${field}`}`;
    fault('bad-data', `“${show(own)}” tells no order of day, month and year; DD/MM/YYYY, MM/DD/YYYY, YYYY-MM-DD, ${DATE_ORDERS.join(', ')}, epoch-s and epoch-ms do.`, { path });
  }
  const unit = units && Object.hasOwn(units, field) ? UNITS[units[field]!] : undefined;
  return {
    ...(format && { dateFormat: format }),
    ...(decimal && { decimal }),
    ...(unit && { unit }),
    ...(values && Object.hasOwn(values, field) && { values: values[field] }),
  };
}

function unknownField(source: SourceName, part: string, field: string, known: readonly string[]): never {
  const guess = nearest(field, known);
  fault('bad-data', `“${show(field)}” is no field of ${source}${part === 'fields' ? '' : ' that is mapped'}.${guess ? ` Did you mean “${guess}”?` : ''}`, {
    path: `${source}.${part}.${field}`,
  });
}

/** Nothing can be told of tickets that no date places, and nothing can be joined to those without id. */
function needFields(needed: readonly string[], fields: object, { name }: FeedOptions, names: readonly string[] | undefined): void {
  const missing = needed.filter((field) => !Object.hasOwn(fields, field));
  if (!missing.length) return;
  fault('bad-data', `The tickets of ${name} need ${missing.map((field) => `“${field}”`).join(' and ')}: say under “fields” which column holds ${missing.length > 1 ? 'each' : 'it'}.`, {
    path: 'tickets.fields',
    ...(names && { detail: `Its columns are: ${list(names)}.` }),
  });
}

function needColumn(key: string, names: readonly string[] | undefined, file: string, path: string): void {
  if (!names || names.includes(key)) return;
  const mark = names.length === 1 ? /[;,\t|]/.exec(names[0]!)?.[0] : undefined;
  if (mark) {
    fault('bad-data', `${file} is read as one single column; its delimiter looks like “${mark === '\t' ? '\\t' : mark}”.`, {
      path: `${path.split('.')[0]!}.delimiter`,
      detail: `Its first line is: ${list(names)}.`,
    });
  }
  fault('bad-data', `${file} has no column “${show(key)}”. Did you mean “${nearest(key, names)}”?`, { path, detail: `Its columns are: ${list(names)}.` });
}

function unrecognised({ name, source, known }: FeedOptions, names: readonly string[]): never {
  fault('bad-data', `The columns of ${name} are not known, so it is not clear which holds what.`, {
    ...(source && { path: `${source}.fields` }),
    detail: `It has ${list(names) || 'none'}. Needed are at least ${known?.neededFields(source).join(' and ')}: name their columns under “fields” in a document.`,
  });
}

function list(names: readonly string[]): string {
  return names.slice(0, 40).map(show).join(', ') + (names.length > 40 ? ', …' : '');
}

function ownMapping(names: readonly string[], source: SourceName) {
  return areOwnNames(names, source) ? { source, mapping: { fields: Object.fromEntries(names.map((name) => [name, name])) } } : undefined;
}

/** What is known of an export, with what the document adds. */
function merged(known: FileMapping, own: FileMapping): FileMapping {
  return { ...known, ...own, fields: known.fields, values: { ...known.values, ...own.values }, units: { ...known.units, ...own.units } };
}

/** The value of a key, or of a path such as `via.channel`. */
function valueAt(record: object, key: string): unknown {
  if (Object.hasOwn(record, key)) return (record as Record<string, unknown>)[key];
  if (!key.includes('.')) return undefined;
  return key.split('.').reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part) ? (inner as Record<string, unknown>)[part] : undefined),
    record,
  );
}
