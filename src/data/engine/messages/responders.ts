import type { Column, StringColumn } from '../../records/records.ts';
import { tableOf } from '../desk.ts';
import type { CodeVector } from '../vectors.ts';
import { firstResponsesAt, keepAt, pastColumn, type View } from '../view.ts';
import { responses } from './waits.ts';
import { chunks, type Work } from '../work.ts';

interface Responders {
  vector: CodeVector;
  /** Whether some ticket's owner stands for an author who is not known. */
  guessed: boolean;
}

/** Who gave each ticket's first response by then, as a dimension. */
export function* responderVector(view: View): Work<CodeVector> {
  return (yield* responders(view)).vector;
}

/** As the source says, else the author of the first response, else the ticket's owner; nobody before there was a response. */
export function* responders(view: View): Work<Responders> {
  return yield* keepAt(view, 'responders', function* () {
    const { desk, until } = view;
    const { columns, length } = yield* tableOf(desk, 'tickets');
    const answered = yield* firstResponsesAt(view);
    const authorOf = yield* authorRows(view);
    const labels = [''];
    const index = new Map([['', 0]]);
    const own = recoder(columns.firstResponderId, labels, index);
    const author = recoder((yield* responses(desk))?.authors, labels, index);
    const owner = recoder((yield* pastColumn(view, 'ownerId')) ?? columns.ownerId, labels, index);
    const codes = new Uint32Array(length);
    let guessed = false;
    yield* chunks(length, (from, to) => {
      for (let row = from; row < to; row++) {
        if (answered[row]! >= until) continue;
        codes[row] = own(row);
        if (codes[row] || !(answered[row]! > -Infinity)) continue;
        codes[row] = author(authorOf(row));
        if (codes[row]) continue;
        codes[row] = owner(row);
        guessed ||= codes[row] !== 0;
      }
    });
    return { vector: { kind: 'code' as const, type: 'string' as const, codes, labels, plain: true }, guessed };
  });
}

/** The row in `messages` of each ticket's first response, as far as known at a view. */
function* authorRows({ desk, until }: View): Work<(ticket: number) => number> {
  const told = yield* responses(desk);
  if (!told) return () => -1;
  const { early } = told;
  return (ticket) => {
    const { at, row } = early && early.written[ticket]! >= until ? early : { at: told.answered, row: told.row };
    return at[ticket]! < until ? row[ticket]! : -1;
  };
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
