import { numbersOf, tableOf } from '../desk.ts';
import { MET, MISSED, NONE, type OwnKind, RUNS } from './states.ts';
import { closesAt, firstResponsesAt, makeView, ticketsAt, type View } from '../view.ts';
import { history } from '../history/visits.ts';
import { CLOSED, GRACE, MOVED, replies, REPLIED, RUNNING } from '../messages/waits.ts';
import { chunks, type Work } from '../work.ts';

/** What ends one kind of SLA, by ticket row, as at a view. */
export interface Ends {
  /** When it was met; from the view on not yet, NaN never, -Infinity nobody knows when. */
  met: Float64Array;
  /** The same as known today. */
  metNow: Float64Array;
  /** Since when its time runs. */
  since: Float64Array;
  /** When the ticket was closed, as known today. */
  closedNow: Float64Array;
  /** When it was closed, as at the view: before `until`, or not yet. */
  closed: Float64Array;
  until: number;
  /** How it came to its end without a word of the source: `MET`, a state, or `RUNS`. 0: nobody can tell. Absent: as `met` and `closed` say. */
  came?: Uint8Array;
  /** The close that ended it unmet; NaN where none did. */
  lost(row: number): number;
  /** The ticket's last close, were it reopened since or not. */
  lastClose(row: number): number;
}

/** `told`: the source itself says that some were missed. */
export function* endsOf(view: View, kind: OwnKind, told: boolean): Work<Ends> {
  const { desk, until } = view;
  const { closed, created } = yield* ticketsAt(view);
  const closedNow = (yield* closesAt(makeView(desk, Infinity, true))).closed;
  const isClosed = (row: number) => closed[row]! < until;
  const reopened = told ? yield* lastCloses(view) : () => NaN;
  const lost = (row: number) => (isClosed(row) ? closed[row]! : NaN);
  const lastClose = (row: number) => (isClosed(row) ? closed[row]! : reopened(row));
  const common = { closedNow, closed, until, lost, lastClose, since: created };
  if (kind === 'close') return { ...common, met: closed, metNow: closedNow };
  if (kind === 'firstResponse') return { ...common, met: yield* firstResponsesAt(view), metNow: yield* numbersOf(desk, 'tickets', 'firstResponseAt') };
  const came = new Uint8Array(closed.length).fill(RUNS);
  const cycles = yield* cyclesAt(view);
  if (!cycles) {
    const never = new Float64Array(closed.length).fill(NaN);
    for (let row = 0; row < closed.length; row++) if (closed[row]! < until) came[row] = 0;
    return { ...common, came, met: never, metNow: never, since: never };
  }
  const { how, close, begun, ...rest } = cycles;
  yield* chunks(closed.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (how[row] === REPLIED) came[row] = MET;
      else if (how[row] === MOVED) came[row] = NONE;
      else if (how[row] === CLOSED || (closed[row]! < until && !begun[row])) came[row] = MISSED;
    }
  });
  return {
    ...common,
    ...rest,
    came,
    lost: (row) => (how[row] === CLOSED ? close[row]! : lost(row)),
  };
}

interface Cycles extends Pick<Ends, 'met' | 'metNow' | 'since'> {
  /** 1 where there is a cycle at all. */
  begun: Uint8Array;
  /** How each ticket's latest cycle ended; `RUNNING` also where there is none. */
  how: Uint8Array;
  close: Float64Array;
}

/** The latest cycle of each ticket: a customer's message with what came of it. Undefined where the source has no messages. */
function* cyclesAt({ desk, until }: View): Work<Cycles | undefined> {
  if (!desk.records.tables.messages) return undefined;
  const all = yield* replies(desk);
  const { length } = yield* tableOf(desk, 'tickets');
  const nothing = () => new Float64Array(length).fill(NaN);
  const found: Cycles = { met: nothing(), metNow: nothing(), since: nothing(), begun: new Uint8Array(length), how: new Uint8Array(length), close: nothing() };
  const { first, asked, ended, how } = all;
  yield* chunks(length, (from, to) => {
    for (let row = from; row < to; row++) {
      let isLatest = true;
      for (let wait = first[row + 1]! - 1; wait >= first[row]!; wait--) {
        const isReply = how[wait] === REPLIED;
        if (isReply && found.metNow[row] !== found.metNow[row]) found.metNow[row] = ended[wait]!;
        if (!(asked[wait]! < until)) continue;
        const isOver = ended[wait]! < until;
        if (isLatest) {
          found.begun[row] = 1;
          found.how[row] = isOver ? how[wait]! : RUNNING;
          if (!isOver) found.since[row] = asked[wait]!;
          else if (how[wait] === CLOSED) found.close[row] = ended[wait]! - GRACE;
        }
        isLatest = false;
        if (!isReply || !isOver) continue;
        found.met[row] = ended[wait]!;
        break;
      }
    }
  });
  return found;
}

/** When a ticket that is open now was last closed, as far as anybody knows. */
function* lastCloses(view: View): Work<(row: number) => number> {
  const past = yield* history(view.desk);
  const firstClosed = yield* numbersOf(view.desk, 'tickets', 'firstClosedAt');
  return (row) => {
    const code = past?.codeOfTicket[row];
    let last = firstClosed[row]! < view.until ? firstClosed[row]! : NaN;
    if (!past || !code) return last;
    for (let visit = past.first[code]!; visit < past.first[code + 1]! && past.entered[visit]! < view.until; visit++) {
      if (past.closed[visit] && !(visit > past.first[code]! && past.closed[visit - 1])) last = past.entered[visit]!;
    }
    return last;
  };
}
