import type { Calendar } from '../catalog/catalog.ts';
import { zone } from '../time/zone.ts';
import { DataError } from '../problem.ts';
import type { ProblemLog } from './problem-log.ts';

type Interval = Calendar['weekly'][number];

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Calendars with empty hours left out and overlapping ones joined, both told to the log. An unknown zone or unreadable hour throws a `DataError`. */
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
    return { ...calendar, weekly };
  });
}

function compare(a: Interval, b: Interval): number {
  return a.day - b.day || (a.from < b.from ? -1 : 1);
}
