import type { Column, StringColumn } from '../records/records.ts';
import { columnOf, keep, stringsOf, tableOf, type Desk } from './desk.ts';
import { codesFor } from './fill.ts';
import { responses } from './waits.ts';
import { chunks, type Work } from './work.ts';

interface Responders {
  column: Column | undefined;
  /** Whether some ticket's owner stands for an author who is not known. */
  guessed: boolean;
}

/** Who gave each ticket's first response: as the source says, else its author, else the ticket's owner; nobody where there was none. */
export function* responders(desk: Desk): Work<Responders> {
  return yield* keep(desk, 'responders', function* () {
    const { columns, length } = yield* tableOf(desk, 'tickets');
    const answered = yield* columnOf(desk, 'tickets', 'firstResponseAt');
    if (answered?.kind !== 'time') return { column: columns.firstResponderId, guessed: false };
    const told = yield* responses(desk);
    const dictionary = [''];
    const index = new Map([['', 0]]);
    const own = recoder(columns.firstResponderId, dictionary, index);
    const author = recoder(told && (yield* stringsOf(desk, 'messages', 'authorId')), dictionary, index);
    const owner = recoder(yield* stringsOf(desk, 'tickets', 'ownerId'), dictionary, index);
    const codes = new Uint32Array(length);
    let guessed = false;
    yield* chunks(length, (from, to) => {
      for (let row = from; row < to; row++) {
        codes[row] = own(row);
        if (codes[row] || !(answered.values[row]! > -Infinity)) continue;
        codes[row] = told ? author(told.row[row]!) : 0;
        if (codes[row]) continue;
        codes[row] = owner(row);
        guessed ||= codes[row] !== 0;
      }
    });
    return { column: { kind: 'string' as const, dictionary, codes: codesFor(dictionary, length, (row) => codes[row]!) }, guessed };
  });
}

/** The codes of a column's rows in a dictionary of words that are really met; 0 for row -1. */
function recoder(column: Column | undefined, dictionary: string[], index: Map<string, number>): (row: number) => number {
  if (column?.kind !== 'string') return () => 0;
  const { codes, dictionary: words }: StringColumn = column;
  const known = new Int32Array(words.length).fill(-1);
  const learn = (code: number) => {
    const word = words[code]!;
    if (!index.has(word)) index.set(word, dictionary.push(word) - 1);
    return (known[code] = index.get(word)!);
  };
  return (row) => {
    if (row < 0) return 0;
    const code = codes[row]!;
    return known[code]! < 0 ? learn(code) : known[code]!;
  };
}
