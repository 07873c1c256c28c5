import { RECORD_TIME } from '../catalog/members.ts';
import type { QueryContext } from '../query/query.ts';
import type { Column, SourceName, StringColumn } from '../records/records.ts';
import { collect, extentOf, measured, narrowBy, type Narrow } from './blocks.ts';
import { columnOf, keep, link, numbersOf, stringsOf, tableOf, type Desk, type Kept } from './desk.ts';
import { closedAt, codesFor, reopenCounts } from './fill.ts';
import { messageParts } from './messages/message-parts.ts';
import { history, historyParts } from './history/visits.ts';
import { responses } from './messages/waits.ts';
import { part, type Work } from './work.ts';

/**
 * The desk as it stood at an instant: what happened at or after `until` is not known yet. Times are kept as they are, so
 * readers compare with `until`; states come from history where there is one.
 */
export interface View {
  readonly desk: Desk;
  /** The instant itself, for durations until 'now'. */
  readonly at: number;
  /** Things have happened that lie before it: the instant, or just after it where that itself counts. */
  readonly until: number;
  /** No earlier than all that the source vouches for, so the answer rests on no history. */
  readonly live: boolean;
  /** Nothing lies after it: fields are as the source gives them. */
  readonly whole: boolean;
  /** Where dimensions that change are read. */
  readonly dims: View;
  /** What the query asks besides members: hours, calendar, basis and so on. What is kept for a live view must not rest on it. */
  readonly options: QueryContext;
  readonly kept: Map<string, Kept>;
}

export function makeView(desk: Desk, at: number, inclusive: boolean, options: QueryContext = {}, dims?: View): View {
  const until = inclusive ? at + 0.5 : at;
  const view = { desk, at, until, live: at >= desk.asOf, whole: until > newestChange(desk), options, kept: new Map<string, Kept>() };
  return Object.assign(view, { dims: dims ?? (view as unknown as View) });
}

/** The newest instant that histories tell of, or `asOf`; a source may vouch for less than its records hold. */
function newestChange({ records: { tables }, asOf }: Desk): number {
  const times = [tables.statusChanges?.columns.enteredAt, tables.assignments?.columns.from];
  return times.reduce((newest, column) => (column?.kind === 'time' ? extentOf(column.values).greatest.reduce((a, b) => Math.max(a, b), newest) : newest), asOf);
}

/** What `make` gives, made once for all views at an instant, or once a view of the past. */
export function* keepAt<T>(view: View, key: string, make: () => Work<T>): Work<T> {
  if (view.live) return yield* keep(view.desk, `${view.until}:${key}`, make);
  return yield* keep(view.desk, key, make, view.kept);
}

/** Tickets by row, as at a view. Times at or after `until` have not happened; -Infinity is 'closed, nobody knows since when'. */
export interface Tickets {
  length: number;
  created: Float64Array;
  excluded: Float64Array | undefined;
  closed: Float64Array;
}

export function* ticketsAt(view: View): Work<Tickets> {
  const { desk } = view;
  const created = yield* numbersOf(desk, 'tickets', 'createdAt');
  return { length: created.length, created, excluded: yield* exclusions(desk, 'tickets'), closed: (yield* closesAt(view)).closed };
}

/** When each ticket was closed, and how often reopened, as at a view. */
export function* closesAt(view: View): Work<{ closed: Float64Array; reopens: () => Work<Float64Array> }> {
  const { desk } = view;
  const closed = yield* keep(desk, 'tickets.closed', () => closedAt(desk));
  const past = view.whole ? undefined : yield* history(desk);
  const reopens = () => keep(desk, 'tickets.reopens', () => reopenCounts(desk));
  if (!past) return { closed, reopens };
  return yield* keepAt(view, 'closes', function* () {
    const then = (yield* historyParts()).rewind(past, view.until, closed, yield* reopens());
    return {
      closed: then.closed,
      *reopens() {
        return then.reopens;
      },
    };
  });
}

/** When each ticket was first responded to, as far as what is known at a view tells. */
export function* firstResponsesAt(view: View): Work<Float64Array> {
  const known = yield* numbersOf(view.desk, 'tickets', 'firstResponseAt');
  const told = yield* responses(view.desk);
  return told?.early ? yield* (yield* messageParts()).earlyResponses(view, known, told.early) : known;
}

/** What keeps the rows that exist at a view and are not excluded by then. */
export function* isVisible(view: View, source: SourceName): Work<Narrow[]> {
  const { desk, until } = view;
  const field = RECORD_TIME[source];
  const time = field && (yield* columnOf(desk, source, field)) ? yield* numbersOf(desk, source, field) : undefined;
  const excluded = yield* exclusions(desk, source);
  const narrow: Narrow[] = [];
  if (time) {
    const { greatest } = yield* measured(time);
    narrow.push(Object.assign(narrowBy((row) => !(time[row]! >= until)), { knows: (block: number) => greatest[block]! < until || undefined }));
  }
  if (excluded) narrow.push(narrowBy((row) => !(excluded[row]! < until)));
  return narrow;
}

/** When each row was excluded with its ticket; undefined where none ever was. */
export function* exclusions(desk: Desk, source: SourceName): Work<Float64Array | undefined> {
  if (desk.records.tables.tickets?.columns.excludedAt?.kind !== 'time') return undefined;
  const own = yield* numbersOf(desk, 'tickets', 'excludedAt');
  if (source === 'tickets') return own;
  if (source === 'reps' || source === 'contacts' || source === 'companies' || source === 'teams') return undefined;
  return yield* keep(desk, `${source}.excluded`, function* () {
    const rows = yield* link(desk, source, 'tickets');
    return rows && Float64Array.from(rows, (row) => (row < 0 ? NaN : own[row]!));
  });
}

/** Rows in stock at a view: tickets and conversations not closed, every record of other sources. */
export function* stockRows(view: View, source: SourceName): Work<Int32Array> {
  return yield* keepAt(view, `${source}.stock`, function* () {
    if (source === 'tickets') return yield* openTickets(yield* ticketsAt(view), view.until);
    const narrow = yield* isVisible(view, source);
    if (source === 'conversations') {
      const closed = yield* numbersOf(view.desk, source, 'closedAt');
      narrow.push(narrowBy((row) => !(closed[row]! < view.until)));
    }
    return (yield* collect({ length: (yield* tableOf(view.desk, source)).length, skip: [], narrow })).slice();
  });
}

function* openTickets({ created, closed, excluded, length }: Tickets, until: number): Work<Int32Array> {
  const open: Narrow = (rows, count, base) => {
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const row = base < 0 ? rows[i]! : base + i;
      if (!(closed[row]! < until) && !(created[row]! >= until) && !(excluded && excluded[row]! < until)) rows[kept++] = row;
    }
    return kept;
  };
  return (yield* collect({ length, skip: [], narrow: [open] })).slice();
}

/** A ticket's field that changes over time, as it was at a view; undefined where today's value serves. */
export function* pastColumn(view: View, field: string): Work<Column | undefined> {
  if (view.whole && !(field === 'statusCategory' && closesLater(view))) return undefined;
  return yield* keepAt(view, `past.${field}`, function* () {
    if (field === 'statusCategory') return yield* pastCategory(view);
    if (field === 'status') return yield* pastStatus(view, field);
    if ((field === 'ownerId' || field === 'teamId') && view.desk.records.tables.assignments) {
      return yield* (yield* part(() => import('./history/past-owners.ts'))).pastOwners(view, field);
    }
    return undefined;
  });
}

/** Whether a ticket is closed only after a view, so that its category is not yet that of today. */
function closesLater({ desk, until }: View): boolean {
  const closedAt = desk.records.tables.tickets?.columns.closedAt;
  return closedAt?.kind === 'time' && extentOf(closedAt.values).greatest.some((latest) => latest >= until);
}

function* pastCategory(view: View): Work<Column | undefined> {
  const now = yield* columnOf(view.desk, 'tickets', 'statusCategory');
  if (now?.kind !== 'string') return now;
  const told = !view.whole && (yield* history(view.desk)) ? yield* pastStatus(view, 'statusCategory') : undefined;
  const { closed } = yield* ticketsAt(view);
  const words = [...new Set([...now.dictionary, 'open', 'closed', ...(told?.dictionary ?? [])])];
  const [open, done] = [words.indexOf('open'), words.indexOf('closed')];
  const known = told?.dictionary.map((word) => words.indexOf(word));
  return {
    kind: 'string',
    dictionary: words,
    codes: codesFor(words, closed.length, (row) => {
      if (closed[row]! < view.until) return done;
      const code = (told && known![told.codes[row]!]) || now.codes[row]!;
      return code === done ? open : code;
    }),
  };
}

/** A word of each ticket's visit at the view; today's where no visit has begun. */
function* pastStatus(view: View, field: 'status' | 'statusCategory'): Work<StringColumn | undefined> {
  const now = yield* stringsOf(view.desk, 'tickets', field);
  return view.desk.records.tables.statusChanges ? yield* (yield* historyParts()).pastWords(view, field, now) : now;
}
