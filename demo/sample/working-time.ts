import type { Zone } from '../../src/data/time/zone.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The desk works Monday to Friday, 08:00 to 18:00; a few on duty answer every day until late. */
const OPENS = 8 * HOUR;
const CLOSES = 18 * HOUR;
const DUTY_CLOSES = 22 * HOUR;

/** Fixed public holidays, month and day. */
const HOLIDAYS = new Set(['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-24', '12-25', '12-26', '12-31']);

/** 0 Monday to 6 Sunday, of a local instant. */
export const weekdayOf = (local: number): number => (Math.floor(local / DAY) + 3) % 7;

export function isHoliday(local: number): boolean {
  return HOLIDAYS.has(new Date(local).toISOString().slice(5, 10));
}

export const isWorkday = (local: number): boolean => weekdayOf(local) < 5 && !isHoliday(local);

export function isWorkingTime(local: number): boolean {
  const time = local - Math.floor(local / DAY) * DAY;
  return isWorkday(local) && time >= OPENS && time < CLOSES;
}

/** The instant at which `work` milliseconds of working time, or of the time when someone is on duty, have passed since `from`. */
export function afterWork(zone: Zone, from: number, work: number, onDuty = false): number {
  const closes = onDuty ? DUTY_CLOSES : CLOSES;
  let local = zone.toLocal(from);
  let left = work;
  for (;;) {
    const day = Math.floor(local / DAY) * DAY;
    if ((onDuty || isWorkday(local)) && local < day + closes) {
      const start = Math.max(local, day + OPENS);
      if (start + left <= day + closes) return Math.max(from, zone.toUtc(start + left));
      left -= day + closes - start;
    }
    local = day + DAY;
  }
}

/** The holidays of the years that a span touches, as local dates. */
export function holidaysBetween(from: number, to: number): string[] {
  const years = [];
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year++) years.push(year);
  return years.flatMap((year) => [...HOLIDAYS].map((day) => `${year}-${day}`));
}
