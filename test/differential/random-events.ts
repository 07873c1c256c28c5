import type { Dice } from './dice.ts';
import type { Moments, Row, Value } from './random-desk.ts';
import type { Life } from './random-life.ts';
import { idOf, type People } from './random-people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The ticket's id, that of no ticket, or none. */
function ticketOf(d: Dice, tickets: readonly Row[]): Value {
  return d.chance(0.1) ? d.pick(['t999', null]) : d.pick(tickets).id!;
}

/** Conversations, most of them of a ticket. */
export function conversationTable(d: Dice, moments: Moments, tickets: readonly Row[]): Row[] {
  return Array.from({ length: d.whole(0, 12) }, (_, i): Row => {
    const startedAt = d.chance(0.05) ? null : moments.near();
    return {
      id: `v${i}`,
      ticketId: ticketOf(d, tickets),
      channel: d.pick(['chat', 'email', null]),
      startedAt,
      closedAt: d.chance(0.4) ? null : moments.after(startedAt ?? moments.near(), d.pick([MINUTE, DAY])) - (d.chance(0.05) ? DAY : 0),
      status: d.pick(['open', 'done', null]),
    };
  });
}

/** Threads of tickets, and messages that belong to none. */
export function messageTable(d: Dice, moments: Moments, folk: People, lives: readonly Life[], conversations: readonly Row[]): Row[] {
  let count = 0;
  const message = (ticketId: Value, sentAt: number | null, author: string): Row => {
    const direction = author === 'customer' ? 'inbound' : 'outbound';
    return {
      id: `m${count++}`,
      ticketId,
      conversationId: idOf(d, conversations),
      sentAt,
      direction: d.chance(0.08) ? null : direction,
      authorType: d.chance(0.1) ? null : author,
      authorId: d.chance(0.2) ? null : author === 'customer' ? idOf(d, folk.contacts) : idOf(d, folk.reps),
      channel: d.pick(['email', 'chat', null]),
      isPublic: d.chance(0.15) ? false : d.pick([true, true, null]),
    };
  };
  const threads = lives.flatMap(({ ticket }) => {
    let at = moments.after(ticket.createdAt as number, 10 * MINUTE);
    return Array.from({ length: d.chance(0.2) ? 0 : d.whole(1, 9) }, () => {
      const row = message(ticket.id!, d.chance(0.01) ? null : at, d.pick(['customer', 'customer', 'customer', 'rep', 'rep', 'rep', 'bot', 'system']));
      at = d.chance(0.12) ? at : moments.after(at, d.pick([MINUTE, HOUR, HOUR, DAY]));
      return row;
    });
  });
  const loose = Array.from({ length: d.whole(0, 4) }, () => message(d.pick(['t999', null]), moments.near(), d.pick(['customer', 'rep'])));
  const all = [...threads, ...loose];
  return d.chance(0.5) ? all : d.shuffle(all);
}

/** Calls in and out, some still running. */
export function callTable(d: Dice, moments: Moments, folk: People, tickets: readonly Row[]): Row[] {
  return Array.from({ length: d.whole(0, 25) }, (_, i): Row => {
    return {
      id: `k${i}`,
      ticketId: d.chance(0.3) ? null : ticketOf(d, tickets),
      startedAt: d.chance(0.03) ? null : moments.near(),
      direction: d.pick(['inbound', 'inbound', 'outbound', null]),
      status: d.pick(['completed', 'completed', 'completed', 'missed', 'abandoned', 'inProgress', 'failed', null]),
      durationMs: d.chance(0.2) ? null : d.whole(-5, 200) * 1000,
      waitMs: d.chance(0.2) ? null : d.pick([0, 5000, 20_000, 20_001, 90_000]),
      ownerId: idOf(d, folk.reps),
    };
  });
}

const SCALES = [
  [1, 5],
  [1, 5],
  [1, 7],
  [0, 10],
  [1, null],
] as const;

/** Answers to surveys; several to one survey of a ticket. */
export function feedbackTable(d: Dice, moments: Moments, tickets: readonly Row[]): Row[] {
  const mixed = d.chance(0.5);
  const scale = d.pick(SCALES);
  return Array.from({ length: d.whole(0, 25) }, (_, i): Row => {
    const [scaleMin, scaleMax] = mixed ? d.pick(SCALES) : scale;
    return {
      id: `f${i}`,
      ticketId: d.chance(0.1) ? null : d.pick(tickets.slice(0, 8)).id!,
      type: d.pick(['csat', 'csat', 'ces', 'nps', null]),
      score: d.chance(0.1) ? null : d.whole(scaleMin, scaleMax ?? 5),
      scaleMin,
      scaleMax,
      higherIsBetter: mixed ? d.pick([true, true, false, null]) : d.pick([true, null]),
      sentiment: d.chance(0.7) ? null : d.pick(['positive', 'neutral', 'negative']),
      submittedAt: d.chance(0.03) ? null : moments.near(),
      comment: d.pick(['Thanks!', 'thanks', null]),
    };
  });
}
