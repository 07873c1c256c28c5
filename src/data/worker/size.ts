import type { NormalRecords, Records } from '../records/records.ts';

/** Rows up to which the page itself is quick enough; a worker costs more than it saves. */
export const MOST_ROWS = 20_000;

/** Rows of all sources together, as far as they can be told without reading them. */
export function rowsIn(records: Records | NormalRecords | object): number {
  const tables: unknown = Object(records) === records && 'tables' in records ? records.tables : records;
  return Object.values(tables ?? {}).reduce((sum: number, table) => sum + rowsOf(table), 0);
}

function rowsOf(table: unknown): number {
  if (typeof table !== 'object' || table === null) return 0;
  if ('length' in table && typeof table.length === 'number') return table.length;
  const [first] = Object.values(table) as unknown[];
  return Array.isArray(first) ? first.length : 0;
}

/** Whether a worker may be tried at all: Node has none, and a page that was opened as a file gets none. */
export function hasWorkers(workerUrl: unknown): boolean {
  return workerUrl !== null && typeof Worker === 'function' && !!globalThis.location && location.protocol !== 'file:';
}
