import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import type { Window } from '../../../src/data/query/range.ts';
import { baselineWindow, isWorkingDay, todayWindow } from '../../../src/data/time/baseline.ts';
import { parseDate } from '../../../src/data/time/calendar-date.ts';
import { zone } from '../../../src/data/time/zone.ts';

const at = (iso: string) => Date.parse(iso);
const show = (window: Window | null) => window && [window.from, window.to].map((utc) => new Date(utc).toISOString().replace(':00.000Z', 'Z'));
const warsaw = zone('Europe/Warsaw');
const today = (now: string, here = warsaw) => todayWindow(at(now), Infinity, here);

const office: Calendar = {
  id: 'office',
  name: 'Office',
  timezone: 'Europe/Warsaw',
  weekly: [
    { day: 1, from: '08:00', to: '16:00' },
    { day: 2, from: '08:00', to: '16:00' },
    { day: 3, from: '08:00', to: '08:00' },
    { day: 6, from: '10:00', to: '14:00' },
  ],
  holidays: ['2026-06-08'],
};

describe('today', () => {
  test('runs from the first instant of the local day to the cut', () => {
    expect(show(today('2026-03-29T12:00:00Z'))).toEqual(['2026-03-28T23:00Z', '2026-03-29T12:00Z']);
    expect(show(todayWindow(at('2026-03-29T12:00:00Z'), at('2026-03-29T09:30:00Z'), warsaw))).toEqual(['2026-03-28T23:00Z', '2026-03-29T09:30Z']);
  });

  test('has no length where the source ended before the day began', () => {
    const window = todayWindow(at('2026-03-29T12:00:00Z'), at('2026-03-27T12:00:00Z'), warsaw);
    expect(window.to).toBe(window.from);
  });
});

describe('the same time yesterday', () => {
  test('on the Monday after summer time begins, a missing 02:30 is taken one gap later', () => {
    const now = today('2026-03-30T00:30:00Z');
    const base = baselineWindow(now, 'yesterday', warsaw)!;
    expect(show(base)).toEqual(['2026-03-28T23:00Z', '2026-03-29T01:30Z']);
    expect(base.to - base.from).toBe(2.5 * 3_600_000);
    expect(now.to - now.from).toBe(2.5 * 3_600_000);
  });

  test('on the Monday after summer time ends, the first of two 02:30 ends the baseline', () => {
    expect(show(baselineWindow(today('2026-10-26T01:30:00Z'), 'yesterday', warsaw))).toEqual(['2026-10-24T22:00Z', '2026-10-25T00:30Z']);
  });

  test('on the day of the change itself', () => {
    expect(show(baselineWindow(today('2026-03-29T10:00:00Z'), 'yesterday', warsaw))).toEqual(['2026-03-27T23:00Z', '2026-03-28T11:00Z']);
  });

  test('a day whose midnight is skipped is compared with the whole morning before', () => {
    const paulo = zone('America/Sao_Paulo');
    expect(show(baselineWindow(today('2018-11-04T12:00:00Z', paulo), 'yesterday', paulo))).toEqual(['2018-11-03T03:00Z', '2018-11-03T13:00Z']);
    expect(show(baselineWindow(today('2018-11-05T12:00:00Z', paulo), 'yesterday', paulo))).toEqual(['2018-11-04T03:00Z', '2018-11-04T12:00Z']);
  });

  test('half an hour of summer time', () => {
    const island = zone('Australia/Lord_Howe');
    expect(show(baselineWindow(today('2026-10-04T15:15:00Z', island), 'yesterday', island))).toEqual(['2026-10-03T13:30Z', '2026-10-03T15:45Z']);
  });
});

describe('other baselines', () => {
  const window = today('2026-06-09T10:20:00Z');
  const days = (base: Window | null) => show(base)?.map((text) => text.slice(0, 10));

  test('none, last week, last year', () => {
    expect(baselineWindow(window, 'none', warsaw)).toBeNull();
    expect(show(baselineWindow(window, 'last-week', warsaw))).toEqual(['2026-06-01T22:00Z', '2026-06-02T10:20Z']);
    expect(show(baselineWindow(window, 'last-year', warsaw))).toEqual(['2025-06-08T22:00Z', '2025-06-09T10:20Z']);
    expect(show(baselineWindow(today('2024-02-29T10:20:00Z'), 'last-year', warsaw))).toEqual(['2023-02-27T23:00Z', '2023-02-28T10:20Z']);
  });

  test('a week earlier across a clock change keeps the wall-clock time', () => {
    expect(show(baselineWindow(today('2026-03-30T10:00:00Z'), 'last-week', warsaw))).toEqual(['2026-03-22T23:00Z', '2026-03-23T11:00Z']);
  });

  test('the previous working day is Friday on Monday, and follows the calendar and its holidays', () => {
    expect(show(baselineWindow(today('2026-06-08T10:20:00Z'), 'previous-working-day', warsaw))).toEqual(['2026-06-04T22:00Z', '2026-06-05T10:20Z']);
    expect(show(baselineWindow(window, 'previous-working-day', warsaw, { calendar: office }))).toEqual(['2026-06-05T22:00Z', '2026-06-06T10:20Z']);
    expect(baselineWindow(window, 'previous-working-day', warsaw, { calendar: { ...office, weekly: [] } })).toBeNull();
  });

  test('the previous period is as long and ends at the same point', () => {
    expect(days(baselineWindow(window, 'previous-period', warsaw))).toEqual(['2026-06-07', '2026-06-08']);
    const month = { from: at('2026-05-31T22:00:00Z'), to: at('2026-06-09T10:20:00Z') };
    expect(show(baselineWindow(month, 'previous-period', warsaw, { period: 'this-month' }))).toEqual(['2026-04-30T22:00Z', '2026-05-09T10:20Z']);
    expect(show(baselineWindow(month, 'previous-period', warsaw))).toEqual(['2026-05-22T22:00Z', '2026-05-31T10:20Z']);
    expect(days(baselineWindow(month, 'previous-period', warsaw, { period: 'last-30-days' }))).toEqual(['2026-05-01', '2026-05-10']);
    expect(days(baselineWindow(month, 'previous-period', warsaw, { period: ['2026-06-01', '2026-06-14'] }))).toEqual(['2026-05-17', '2026-05-26']);
  });

  test('working days are those with hours in the calendar, else Monday to Friday', () => {
    const week = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07', '2026-06-08'].map(parseDate);
    expect(week.map((day) => isWorkingDay(day))).toEqual([true, true, true, true, true, false, false, true]);
    expect(week.map((day) => isWorkingDay(day, office))).toEqual([true, true, false, false, false, true, false, false]);
  });
});
