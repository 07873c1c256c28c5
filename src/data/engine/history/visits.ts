import type { ColumnTable, StringColumn } from '../../records/records.ts';
import { keep, type Desk } from '../desk.ts';
import { part, type Work } from '../work.ts';

/** A ticket's stays in its statuses, in order; the rows of one ticket stand together. */
export interface Visits {
  table: ColumnTable;
  /** Where the visits of each ticketId code begin; one entry more than codes. */
  first: Int32Array;
  entered: Float64Array;
  /** NaN while it lasts. */
  exited: Float64Array;
  ticketIds: StringColumn;
  /** 1 where the visit's status is a closed one. */
  closed: Uint8Array;
  /** 1 where it is a waiting one. */
  waiting: Uint8Array;
  /** Whether the source tells categories at all; without, no close can be seen. */
  categories: boolean;
  /** The ticketId code of each ticket, 0 where it has no visits. */
  codeOfTicket: Int32Array;
}

/** statusChanges by ticket and time, made once by code that only records with a history load; a change of tickets alone finds only its tickets anew. */
export function* visits(desk: Desk): Work<Visits> {
  return yield* keep(desk, 'visits', function* () {
    const { makeVisits, ticketCodes } = yield* historyParts();
    const made = yield* keep(desk, 'visits.made', () => makeVisits(desk));
    return { ...made, codeOfTicket: yield* ticketCodes(desk) };
  });
}

/** The visits, where the source tells open from closed in its history of statuses. */
export function* history(desk: Desk): Work<Visits | undefined> {
  const found = desk.records.tables.statusChanges ? yield* visits(desk) : undefined;
  return found?.categories ? found : undefined;
}

/** What only records with a history load. */
export function historyParts(): Work<typeof import('./history.ts')> {
  return part(() => import('./history.ts'));
}
