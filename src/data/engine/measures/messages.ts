import { messageParts } from '../messages/message-parts.ts';
import type { Turn } from '../turn.ts';
import type { Work } from '../work.ts';
import type { Spec } from './spec.ts';
import type { MessageMeasure } from './message-values.ts';
import type { TicketMeasure } from './ticket-messages.ts';

const read = (measure: MessageMeasure, more?: Partial<Spec>): Spec => ({
  ...more,
  *values(frame) {
    return yield* (yield* messageParts()).messageValues(frame, measure);
  },
});
const WAITS = { calls: true } as const;

/** Measures of messages. */
export const MESSAGES: Readonly<Record<string, Spec>> = {
  count: {},
  received: read('received'),
  sent: read('sent'),
  replyTime: read('replyTime', WAITS),
  customerWaitTime: read('replyTime', { ...WAITS, byStatus: read('stayTime', { apart: 'stays', elsewhere: turnToStays }) }),
  waitsDropped: read('waitsDropped', { closes: true }),
  repWaitTime: read('repWaitTime'),
  repUnanswered: read('repUnanswered', { ...WAITS, apart: 'bursts' }),
  timeSinceLastResponse: read('timeSinceLastResponse'),
};

function* turnToStays(turn: Turn): Work<Turn> {
  return yield* (yield* messageParts()).turnToStays(turn);
}

const ofTicket = (measure: TicketMeasure, more?: Partial<Spec>): Spec => ({
  ...more,
  closes: true,
  *values(frame) {
    return yield* (yield* messageParts()).ticketValues(frame, measure);
  },
});

/** Measures of tickets that rest on their messages. */
export const TICKET_MESSAGES: Readonly<Record<string, Spec>> = {
  awaitingReply: ofTicket('awaitingReply', { stock: true, byStatus: ofTicket('awaitingReply', { stock: true }) }),
  currentWait: ofTicket('currentWait', { stock: true, byStatus: ofTicket('currentWait', { stock: true }) }),
  oneTouchRate: ofTicket('oneTouchRate'),
  firstContactResolutionRate: ofTicket('firstContactResolutionRate'),
  repliesPerTicket: ofTicket('repliesPerTicket'),
};
