import { reader, type Reader } from '../blocks.ts';
import { columnOf, numbersOf } from '../desk.ts';
import { spansOf } from '../spans.ts';
import { stays } from '../messages/stays.ts';
import { CUSTOMER, REP, sides, threads } from '../messages/threads.ts';
import { closesAt, firstResponsesAt, type View } from '../view.ts';
import { waits } from '../messages/waits.ts';
import type { Work } from '../work.ts';
import { MISSING, OUT, type Frame } from './spec.ts';

/** Since when each ticket's customer has been waiting as at a view; NaN where nobody waits. */
function* waitingSince(view: View): Work<(row: number) => number> {
  if (view.options.basis !== 'status') {
    const { first, asked, ended } = yield* waits(view.desk);
    return (row) => running(first, row, asked, ended, view.until);
  }
  const { first, codeOfTicket, began, ended } = yield* stays(view.desk);
  return (row) => running(first, codeOfTicket[row]!, began, ended, view.until);
}

/** When the first of some waits began that is still running at an instant; NaN for none. */
function running(first: Int32Array, of: number, began: Float64Array, ended: Float64Array, until: number): number {
  for (let wait = first[of]!; wait < first[of + 1]! && began[wait]! < until; wait++) if (!(ended[wait]! < until)) return began[wait]!;
  return NaN;
}

/** How many public messages of reps a ticket had by then. */
function* repMessages({ desk, until }: View): Work<(row: number) => number> {
  const { order, first } = yield* threads(desk);
  const side = yield* sides(desk);
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  return (row) => {
    let count = 0;
    for (let place = first[row]!; place < first[row + 1]! && sent[order[place]!]! < until; place++) if (side[order[place]!] === REP) count++;
    return count;
  };
}

/** When each ticket's customer last wrote by then; -Infinity for never. */
function* lastHeard({ desk, until }: View): Work<(row: number) => number> {
  const { order, first } = yield* threads(desk);
  const side = yield* sides(desk);
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  return (row) => {
    for (let place = first[row + 1]! - 1; place >= first[row]!; place--) {
      const message = order[place]!;
      if (side[message] === CUSTOMER && sent[message]! < until) return sent[message]!;
    }
    return -Infinity;
  };
}

/** A value for each ticket closed by then; of those closed nobody knows when it cannot be told, either. */
function* ofClosed(view: View, value: (row: number) => number): Work<Reader> {
  const { closed } = yield* closesAt(view);
  return reader((row) => {
    if (!(closed[row]! < view.until)) return OUT;
    const found = value(row);
    return found === found && closed[row] === -Infinity ? MISSING : found;
  });
}

const VALUES = {
  *awaitingReply(view: View): Work<Reader> {
    const since = yield* waitingSince(view);
    return reader((row) => (since(row) > -Infinity ? 1 : OUT));
  },
  *currentWait(view: View): Work<Reader> {
    const since = yield* waitingSince(view);
    const span = yield* spansOf(view, 'tickets');
    return reader((row) => {
      const from = since(row);
      return from > -Infinity ? span(row, from, view.at) : OUT;
    });
  },
  *oneTouchRate(view: View): Work<Reader> {
    const column = yield* columnOf(view.desk, 'tickets', 'oneTouch');
    const given = column?.kind === 'boolean' ? column.values : undefined;
    const count = view.desk.records.tables.messages ? yield* repMessages(view) : undefined;
    return yield* ofClosed(view, (row) => {
      if (given && given[row] !== 2) return given[row]!;
      return count ? Number(count(row) === 1) : MISSING;
    });
  },
  *firstContactResolutionRate(view: View): Work<Reader> {
    const answered = yield* firstResponsesAt(view);
    const reopens = yield* (yield* closesAt(view)).reopens();
    const heard = yield* lastHeard(view);
    return yield* ofClosed(view, (row) => {
      if (!(answered[row]! < view.until)) return OUT;
      if (heard(row) > answered[row]! || reopens[row]! > 0) return 0;
      return reopens[row] === reopens[row] ? 1 : MISSING;
    });
  },
  *repliesPerTicket(view: View): Work<Reader> {
    return yield* ofClosed(view, yield* repMessages(view));
  },
};
export type TicketMeasure = keyof typeof VALUES;

/** What each ticket says of a measure that rests on its messages. */
export function* ticketValues({ view }: Frame, measure: TicketMeasure): Work<Reader> {
  return yield* VALUES[measure](view);
}
