import type { Change } from '../../adapter.ts';
import { FIELDS } from '../../catalog/fields.ts';
import { resolveNames } from '../../records/names.ts';
import { instantOf, newestInstant } from '../../records/normalize.ts';
import { problemLog } from '../../records/problem-log.ts';
import { SOURCE_NAMES, type ColumnTable, type RecordsChange, type SourceName } from '../../records/records.ts';
import { zone } from '../../time/zone.ts';
import type { Desk } from '../desk.ts';
import type { Work } from '../work.ts';
import { clearFaults, faultsOf, findBeside, noteFaults, toldFaults, type Faults } from './faults.ts';
import { keyOf, rowsWith } from './find-rows.ts';
import { patchMatches } from './patch-matches.ts';
import { removeRows, upsertRows } from './patch-table.ts';
import { checkChange, readRemovals, readUpserts, type SourceChange } from './read-change.ts';

/**
 * Takes a change into the desk: columns are written to in place, and what was kept of changed sources is dropped. Nobody may
 * be reading the desk meanwhile. Tells which sources are different now, none where nothing is; absent where only the clock moved,
 * on which any may rest. Throws a `DataError` before anything has changed.
 */
export function* applyChange(desk: Desk, change: RecordsChange): Work<Change> {
  checkChange(change);
  const { timezone, asOf: before, tables: old } = desk.now;
  const removals = readRemovals(change);
  const given = change.asOf === undefined ? -Infinity : instantOf(change.asOf, timezone === undefined ? undefined : zone(timezone));
  const upserts = yield* readUpserts(change, desk.now);

  const faults = faultsOf(desk);
  const tables: Tables = { ...old };
  yield* removeAll(tables, withLeftOut(removals, upserts), faults);
  for (const upsert of upserts) noteFaults(faults, upsert);
  // Lists first: rows may name what the same change brings.
  for (const upsert of [...upserts].reverse()) yield* upsertAll(tables, upsert);

  const newest = change.asOf === undefined ? newestInstant(Object.fromEntries(upserts.map(({ source, table }) => [source, table]))) : given;
  const asOf = Math.max(before, newest);
  const sources = SOURCE_NAMES.filter((source) => tables[source] !== old[source]);
  if (sources.length) {
    yield* patchMatches(old, tables);
    yield* findBeside(faults, tables, sources);
  }
  desk.now = { ...desk.now, tables, asOf, ...toldFaults(faults, tables) };
  forget(desk, new Set<string>(asOf === before ? sources : [...sources, 'asOf']));
  return { ...((sources.length || asOf === before) && { sources }), asOf: new Date(asOf).toISOString() };
}

type Tables = Partial<Record<SourceName, ColumnTable>>;
type Removals = ReadonlyMap<SourceName, readonly string[]>;

/** A record whose newest state had to be left out is not there any more. */
function withLeftOut(removals: Removals, upserts: readonly SourceChange[]): Removals {
  const all = new Map(removals);
  for (const { source, faults } of upserts) {
    const [field, ...more] = keyOf(source);
    if (field !== 'id' || more.length) continue;
    const lost = [...faults].filter(([key, problems]) => !key.startsWith('\n') && problems.some(({ leftOut }) => leftOut)).map(([key]) => key);
    if (lost.length) all.set(source, [...(all.get(source) ?? []), ...lost]);
  }
  return all;
}

/** Removes records, and with tickets what belongs to them. */
function* removeAll(tables: Tables, removals: Removals, faults: Faults): Work<void> {
  for (const source of SOURCE_NAMES) {
    const [field] = keyOf(source);
    const words = removals.get(source) ?? [];
    const table = tables[source];
    if (!table) continue;
    const own = yield* rowsWith(table, field, words);
    const belongs = Object.hasOwn(FIELDS[source], 'ticketId') ? yield* rowsWith(table, 'ticketId', removals.get('tickets') ?? []) : [];
    const rows = belongs.length ? [...new Set([...own, ...belongs])].sort((a, b) => a - b) : own;
    clearFaults(faults, source, [...words, ...wordsAt(table, field, rows)]);
    tables[source] = yield* removeRows(source, table, rows);
  }
}

function wordsAt({ columns }: ColumnTable, field: string, rows: readonly number[]): string[] {
  const column = columns[field];
  return column?.kind === 'string' ? rows.map((row) => column.dictionary[column.codes[row]!]!) : [];
}

function* upsertAll(tables: Tables, { source, table, named }: SourceChange): Work<void> {
  const read: Tables = { ...tables, [source]: table };
  resolveNames(read, named, problemLog());
  tables[source] = yield* upsertRows(source, tables[source] ?? { length: 0, columns: {} }, read[source]!);
}

/** Drops what was made from what changed, and what holds at one instant alone. */
function forget({ kept }: Desk, changed: ReadonlySet<string>): void {
  if (!changed.size) return;
  for (const [key, { rests }] of kept) {
    if (/^(?:-?\d|nothing:)/.test(key) || [...rests].some((source) => changed.has(source))) kept.delete(key);
  }
}

