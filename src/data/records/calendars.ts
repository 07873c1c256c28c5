import type { Calendar } from '../catalog/catalog.ts';
import { parseDate } from '../time/calendar-date.ts';
import { zone } from '../time/zone.ts';
import { DataError } from '../problem.ts';
import type { ProblemLog } from './problem-log.ts';
import type { ColumnTable } from './records.ts';

type Interval = Calendar['weekly'][number];

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Calendars with empty hours and unreadable holidays left out and overlapping hours joined, all told to the log. An unknown zone or unreadable hour throws a `DataError`. */
export function checkCalendars(calendars: readonly Calendar[], log: ProblemLog): Calendar[] {
  return calendars.map((calendar, index) => {
    const path = `calendars[${index}]`;
    try {
      zone(calendar.timezone);
    } catch (cause) {
      if (!(cause instanceof DataError)) throw cause;
      throw new DataError({ ...cause.problem, kind: 'bad-data', path: `${path}.timezone` }, { cause });
    }
    const weekly: Interval[] = [];
    const sorted = calendar.weekly.map((interval, at) => ({ interval, at })).sort((a, b) => compare(a.interval, b.interval));
    for (const { interval, at } of sorted) {
      const { day, from, to } = interval;
      for (const [key, hour] of [['from', from], ['to', to]] as const) {
        if (!CLOCK.test(hour)) {
          throw new DataError({ kind: 'bad-data', title: `Business hours need a time such as 09:00, not “${hour}”.`, path: `${path}.weekly[${at}].${key}` });
        }
      }
      const last = weekly.at(-1);
      const words = `${day} ${from}–${to}`;
      if (from >= to) log.add('empty-hours', 'calendars', calendar.id, at + 1, words);
      else if (last?.day === day && from < last.to) {
        log.add('overlapping-hours', 'calendars', calendar.id, at + 1, words);
        weekly[weekly.length - 1] = { ...last, to: to > last.to ? to : last.to };
      } else weekly.push(interval);
    }
    if (!weekly.length) log.add('no-hours', 'calendars', calendar.id);
    return { ...calendar, weekly, ...(calendar.holidays && { holidays: checkHolidays(calendar, log) }) };
  });
}

function checkHolidays({ id, holidays = [] }: Calendar, log: ProblemLog): string[] {
  return holidays.filter((date, at) => {
    const known = typeof date === 'string' && !Number.isNaN(parseDate(date));
    if (!known) log.add('bad-holiday', 'calendars', id, at + 1, date);
    return known;
  });
}

/** Tells the log of teams whose calendar is in no list: to them the first one applies. */
export function checkTeamCalendars(teams: ColumnTable | undefined, calendars: readonly Calendar[], log: ProblemLog): void {
  const column = teams?.columns.calendarId;
  if (column?.kind !== 'string' || !calendars.length) return;
  const known = new Set(['', ...calendars.map(({ id }) => id)]);
  column.codes.forEach((code, row) => {
    const id = column.dictionary[code]!;
    if (!known.has(id)) log.add('unknown-calendar', 'teams', 'calendarId', row + 1, id);
  });
}

function compare(a: Interval, b: Interval): number {
  return a.day - b.day || (a.from < b.from ? -1 : 1);
}
