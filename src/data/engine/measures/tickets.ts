import { columnOf, numbersOf } from '../desk.ts';
import { spans } from '../loops.ts';
import { byClock, spansOf, type Span } from '../spans.ts';
import { closesAt, firstResponsesAt, type View } from '../view.ts';
import { responses } from '../messages/waits.ts';
import { visits } from '../history/visits.ts';
import type { Work } from '../work.ts';
import { reader, type Reader } from '../blocks.ts';
import { MISSING, OUT, type Spec } from './spec.ts';

interface Moments {
  created: Float64Array;
  closed: Float64Array;
  firstClosed: Float64Array;
  firstResponse: Float64Array;
  reopens: Float64Array;
}
type Moment = keyof Moments;

/** The columns of tickets that a measure reads, as at a view. */
function* moments<M extends Moment>(view: View, needed: readonly M[]): Work<Pick<Moments, M>> {
  const found: Partial<Moments> = {};
  const { closed, reopens } = yield* closesAt(view);
  for (const moment of needed) {
    if (moment === 'closed') found.closed = closed;
    else if (moment === 'reopens') found.reopens = yield* reopens();
    else if (moment === 'firstResponse') found.firstResponse = yield* firstResponsesAt(view);
    else found[moment as 'created'] = yield* numbersOf(view.desk, 'tickets', `${moment}At`);
  }
  return found as Pick<Moments, M>;
}

/** A value for each ticket from its moments at the view. */
function of<M extends Moment>(needed: readonly M[], value: (at: Pick<Moments, M>, until: number) => (row: number) => number): NonNullable<Spec['values']> {
  return function* ({ view }) {
    return reader(value(yield* moments(view, needed), view.until));
  };
}

/** A duration of each ticket between moments at the view. */
function lasting<M extends Moment>(needed: readonly M[], value: (at: Pick<Moments, M>, view: View, span: Span) => (row: number) => number): NonNullable<Spec['values']> {
  return function* ({ view }) {
    return reader(value(yield* moments(view, needed), view, yield* spansOf(view, 'tickets')));
  };
}

const placedByFirstClose: Spec['placed'] = {
  by: 'firstClosedAt',
  *at({ view }) {
    const { firstClosed, closed } = yield* moments(view, ['firstClosed', 'closed']);
    return firstClosed.map((first, row) => (first === first ? first : closed[row]!));
  },
};

/** Whether a ticket was ever closed before `until`. */
const everClosed =
  ({ firstClosed, closed }: Pick<Moments, 'firstClosed' | 'closed'>, until: number) =>
  (row: number) =>
    firstClosed[row]! < until || closed[row]! < until;

/** When the wait for a first response began: with the ticket, or with the customer's first message where a rep wrote first. */
function* waitStart(view: View): Work<Float64Array> {
  const { created } = yield* moments(view, ['created']);
  const told = yield* responses(view.desk);
  if (!told) return created;
  // At a past instant a rep's message that was not sent yet had changed nothing.
  return created.map((at, row) => (told.outbound[row]! < view.until ? (told.asked[row]! < view.until ? told.asked[row]! : -Infinity) : at));
}

/** Durations that the source supplies, which win over instants; of those within hours not where the query names a calendar. */
function* suppliedOf({ desk, options: { hours, calendar } }: View, stem: 'firstResponseTime' | 'timeToClose'): Work<Float64Array | undefined> {
  const field = `${stem}${hours === 'business' ? 'Business' : ''}Ms`;
  const named = hours === 'business' && calendar !== undefined;
  return !named && (yield* columnOf(desk, 'tickets', field)) ? yield* numbersOf(desk, 'tickets', field) : undefined;
}

/** Counts a ticket's time; where no calendar can, only what the source supplies is known. */
function* spansUnless(view: View, given: Float64Array | undefined): Work<Span> {
  return given && view.options.hours === 'business' && !view.desk.records.calendars.length ? () => NaN : yield* spansOf(view, 'tickets');
}

/** From one moment to another, of tickets for which the later one has come; a value that the source supplies wins. */
function* between(view: View, end: 'closed' | 'firstResponse', stem: 'firstResponseTime' | 'timeToClose'): Work<Reader> {
  const at = yield* moments(view, ['created', end]);
  const [created, ended] = [at.created, at[end]];
  const given = yield* suppliedOf(view, stem);
  const span = yield* spansUnless(view, given);
  // Of an earlier close than the present one the supplied duration says nothing.
  const endedNow = yield* numbersOf(view.desk, 'tickets', `${end}At`);
  const started = end === 'firstResponse' ? yield* waitStart(view) : created;
  const { until } = view;
  if (!given && span === byClock) {
    return (rows, count, out) => spans(started, ended, until, rows, count, out);
  }
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const last = ended[row]!;
      const took = given && given[row] === given[row] && last === endedNow[row] ? given[row]! : span(row, started[row]!, last);
      out[i] = !(last < until) ? OUT : took > -Infinity && took < Infinity ? took : started[row] === -Infinity ? OUT : MISSING;
    }
  };
}

/** Time from creation to close spent in waiting statuses; NaN for a ticket without visits of a known date. */
function* waited(view: View): Work<(row: number) => number> {
  const { created, closed } = yield* moments(view, ['created', 'closed']);
  if (!view.desk.records.tables.statusChanges) return () => NaN;
  const past = yield* visits(view.desk);
  const span = yield* spansOf(view, 'tickets');
  return (row) => {
    const code = past.codeOfTicket[row]!;
    if (!code || !past.categories || !(past.entered[past.first[code]!]! > -Infinity)) return NaN;
    let sum = 0;
    for (let visit = past.first[code]!; visit < past.first[code + 1]!; visit++) {
      if (!past.waiting[visit]) continue;
      const end = past.exited[visit]! < closed[row]! ? past.exited[visit]! : closed[row]!;
      sum += Math.max(0, span(row, Math.max(past.entered[visit]!, created[row]!), end));
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
    *values({ view }) {
      const { firstResponse } = yield* moments(view, ['firstResponse']);
      const start = yield* waitStart(view);
      return reader((row) => (firstResponse[row]! < view.until || start[row] === -Infinity ? OUT : 1));
    },
  },
  age: { stock: true, closes: true, values: lasting(['created'], ({ created }, { at }, span) => (row) => (created[row] === created[row] ? span(row, created[row]!, at) : MISSING)) },
  unanswered: { values: of(['firstResponse'], ({ firstResponse }, until) => (row) => (firstResponse[row]! < until ? OUT : 1)) },
  notClosed: { closes: true, values: of(['closed'], ({ closed }, until) => (row) => (closed[row]! < until ? OUT : 1)) },
  closedUnanswered: {
    closes: true,
    values: of(['closed', 'firstResponse'], ({ closed, firstResponse }, until) => (row) => (closed[row]! < until && !(firstResponse[row]! < until) ? 1 : OUT)),
  },
  firstResponseTime: { values: ({ view }) => between(view, 'firstResponse', 'firstResponseTime') },
  timeToClose: { closes: true, values: ({ view }) => between(view, 'closed', 'timeToClose') },
  timeToCloseWithoutWaiting: {
    closes: true,
    *values({ view }) {
      const took = yield* between(view, 'closed', 'timeToClose');
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
    placed: placedByFirstClose,
    values: lasting(['created', 'firstClosed', 'closed'], (at, { until }, span) => {
      const ever = everClosed(at, until);
      return (row) => {
        if (!ever(row)) return OUT;
        const took = at.firstClosed[row]! < until ? span(row, at.created[row]!, at.firstClosed[row]!) : MISSING;
        return took === took ? took : MISSING;
      };
    }),
  },
  reopened: {
    closes: true,
    placed: placedByFirstClose,
    values: of(['firstClosed', 'closed', 'reopens'], (at, until) => {
      const ever = everClosed(at, until);
      return (row) => (ever(row) && at.reopens[row]! >= 1 ? 1 : OUT);
    }),
  },
  reopenRate: {
    closes: true,
    placed: placedByFirstClose,
    values: of(['firstClosed', 'closed', 'reopens'], (at, until) => {
      const ever = everClosed(at, until);
      const { reopens } = at;
      return (row) => (!ever(row) ? OUT : reopens[row] === reopens[row] ? Number(reopens[row]! >= 1) : MISSING);
    }),
  },
};
