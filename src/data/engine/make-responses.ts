import { columnOf, link, numbersOf, stringsOf, tableOf, type Desk } from './desk.ts';
import type { Responses } from './responses.ts';
import { chunks, type Work } from './work.ts';

/** One message or call that counts for waits. */
interface Event {
  ticket: number;
  at: number;
  byRep: boolean;
}

/** The first responses that messages and calls tell of, by ticket. */
export function* makeResponses(desk: Desk): Work<Responses> {
  const created = yield* numbersOf(desk, 'tickets', 'createdAt');
  const messages = yield* messageEvents(desk);
  const events = [...messages, ...(yield* callEvents(desk))].sort((a, b) => a.at - b.at);
  yield;
  const nothing = () => new Float64Array(created.length).fill(NaN);
  const found: Responses = { outbound: nothing(), asked: nothing(), answered: nothing() };
  const begun = new Uint8Array(created.length).fill(1);
  // Only messages can tell that a rep wrote first: of a ticket that has calls alone the wait begins with the ticket.
  for (const { ticket } of messages) begun[ticket] = 0;
  yield* chunks(events.length, (from, to) => {
    for (let i = from; i < to; i++) take(found, begun, created, events[i]!);
  });
  return found;
}

function take({ outbound, asked, answered }: Responses, begun: Uint8Array, created: Float64Array, { ticket, at, byRep }: Event): void {
  const first = !begun[ticket];
  begun[ticket] = 1;
  if (first && byRep) outbound[ticket] = at;
  const waits = outbound[ticket] !== outbound[ticket] || asked[ticket] === asked[ticket];
  if (byRep) {
    // What was said before the ticket came to be answers nothing.
    if (waits && !(at < created[ticket]!) && answered[ticket] !== answered[ticket]) answered[ticket] = at;
  } else if (!waits) asked[ticket] = at;
}

/** Customers' inbound and human reps' outbound public messages, in the source's order. */
function* messageEvents(desk: Desk): Work<Event[]> {
  const { length } = yield* tableOf(desk, 'messages');
  const ticket = (yield* link(desk, 'messages', 'tickets'))!;
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  const direction = yield* wordsOf(desk, 'messages', 'direction');
  const author = yield* wordsOf(desk, 'messages', 'authorType');
  const open = yield* columnOf(desk, 'messages', 'isPublic');
  const events: Event[] = [];
  yield* chunks(length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (ticket[row]! < 0 || !(sent[row]! > -Infinity) || (open?.kind === 'boolean' && open.values[row] === 0)) continue;
      const way = direction(row) || (author(row) === 'customer' ? 'inbound' : author(row) ? 'outbound' : '');
      const who = author(row) || (way === 'inbound' ? 'customer' : way && 'rep');
      const byRep = way === 'outbound' && who === 'rep';
      if (byRep || (way === 'inbound' && who === 'customer')) events.push({ ticket: ticket[row]!, at: sent[row]!, byRep });
    }
  });
  return events;
}

/** A completed call is its rep's message too, unless the source's settings say otherwise. */
function* callEvents(desk: Desk): Work<Event[]> {
  const { tables, settings } = desk.records;
  if (!tables.calls || settings.calls?.asReplies === false) return [];
  const ticket = (yield* link(desk, 'calls', 'tickets'))!;
  const started = yield* numbersOf(desk, 'calls', 'startedAt');
  const status = yield* wordsOf(desk, 'calls', 'status');
  const events: Event[] = [];
  ticket.forEach((own, row) => {
    if (own >= 0 && started[row]! > -Infinity && status(row) === 'completed') events.push({ ticket: own, at: started[row]!, byRep: true });
  });
  return events;
}

function* wordsOf(desk: Desk, source: 'messages' | 'calls', field: string): Work<(row: number) => string> {
  const column = yield* stringsOf(desk, source, field);
  return (row) => (column ? column.dictionary[column.codes[row]!]! : '');
}
