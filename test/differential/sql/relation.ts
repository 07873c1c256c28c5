import type { MeasureRef } from '../../../src/data/catalog/members.ts';
import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import type { QueryContext } from '../../../src/data/query/query.ts';
import type { RecordsSettings, SourceName } from '../../../src/data/records/records.ts';

/*
 * How the SQL of the comparison fits together. A desk lies in DuckDB as one table per source (`tables.ts`): a column for each
 * field of the catalogue, instants as DOUBLE milliseconds, '' as NULL, fields not supplied as typed NULL, and `_row`, the place
 * in the source from 0. Every relation is a SELECT about the desk as known at an instant.
 */

/** What is known: instants below `before`. `now` is what durations run to. At the cut itself `before` is one millisecond later. */
export interface Reading {
  before: number;
  now: number;
}

/** Beyond all records. */
export const EVER: Reading = { before: 9e15, now: 9e15 };

/** What the generator says of a desk besides its tables. */
export interface DeskFacts {
  /** Whether a source, or a field of it, is supplied at all. */
  has(source: SourceName, field?: string): boolean;
  asOf: number;
  settings: RecordsSettings;
  calendars: readonly Calendar[];
  orders: Readonly<Record<string, readonly string[]>>;
}

/** One reading of the desk: a window at its end, a bucket's end, or the cut. */
export interface Frame {
  desk: DeskFacts;
  /** Of the measure, and of dates of tickets. */
  at: Reading;
  /** Of other dimensions that change: the cut; for a stock the same as `at`. */
  fields: Reading;
  /** Whether `at` is a stock's instant. */
  stock: boolean;
  /** Half-open and cut; of one bucket for measures that are read bucket by bucket. Absent: no window. */
  window?: { from: number; to: number };
  cut: number;
  /** IANA name. */
  zone: string;
  options: QueryContext;
  /** Of feedback: the relation of visible rows (`_row`) in the window whose tickets the filters let through. */
  let?: string;
  /** Puts a relation into the query's WITH list, once for each key, and gives its name. The key must tell what the SQL depends on. */
  define(key: string, sql: () => string): string;
}

/** A part of a key: one reading. */
export const tag = ({ before, now }: Reading): string => `${before}_${now}`.replaceAll('-', 'm').replaceAll('.', 'p');

/**
 * A measure: SQL with one row per record of its population, as known at `frame.at`, in the window or not (the windows are
 * laid on by its date afterwards). Columns, of which only `_row` is needed; others left out are NULL:
 *
 * - `_row`: of the measure's source.
 * - `value` DOUBLE: 1 for counts, the duration of families (negative: invalid), 0 or 1 for ratios, the score of means. NULL: none.
 * - `weight` DOUBLE: of the denominator, where it is not 1 (capacity).
 * - `missing` BOOLEAN: of the population, but its value cannot be told.
 * - `placed` DOUBLE: the date of a virtual time member (slaCompletedAt). Others are placed by the column of their date.
 * - `unit` VARCHAR: rows of one unit and group are summed first (timeInStatus).
 * - `word` VARCHAR: what `.countDistinct` counts.
 * - `mix` VARCHAR: where a group has several, its value is null (ces).
 * - `rank` DOUBLE: where one record has several rows in the window (in a series: in one bucket), the highest alone stands for
 *   it, after filters and windows (the worst of a ticket's SLAs).
 */
export interface MeasureSql {
  relation(frame: Frame, ref: MeasureRef): string;
  /** Read anew in each bucket, with its window and its end as `at`. */
  perBucket?: true;
}

/** Dimensions that stand in no table: SQL with `_row` and these columns (quoted by base name, `"slaRemaining.close"`). */
export interface DimensionSql {
  source: SourceName;
  columns: readonly string[];
  relation(frame: Frame): string;
}

/** By `source.measure`, without SLA kind and part. */
export type Measures = Readonly<Record<string, MeasureSql>>;

/*
 * Relations others may stand on (sql/tickets.ts, sql/visits.ts), each the name of a WITH entry:
 *
 * - ticketsAt(frame, reading): visible tickets: `_row`, all fields filled in and as known then.
 * - visitsAt(frame, reading): visits: `_row`, `ticketId`, status, statusCategory, pipeline, enteredAt, exitedAt (NULL: running), actorType.
 *
 * And what sql/messages.ts gives to tickets:
 *
 * - firstResponses(frame, reading): `_row` of every visible ticket, `start` (response start, NULL: none and not awaiting),
 *   `at` (first response by messages and calls), `by` (its author). Must not use ticketsAt, which uses it: take the table.
 * - messagesAt(frame, reading): visible messages: `_row`, all fields filled in. Besides them, with `_row` from CALLS on, the
 *   calls that stand for replies and, from STAYS on, stays in open statuses (basis "status"): `virtual` is TRUE there. Only
 *   waits have such rows; nobody counts or lists them as messages.
 *
 * DimensionSql comes before a column of the same name (statuses of SLAs are derived where the source has none).
 *
 * And sql/business.ts:
 *
 * - elapsed(frame, from, to, team): the SQL of a duration between two SQL instants, in business hours where the query asks for
 *   them; `team` is SQL of the ticket's team id, or NULL. Negative where `to` is before `from`.
 */
