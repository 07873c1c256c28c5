import { DataError } from '../../problem.ts';
import { nearest } from '../../query/nearest.ts';
import { without } from '../../records/checks.ts';
import { textOf } from '../../records/column-builder.ts';
import type { NamedColumn } from '../../records/names.ts';
import { fill } from '../../records/normalize.ts';
import { problemLog, show } from '../../records/problem-log.ts';
import { SOURCE_NAMES, type ColumnTable, type NormalRecords, type RecordsChange, type RecordsProblem, type SourceName } from '../../records/records.ts';
import { tableBuilder } from '../../records/table-builder.ts';
import { zone } from '../../time/zone.ts';
import type { Work } from '../work.ts';
import { keyOf } from './find-rows.ts';

/** What a change says of one source, as columns. */
export interface SourceChange {
  source: SourceName;
  table: ColumnTable;
  named: readonly NamedColumn[];
  /** Keys of all rows, as `faultKey` gives them. */
  keys: readonly string[];
  /** What could not be taken as it was, by the key of the row. */
  faults: ReadonlyMap<string, readonly RecordsProblem[]>;
}

type Rows = readonly unknown[];

const PARTS = ['upsert', 'remove', 'asOf'];

/** Throws a `DataError` for what is no change at all, and for parts that a change does not have. */
export function checkChange(change: unknown): void {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) fail(`A change must be an object with “upsert”, “remove” or “asOf”, not ${show(change)}.`, 'change');
  for (const key of Object.keys(change)) {
    if (!PARTS.includes(key)) fail(`“${show(key)}” is no part of a change. Did you mean ${nearest(key, PARTS)}?`, key);
  }
}

/** The sources of a change in their order. Rows that cannot be read are counted; what is no change at all throws a `DataError`. */
export function* readUpserts({ upsert = {} }: RecordsChange, records: NormalRecords): Work<SourceChange[]> {
  const found: SourceChange[] = [];
  checkSources(upsert, 'upsert');
  for (const source of SOURCE_NAMES) {
    const rows = upsert[source] && rowsIn(upsert[source], source);
    if (rows) found.push(yield* readSource(source, rows, records));
  }
  return found;
}

/** The ids to remove, by source. */
export function readRemovals({ remove = {} }: RecordsChange): Map<SourceName, readonly string[]> {
  checkSources(remove, 'remove');
  return new Map(
    SOURCE_NAMES.flatMap((source) => {
      const ids: unknown = remove[source];
      if (ids === undefined || ids === null) return [];
      if (!Array.isArray(ids)) fail(`“remove.${source}” must be a list of ids, not ${show(ids)}.`, `remove.${source}`);
      return [[source, ids.map((id, i) => idOf(id, `remove.${source}[${i}]`)).filter(Boolean)] as const];
    }),
  );
}

/** Whose fault a row's is: its id or key, or its content where it has none. */
export function faultKey(source: SourceName, row: unknown): string {
  const record = Object(row) as Record<string, unknown>;
  const fields = keyOf(source);
  if (!textOf(record[fields[0]])) return ['', ...Object.values(record).map(show)].join('\n');
  return fields.map((field) => textOf(record[field]) ?? '').join('\n');
}

function idOf(id: unknown, path: string): string {
  if (typeof id !== 'string' && typeof id !== 'bigint' && !Number.isFinite(id)) fail(`“${path}” must be an id, a text or a number, not ${show(id)}.`, path);
  return textOf(id)!;
}

function checkSources(part: unknown, path: string): void {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) fail(`“${path}” must be an object with sources, not ${show(part)}.`, path);
  for (const key of Object.keys(part)) {
    if (!(SOURCE_NAMES as readonly string[]).includes(key)) fail(`“${show(key)}” is no source of a help desk. Did you mean ${nearest(key, SOURCE_NAMES)}?`, `${path}.${key}`);
  }
}

function rowsIn(input: unknown, source: SourceName): Rows {
  if (Array.isArray(input)) return input;
  const path = `upsert.${source}`;
  if (typeof input !== 'object' || input === null) fail(`“${path}” must be rows, or an object of arrays, not ${show(input)}.`, path);
  const columns = Object.entries(input) as [string, Rows][];
  const length = columns[0]?.[1]?.length ?? 0;
  for (const [name, values] of columns) {
    if (!Array.isArray(values)) fail(`“${source}.${name}” must be an array of values, one for each row.`, `${path}.${name}`);
    if (values.length !== length) fail(`“${source}.${name}” has ${values.length} values, but “${source}.${columns[0]![0]}” has ${length}.`, `${path}.${name}`);
  }
  return Array.from({ length }, (_, row) => Object.fromEntries(columns.map(([name, values]) => [name, values[row]])));
}

function* readSource(source: SourceName, rows: Rows, records: NormalRecords): Work<SourceChange> {
  const { table, named, problems } = yield* readRows(source, rows, records);
  const faults = new Map<string, readonly RecordsProblem[]>();
  if (problems.length) yield* findFaults(source, rows, records, faults);
  return { source, table, named, keys: rows.map((row) => faultKey(source, row)), faults };
}

/** Finds the faulty rows by halves, so that a few faults among many rows cost little. */
function* findFaults(source: SourceName, rows: Rows, records: NormalRecords, faults: Map<string, readonly RecordsProblem[]>): Work<void> {
  const { problems } = yield* readRows(source, rows, records);
  yield;
  if (!problems.length) return;
  if (rows.length === 1) return void faults.set(faultKey(source, rows[0]), problems);
  const half = rows.length >> 1;
  yield* findFaults(source, rows.slice(0, half), records, faults);
  yield* findFaults(source, rows.slice(half), records, faults);
}

/** Rows as columns, without those that have no key. */
function* readRows(source: SourceName, rows: Rows, { timezone, orders }: NormalRecords): Work<{ table: ColumnTable; named: NamedColumn[]; problems: RecordsProblem[] }> {
  const log = problemLog();
  const named: NamedColumn[] = [];
  const builder = tableBuilder(source, { zone: timezone === undefined ? undefined : zone(timezone), log, firstRow: 1, orders, few: true });
  const table = yield* builder.finish(yield* fill(builder, source, rows, named, log));
  const [field] = keyOf(source);
  const keys = table.columns[field];
  const lost = new Set<number>();
  for (let row = 0; row < table.length; row++) if (keys?.kind !== 'string' || !keys.codes[row]) lost.add(row);
  if (lost.size) log.add('no-id', source, field, undefined, undefined, lost.size);
  const problems = log.list().filter(({ code }) => code !== 'duplicate-id' && code !== 'missing-id');
  return { table: lost.size ? without(table, lost) : table, named, problems };
}

function fail(title: string, path: string): never {
  throw new DataError({ kind: 'bad-data', title, path });
}
