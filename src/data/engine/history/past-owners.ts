import { joinPath } from '../../catalog/joins.ts';
import type { Column, SourceName, StringColumn } from '../../records/records.ts';
import { compose, link, linkBy, numbersOf, rowsOfIds, stringsOf, tableOf } from '../desk.ts';
import { codesFor } from '../fill.ts';
import { keepAt, pastColumn, type View } from '../view.ts';
import type { Work } from '../work.ts';

/**
 * Owner or team of each ticket by the assignment in force at a view, of several the one begun last: empty where all have ended, today's where none has begun. A
 * team that an assignment leaves open is its owner's. Undefined where assignments tell nothing of the field.
 */
export function* pastOwners(view: View, field: 'ownerId' | 'teamId'): Work<Column | undefined> {
  const { desk } = view;
  const then = yield* stringsOf(desk, 'assignments', field);
  const ticket = then && (yield* link(desk, 'assignments', 'tickets'));
  if (!then || !ticket) return undefined;
  const now = yield* stringsOf(desk, 'tickets', field);
  const theirs = field === 'teamId' ? yield* stringsOf(desk, 'reps', 'teamId') : undefined;
  const owner = theirs && (yield* linkBy(desk, 'assignments', 'ownerId', 'reps'));
  const words = [...new Set([...then.dictionary, ...(now?.dictionary ?? []), ...(theirs?.dictionary ?? [])])];
  const codes = new Map(words.map((word, code) => [word, code]));
  const [fromThen, fromNow, fromReps] = [then, now, theirs].map((column) => column?.dictionary.map((word) => codes.get(word)!) ?? []);
  const from = yield* numbersOf(desk, 'assignments', 'from');
  const to = yield* numbersOf(desk, 'assignments', 'to');
  const { length } = yield* tableOf(desk, 'tickets');
  const since = new Float64Array(length).fill(-Infinity);
  const found = codesFor(words, length, (row) => (now ? fromNow![now.codes[row]!]! : 0));
  for (let row = 0; row < ticket.length; row++) {
    const at = ticket[row]!;
    if (at < 0 || !(from[row]! < view.until)) continue;
    if (to[row]! < view.until) {
      if (since[at] === -Infinity) found[at] = 0;
      continue;
    }
    if (from[row]! < since[at]!) continue;
    since[at] = from[row]!;
    const rep = owner?.[row] ?? -1;
    found[at] = fromThen![then.codes[row]!]! || (theirs && rep >= 0 ? fromReps![theirs.codes[rep]!]! : 0);
  }
  return { kind: 'string', dictionary: words, codes: found };
}

/** The row of `to` that each row of `from` belongs to, through the owners and teams that tickets had at a view. */
export function* pastLink(view: View, from: SourceName, to: SourceName): Work<Int32Array> {
  return yield* keepAt(view, `past.${from}>${to}`, function* () {
    let rows: Int32Array | undefined;
    let at = from;
    for (const step of joinPath(from, to) ?? []) {
      const ids = at === 'tickets' ? yield* pastColumn(view, step.key) : undefined;
      const next = ids?.kind === 'string' ? yield* rowsOf(view, ids, step.to) : yield* linkBy(view.desk, at, step.key, step.to);
      rows = rows ? compose(rows, next) : next;
      at = step.to;
    }
    return rows!;
  });
}

function* rowsOf({ desk }: View, { codes, dictionary }: StringColumn, to: SourceName): Work<Int32Array> {
  const rowOf = yield* rowsOfIds(desk, dictionary, to);
  return Int32Array.from(codes, (code) => rowOf[code]!);
}
