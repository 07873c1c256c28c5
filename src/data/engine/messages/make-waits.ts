import { columnOf, numbersOf, stringsOf, tableOf, type Desk } from '../desk.ts';
import { closedAt } from '../fill.ts';
import { REP, sides, threads } from './threads.ts';
import { history } from '../history/visits.ts';
import { CLOSED, GRACE, MOVED, REPLIED, RUNNING, type Waits } from './waits.ts';
import { chunks, type Work } from '../work.ts';

/** What answers earlier messages without a reply: instants in order, and whether each was a close or a move to waiting. */
interface Endings {
  at: Float64Array;
  how: Uint8Array;
  count: number;
}

/** The waits of every thread, from its messages and the closes and moves of its ticket. */
export function* makeWaits(desk: Desk): Work<Waits> {
  const { order, first } = yield* threads(desk);
  const side = yield* sides(desk);
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  const endingsOf = yield* endings(desk);
  const tickets = (yield* tableOf(desk, 'tickets')).length;
  const found = collector(first.length, order.length);
  const none: Endings = { at: new Float64Array(0), how: new Uint8Array(0), count: 0 };
  yield* chunks(first.length - 1, (from, to) => {
    for (let thread = from; thread < to; thread++) {
      found.begin(thread);
      const [start, end] = [first[thread]!, first[thread + 1]!];
      if (start < end) follow(order, start, end, side, sent, thread < tickets ? endingsOf(thread) : none, found.add);
    }
  });
  return found.finish();
}

type Add = (askedRow: number, asked: number, ended: number, how: number, replyRow: number) => void;

/** Goes through one thread and adds its waits. */
function follow(order: Int32Array, start: number, end: number, side: Uint8Array, sent: Float64Array, endings: Endings, add: Add): void {
  /** The place of the oldest unanswered message. All after it are the customer's too. */
  let open = -1;
  let ending = 0;
  const drop = (until: number, before: number) => {
    for (; ending < endings.count && endings.at[ending]! + GRACE < until; ending++) {
      const at = endings.at[ending]!;
      if (open < 0 || sent[order[open]!]! > at) continue;
      add(order[open]!, sent[order[open]!]!, at + GRACE, endings.how[ending]!, -1);
      while (open < before && sent[order[open]!]! <= at) open++;
      if (open === before) open = -1;
    }
  };
  for (let place = start; place < end; place++) {
    const row = order[place]!;
    const at = sent[row]!;
    drop(at, place);
    if (side[row] !== REP) {
      if (open < 0) open = place;
    } else if (open >= 0) {
      add(order[open]!, sent[order[open]!]!, at, REPLIED, row);
      open = -1;
    }
  }
  drop(Infinity, end);
  if (open >= 0) add(order[open]!, sent[order[open]!]!, Infinity, RUNNING, -1);
}

/** Takes waits one after the other, thread by thread. No message begins two. */
function collector(threads: number, messages: number): { begin(thread: number): void; add: Add; finish(): Waits } {
  const first = new Int32Array(threads);
  const asked = new Float64Array(messages);
  const askedRow = new Int32Array(messages);
  const ended = new Float64Array(messages);
  const how = new Uint8Array(messages);
  const replyRow = new Int32Array(messages);
  let count = 0;
  return {
    begin(thread) {
      first[thread] = count;
    },
    add(row, since, until, by, reply) {
      askedRow[count] = row;
      asked[count] = since;
      ended[count] = until;
      how[count] = by;
      replyRow[count] = reply;
      count++;
    },
    finish() {
      first[threads - 1] = count;
      return { first, asked: asked.slice(0, count), askedRow: askedRow.slice(0, count), ended: ended.slice(0, count), how: how.slice(0, count), replyRow: replyRow.slice(0, count) };
    },
  };
}

/** The closes of a ticket row and a rep's moves of it to a waiting status, in order. What it gives is overwritten by the next call. */
function* endings(desk: Desk): Work<(ticket: number) => Endings> {
  const closed = yield* closedAt(desk);
  const firstClosed = yield* columnOf(desk, 'tickets', 'firstClosedAt');
  const earliest = firstClosed?.kind === 'time' ? firstClosed.values : closed;
  const past = yield* history(desk);
  const actor = past && (yield* stringsOf(desk, 'statusChanges', 'actorType'));
  const byRep = actor?.dictionary.map((word) => word === '' || word === 'rep');
  const found: Endings = { at: new Float64Array(16), how: new Uint8Array(16), count: 0 };
  const add = (at: number, how: number) => {
    if (!(at > -Infinity)) return;
    if (found.count === found.at.length) grow(found);
    found.at[found.count] = at;
    found.how[found.count++] = how;
  };
  return (ticket) => {
    found.count = 0;
    const code = past ? past.codeOfTicket[ticket]! : 0;
    if (!past || !code) {
      const [one, other] = [earliest[ticket]!, closed[ticket]!];
      add(other < one ? other : one, CLOSED);
      if (one !== other) add(other < one ? one : other, CLOSED);
      return found;
    }
    const start = past.first[code]!;
    for (let visit = start; visit < past.first[code + 1]!; visit++) {
      if (past.closed[visit] ? visit === start || !past.closed[visit - 1] : false) add(past.entered[visit]!, CLOSED);
      // A ticket created in a waiting status has not been moved there.
      else if (past.waiting[visit] && visit > start && (!byRep || byRep[actor!.codes[visit]!])) add(past.entered[visit]!, MOVED);
    }
    return found;
  };
}

function grow(endings: Endings): void {
  const [at, how] = [new Float64Array(endings.count * 2), new Uint8Array(endings.count * 2)];
  at.set(endings.at);
  how.set(endings.how);
  Object.assign(endings, { at, how });
}
