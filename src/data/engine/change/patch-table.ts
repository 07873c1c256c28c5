import type { Column, ColumnTable, SourceName, StringColumn } from '../../records/records.ts';
import type { Work } from '../work.ts';
import { cellsOf, codesMaker, withCells, writable } from './cells.ts';
import { placesOf } from './find-rows.ts';
import { patchColumn } from './patch-column.ts';

/** The table with the rows of the change in the places of those that they replace, new ones at its end. Itself where nothing is different. */
export function* upsertRows(source: SourceName, table: ColumnTable, changed: ColumnTable): Work<ColumnTable> {
  const places = yield* placesOf(source, table, changed);
  let different = places.length !== table.length;
  const columns: Record<string, Column> = {};
  for (const name of new Set([...Object.keys(table.columns), ...Object.keys(changed.columns)])) {
    const column = yield* patchColumn(table.columns[name], changed.columns[name], places, table.length);
    different ||= column !== table.columns[name];
    columns[name] = column;
    yield;
  }
  return different ? { length: places.length, columns } : table;
}

/** The table without `rows`, which come in order; the others stay in theirs. */
export function* removeRows(source: SourceName, table: ColumnTable, rows: readonly number[]): Work<ColumnTable> {
  if (!rows.length) return table;
  if (rows.length === table.length) return { length: 0, columns: {} };
  const columns: Record<string, Column> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    const cells = writable(cellsOf(column), table.length);
    rows.forEach((row, at) => cells.copyWithin(row - at, row + 1, rows[at + 1] ?? table.length));
    columns[name] = withCells(column, cells.subarray(0, table.length - rows.length));
    yield;
  }
  // Visits come by the codes of their tickets: as the first rows that are left name them.
  if (source === 'statusChanges' && columns.ticketId?.kind === 'string') columns.ticketId = renumbered(columns.ticketId);
  return { length: table.length - rows.length, columns };
}

/** The column with its words in the order in which rows name them. */
function renumbered({ codes, dictionary }: StringColumn): StringColumn {
  const words = [''];
  const moved = new Uint32Array(dictionary.length);
  const next = Uint32Array.from(codes, (code) => (code && (moved[code] ||= words.push(dictionary[code]!) - 1)) || 0);
  return { kind: 'string', codes: new (codesMaker(words.length) as Uint32ArrayConstructor)(next), dictionary: words };
}
