import type { DimensionRef } from '../../catalog/members.ts';
import type { Cell } from '../../query/query.ts';
import type { SourceName } from '../../records/records.ts';
import { keep, link, rowsOfIds, stringsOf, tableOf, type Desk } from '../desk.ts';
import { botNext } from './neighbours.ts';
import { notYet, type CodeVector, type Vector } from '../vectors.ts';
import { keepAt, pastColumn, type View } from '../view.ts';
import { replies, REPLIED, waits } from './waits.ts';
import { chunks, type Work } from '../work.ts';

const VECTORS: Readonly<Record<string, (view: View) => Work<Vector>>> = {
  'messages.author': authors,
  'messages.isReply': ({ desk }) => flags(desk, 'isReply', false),
  'messages.isFirstReply': ({ desk }) => flags(desk, 'isFirstReply', true),
  'messages.botInteraction': bots,
  'tickets.nextResponseAt': lastReplies,
};

/** A dimension that is worked out from messages. */
export function* messageVector(view: View, { source, base, name }: DimensionRef): Work<Vector> {
  const read = VECTORS[`${source}.${base}`];
  if (!read) throw notYet(name);
  return yield* read(view);
}

function yesOrNo(codes: Uint8Array): CodeVector {
  return { kind: 'code', type: 'boolean', codes, labels: [false, true, null] };
}

/** Whether each message is a reply, or the first of its thread. */
function* flags(desk: Desk, key: string, firstOnly: boolean): Work<Vector> {
  return yield* keep(desk, `messages.${key}`, function* () {
    const { first, how, replyRow } = yield* waits(desk);
    const is = new Uint8Array((yield* tableOf(desk, 'messages')).length);
    yield* chunks(first.length - 1, (from, to) => {
      for (let thread = from; thread < to; thread++) {
        for (let wait = first[thread]!; wait < first[thread + 1]!; wait++) {
          if (how[wait] !== REPLIED) continue;
          is[replyRow[wait]!] = 1;
          if (firstOnly) break;
        }
      }
    });
    return yesOrNo(is);
  });
}

/** Written by a bot, or answered next by one, as far as known where dimensions are read. */
function* bots(view: View): Work<Vector> {
  const { until, desk } = view.dims;
  const next = yield* botNext(desk);
  const author = yield* stringsOf(desk, 'messages', 'authorType');
  const direction = yield* stringsOf(desk, 'messages', 'direction');
  const bot = author?.dictionary.indexOf('bot');
  const inbound = direction?.dictionary.indexOf('inbound');
  const is = new Uint8Array(next.length);
  yield* chunks(next.length, (from, to) => {
    for (let row = from; row < to; row++) is[row] = author?.codes[row] === bot || (direction?.codes[row] === inbound && next[row]! < until) ? 1 : 0;
  });
  return yesOrNo(is);
}

/** When each ticket was last replied to by then. */
function* lastReplies(view: View): Work<Vector> {
  const { until, desk } = view;
  const values = yield* keepAt(view, 'nextResponseAt', function* () {
    const { first, how, ended } = yield* replies(desk);
    const latest = new Float64Array((yield* tableOf(desk, 'tickets')).length).fill(NaN);
    yield* chunks(latest.length, (from, to) => {
      for (let row = from; row < to; row++) {
        let wait = first[row + 1]! - 1;
        while (wait >= first[row]! && !(how[wait] === REPLIED && ended[wait]! < until)) wait--;
        if (wait >= first[row]!) latest[row] = ended[wait]!;
      }
    });
    return latest;
  });
  return { kind: 'number', type: 'time', values, until };
}

/** Names of authors: customers' are looked for among the contacts first. Where a rep's message has no author, the ticket's owner. */
function* authors(view: View): Work<Vector> {
  const { desk } = view;
  const { length } = yield* tableOf(desk, 'messages');
  const own = yield* stringsOf(desk, 'messages', 'authorId');
  const type = yield* stringsOf(desk, 'messages', 'authorType');
  const ticket = yield* link(desk, 'messages', 'tickets');
  const past = yield* pastColumn(view.dims, 'ownerId');
  const owner = past?.kind === 'string' ? past : yield* stringsOf(desk, 'tickets', 'ownerId');
  const [customer, rep] = ['customer', 'rep'].map((word) => type?.dictionary.indexOf(word));
  const words = own?.dictionary ?? [''];
  const labels: Cell[] = [null];
  const byCustomer = named(words, labels, yield* namesOf(desk, words, ['contacts', 'reps']));
  const byOther = named(words, labels, yield* namesOf(desk, words, ['reps', 'contacts']));
  const owners = owner?.dictionary ?? [''];
  const byOwner = named(owners, labels, yield* namesOf(desk, owners, ['reps']));
  const codes = new Uint32Array(length);
  yield* chunks(length, (from, to) => {
    for (let row = from; row < to; row++) {
      const code = own?.codes[row] ?? 0;
      const at = ticket ? ticket[row]! : -1;
      if (code) codes[row] = type?.codes[row] === customer ? byCustomer(code) : byOther(code);
      else if (owner && type && type.codes[row] === rep && at >= 0) codes[row] = byOwner(owner.codes[at]!);
    }
  });
  return { kind: 'code', type: 'string', codes, labels };
}

/** The code in `labels` of each word's name, given when first asked for; 0 for the empty word. */
function named(words: readonly string[], labels: Cell[], name: (code: number) => string): (code: number) => number {
  const codes = new Int32Array(words.length);
  return (code) => (!words[code] ? 0 : (codes[code] ||= labels.push(name(code)) - 1));
}

/** Display names by the word's code: the first source that lists the id gives it; an id that none lists is its own name. */
function* namesOf(desk: Desk, words: readonly string[], sources: readonly SourceName[]): Work<(code: number) => string> {
  const lists: ((code: number) => string)[] = [];
  for (const source of sources) {
    const rows = yield* rowsOfIds(desk, words, source);
    const names = yield* stringsOf(desk, source, 'name');
    if (names) lists.push((code) => (rows[code]! < 0 ? '' : names.dictionary[names.codes[rows[code]!]!]!));
  }
  return (code) => {
    for (const name of lists) if (name(code)) return name(code);
    return words[code]!;
  };
}

/** Whether some rep's message without author stands under its ticket's owner. */
export function* hasGuessedAuthors(desk: Desk): Work<boolean> {
  return yield* keep(desk, 'guessedAuthors', function* () {
    const own = yield* stringsOf(desk, 'messages', 'authorId');
    const type = yield* stringsOf(desk, 'messages', 'authorType');
    const owner = yield* stringsOf(desk, 'tickets', 'ownerId');
    const ticket = yield* link(desk, 'messages', 'tickets');
    const rep = type ? type.dictionary.indexOf('rep') : -1;
    let guessed = false;
    if (type && owner && ticket && rep >= 0) {
      yield* chunks(ticket.length, (from, to) => {
        for (let row = from; row < to && !guessed; row++) guessed = !own?.codes[row] && type.codes[row] === rep && ticket[row]! >= 0 && owner.codes[ticket[row]!] !== 0;
      });
    }
    return guessed;
  });
}
