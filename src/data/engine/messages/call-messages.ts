import type { BooleanColumn, Column, ColumnTable, StringColumn } from '../../records/records.ts';
import { narrowBy, type Narrow } from '../blocks.ts';
import { match, tableOf, type Desk } from '../desk.ts';
import { codesFor } from '../fill.ts';
import type { Spec } from '../measures/spec.ts';
import type { View } from '../view.ts';
import { chunks, type Work } from '../work.ts';

/** What a message that stands for a call takes from it, and what is the same for all of them. */
const FROM_CALL: Readonly<Record<string, string>> = { id: 'id', ticketId: 'ticketId', authorId: 'ownerId', sentAt: 'startedAt' };
const ALWAYS: Readonly<Record<string, string>> = { direction: 'outbound', authorType: 'rep', channel: 'phone' };

/** The messages, and after them a row for each completed call of a ticket: its rep's message, of which only waits take notice. */
export function* withCalls({ records: { tables } }: Desk): Work<ColumnTable> {
  const messages = tables.messages ?? { length: 0, columns: {} };
  const calls = yield* completed(tables.calls!);
  if (!calls.length) return messages;
  const length = messages.length + calls.length;
  const columns: Record<string, Column> = {};
  for (const field of new Set([...Object.keys(messages.columns), ...Object.keys(FROM_CALL), ...Object.keys(ALWAYS)])) {
    const own = messages.columns[field];
    const theirs = tables.calls!.columns[FROM_CALL[field] ?? ''];
    if (own?.kind === 'boolean') columns[field] = extendFlags(own, length, field === 'isPublic' ? 1 : 2);
    else if (field === 'sentAt' || own?.kind === 'time' || own?.kind === 'number') columns[field] = extendNumbers(own, theirs, messages.length, calls);
    else columns[field] = yield* extendWords(own, theirs, ALWAYS[field] ?? '', messages.length, calls);
    yield;
  }
  return { length, columns };
}

/** Keeps all messages, but of the calls after them those alone of which a measure tells something. */
export function* withoutIdleCalls(spec: Spec, view: View): Work<Narrow[]> {
  const messages = view.desk.records.tables.messages?.length ?? 0;
  if ((yield* tableOf(view.desk, 'messages')).length === messages) return [];
  const read = yield* spec.values!({ view });
  const [rows, value] = [new Int32Array(1), new Float64Array(1)];
  return [
    narrowBy((row) => {
      if (row < messages) return true;
      rows[0] = row;
      read(rows, 1, value);
      return value[0] === value[0];
    }),
  ];
}

/** Rows of completed calls that belong to a ticket and have begun at a known instant. */
function* completed({ columns: { ticketId, startedAt, status }, length }: ColumnTable): Work<Int32Array> {
  const rows: number[] = [];
  if (ticketId?.kind !== 'string' || startedAt?.kind !== 'time' || status?.kind !== 'string') return new Int32Array(0);
  const done = status.dictionary.indexOf('completed');
  yield* chunks(length, (from, to) => {
    for (let row = from; row < to; row++) if (status.codes[row] === done && ticketId.codes[row] && startedAt.values[row]! > -Infinity) rows.push(row);
  });
  return Int32Array.from(rows);
}

function extendFlags(own: BooleanColumn, length: number, flag: number): Column {
  const values = new Uint8Array(length).fill(flag);
  values.set(own.values);
  return { kind: 'boolean', values };
}

function extendNumbers(own: Column | undefined, theirs: Column | undefined, messages: number, calls: Int32Array): Column {
  const kind = own?.kind === 'number' ? 'number' : 'time';
  const values = new Float64Array(messages + calls.length).fill(NaN);
  if (own?.kind === 'number' || own?.kind === 'time') values.set(own.values);
  if (theirs?.kind === 'time') calls.forEach((row, i) => (values[messages + i] = theirs.values[row]!));
  return { kind, values };
}

function* extendWords(own: Column | undefined, theirs: Column | undefined, always: string, messages: number, calls: Int32Array): Work<StringColumn> {
  const mine = own?.kind === 'string' ? own : { codes: new Uint8Array(messages), dictionary: [''] };
  const words = theirs?.kind === 'string' ? theirs.dictionary : ['', always];
  const codeOf = new Int32Array(words.length).fill(-1);
  codeOf[0] = 0;
  yield* match(words, mine.dictionary, (word, code) => (codeOf[word] = code));
  const dictionary = mine.dictionary.slice();
  words.forEach((word, i) => {
    if (codeOf[i]! < 0) codeOf[i] = dictionary.push(word) - 1;
  });
  const callCode = (i: number) => (theirs?.kind === 'string' ? theirs.codes[calls[i]!]! : 1);
  return { kind: 'string', dictionary, codes: codesFor(dictionary, messages + calls.length, (row) => (row < messages ? mine.codes[row]! : codeOf[callCode(row - messages)]!)) };
}
