import type { Hours, WeekDay } from '../scope.ts';

/**
 * One question about the records, shaped after Cube's REST query JSON. Members are catalogue names
 * (`tickets.timeToClose.avg`), never expressions.
 */
export interface Query {
  measures?: readonly string[];
  dimensions?: readonly string[];
  timeDimensions?: readonly TimeDimension[];
  filters?: readonly Filter[];
  /** Default: time buckets, then dimensions, ascending. Null last in both directions. */
  order?: readonly (readonly [member: string, direction: 'asc' | 'desc'])[];
  /** Default 10,000; more rows set `truncated`. */
  limit?: number;
  offset?: number;
  /** Ask for the number of groups (or records, when `ungrouped`) before limit and offset. */
  total?: boolean;
  /**
   * Rows are records instead of groups. Measures then choose the records: exactly those behind the measure
   * (those counted, those with a value, or a ratio's denominator), and their columns hold each record's own value.
   */
  ungrouped?: boolean;
  /** IANA name; absent: the catalogue's, else UTC. */
  timezone?: string;
  context?: QueryContext;
}

export interface TimeDimension {
  dimension: string;
  granularity?: Granularity;
  /** Two local dates (whole days, both included) or two instants (half-open). */
  dateRange?: readonly [string, string];
  compareDateRange?: readonly (readonly [string, string])[];
}

export type Granularity = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export type Filter = MemberFilter | { and: readonly Filter[] } | { or: readonly Filter[] };

export interface MemberFilter {
  member: string;
  operator: FilterOperator;
  values?: readonly string[];
}

export type FilterOperator =
  | 'equals'
  | 'notEquals'
  | 'contains'
  | 'notContains'
  | 'startsWith'
  | 'endsWith'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'set'
  | 'notSet'
  | 'inDateRange'
  | 'notInDateRange'
  | 'beforeDate'
  | 'afterDate';

/** What the words of a measure need beyond members. */
export interface QueryContext {
  /** ISO 8601, UTC: the clock is frozen here; later records, events and exclusions are invisible. */
  now?: string;
  hours?: Hours;
  calendar?: string;
  attribution?: 'event' | 'created' | 'due';
  basis?: 'messages' | 'status';
  weekStart?: WeekDay;
  /** Due soon: the rest is at most `share` of the target, at least `min` and at most `max` milliseconds. */
  dueSoon?: { share: number; min: number; max: number };
}

export type Cell = string | number | boolean | null;

export interface ResultColumn {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'time';
  /** `ms`, `ratio` (0-1), `points`, or what is counted. */
  unit?: string;
}

export interface ResultSet {
  columns: readonly ResultColumn[];
  /** One array a column. Engines return only groups that exist; datasets fill the gaps (counts 0, all else null). */
  data: readonly (readonly Cell[])[];
  /** ISO 8601, UTC: the instant the answer vouches for. */
  asOf: string;
  /** Groups (records, when `ungrouped`) before limit and offset. */
  total?: number;
  truncated?: boolean;
  /** What is not complete: `code: words`. */
  partial?: readonly string[];
}
