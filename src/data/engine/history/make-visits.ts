import type { Column, ColumnTable, StringColumn } from '../../records/records.ts';
import { rowsOfIds, type Desk } from '../desk.ts';
import type { Visits } from './visits.ts';
import type { Work } from '../work.ts';

/** statusChanges by ticket and time, with exits filled in and neighbours of one status joined. */
export function* makeVisits(desk: Desk): Work<Omit<Visits, 'codeOfTicket'>> {
  const raw = desk.records.tables.statusChanges!;
  const ticketIds = ticketIdsOf(raw);
  const sorted = byTicketAndTime(ticketIds, times(raw, 'enteredAt'));
  yield;
  const { rows, exited, first } = join(raw, ticketIds, sorted);
  yield;
  const columns: Record<string, Column> = {};
  for (const [name, column] of Object.entries(raw.columns)) {
    columns[name] = gather(column, rows);
    yield;
  }
  columns.exitedAt = { kind: 'time', values: exited };
  const table = { length: rows.length, columns };
  const gathered = columns.ticketId as StringColumn | undefined;
  return {
    table,
    first,
    entered: times(table, 'enteredAt'),
    exited,
    ticketIds: gathered ?? { ...ticketIds, codes: new Uint8Array(rows.length) },
    closed: isCategory(table, 'closed'),
    waiting: isCategory(table, 'waiting'),
    categories: isCategory(table, '').includes(0),
  };
}

function ticketIdsOf({ columns: { ticketId }, length }: ColumnTable): StringColumn {
  return ticketId?.kind === 'string' ? ticketId : { kind: 'string', codes: new Uint8Array(length), dictionary: [''] };
}

function times(table: ColumnTable, field: string): Float64Array {
  const column = table.columns[field];
  return column?.kind === 'time' ? column.values : new Float64Array(table.length).fill(NaN);
}

function isCategory(table: ColumnTable, category: string): Uint8Array {
  const column = table.columns.statusCategory;
  const is = new Uint8Array(table.length);
  if (column?.kind !== 'string') return is.fill(category ? 0 : 1);
  const code = column.dictionary.indexOf(category);
  for (let row = 0; row < is.length; row++) is[row] = column.codes[row] === code ? 1 : 0;
  return is;
}

function byTicketAndTime(ids: StringColumn, entered: Float64Array): Int32Array {
  const next = new Int32Array(ids.dictionary.length + 1);
  for (const code of ids.codes) next[code + 1]!++;
  for (let code = 1; code < next.length; code++) next[code]! += next[code - 1]!;
  const starts = next.slice();
  const rows = new Int32Array(ids.codes.length);
  for (let row = 0; row < rows.length; row++) rows[next[ids.codes[row]!]!++] = row;
  // Logs come sorted or nearly so: insertion keeps the source's order of equal instants, unknown instants last.
  for (let code = 0; code + 1 < starts.length; code++) {
    for (let i = starts[code]! + 1; i < starts[code + 1]!; i++) {
      const row = rows[i]!;
      let at = i;
      for (; at > starts[code]! && later(entered[rows[at - 1]!]!, entered[row]!); at--) rows[at] = rows[at - 1]!;
      rows[at] = row;
    }
  }
  return rows;
}

function later(a: number, b: number): boolean {
  return a > b || (a !== a && b === b);
}

function join(raw: ColumnTable, ids: StringColumn, sorted: Int32Array): { rows: Int32Array; exited: Float64Array; first: Int32Array } {
  const entered = times(raw, 'enteredAt');
  const given = times(raw, 'exitedAt');
  const status = raw.columns.status;
  const rows = new Int32Array(sorted.length);
  const exited = new Float64Array(sorted.length);
  const first = new Int32Array(ids.dictionary.length + 1);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i]!;
    const before = sorted[i - 1];
    const follows = before !== undefined && ids.codes[row] !== 0 && ids.codes[before] === ids.codes[row] && entered[row] === entered[row];
    if (follows) {
      const gap = given[before]! < entered[row]!;
      if (!gap && status?.kind === 'string' && status.codes[before] === status.codes[row]) {
        exited[count - 1] = given[row]!;
        continue;
      }
      if (given[before] !== given[before]) exited[count - 1] = entered[row]!;
    }
    exited[count] = given[row]!;
    rows[count++] = row;
    first[ids.codes[row]! + 1]!++;
  }
  for (let code = 1; code < first.length; code++) first[code]! += first[code - 1]!;
  return { rows: rows.slice(0, count), exited: exited.slice(0, count), first };
}

function gather(column: Column, rows: Int32Array): Column {
  const pick = <T extends { length: number; [index: number]: number }>(from: T, to: T): T => {
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
    return to;
  };
  if (column.kind === 'string') return { ...column, codes: pick(column.codes, column.codes.slice(0, rows.length)) };
  if (column.kind === 'boolean') return { kind: 'boolean', values: pick(column.values, new Uint8Array(rows.length)) };
  return { kind: column.kind, values: pick(column.values, new Float64Array(rows.length)) };
}

/** The ticketId code of each ticket, 0 where it has no visits. */
export function* ticketCodes(desk: Desk): Work<Int32Array> {
  const rowOf = yield* rowsOfIds(desk, ticketIdsOf(desk.records.tables.statusChanges!).dictionary, 'tickets');
  const codes = new Int32Array(desk.records.tables.tickets?.length ?? 0);
  rowOf.forEach((row, code) => {
    if (row >= 0) codes[row] = code;
  });
  return codes;
}
