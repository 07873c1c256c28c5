import type { Catalog } from '../catalog/catalog.ts';
import type { Query } from '../query/query.ts';
import type { Window } from '../query/range.ts';
import type { Scope } from '../scope.ts';
import { baselineWindow, todayWindow } from '../time/baseline.ts';
import { zone } from '../time/zone.ts';

/** Today and what it is compared with, as instants; a stock is taken at the windows' ends. */
export interface Today {
  window: Window;
  /** Undefined: nothing to compare with. */
  before: Window | undefined;
  /** Milliseconds since the epoch; Infinity where the source vouches for any instant. */
  asOf: number;
}

export function todayOf({ scope, catalog }: { scope: Scope & { now: string }; catalog: Catalog }): Today {
  const local = zone(scope.timezone);
  const asOf = catalog.asOf === undefined ? Infinity : Date.parse(catalog.asOf);
  const window = todayWindow(Date.parse(scope.now), asOf, local);
  const before = baselineWindow(window, scope.compare, local, { period: 'today', calendar: calendarOf(scope, catalog) });
  return { window, before: before ?? undefined, asOf };
}

/** What every query of a scope has in common, as seen at the instant `now` (milliseconds). Hours and calendar concern durations alone. */
export function queryFrame(scope: Scope, now: number, duration = false): Pick<Query, 'timezone' | 'context'> {
  const business = duration && scope.hours === 'business' && { hours: scope.hours, ...(scope.calendar && { calendar: scope.calendar }) };
  return { timezone: scope.timezone, context: { now: iso(now), weekStart: scope.weekStart, ...business } };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The calendar that the scope names, else the first. */
export function calendarOf(scope: Scope, catalog: Catalog) {
  return catalog.calendars?.find(({ id }) => id === scope.calendar) ?? catalog.calendars?.[0];
}
