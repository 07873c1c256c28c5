import { type columnOf, numbersOf } from '../desk.ts';
import { spansOf } from '../spans.ts';
import { visits } from '../history/visits.ts';
import { part } from '../work.ts';
import { reader } from '../blocks.ts';
import { MISSING, OUT, type Spec } from './spec.ts';

const follows = (reopen: boolean): Spec => ({
  *values({ view }) {
    const { closed, first, ticketIds } = yield* visits(view.desk);
    const before = (row: number) => (ticketIds.codes[row] && row > first[ticketIds.codes[row]!]! ? closed[row - 1]! : 0);
    return reader((row) => (reopen ? (!closed[row] && before(row) ? 1 : OUT) : closed[row] && !before(row) ? 1 : OUT));
  },
});

/** Measures of visits to statuses. */
export const STATUS_CHANGES: Readonly<Record<string, Spec>> = {
  count: {},
  closes: follows(false),
  reopens: follows(true),
  timeInStatus: {
    overlap: 'sum',
    *values({ view }) {
      return yield* (yield* part(() => import('../pieces.ts'))).visitTimes(view);
    },
  },
  ongoing: { overlap: 'end' },
};

/** Measures of conversations. */
export const CONVERSATIONS: Readonly<Record<string, Spec>> = {
  count: {},
  open: { stock: true },
  duration: {
    *values({ view }) {
      const started = yield* numbersOf(view.desk, 'conversations', 'startedAt');
      const closed = yield* numbersOf(view.desk, 'conversations', 'closedAt');
      const span = yield* spansOf(view, 'conversations');
      return reader((row) => {
        if (!(closed[row]! < view.until)) return OUT;
        return started[row] === started[row] ? span(row, started[row]!, closed[row]!) : MISSING;
      });
    },
  },
};

/** The values of a number field; an empty one cannot be told. */
export function fieldSpec(source: Parameters<typeof columnOf>[1], field: string, distinct: boolean): Spec {
  return {
    *values({ view }) {
      if (distinct) return reader(() => 1);
      const values = `${source}.${field}` === 'reps.openTickets' ? yield* (yield* part(() => import('../rep-tickets.ts'))).openTicketsOf(view) : yield* numbersOf(view.desk, source, field);
      return reader((row) => (values[row] === values[row] ? values[row]! : MISSING));
    },
  };
}
