import { numbersOf, stringsOf, type Desk } from '../desk.ts';
import type { Responses } from './waits.ts';
import { REP, sides, threads } from './threads.ts';
import { chunks, type Work } from '../work.ts';

/** The first responses that messages and calls tell of, by ticket. */
export function* makeResponses(desk: Desk): Work<Responses> {
  const created = yield* numbersOf(desk, 'tickets', 'createdAt');
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  const { order, first } = yield* threads(desk);
  const side = yield* sides(desk);
  const messages = desk.records.tables.messages?.length ?? 0;
  const nothing = () => new Float64Array(created.length).fill(NaN);
  const nobody = () => new Int32Array(created.length).fill(-1);
  const found: Responses = { outbound: nothing(), asked: nothing(), answered: nothing(), row: nobody(), authors: yield* stringsOf(desk, 'messages', 'authorId') };
  const { outbound, asked } = found;
  const responded = { at: found.answered, row: found.row };
  /** The first place from `place` on where a rep speaks. What was said before the ticket came to be answers nothing. */
  const answer = (ticket: number, place: number, end: number) => {
    while (place < end && (side[order[place]!] !== REP || sent[order[place]!]! < created[ticket]!)) place++;
    return place;
  };
  const take = (ticket: number, place: number, end: number, into: { at: Float64Array; row: Int32Array }) => {
    const at = answer(ticket, place, end);
    if (at === end) return;
    into.at[ticket] = sent[order[at]!]!;
    into.row[ticket] = order[at]!;
  };
  const follow = (ticket: number, start: number, end: number) => {
    // Only messages can tell that a rep wrote first: of a ticket that has calls alone the wait begins with the ticket.
    let place = start;
    while (place < end && order[place]! >= messages) place++;
    if (place === end || side[order[start]!] !== REP) return take(ticket, start, end, responded);
    outbound[ticket] = sent[order[place]!]!;
    if (place > start) {
      found.early ??= { at: nothing(), row: nobody(), written: nothing() };
      found.early.written[ticket] = outbound[ticket]!;
      take(ticket, start, place, found.early);
    }
    while (place < end && side[order[place]!] === REP) place++;
    if (place === end) return;
    asked[ticket] = sent[order[place]!]!;
    take(ticket, place, end, responded);
  };
  yield* chunks(created.length, (from, to) => {
    for (let ticket = from; ticket < to; ticket++) if (first[ticket]! < first[ticket + 1]!) follow(ticket, first[ticket]!, first[ticket + 1]!);
  });
  return found;
}
