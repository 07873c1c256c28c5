import type { ProblemLog } from './problem-log.ts';
import type { ColumnTable, SourceName, StringColumn } from './records.ts';

const OF_TICKETS = ['statusChanges', 'assignments', 'messages', 'conversations', 'calls', 'feedback'] as const;
/** Words looked up between two breaths. */
const STEP = 20_000;

/** The codes of keys that are the id of no row. */
export type UnknownKeys<Step = undefined> = (keys: StringColumn, ids: StringColumn) => Generator<Step, ReadonlySet<number>, void>;

/** What `checkBelongings` tells of. */
export const BELONGINGS: readonly string[] = ['unknown-ticket', 'no-ticket', 'no-duration'];

/** Tells the log of rows whose ticket is in no list, of messages that nothing joins to one, and of completed calls without end. */
export function* checkBelongings<Step = undefined>(
  tables: Readonly<Partial<Record<SourceName, ColumnTable>>>,
  log: ProblemLog,
  unknownKeys: UnknownKeys<Step | undefined> = unknownWords,
): Generator<Step | undefined, void, void> {
  const ids = strings(tables.tickets, 'id');
  for (const source of OF_TICKETS) {
    const keys = strings(tables[source], 'ticketId');
    if (!ids || !keys) continue;
    const unknown = yield* unknownKeys(keys, ids);
    if (unknown.size) tell(keys, (code) => unknown.has(code), (row, id) => log.add('unknown-ticket', source, 'ticketId', row, id));
    yield;
  }
  const { messages, calls } = tables;
  const [ticket, conversation] = [strings(messages, 'ticketId'), strings(messages, 'conversationId')];
  if (messages && ids && (ticket ?? conversation)) {
    for (let row = 0; row < messages.length; row++) if (!ticket?.codes[row] && !conversation?.codes[row]) log.add('no-ticket', 'messages', 'ticketId', row + 1);
  }
  const [status, duration] = [strings(calls, 'status'), calls?.columns.durationMs];
  if (status && duration?.kind === 'number') {
    const completed = status.dictionary.indexOf('completed');
    duration.values.forEach((value, row) => value !== value && completed > 0 && status.codes[row] === completed && log.add('no-duration', 'calls', 'durationMs', row + 1));
  }
}

function strings(table: ColumnTable | undefined, field: string): StringColumn | undefined {
  const column = table?.columns[field];
  return column?.kind === 'string' ? column : undefined;
}

/** Codes of words that are none of `known`. Rows often come in the order of their tickets: then nothing is hashed. */
function* unknownWords({ dictionary: words }: StringColumn, { dictionary: known }: StringColumn): Generator<undefined, ReadonlySet<number>, void> {
  const unknown = new Set<number>();
  let index: Set<string> | undefined;
  for (let code = 1; code < words.length; code++) {
    if (code % STEP === 0) yield;
    if (!index && known[code] === words[code]) continue;
    index ??= new Set(known);
    if (!index.has(words[code]!)) unknown.add(code);
  }
  return unknown;
}

function tell({ codes, dictionary }: StringColumn, isMeant: (code: number) => boolean, each: (row: number, word: string) => void): void {
  codes.forEach((code, row) => isMeant(code) && each(row + 1, dictionary[code]!));
}
