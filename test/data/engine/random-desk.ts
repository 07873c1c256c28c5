import fc from 'fast-check';

/** A made-up help desk as plain rows; instants in UTC milliseconds, on the half hour so that they often coincide. */
export interface Desk {
  tickets: Ticket[];
  visits: Visit[];
  answers: Answer[];
  /** Whether the status history is handed over. */
  history: boolean;
  asOf: number;
}
export interface Ticket {
  id: string;
  created: number;
  closed?: number;
  firstClosed?: number;
  reopens: number;
  excluded?: number;
  responded?: number;
  category: 'open' | 'waiting' | 'closed';
  status: string;
  channel?: string;
  owner?: string;
  priority?: string;
}
export interface Visit {
  ticket: string;
  status: string;
  category: 'open' | 'waiting' | 'closed';
  entered: number;
  exited?: number;
}
export interface Answer {
  id: string;
  ticket?: string;
  type: 'csat' | 'ces' | 'nps';
  score?: number;
  min: number;
  max: number;
  at: number;
}

export const START = Date.parse('2026-03-25T00:00:00Z');
const STEP = 1_800_000;
const slot = (steps: number) => START + steps * STEP;
/** Ten days, across the change to summer time in Europe. */
const SLOTS = 480;

/** Two of three on a coarse grid, so that events, answers and ends of windows often fall together. */
export function steps(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max }).map((step) => (step % 3 ? step - (step % 16) : step));
}

const STATUSES = { open: ['New', 'In progress'], waiting: ['Pending'], closed: ['Solved', 'Shut'] } as const;

/** Something with this probability, else undefined. */
export function sometimes<T>(arbitrary: fc.Arbitrary<T>, probability: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary, weight: Math.round(probability * 100) }, { arbitrary: fc.constant(undefined), weight: Math.round((1 - probability) * 100) });
}

const step = fc.record({ after: steps(0, 120), category: fc.constantFrom('open', 'waiting', 'closed'), which: fc.integer({ min: 0, max: 1 }) });
const life = fc.record({
  created: steps(0, SLOTS),
  steps: fc.array(step, { maxLength: 5, size: 'max' }),
  excluded: sometimes(fc.integer({ min: 0, max: 200 }), 0.15),
  responded: sometimes(fc.integer({ min: -2, max: 100 }), 0.7),
  channel: fc.constantFrom('email', 'phone', 'Chat', undefined),
  owner: fc.constantFrom('a', 'b', 'c', undefined),
  priority: fc.constantFrom('low', 'urgent', 'high', 'odd', undefined),
});
const answer = fc.record({
  ticket: sometimes(fc.integer({ min: 0, max: 3 }), 0.8),
  type: fc.constantFrom('csat', 'ces', 'nps'),
  score: sometimes(fc.integer({ min: 0, max: 4 }), 0.85),
  wide: fc.boolean(),
  at: steps(0, SLOTS),
});

export const desks: fc.Arbitrary<Desk> = fc
  .record({ lives: fc.array(life, { minLength: 1, maxLength: 20, size: 'max' }), answers: fc.array(answer, { maxLength: 12, size: 'max' }), history: fc.boolean(), asOf: steps(SLOTS / 2, SLOTS + 100) })
  .map(({ lives, answers, history, asOf: last }) => {
    const asOf = slot(last);
    const made = lives.filter((one) => slot(one.created) <= asOf).map((one, i) => live(one, `t${i}`, asOf));
    return {
      tickets: made.map(({ ticket }) => ticket),
      visits: made.flatMap(({ visits }) => visits),
      answers: answers.map(({ ticket, score, wide, at, ...rest }, i) => ({
        ...rest,
        id: `f${i}`,
        at: slot(at),
        min: 1,
        max: wide ? 5 : 4,
        ...(ticket !== undefined && { ticket: `t${ticket}` }),
        ...(score !== undefined && { score: Math.min(score + 1, wide ? 5 : 4) }),
      })),
      history,
      asOf,
    };
  });

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** Plays a life until `asOf` and writes down what an adapter would keep of it. */
function live(one: Life, id: string, asOf: number): { ticket: Ticket; visits: Visit[] } {
  const ticket: Ticket = {
    id,
    created: slot(one.created),
    reopens: 0,
    category: 'open',
    status: 'New',
    ...(one.channel && { channel: one.channel }),
    ...(one.owner && { owner: one.owner }),
    ...(one.priority && { priority: one.priority }),
  };
  const visits: Visit[] = [{ ticket: id, status: 'New', category: 'open', entered: ticket.created }];
  let now = ticket.created;
  for (const { after, category, which } of one.steps) {
    now += after * STEP;
    if (now > asOf) break;
    const words = STATUSES[category];
    const status = words[which % words.length]!;
    const last = visits.at(-1)!;
    if (status === last.status) continue;
    last.exited = now;
    visits.push({ ticket: id, status, category, entered: now });
    if (category === 'closed' && last.category !== 'closed') {
      ticket.closed = now;
      ticket.firstClosed ??= now;
    }
    if (category !== 'closed' && last.category === 'closed') {
      delete ticket.closed;
      ticket.reopens++;
    }
    Object.assign(ticket, { category, status });
  }
  if (one.excluded !== undefined && ticket.created + one.excluded * STEP <= asOf) ticket.excluded = ticket.created + one.excluded * STEP;
  if (one.responded !== undefined && ticket.created + one.responded * STEP <= asOf) ticket.responded = ticket.created + one.responded * STEP;
  return { ticket, visits };
}
