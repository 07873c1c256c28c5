import type { ColumnBuilder } from '../records/column-builder.ts';
import { NAMED, type NamedColumn } from '../records/names.ts';
import type { ColumnTable, SourceName } from '../records/records.ts';
import { fieldType, type TableBuilder, tableBuilder, type TableOptions } from '../records/table-builder.ts';
import type * as KnownExports from './known-exports.ts';
import type * as Mapping from './mapping.ts';
import { columnNames, SAMPLE } from './own-names.ts';
import type { FileMapping } from './schema.ts';

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
  /** What plans the columns; absent where all of them are named as fields, and the mapping says nothing. */
  mapped: typeof Mapping | undefined;
  /** Told of each column that holds names in place of ids. */
  named: NamedColumn[];
}

/** A column to be filled, by its key in the file. */
export interface Planned {
  key: string;
  builder: ColumnBuilder;
  met?: boolean;
}

/** Cells between two breaths. */
const STEP = 20_000;

/** A feed for one file. A mapping that does not fit the file throws a `DataError` that names the place and the nearest name. */
export function tableFeed(options: FeedOptions): TableFeed {
  const { log, mapping = {}, mapped } = options;
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
    const told = mapped?.mappingOf({ ...options, source }, names);
    const whose = (source ??= told!.source!);
    builder = tableBuilder(whose, { ...options, firstRow });
    planned = mapped ? mapped.planColumns(whose, builder, told!.mapping, options, names) : ownColumns(whose, builder, names!, options.named);
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

/** The columns of a table whose names are those of fields. */
function ownColumns(source: SourceName, builder: TableBuilder, names: readonly string[], named: NamedColumn[]): Planned[] {
  return names.map((key) => {
    const field = Object.hasOwn(NAMED, key) ? NAMED[key]!.field : key;
    if (field !== key) named.push({ source, name: key });
    return { key, builder: builder.column(field, fieldType(source, field)!, {}), met: false };
  });
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
