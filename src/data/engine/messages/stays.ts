import type { ColumnTable } from '../../records/records.ts';
import { keep, makeDesk, stringsOf, type Desk } from '../desk.ts';
import { grown } from '../blocks.ts';
import type { Turn } from '../turn.ts';
import { visits } from '../history/visits.ts';
import { replies, responses } from './waits.ts';
import { chunks, type Work } from '../work.ts';

/** The unbroken stays of tickets in open statuses, those of one ticket together and in order of time. */
export interface Stays {
  /** Where the stays of each ticketId code of the visits begin; one entry more than codes. */
  first: Int32Array;
  /** The ticketId code of each ticket row; 0, without stays, where it has no visits. */
  codeOfTicket: Int32Array;
  began: Float64Array;
  /** Infinity while it lasts. */
  ended: Float64Array;
}

export function* stays(desk: Desk): Work<Stays> {
  return yield* keep(desk, 'stays', function* () {
    const past = yield* visits(desk);
    const category = yield* stringsOf(desk, 'statusChanges', 'statusCategory');
    const open = category ? category.dictionary.indexOf('open') : -1;
    let began = new Float64Array(1024);
    let ended = new Float64Array(1024);
    const first = new Int32Array(past.first.length);
    let count = 0;
    yield* chunks(past.first.length - 1, (from, to) => {
      for (let code = from; code < to; code++) {
        first[code] = count;
        let running = false;
        for (let visit = past.first[code]!; code && visit < past.first[code + 1]!; visit++) {
          const [entered, exited] = [past.entered[visit]!, past.exited[visit]!];
          const isOpen = category !== undefined && category.codes[visit] === open && entered > -Infinity;
          if (isOpen && !(running && ended[count - 1]! >= entered)) {
            began = grown(began, count + 1);
            ended = grown(ended, count + 1);
            began[count++] = entered;
          }
          if (isOpen) ended[count - 1] = exited > -Infinity ? exited : Infinity;
          running = isOpen;
        }
      }
    });
    first[past.first.length - 1] = count;
    return { first, codeOfTicket: past.codeOfTicket, began: began.slice(0, count), ended: ended.slice(0, count) };
  });
}

/** The same question to a desk whose messages are stays that have ended, sent when they did. */
export function* turnToStays(turn: Turn): Work<Turn> {
  const { desk } = turn.plan;
  return { ...turn, plan: { ...turn.plan, desk: yield* keep(desk, 'deskOfStays', () => deskOfStays(desk)) } };
}

function* deskOfStays(desk: Desk): Work<Desk> {
  const told = yield* responses(desk);
  const replied = yield* replies(desk);
  const messages = yield* tableOfStays(desk);
  const { tables, settings } = desk.records;
  const made = makeDesk({ ...desk.now, asOf: desk.asOf, tables: { ...tables, messages }, settings: { ...settings, calls: { ...settings.calls, asReplies: false } } });
  // What the messages say of tickets holds all the same, and what rests on no message.
  for (const [key, value] of Object.entries({ responses: told, replies: replied })) made.kept.set(key, { value, rests: new Set() });
  for (const [key, kept] of desk.kept) if (!made.kept.has(key) && !kept.rests.has('messages') && !kept.rests.has('calls')) made.kept.set(key, kept);
  return made;
}

function* tableOfStays(desk: Desk): Work<ColumnTable> {
  const { first, began, ended } = yield* stays(desk);
  const { ticketIds } = yield* visits(desk);
  const { dictionary } = ticketIds;
  let length = 0;
  const codes = new Uint32Array(began.length);
  const sent = new Float64Array(began.length);
  const since = new Float64Array(began.length);
  yield* chunks(first.length - 1, (from, to) => {
    for (let code = from; code < to; code++) {
      for (let stay = first[code]!; stay < first[code + 1]!; stay++) {
        if (ended[stay] === Infinity) continue;
        codes[length] = code;
        since[length] = began[stay]!;
        sent[length++] = ended[stay]!;
      }
    }
  });
  return {
    length,
    columns: {
      ticketId: { kind: 'string', dictionary, codes: codes.slice(0, length) },
      sentAt: { kind: 'time', values: sent.slice(0, length) },
      since: { kind: 'time', values: since.slice(0, length) },
    },
  };
}
