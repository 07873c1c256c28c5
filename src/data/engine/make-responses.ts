import { numbersOf, type Desk } from './desk.ts';
import type { Responses } from './waits.ts';
import { REP, sides, threads } from './threads.ts';
import { chunks, type Work } from './work.ts';

/** The first responses that messages and calls tell of, by ticket. */
export function* makeResponses(desk: Desk): Work<Responses> {
  const created = yield* numbersOf(desk, 'tickets', 'createdAt');
  const sent = yield* numbersOf(desk, 'messages', 'sentAt');
  const { order, first } = yield* threads(desk);
  const side = yield* sides(desk);
  const messages = desk.records.tables.messages?.length ?? 0;
  const nothing = () => new Float64Array(created.length).fill(NaN);
  const found: Responses = { outbound: nothing(), asked: nothing(), answered: nothing(), row: new Int32Array(created.length).fill(-1) };
  const { outbound, asked, answered, row } = found;
  const follow = (ticket: number, start: number, end: number) => {
    // Only messages can tell that a rep wrote first: of a ticket that has calls alone the wait begins with the ticket.
    let place = start;
    while (place < end && order[place]! >= messages) place++;
    const wroteFirst = place < end && side[order[start]!] === REP;
    if (wroteFirst) outbound[ticket] = sent[order[start]!]!;
    for (place = start; place < end; place++) {
      const message = order[place]!;
      const at = sent[message]!;
      const waits = !wroteFirst || asked[ticket] === asked[ticket];
      if (side[message] !== REP) {
        if (!waits) asked[ticket] = at;
        continue;
      }
      // What was said before the ticket came to be answers nothing.
      if (!waits || at < created[ticket]!) continue;
      answered[ticket] = at;
      row[ticket] = message;
      return;
    }
  };
  yield* chunks(created.length, (from, to) => {
    for (let ticket = from; ticket < to; ticket++) if (first[ticket]! < first[ticket + 1]!) follow(ticket, first[ticket]!, first[ticket + 1]!);
  });
  return found;
}
