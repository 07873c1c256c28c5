import type { Column, SourceName, StringColumn } from '../records/records.ts';
import { link, numbersOf, stringsOf, tableOf, type Desk } from './desk.ts';
import { messageParts } from './messages/message-parts.ts';
import { responses } from './messages/waits.ts';
import { history, historyParts } from './history/visits.ts';
import type { Work } from './work.ts';

type Fill = (desk: Desk, own: Column | undefined) => Work<Column | undefined>;

/** What the product fills in where the source gave nothing, cell by cell. */
const FILLS: Readonly<Record<string, Fill>> = {
  'tickets.statusCategory': function* (desk, own) {
    const column = desk.records.tables.tickets?.columns.closedAt;
    const closedAt = column?.kind === 'time' ? column.values : undefined;
    if (!closedAt && !own) return own;
    const { codes, dictionary } = strings(own, closedAt?.length ?? 0);
    const words = [...new Set([...dictionary, 'open', 'closed'])];
    const [open, closed] = [words.indexOf('open'), words.indexOf('closed')];
    return { kind: 'string', dictionary: words, codes: codesFor(words, codes.length, (row) => codes[row] || (closedAt && closedAt[row]! > -Infinity ? closed : open)) };
  },
  'tickets.firstResponseAt': function* (desk, own) {
    const took = yield* numbersOf(desk, 'tickets', 'firstResponseTimeMs');
    const created = yield* numbersOf(desk, 'tickets', 'createdAt');
    const told = yield* responses(desk);
    return fillTimes(own, took.length, (row) => {
      const answered = told ? told.answered[row]! : NaN;
      return answered === answered ? answered : created[row]! + took[row]!;
    });
  },
  'tickets.firstClosedAt': function* (desk, own) {
    const closed = yield* closedAt(desk);
    const reopens = yield* reopenCounts(desk);
    const told = yield* history(desk);
    const parts = told && (yield* historyParts());
    return fillTimes(own, closed.length, (row) => parts?.firstCloseIn(told!, row) ?? (reopens[row] === 0 && closed[row]! > -Infinity ? closed[row]! : NaN));
  },
  'tickets.teamId': (desk, own) => fillKey(desk, 'tickets', own, ['reps'], 'teamId'),
  'tickets.companyId': (desk, own) => fillKey(desk, 'tickets', own, ['contacts'], 'companyId'),
  'calls.teamId': (desk, own) => fillKey(desk, 'calls', own, ['reps', 'tickets'], 'teamId'),
  'statusChanges.pipeline': (desk, own) => fillKey(desk, 'statusChanges', own, ['tickets'], 'pipeline'),
  'messages.channel': (desk, own) => fillKey(desk, 'messages', own, ['tickets'], 'channel'),
  'messages.ticketId': (desk, own) => fillKey(desk, 'messages', own, ['conversations'], 'ticketId'),
  'messages.direction': (desk) => fillSides(desk, 'direction'),
  'messages.authorType': (desk) => fillSides(desk, 'authorType'),
};

function* fillSides(desk: Desk, field: 'direction' | 'authorType'): Work<Column | undefined> {
  return yield* (yield* messageParts()).fillSides(desk, field);
}

export function* fillColumn(desk: Desk, source: SourceName, field: string, own: Column | undefined): Work<Column | undefined> {
  const fill = FILLS[`${source}.${field}`];
  return fill ? yield* fill(desk, own) : own;
}

/** When each ticket was closed: NaN while it is not, -Infinity where its status is closed and nobody knows since when. */
export function* closedAt(desk: Desk): Work<Float64Array> {
  const closed = yield* numbersOf(desk, 'tickets', 'closedAt');
  const given = desk.records.tables.tickets?.columns.statusCategory;
  if (given?.kind !== 'string') return closed;
  const done = given.dictionary.indexOf('closed');
  let filled = closed;
  for (let row = 0; row < closed.length; row++) {
    const code = given.codes[row]!;
    const isClosed = closed[row] === closed[row];
    if (!code || (code === done) === isClosed) continue;
    if (filled === closed) filled = closed.slice();
    filled[row] = code === done ? -Infinity : NaN;
  }
  return filled;
}

/** How often each ticket was reopened until now: as the source says, else as its visits tell; NaN where neither does. */
export function* reopenCounts(desk: Desk): Work<Float64Array> {
  const given = yield* numbersOf(desk, 'tickets', 'reopenCount');
  const told = yield* history(desk);
  return told ? (yield* historyParts()).reopensIn(told, given) : given;
}

function strings(own: Column | undefined, length: number): StringColumn {
  return own?.kind === 'string' ? own : { kind: 'string', codes: new Uint8Array(length), dictionary: [''] };
}

function fillTimes(own: Column | undefined, length: number, value: (row: number) => number): Column | undefined {
  const given = own?.kind === 'time' ? own.values : undefined;
  let values = given;
  for (let row = 0; row < length; row++) {
    if (given && given[row] === given[row]) continue;
    const filled = value(row);
    if (filled !== filled) continue;
    if (!values || values === given) values = given?.slice() ?? new Float64Array(length).fill(NaN);
    values[row] = filled;
  }
  return values && { kind: 'time', values };
}

/** Empty keys taken from the records that a row belongs to, the first that has one. */
function* fillKey(desk: Desk, source: SourceName, own: Column | undefined, from: readonly SourceName[], field: string): Work<Column | undefined> {
  let column = own;
  for (const other of from) {
    if (column?.kind === 'string' && !column.codes.includes(0)) break;
    const theirs = yield* stringsOf(desk, other, field);
    const rows = theirs && (yield* link(desk, source, other));
    if (!rows) continue;
    const { length } = yield* tableOf(desk, source);
    const mine = strings(column, length);
    const index = new Map(mine.dictionary.map((word, code) => [word, code]));
    const codes = theirs.dictionary.map((word) => {
      if (!index.has(word)) index.set(word, index.size);
      return index.get(word)!;
    });
    const dictionary = [...index.keys()];
    column = {
      kind: 'string',
      dictionary,
      codes: codesFor(dictionary, length, (row) => mine.codes[row] || (rows[row]! < 0 ? 0 : codes[theirs.codes[rows[row]!]!]!)),
    };
    yield;
  }
  return column;
}

/** Codes in the smallest array that holds them. */
export function codesFor(dictionary: readonly unknown[], length: number, code: (row: number) => number): StringColumn['codes'] {
  const codes = dictionary.length <= 0x100 ? new Uint8Array(length) : dictionary.length <= 0x10000 ? new Uint16Array(length) : new Uint32Array(length);
  for (let row = 0; row < length; row++) codes[row] = code(row);
  return codes;
}

