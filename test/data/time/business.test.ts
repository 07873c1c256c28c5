import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import { workingTime } from '../../../src/data/time/business.ts';

const HOUR = 3_600_000;
const office = (more: Partial<Calendar> = {}): Calendar => ({
  id: 'office',
  name: 'Office',
  timezone: 'Europe/Warsaw',
  weekly: ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from: '09:00', to: '17:00' })),
  ...more,
});
const hours = (calendar: Calendar, from: string, to: string) => workingTime(calendar)(Date.parse(from), Date.parse(to)) / HOUR;

describe('time inside a calendar', () => {
  test('counts working hours alone, over nights and weekends', () => {
    // Friday 6 March 2026, 16:00 in Warsaw, to Monday, 10:30.
    expect(hours(office(), '2026-03-06T15:00Z', '2026-03-09T09:30Z')).toBe(2.5);
    expect(hours(office(), '2026-03-07T00:00Z', '2026-03-08T20:00Z')).toBe(0);
    expect(hours(office(), '2026-03-09T09:30Z', '2026-03-06T15:00Z')).toBe(-2.5);
  });

  test('leaves holidays out, by the date in its own zone', () => {
    const kiritimati = office({ timezone: 'Pacific/Kiritimati', holidays: ['2026-03-10'] });
    // There the 10th begins fourteen hours before it does in UTC.
    expect(hours(kiritimati, '2026-03-09T10:00Z', '2026-03-10T10:00Z')).toBe(0);
    expect(hours(kiritimati, '2026-03-10T10:00Z', '2026-03-11T10:00Z')).toBe(8);
  });

  test('an hour that the clocks skip is not worked, one that they show twice is worked twice', () => {
    const night = office({ weekly: [{ day: 7, from: '01:00', to: '04:00' }] });
    expect(hours(night, '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toBe(2);
    expect(hours(night, '2026-10-24T00:00Z', '2026-10-26T00:00Z')).toBe(4);
    // Until half past two comes twice as well.
    const early = office({ weekly: [{ day: 7, from: '01:00', to: '02:30' }] });
    expect(hours(early, '2026-10-24T00:00Z', '2026-10-26T00:00Z')).toBe(2);
  });

  test('a whole day lasts from 00:00 to 24:00', () => {
    const always = office({ weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ day, from: '00:00', to: '24:00' })) });
    expect(hours(always, '2026-01-01T00:00Z', '2026-12-31T00:00Z')).toBe(364 * 24);
  });

  test('a calendar without hours counts nothing, an unknown instant gives no number', () => {
    expect(hours(office({ weekly: [] }), '2026-01-01T00:00Z', '2027-01-01T00:00Z')).toBe(0);
    expect(workingTime(office())(NaN, 0)).toBeNaN();
    expect(workingTime(office())(-Infinity, 0)).toBeNaN();
  });

  test('years far apart may be asked in any order', () => {
    const time = workingTime(office());
    const week = (year: number) => time(Date.UTC(year, 5, 1), Date.UTC(year, 5, 8)) / HOUR;
    expect([2026, 1999, 2101, 2026].map(week)).toEqual([40, 40, 40, 40]);
    expect(time(Date.UTC(1850, 0), Date.UTC(1899, 0))).toBe(0);
  });

  test('is the sum of the minutes whose wall clock lies within the hours', () => {
    const zones = ['Europe/Warsaw', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago'];
    const clockTime = fc.integer({ min: 0, max: 48 }).map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
    const calendars = fc.record({
      timezone: fc.constantFrom(...zones),
      weekly: fc.uniqueArray(fc.record({ day: fc.constantFrom(1, 2, 3, 4, 5, 6, 7), a: clockTime, b: clockTime }), { selector: ({ day }) => day, maxLength: 7 }),
      holidays: fc.subarray(['2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01']),
    });
    const start = fc.constantFrom(...['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31', '2026-09-05'].map((day) => Date.parse(day)));
    fc.assert(
      fc.property(calendars, start, fc.integer({ min: 0, max: 2880 }), fc.integer({ min: 0, max: 2880 }), ({ weekly, ...rest }, from, skipped, length) => {
        const calendar = office({ ...rest, weekly: weekly.flatMap(({ day, a, b }) => (a < b ? [{ day: day as 1, from: a, to: b }] : [])) });
        const begin = from + skipped * 60_000;
        expect(workingTime(calendar)(begin, begin + length * 60_000)).toBe(minuteByMinute(calendar, begin, length) * 60_000);
      }),
      { numRuns: 60 },
    );
  });
});

/** How many of the minutes from an instant on lie within the hours, as Intl shows the wall clock. */
function minuteByMinute({ timezone, weekly, holidays }: Calendar, begin: number, length: number): number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short' });
  let count = 0;
  for (let minute = 0; minute < length; minute++) {
    const part = Object.fromEntries(format.formatToParts(begin + minute * 60_000).map(({ type, value }) => [type, value]));
    const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday!) + 1;
    const clock = `${part.hour}:${part.minute}`;
    if (!holidays?.includes(`${part.year}-${part.month}-${part.day}`) && weekly.some((each) => each.day === day && each.from <= clock && clock < each.to)) count++;
  }
  return count;
}
