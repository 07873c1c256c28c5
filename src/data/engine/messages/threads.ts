import { keep, columnOf, link, numbersOf, stringsOf, tableOf, type Desk } from '../desk.ts';
import { chunks, type Work } from '../work.ts';

/** Who speaks in a message that counts for waits: a human rep to the customer, or the customer; in public. */
export const NOBODY = 0;
export const REP = 1;
export const CUSTOMER = 2;

/** Messages by ticket and time. */
export interface Threads {
  /** Rows of `messages`, thread by thread, in order of time and, at one instant, of the source. */
  order: Int32Array;
  /** Where each thread begins in `order`: one thread for each row of tickets, then those that belong to no ticket. */
  first: Int32Array;
}

/** What counts for waits: public messages of customers and human reps, and completed calls. */
export function* threads(desk: Desk): Work<Threads> {
  return yield* keep(desk, 'threads', function* () {
    const side = yield* sides(desk);
    return yield* inThreads(desk, (row) => side[row] !== NOBODY);
  });
}

/** Who speaks in each message, as far as it counts for waits. */
export function* sides(desk: Desk): Work<Uint8Array> {
  return yield* keep(desk, 'sides', function* () {
    const { length } = yield* tableOf(desk, 'messages');
    const direction = yield* stringsOf(desk, 'messages', 'direction');
    const author = yield* stringsOf(desk, 'messages', 'authorType');
    const open = yield* columnOf(desk, 'messages', 'isPublic');
    const hidden = open?.kind === 'boolean' ? open.values : undefined;
    const side = new Uint8Array(length);
    if (!direction || !author) return side;
    const word = (column: typeof direction, text: string) => column.dictionary.indexOf(text);
    const [inbound, outbound, customer, rep] = [word(direction, 'inbound'), word(direction, 'outbound'), word(author, 'customer'), word(author, 'rep')];
    yield* chunks(length, (from, to) => {
      for (let row = from; row < to; row++) {
        if (hidden && hidden[row] === 0) continue;
        const [way, who] = [direction.codes[row], author.codes[row]];
        if (way === outbound && who === rep) side[row] = REP;
        else if (way === inbound && who === customer) side[row] = CUSTOMER;
      }
    });
    return side;
  });
}

/** Messages with a time that `counts`, by thread and time. */
export function* inThreads(desk: Desk, counts: (row: number) => boolean): Work<Threads> {
  const { of, count } = yield* threadOf(desk);
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  const first = new Int32Array(count + 1);
  yield* chunks(of.length, (from, to) => {
    for (let row = from; row < to; row++) if (sent[row]! > -Infinity && counts(row)) first[of[row]! + 1]!++;
  });
  yield* chunks(count, (from, to) => {
    for (let thread = from; thread < to; thread++) first[thread + 1]! += first[thread]!;
  });
  const next = first.slice();
  const order = new Int32Array(first[count]!);
  yield* chunks(of.length, (from, to) => {
    for (let row = from; row < to; row++) if (sent[row]! > -Infinity && counts(row)) order[next[of[row]!]!++] = row;
  });
  yield* chunks(count, (from, to) => {
    for (let thread = from; thread < to; thread++) sortByTime(order, first[thread]!, first[thread + 1]!, sent);
  });
  return { order, first };
}

/** Threads are nearly always in order already. */
function sortByTime(order: Int32Array, from: number, to: number, sent: Float64Array): void {
  for (let i = from + 1; i < to; i++) {
    if (!(sent[order[i]!]! < sent[order[i - 1]!]!)) continue;
    order.subarray(from, to).sort((a, b) => sent[a]! - sent[b]! || a - b);
    return;
  }
}

/**
 * The thread of each message: its ticket; a ticket that is not in the records, by its id; without one, its conversation;
 * without either it stands alone.
 */
function* threadOf(desk: Desk): Work<{ of: Int32Array; count: number }> {
  return yield* keep(desk, 'threadOf', function* () {
    const { length } = yield* tableOf(desk, 'messages');
    let count = (yield* tableOf(desk, 'tickets')).length;
    const rows = yield* link(desk, 'messages', 'tickets');
    const tickets = yield* stringsOf(desk, 'messages', 'ticketId');
    const conversations = yield* stringsOf(desk, 'messages', 'conversationId');
    const strange = new Int32Array(tickets?.dictionary.length ?? 1).fill(-1);
    const apart = new Int32Array(conversations?.dictionary.length ?? 1).fill(-1);
    const numbered = (known: Int32Array, code: number) => (known[code] = known[code]! < 0 ? count++ : known[code]!);
    const of = new Int32Array(length);
    yield* chunks(length, (from, to) => {
      for (let row = from; row < to; row++) {
        const ticket = tickets?.codes[row] ?? 0;
        const conversation = conversations?.codes[row] ?? 0;
        if (rows && rows[row]! >= 0) of[row] = rows[row]!;
        else if (ticket) of[row] = numbered(strange, ticket);
        else of[row] = conversation ? numbered(apart, conversation) : count++;
      }
    });
    return { of, count };
  });
}
