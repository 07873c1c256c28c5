import type { Calendar } from '../catalog/catalog.ts';
import { parseDate } from '../time/calendar-date.ts';
import { zone } from '../time/zone.ts';
import { DataError } from '../problem.ts';
import type { ProblemLog, ProblemTexts } from './problem-log.ts';
import type { ColumnTable } from './records.ts';

type Interval = Calendar['weekly'][number];

/** What the codes of calendars say, and whether what they tell of is left out whole. */
export const CALENDAR_TEXTS: ProblemTexts = {
  'bad-day': ['Day of business hours that is none of 1 (Monday) to 7 (Sunday), left out', true],
  'bad-holiday': ['Holiday that is no date such as 2026-12-25, left out', true],
  'duplicate-calendar': ['Calendar with the id of one before it, left out', true],
  'empty-hours': ['Business hours that end before they begin, left out; a night shift is two entries, until 24:00 and from 00:00 of the next day', true],
  'no-hours': ['Calendar without business hours, left out', true],
  'overlapping-hours': ['Business hours that overlap, joined'],
  'unknown-calendar': ['Calendar that is in no list, the first one serves'],
  'unknown-team': ['Team of a calendar that is in no list of teams'],
};

const DAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * The calendars that can serve: one of each id that has hours, without empty hours, unknown days and unreadable holidays,
 * overlapping hours joined. What is left out is told to the log. An unknown zone or unreadable hour throws a `DataError`.
 */
export function checkCalendars(calendars: readonly Calendar[], log: ProblemLog): Calendar[] {
  log.learn(CALENDAR_TEXTS);
  const ids = new Set<string>();
  return calendars.flatMap((calendar, index) => {
    const path = `calendars[${index}]`;
    checkZone(calendar.timezone, `${path}.timezone`);
    const weekly = joinHours(calendar, path, log);
    const { id } = calendar;
    const fault = ids.has(id) ? 'duplicate-calendar' : weekly.length ? undefined : 'no-hours';
    if (fault) {
      log.add(fault, 'calendars', id, index + 1);
      return [];
    }
    ids.add(id);
    return [{ ...calendar, weekly, ...(calendar.holidays && { holidays: checkHolidays(calendar, log) }) }];
  });
}

function checkZone(name: string, path: string): void {
  try {
    zone(name);
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    throw new DataError({ ...cause.problem, kind: 'bad-data', path }, { cause });
  }
}

function joinHours({ id, weekly = [] }: Calendar, path: string, log: ProblemLog): Interval[] {
  const joined: Interval[] = [];
  const sorted = weekly.map((interval, at) => ({ interval, at })).sort((a, b) => compare(a.interval, b.interval));
  for (const { interval, at } of sorted) {
    const { day, from, to } = interval;
    for (const [key, hour] of [['from', from], ['to', to]] as const) {
      if (!CLOCK.test(hour)) {
        throw new DataError({ kind: 'bad-data', title: `Business hours need a time such as 09:00, not “${hour}”.`, path: `${path}.weekly[${at}].${key}` });
      }
    }
    const last = joined.at(-1);
    const words = `${day} ${from}–${to}`;
    if (!DAYS.includes(day)) log.add('bad-day', 'calendars', id, at + 1, words);
    else if (from >= to) log.add('empty-hours', 'calendars', id, at + 1, words);
    else if (last?.day === day && from < last.to) {
      log.add('overlapping-hours', 'calendars', id, at + 1, words);
      joined[joined.length - 1] = { ...last, to: to > last.to ? to : last.to };
    } else joined.push(interval);
  }
  return joined;
}

function checkHolidays({ id, holidays = [] }: Calendar, log: ProblemLog): string[] {
  return holidays.filter((date, at) => {
    const known = typeof date === 'string' && !Number.isNaN(parseDate(date));
    if (!known) log.add('bad-holiday', 'calendars', id, at + 1, date);
    return known;
  });
}

/** Tells the log of teams whose calendar is in no list, so that the first one applies to them, and of calendars' teams that are in no list. */
export function checkTeamCalendars(teams: ColumnTable | undefined, calendars: readonly Calendar[], log: ProblemLog): void {
  if (!calendars.length) return;
  const { calendarId, id } = teams?.columns ?? {};
  if (calendarId?.kind === 'string') {
    const known = new Set(['', ...calendars.map((calendar) => calendar.id)]);
    calendarId.codes.forEach((code, row) => {
      const word = calendarId.dictionary[code]!;
      if (!known.has(word)) log.add('unknown-calendar', 'teams', 'calendarId', row + 1, word);
    });
  }
  if (id?.kind !== 'string') return;
  const known = new Set(id.dictionary);
  for (const calendar of calendars) {
    for (const team of calendar.teams ?? []) if (!known.has(team)) log.add('unknown-team', 'calendars', `${calendar.id}.teams`, undefined, team);
  }
}

function compare(a: Interval, b: Interval): number {
  return a.day - b.day || (a.from < b.from ? -1 : 1);
}
