import { describe, expect, test } from 'vitest';
import { bucketDay, bucketLabel, bucketStart, hourOccurrences, listBuckets, nextBucket } from '../../../src/data/time/buckets.ts';
import { addMonths, formatDate, parseDate, weekDay } from '../../../src/data/time/calendar-date.ts';
import { zone } from '../../../src/data/time/zone.ts';
import type { WeekDay } from '../../../src/data/scope.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const warsaw = zone('Europe/Warsaw');
const labels = (from: string, to: string, granularity: Parameters<typeof listBuckets>[2], name = 'Europe/Warsaw', weekStart?: WeekDay) =>
  listBuckets(at(from), at(to), granularity, zone(name), weekStart).map((bucket) => bucket.label);

describe('local dates', () => {
  test('are read and written, and what is none is refused', () => {
    for (const text of ['1969-12-31', '1970-01-01', '2024-02-29', '2026-03-29']) expect(formatDate(parseDate(text))).toBe(text);
    for (const text of ['2026-02-29', '2026-13-01', '2026-3-1', '20260301', '2026-03-01T00:00Z', '', 'today']) expect(parseDate(text)).toBeNaN();
  });

  test('weekdays run from Monday 1 to Sunday 7', () => {
    expect(['2026-03-30', '2026-04-05', '1970-01-01', '1969-12-29', '1969-12-28'].map((date) => weekDay(parseDate(date)))).toEqual([1, 7, 4, 1, 7]);
  });

  test('a month later is the same date, or the last one of a shorter month', () => {
    const cases: [string, number, string][] = [
      ['2026-01-31', 1, '2026-02-28'],
      ['2024-02-29', 12, '2025-02-28'],
      ['2024-02-29', -48, '2020-02-29'],
      ['2026-03-31', -1, '2026-02-28'],
      ['2026-12-15', 1, '2027-01-15'],
    ];
    for (const [from, months, to] of cases) expect(formatDate(addMonths(parseDate(from), months))).toBe(to);
  });
});

describe('buckets by day, week, month, quarter, year', () => {
  test('days of 23 and 25 hours are real', () => {
    const hours = (from: string, to: string) => listBuckets(at(from), at(to), 'day', warsaw).map(({ start, end }) => (end - start) / HOUR);
    expect(hours('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([24, 23, 24]);
    expect(hours('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([24, 25, 24]);
  });

  test('a day is labelled 00:00 even where midnight is skipped, and a leapt-over day has no bucket', () => {
    const [day] = listBuckets(at('2018-11-04T12:00:00Z'), at('2018-11-04T13:00:00Z'), 'day', zone('America/Sao_Paulo'));
    expect(day).toEqual({ label: '2018-11-04T00:00:00.000', start: at('2018-11-04T03:00:00Z'), end: at('2018-11-05T02:00:00Z') });
    expect(labels('2011-12-29T12:00:00Z', '2011-12-31T12:00:00Z', 'day', 'Pacific/Apia')).toEqual([
      '2011-12-29T00:00:00.000',
      '2011-12-31T00:00:00.000',
      '2012-01-01T00:00:00.000',
    ]);
  });

  test('weeks cross the year end, and week 53 is a week like any other', () => {
    expect(labels('2020-12-24T12:00:00Z', '2021-01-05T12:00:00Z', 'week')).toEqual([
      '2020-12-21T00:00:00.000',
      '2020-12-28T00:00:00.000',
      '2021-01-04T00:00:00.000',
    ]);
    expect(labels('2020-12-31T12:00:00Z', '2021-01-01T12:00:00Z', 'week', 'UTC', 7)).toEqual(['2020-12-27T00:00:00.000']);
  });

  test('every week of forty years begins on the asked day and lasts seven', () => {
    for (const weekStart of [1, 6, 7] as const) {
      for (let day = parseDate('1990-01-01'); day < parseDate('2030-01-01'); day++) {
        const start = bucketDay(day, 'week', weekStart);
        if (weekDay(start) !== weekStart || day - start > 6 || start > day) expect.unreachable(formatDate(day));
      }
    }
  });

  test('months, quarters, years and the leap day', () => {
    expect(labels('2024-01-31T12:00:00Z', '2024-03-01T12:00:00Z', 'month')).toEqual([
      '2024-01-01T00:00:00.000',
      '2024-02-01T00:00:00.000',
      '2024-03-01T00:00:00.000',
    ]);
    expect(labels('2024-02-29T12:00:00Z', '2024-02-29T13:00:00Z', 'day')).toEqual(['2024-02-29T00:00:00.000']);
    expect(labels('2023-12-31T12:00:00Z', '2024-04-01T12:00:00Z', 'quarter')).toEqual([
      '2023-10-01T00:00:00.000',
      '2024-01-01T00:00:00.000',
      '2024-04-01T00:00:00.000',
    ]);
    expect(labels('2023-12-31T12:00:00Z', '2024-04-01T12:00:00Z', 'year')).toEqual(['2023-01-01T00:00:00.000', '2024-01-01T00:00:00.000']);
  });

  test.each(['Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut'])('%s: buckets join without gap and hold their own days', (name) => {
    const here = zone(name);
    for (const granularity of ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const) {
      const list = listBuckets(at('2025-12-20T00:00:00Z'), at('2026-12-31T00:00:00Z'), granularity, here);
      list.forEach((bucket, i) => {
        if (i) expect(bucket.start).toBe(list[i - 1]!.end);
        for (const instant of [bucket.start, bucket.end - 1]) {
          expect(bucketLabel(bucketStart(here.toLocal(instant), granularity))).toBe(bucket.label);
        }
      });
      expect(list.length).toBeGreaterThan(1);
    }
  });

  test('the bucket after is the next one', () => {
    expect(bucketLabel(nextBucket(at('2026-12-01T00:00:00Z'), 'month'))).toBe('2027-01-01T00:00:00.000');
    expect(bucketLabel(nextBucket(at('2026-10-01T00:00:00Z'), 'quarter'))).toBe('2027-01-01T00:00:00.000');
  });
});

describe('hours', () => {
  test('a skipped hour has no bucket, a repeated hour is one of two hours', () => {
    const spring = listBuckets(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'), 'hour', warsaw);
    expect(spring).toHaveLength(23);
    expect(spring.map((hour) => hour.label)).not.toContain('2026-03-29T02:00:00.000');
    const autumn = listBuckets(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'), 'hour', warsaw);
    expect(autumn).toHaveLength(24);
    expect(autumn[2]).toEqual({ label: '2026-10-25T02:00:00.000', start: at('2026-10-25T00:00:00Z'), end: at('2026-10-25T02:00:00Z') });
  });

  test('half an hour of summer time lengthens and shortens one hour', () => {
    const island = zone('Australia/Lord_Howe');
    const minutes = (from: string, to: string) => listBuckets(at(from), at(to), 'hour', island).map(({ start, end }) => (end - start) / 60_000);
    expect(minutes('2026-04-04T14:00:00Z', '2026-04-04T16:30:00Z')).toEqual([90, 60]);
    expect(minutes('2026-10-03T14:30:00Z', '2026-10-03T16:30:00Z')).toEqual([60, 30, 60]);
  });

  test('zones a quarter of an hour off keep their own hours', () => {
    expect(labels('2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', 'hour', 'Asia/Kathmandu')).toEqual([
      '2026-01-01T05:00:00.000',
      '2026-01-01T06:00:00.000',
    ]);
  });

  test('how often each hour occurred counts repeats and leaves out the skipped', () => {
    const week = hourOccurrences(at('2026-03-22T23:00:00Z'), at('2026-03-29T22:00:00Z'), warsaw);
    expect(week[1]).toBe(7);
    expect(week[2]).toBe(6);
    expect(week.reduce((a, b) => a + b)).toBe(167);
    const autumn = hourOccurrences(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'), warsaw);
    expect(autumn[2]).toBe(2);
    expect(autumn.reduce((a, b) => a + b)).toBe(25);
    const morning = hourOccurrences(at('2026-06-01T06:30:00Z'), at('2026-06-01T08:10:00Z'), warsaw);
    expect(morning).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, ...new Array<number>(13).fill(0)]);
    expect(hourOccurrences(5, 5, warsaw)).toEqual(new Array<number>(24).fill(0));
  });

  test('a range with too many buckets is refused in words', () => {
    expect(() => listBuckets(at('1950-01-01T00:00:00Z'), at('2020-01-01T00:00:00Z'), 'hour', warsaw)).toThrow(/over 100,000 buckets by hour/);
    expect(listBuckets(5, 5, 'day', warsaw)).toEqual([]);
  });
});
