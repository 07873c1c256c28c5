/** What every request of a page shares: the clock, the zone, the filters and how to compare. */
export interface Scope {
  /** Absent: the source's clock, echoed back as `asOf`. Present: frozen there; later records are invisible. ISO 8601, UTC. */
  now?: string;
  /** IANA name: the attribute, else the catalogue's, else the browser's. Never a fixed offset. */
  timezone: string;
  /** Monday (1) unless set; never taken from the reader's language. */
  weekStart: WeekDay;
  filters: Filters;
  compare: Compare;
  stat: Stat;
  hours: Hours;
  /** Id of a business calendar of the source. */
  calendar?: string;
}

export type WeekDay = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Compare = 'yesterday' | 'last-week' | 'previous-working-day' | 'previous-period' | 'last-year' | 'none';
export type Stat = 'avg' | 'median' | 'p90';
export type Hours = 'calendar' | 'business';

/** Any dimension may be filtered; several values of one member mean 'any of'. */
export interface Filters {
  values: Readonly<Record<string, readonly string[]>>;
  period?: Period;
}

/** A relative token, or two local dates (`2026-03-01`), both included. */
export type Period = RelativePeriod | readonly [from: string, to: string];

/** All include today so far, unless they begin with `previous-`. Resolved by the kit before any engine sees them. */
export type RelativePeriod =
  | 'today'
  | 'yesterday'
  | 'last-7-days'
  | 'last-30-days'
  | 'last-90-days'
  | 'last-12-months'
  | 'this-week'
  | 'this-month'
  | 'this-quarter'
  | 'this-year'
  | 'previous-week'
  | 'previous-month'
  | 'previous-quarter'
  | 'previous-year';
