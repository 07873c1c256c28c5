import { columnOf, numbersOf } from '../desk.ts';
import { ticketsAt, type Tickets, type View } from '../view.ts';
import { visits } from '../visits.ts';
import type { Work } from '../work.ts';
import { reader, type Reader } from '../blocks.ts';
import { MISSING, OUT, type Spec } from './spec.ts';

/** A value for each ticket from its state at the view. */
function ofTickets(value: (tickets: Tickets, until: number, at: number) => (row: number) => number): NonNullable<Spec['values']> {
  return function* ({ view }) {
    return reader(value(yield* ticketsAt(view), view.until, view.at));
  };
}

/** 1 where the test holds. */
const counted = (test: (tickets: Tickets, until: number) => (row: number) => boolean) =>
  ofTickets((tickets, until) => {
    const holds = test(tickets, until);
    return (row) => (holds(row) ? 1 : OUT);
  });

const closesAt: NonNullable<Spec['placed']> = function* ({ view }) {
  const { firstClosed, closed } = yield* ticketsAt(view);
  return firstClosed.map((first, row) => (first === first ? first : closed[row]!));
};

/** Whether a ticket was ever closed before `until`. */
const everClosed =
  ({ firstClosed, closed }: Tickets, until: number) =>
  (row: number) =>
    firstClosed[row]! < until || closed[row]! < until;

function* timeToClose(view: View): Work<Reader> {
  const { created, closed } = yield* ticketsAt(view);
  const supplied = !!(yield* columnOf(view.desk, 'tickets', 'timeToCloseMs'));
  const given = yield* numbersOf(view.desk, 'tickets', 'timeToCloseMs');
  const closedNow = yield* numbersOf(view.desk, 'tickets', 'closedAt');
  const { until } = view;
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const end = closed[row]!;
      const took = supplied && given[row] === given[row] && end === closedNow[row] ? given[row]! : end - created[row]!;
      out[i] = !(end < until) ? OUT : took > -Infinity ? took : MISSING;
    }
  };
}

/** Time from creation to close spent in waiting statuses; NaN for a ticket without visits. */
function* waited(view: View): Work<(row: number) => number> {
  const { created, closed } = yield* ticketsAt(view);
  if (!view.desk.records.tables.statusChanges) return () => NaN;
  const past = yield* visits(view.desk);
  return (row) => {
    const code = past.codeOfTicket[row]!;
    if (!code || !past.categories) return NaN;
    let sum = 0;
    for (let visit = past.first[code]!; visit < past.first[code + 1]!; visit++) {
      if (!past.waiting[visit]) continue;
      const end = past.exited[visit]! < closed[row]! ? past.exited[visit]! : closed[row]!;
      sum += Math.max(0, end - Math.max(past.entered[visit]!, created[row]!));
    }
    return sum;
  };
}

/** Measures of tickets. */
export const TICKETS: Readonly<Record<string, Spec>> = {
  count: {},
  open: { stock: true, closes: true },
  awaitingFirstReply: {
    stock: true,
    closes: true,
    values: counted(({ firstResponse }, until) => (row) => !(firstResponse[row]! < until)),
  },
  age: { stock: true, closes: true, values: ofTickets(({ created }, _until, at) => (row) => (created[row] === created[row] ? at - created[row]! : MISSING)) },
  unanswered: { values: counted(({ firstResponse }, until) => (row) => !(firstResponse[row]! < until)) },
  notClosed: { closes: true, values: counted(({ closed }, until) => (row) => !(closed[row]! < until)) },
  closedUnanswered: {
    closes: true,
    values: counted(({ closed, firstResponse }, until) => (row) => closed[row]! < until && !(firstResponse[row]! < until)),
  },
  firstResponseTime: {
    *values({ view }) {
      const { created, firstResponse } = yield* ticketsAt(view);
      const given = yield* numbersOf(view.desk, 'tickets', 'firstResponseTimeMs');
      return reader((row) => {
        if (!(firstResponse[row]! < view.until)) return OUT;
        const took = given[row] === given[row] ? given[row]! : firstResponse[row]! - created[row]!;
        return took === took ? took : MISSING;
      });
    },
  },
  timeToClose: { closes: true, values: ({ view }) => timeToClose(view) },
  timeToCloseWithoutWaiting: {
    closes: true,
    *values({ view }) {
      const took = yield* timeToClose(view);
      const waits = yield* waited(view);
      return (rows, count, out) => {
        took(rows, count, out);
        for (let i = 0; i < count; i++) {
          if (!Number.isFinite(out[i])) continue;
          const wait = waits(rows[i]!);
          out[i] = wait === wait ? out[i]! - wait : MISSING;
        }
      };
    },
  },
  timeToFirstClose: {
    closes: true,
    placed: closesAt,
    values: ofTickets((tickets, until) => {
      const ever = everClosed(tickets, until);
      return (row) => {
        if (!ever(row)) return OUT;
        const took = tickets.firstClosed[row]! < until ? tickets.firstClosed[row]! - tickets.created[row]! : MISSING;
        return took === took ? took : MISSING;
      };
    }),
  },
  reopened: {
    closes: true,
    placed: closesAt,
    values: ofTickets((tickets, until) => {
      const ever = everClosed(tickets, until);
      return (row) => (ever(row) && tickets.reopens[row]! >= 1 ? 1 : OUT);
    }),
  },
  reopenRate: {
    closes: true,
    placed: closesAt,
    values: ofTickets((tickets, until) => {
      const ever = everClosed(tickets, until);
      const { reopens } = tickets;
      return (row) => (!ever(row) ? OUT : reopens[row] === reopens[row] ? Number(reopens[row]! >= 1) : MISSING);
    }),
  },
  oneTouchRate: {
    closes: true,
    *values({ view }) {
      const { closed } = yield* ticketsAt(view);
      const column = yield* columnOf(view.desk, 'tickets', 'oneTouch');
      const touch = column?.kind === 'boolean' ? column.values : new Uint8Array(closed.length).fill(2);
      return reader((row) => (!(closed[row]! < view.until) ? OUT : touch[row] === 2 ? MISSING : touch[row]!));
    },
  },
};
