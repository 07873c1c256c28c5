import { reader, type Reader } from '../blocks.ts';
import { numbersOf, type Desk } from '../desk.ts';
import { lastOpposite, neighbours } from '../neighbours.ts';
import { spansOf } from '../spans.ts';
import { CUSTOMER, REP, sides } from '../threads.ts';
import type { View } from '../view.ts';
import { CLOSED, REPLIED, waits } from '../waits.ts';
import type { Work } from '../work.ts';
import { OUT, type Frame } from './spec.ts';

/** Counts what one side said in public. */
function* said(desk: Desk, who: number): Work<Reader> {
  const side = yield* sides(desk);
  return reader((row) => (side[row] === who ? 1 : OUT));
}

const VALUES = {
  received: ({ desk }: View) => said(desk, CUSTOMER),
  sent: ({ desk }: View) => said(desk, REP),
  *replyTime(view: View): Work<Reader> {
    const { ofRow, replyRow, how, asked, ended } = yield* waits(view.desk);
    const span = yield* spansOf(view, 'messages');
    return reader((row) => {
      const wait = ofRow[row]!;
      return wait >= 0 && how[wait] === REPLIED && replyRow[wait] === row ? span(row, asked[wait]!, ended[wait]!) : OUT;
    });
  },
  /** A wait is dropped a minute after the close or move: until then a reply may still answer it. */
  *waitsDropped({ desk, until }: View): Work<Reader> {
    const { ofRow, how, ended } = yield* waits(desk);
    return reader((row) => {
      const wait = ofRow[row]!;
      return wait >= 0 && how[wait]! >= CLOSED && ended[wait]! < until ? 1 : OUT;
    });
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
