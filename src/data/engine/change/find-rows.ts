import type { ColumnTable, SourceName } from '../../records/records.ts';
import { chunks, type Work } from '../work.ts';
import { wordIndex } from './word-index.ts';

/** What tells the records of a source apart: the field that holds an id, and what else must be equal. */
export const KEYS: Readonly<Partial<Record<SourceName, readonly [id: string, ...more: string[]]>>> = {
  statusChanges: ['ticketId', 'enteredAt', 'status'],
  assignments: ['ticketId', 'from', 'ownerId', 'teamId'],
};

/** The fields that tell the records of a source apart. */
export function keyOf(source: SourceName): readonly [id: string, ...more: string[]] {
  return KEYS[source] ?? ['id'];
}

/** The rows whose `field` is one of the words, in order. */
export function* rowsWith(table: ColumnTable, field: string, words: Iterable<string>): Work<number[]> {
  const column = table.columns[field];
  if (column?.kind !== 'string') return [];
  const index = yield* wordIndex(column.dictionary);
  const wanted = new Uint8Array(column.dictionary.length);
  let any = 0;
  for (const word of words) {
    const code = index.find(word);
    if (code > 0) any = wanted[code] = 1;
  }
  const rows: number[] = [];
  const { codes } = column;
  if (any) {
    yield* chunks(table.length, (from, to) => {
      for (let row = from; row < to; row++) if (wanted[codes[row]!]) rows.push(row);
    });
  }
  return rows;
}

/** For each row of the change the row of the table that it takes the place of; those that are new go behind the table's end, equal ones to one row. */
export function* placesOf(source: SourceName, table: ColumnTable, changed: ColumnTable): Work<{ rows: Int32Array; length: number }> {
  const [field, ...more] = keyOf(source);
  const place = new Map<string, number>();
  const ids = changed.columns[field];
  const found = yield* rowsWith(table, field, ids?.kind === 'string' ? ids.dictionary : []);
  const keep = keyReader(table, [field, ...more]);
  // Of rows with one id the first counts, as in joins; of status changes told twice the last.
  for (const row of found) {
    const key = keep(row);
    if (more.length || !place.has(key)) place.set(key, row);
  }
  const keyed = keyReader(changed, [field, ...more]);
  let { length } = table;
  const rows = Int32Array.from({ length: changed.length }, (_, row) => {
    const key = keyed(row);
    let at = place.get(key);
    if (at === undefined) place.set(key, (at = length++));
    return at;
  });
  return { rows, length };
}

function keyReader({ columns }: ColumnTable, fields: readonly string[]): (row: number) => string {
  const readers = fields.map((field) => {
    const column = columns[field];
    if (!column) return () => '';
    return column.kind === 'string' ? (row: number) => column.dictionary[column.codes[row]!]! : (row: number) => String(column.values[row]! || '');
  });
  return (row) => readers.map((read) => read(row)).join('\n');
}
