import { DataError } from '../problem.ts';
import { nearest } from '../query/nearest.ts';
import { PROBLEM_TEXTS, type ProblemLog, problemLog, show } from '../records/problem-log.ts';
import type { Records, SourceName } from '../records/records.ts';
import { type ApiObject, isObject } from './api.ts';
import type { ConnectorOptions } from './options.ts';

export type Row = Record<string, unknown>;

const TEXTS: typeof PROBLEM_TEXTS = {
  ...PROBLEM_TEXTS,
  'not-an-object': ['Not an object of the API, left out', true],
  excluded: ['Deleted, merged or marked as spam, left out with all that belongs to it', true],
  'unknown-status': ['Status that the source does not explain, kept under its own name'],
  'unknown-channel': ['Channel without a known kind, kept under its own name'],
  'unknown-value': ['Value without a known meaning, left empty'],
  'no-closing-time': ['Closed, but the source does not tell when'],
  'no-time': ['Event without an instant, left out', true],
  'no-ticket': ['Without the ticket that it belongs to'],
  'visits-lost': ['Only the latest stay in each status is known; ask for the history of the status'],
};

/** Collects the rows of a help desk while an API's objects are turned into records. */
export interface Desk {
  readonly log: ProblemLog;
  add(source: SourceName, row: Row): void;
  /** Says that the source is supplied, even if no row follows. */
  supply(source: SourceName): void;
  /** Leaves a ticket out, and whatever is added of it, before or after. */
  exclude(ticketId: string): void;
  records(more?: Partial<Records>): Records;
}

/** A help desk without rows. */
export function emptyDesk(): Desk {
  const log = problemLog(TEXTS);
  const tables = new Map<SourceName, Row[]>();
  const excluded = new Set<unknown>();
  const supply = (source: SourceName): Row[] => {
    let rows = tables.get(source);
    if (!rows) tables.set(source, (rows = []));
    return rows;
  };
  return {
    log,
    add: (source, row) => void supply(source).push(row),
    supply,
    exclude: (ticketId) => void excluded.add(ticketId),
    records(more) {
      const records: Records = { ...more };
      for (const [source, rows] of tables) records[source] = rows.filter((row) => !excluded.has(source === 'tickets' ? row.id : row.ticketId));
      tellAbsentSlas((records.tickets ?? []) as readonly Row[]);
      return { ...records, problems: log.list() };
    },
  };
}

/** Where a desk has an SLA of some kind, tickets without one say so; where it has none, nothing is said. */
function tellAbsentSlas(tickets: readonly Row[]): void {
  for (const kind of ['firstResponseSla', 'nextResponseSla', 'closeSla']) {
    const isNone = (row: Row) => row[`${kind}Status`] == null && row[`${kind}DueAt`] == null;
    if (tickets.every(isNone)) continue;
    for (const row of tickets) if (isNone(row)) row[`${kind}Status`] = 'none';
  }
}

/** Throws a `DataError` for what is no set of lists of `KNOWN` names. */
export function checkLists(connector: string, data: unknown, known: readonly string[]): asserts data is ApiObject {
  if (!isObject(data)) fail(`${connector} takes an object of lists, such as { tickets: [...] }, not ${show(data)}.`, '');
  for (const [key, list] of Object.entries(data)) {
    if (!known.includes(key)) fail(`“${show(key)}” is no list that ${connector} reads. Did you mean ${nearest(key, known)}?`, key);
    if (list != null && !Array.isArray(list)) fail(`“${key}” must be a list of objects, all pages joined, not ${show(list)}.`, key);
  }
}

const OPTIONS: readonly (keyof ConnectorOptions)[] = ['statusCategories', 'statusNames', 'channels', 'capacities', 'ticketFields'];
const CATEGORIES: readonly string[] = ['open', 'waiting', 'closed'];

/** Throws a `DataError` for an option that no connector has, beside the connector's `own`, and for a category that is none. */
export function checkOptions(connector: string, options: object, own: readonly string[] = []): void {
  const known = [...OPTIONS, ...own];
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) fail(`“${show(key)}” is no option of ${connector}. Did you mean ${nearest(key, known)}?`, key);
  }
  const { statusCategories = {} }: ConnectorOptions = options;
  for (const [status, category] of Object.entries<unknown>(statusCategories)) {
    if (typeof category === 'string' && CATEGORIES.includes(category)) continue;
    fail(`A status is open, waiting or closed, not “${show(category)}”. Did you mean ${nearest(String(category), CATEGORIES)}?`, `statusCategories.${status}`);
  }
}

function fail(title: string, path: string): never {
  throw new DataError({ kind: 'bad-data', title, ...(path && { path }) });
}

/** Calls `take` for each object of a list; anything else in it is counted. `sources` are supplied as soon as the list is. */
export function eachOf(desk: Desk, list: unknown, sources: readonly SourceName[], take: (object: ApiObject, row: number) => void): void {
  if (!Array.isArray(list)) return;
  sources.forEach((source) => desk.supply(source));
  list.forEach((object: unknown, index) => {
    if (isObject(object)) take(object, index + 1);
    else desk.log.add('not-an-object', sources[0] ?? 'tickets', undefined, index + 1, object);
  });
}
