import { reader, type Reader } from '../blocks.ts';
import { keep, numbersOf, tableOf, type Desk } from '../desk.ts';
import { lastOpposite, neighbours } from '../messages/neighbours.ts';
import { spansOf } from '../spans.ts';
import { CUSTOMER, REP, sides } from '../messages/threads.ts';
import type { View } from '../view.ts';
import { CLOSED, REPLIED, waits, type Waits } from '../messages/waits.ts';
import { chunks, type Work } from '../work.ts';
import { OUT, type Frame } from './spec.ts';

/** Counts what one side said in public. */
function* said(desk: Desk, who: number): Work<Reader> {
  const side = yield* sides(desk);
  return reader((row) => (side[row] === who ? 1 : OUT));
}

/** An instant that waits tell of messages, laid out along these, so that reading them stays near; NaN for none. */
function* byRow(desk: Desk, key: string, tell: (all: Waits, wait: number, put: (row: number, at: number) => void) => void): Work<Float64Array> {
  return yield* keep(desk, key, function* () {
    const all = yield* waits(desk);
    const found = new Float64Array((yield* tableOf(desk, 'messages')).length).fill(NaN);
    const put = (row: number, at: number) => {
      found[row] = at;
    };
    yield* chunks(all.asked.length, (from, to) => {
      for (let wait = from; wait < to; wait++) tell(all, wait, put);
    });
    return found;
  });
}

const VALUES = {
  received: ({ desk }: View) => said(desk, CUSTOMER),
  sent: ({ desk }: View) => said(desk, REP),
  *replyTime(view: View): Work<Reader> {
    const since = yield* byRow(view.desk, 'repliedSince', ({ asked, how, replyRow }, wait, put) => how[wait] === REPLIED && put(replyRow[wait]!, asked[wait]!));
    const sent = yield* numbersOf(view.desk, 'messages', 'sentAt');
    const span = yield* spansOf(view, 'messages');
    return reader((row) => (since[row]! > -Infinity ? span(row, since[row]!, sent[row]!) : OUT));
  },
  /** A wait is dropped a minute after the close or move: until then a reply may still answer it. */
  *waitsDropped({ desk, until }: View): Work<Reader> {
    const dropped = yield* byRow(desk, 'waitsDropped', ({ askedRow, how, ended }, wait, put) => how[wait]! >= CLOSED && put(askedRow[wait]!, ended[wait]!));
    return reader((row) => (dropped[row]! < until ? 1 : OUT));
  },
  *repWaitTime(view: View): Work<Reader> {
    const { before } = yield* neighbours(view.desk);
    const side = yield* sides(view.desk);
    const sent = yield* numbersOf(view.desk, 'messages', 'sentAt');
    const span = yield* spansOf(view, 'messages');
    return reader((row) => {
      const last = before[row]!;
      return side[row] === CUSTOMER && last >= 0 && side[last] === REP ? span(row, sent[last]!, sent[row]!) : OUT;
    });
  },
  /** The last of a rep's messages, as far as known then. */
  *repUnanswered({ desk, until }: View): Work<Reader> {
    const { after } = yield* neighbours(desk);
    const side = yield* sides(desk);
    const sent = yield* numbersOf(desk, 'messages', 'sentAt');
    return reader((row) => {
      const next = after[row]!;
      return side[row] === REP && sent[row]! > -Infinity && !(next >= 0 && sent[next]! < until) ? 1 : OUT;
    });
  },
  /** Of a desk whose messages are stays in open statuses. */
  *stayTime(view: View): Work<Reader> {
    const since = yield* numbersOf(view.desk, 'messages', 'since');
    const ended = yield* numbersOf(view.desk, 'messages', 'sentAt');
    const span = yield* spansOf(view, 'messages');
    return reader((row) => span(row, since[row]!, ended[row]!));
  },
  *timeSinceLastResponse(view: View): Work<Reader> {
    const last = yield* lastOpposite(view.desk);
    const sent = yield* numbersOf(view.desk, 'messages', 'sentAt');
    const span = yield* spansOf(view, 'messages');
    return reader((row) => (last[row] === last[row] ? span(row, last[row]!, sent[row]!) : OUT));
  },
};
export type MessageMeasure = keyof typeof VALUES;

/** What each message says of a measure. */
export function* messageValues({ view }: Frame, measure: MessageMeasure): Work<Reader> {
  return yield* VALUES[measure](view);
}
