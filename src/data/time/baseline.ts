import type { Calendar } from '../catalog/catalog.ts';
import { periodStep } from '../query/periods.ts';
import type { Window } from '../query/range.ts';
import type { Compare, Period } from '../scope.ts';
import { addMonths, formatDate, weekDay } from './calendar-date.ts';
import { DAY, type Zone } from './zone.ts';

/** How far back a baseline lies, in whole local days or calendar months. */
type Step = { days: number } | { months: number };

/** Today so far: from the first instant of now's local day to the cut (now, or the source's `asOf` where that is earlier). */
export function todayWindow(now: number, asOf: number, zone: Zone): Window {
  const from = zone.dayStart(now);
  return { from, to: Math.max(from, Math.min(now, asOf)) };
}

/**
 * The window to compare with: the same wall-clock times so much earlier. A missing time is taken one gap later, of a repeated
 * one the first. Its `to` is also the baseline instant of stocks. Null where there is nothing to compare with.
 * `period` tells what the window is a part of (default: its local days), for `previous-period`.
 */
export function baselineWindow(window: Window, compare: Compare, zone: Zone, options: { period?: Period; calendar?: Calendar } = {}): Window | null {
  const step = stepBack(window, compare, zone, options);
  return step && { from: stepInstant(window.from, step, zone), to: stepInstant(window.to, step, zone) };
}

/** Whether work is done on a local day (since 1970-01-01): it has hours in the calendar; without one, Monday to Friday. */
export function isWorkingDay(day: number, calendar?: Calendar): boolean {
  const name = weekDay(day);
  if (!calendar) return name <= 5;
  return calendar.weekly.some((hours) => hours.day === name && hours.from < hours.to) && !calendar.holidays?.includes(formatDate(day));
}

function stepBack(window: Window, compare: Compare, zone: Zone, { period, calendar }: { period?: Period; calendar?: Calendar }): Step | null {
  const localDay = (utc: number) => Math.floor(zone.toLocal(utc) / DAY);
  switch (compare) {
    case 'none':
      return null;
    case 'yesterday':
      return { days: 1 };
    case 'last-week':
      return { days: 7 };
    case 'last-year':
      return { months: 12 };
    case 'previous-period':
      return period ? periodStep(period) : { days: Math.max(1, localDay(window.to - 1) - localDay(window.from) + 1) };
    case 'previous-working-day': {
      const today = localDay(window.from);
      for (let days = 1; days <= 366; days++) if (isWorkingDay(today - days, calendar)) return { days };
      return null;
    }
  }
}

function stepInstant(utc: number, step: Step, zone: Zone): number {
  const local = zone.toLocal(utc);
  const day = Math.floor(local / DAY);
  const earlier = ('days' in step ? day - step.days : addMonths(day, -step.months)) * DAY;
  // A day's start stays a day's start, even where one of the two midnights is skipped.
  return utc === zone.dayStart(utc) ? zone.firstInstant(earlier) : zone.toUtc(earlier + (local - day * DAY));
}
