import type { WeekDay } from '../scope.ts';
import { DAY } from './zone.ts';

/** A local date (`2026-03-29`) as days since 1970-01-01; NaN where it is none, such as February 30. */
export function parseDate(text: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return NaN;
  const ms = Date.parse(`${text}T00:00Z`);
  return formatDate(ms / DAY) === text ? ms / DAY : NaN;
}

/** Days since 1970-01-01 as a local date, `2026-03-29`. */
export function formatDate(day: number): string {
  return Number.isFinite(day) ? new Date(day * DAY).toISOString().slice(0, 10) : '';
}

/** Monday 1 to Sunday 7 of a day since 1970-01-01. */
export function weekDay(day: number): WeekDay {
  return ((((day + 3) % 7) + 7) % 7 + 1) as WeekDay;
}

/** The same date `months` later; the last day of that month where it is shorter. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * DAY);
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last)) / DAY;
}
