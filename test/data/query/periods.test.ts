import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/problem.ts';
import { RELATIVE_PERIODS, defaultGranularity, resolvePeriod } from '../../../src/data/query/periods.ts';
import { parseInstant, rangeWindow } from '../../../src/data/query/range.ts';
import { zone } from '../../../src/data/time/zone.ts';

const warsaw = zone('Europe/Warsaw');
const at = (iso: string) => Date.parse(iso);
const iso = (utc: number) => new Date(utc).toISOString();

describe('relative periods', () => {
  // 00:30 on Thursday, 15 January 2026 in Warsaw, still the 14th in UTC.
  const now = at('2026-01-14T23:30:00Z');
  test.each([
    ['today', '2026-01-15', '2026-01-15'],
    ['yesterday', '2026-01-14', '2026-01-14'],
    ['last-7-days', '2026-01-09', '2026-01-15'],
    ['last-30-days', '2025-12-17', '2026-01-15'],
    ['last-90-days', '2025-10-18', '2026-01-15'],
    ['last-12-months', '2025-01-16', '2026-01-15'],
    ['this-week', '2026-01-12', '2026-01-15'],
    ['this-month', '2026-01-01', '2026-01-15'],
    ['this-quarter', '2026-01-01', '2026-01-15'],
    ['this-year', '2026-01-01', '2026-01-15'],
    ['previous-week', '2026-01-05', '2026-01-11'],
    ['previous-month', '2025-12-01', '2025-12-31'],
    ['previous-quarter', '2025-10-01', '2025-12-31'],
    ['previous-year', '2025-01-01', '2025-12-31'],
  ] as const)('%s', (period, from, to) => {
    expect(resolvePeriod(period, now, warsaw)).toEqual([from, to]);
    expect(RELATIVE_PERIODS).toContain(period);
  });

  test('weeks begin where the scope says', () => {
    expect(resolvePeriod('this-week', now, warsaw, 7)).toEqual(['2026-01-11', '2026-01-15']);
    expect(resolvePeriod('previous-week', now, warsaw, 7)).toEqual(['2026-01-04', '2026-01-10']);
    expect(resolvePeriod('this-week', now, warsaw, 4)).toEqual(['2026-01-15', '2026-01-15']);
  });

  test('two dates stay as they are', () => {
    expect(resolvePeriod(['2026-01-01', '2026-01-31'], now, warsaw)).toEqual(['2026-01-01', '2026-01-31']);
  });

  test('twelve months before the leap day', () => {
    expect(resolvePeriod('last-12-months', at('2024-02-29T12:00:00Z'), warsaw)).toEqual(['2023-03-01', '2024-02-29']);
  });
});

test('buckets grow with the range: hours to 2 days, days to 92, weeks to 366, months beyond', () => {
  const cases = [
    ['2026-01-01', '2026-01-02', 'hour'],
    ['2026-01-01', '2026-01-03', 'day'],
    ['2026-01-01', '2026-04-02', 'day'],
    ['2026-01-01', '2026-04-03', 'week'],
    ['2024-01-01', '2024-12-31', 'week'],
    ['2024-01-01', '2025-01-01', 'month'],
  ] as const;
  for (const [from, to, granularity] of cases) expect(defaultGranularity([from, to])).toBe(granularity);
});

describe('date ranges', () => {
  test('two dates are whole local days, both included', () => {
    const { from, to } = rangeWindow(['2026-03-29', '2026-03-29'], warsaw);
    expect([iso(from), iso(to)]).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
  });

  test('two instants are taken as they are; without offset, by the local clock', () => {
    const { from, to } = rangeWindow(['2026-03-29T00:00:00Z', '2026-03-29T12:00:00+02:00'], warsaw);
    expect([iso(from), iso(to)]).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T10:00:00.000Z']);
    expect(iso(parseInstant('2026-07-01T12:00:00.000', warsaw))).toBe('2026-07-01T10:00:00.000Z');
    expect(iso(parseInstant('2026-07-01 12:00', warsaw))).toBe('2026-07-01T10:00:00.000Z');
    expect(iso(parseInstant('2026-07-01T12:00-0430', warsaw))).toBe('2026-07-01T16:30:00.000Z');
  });

  test.each([
    [['2026-02-30', '2026-03-01'], /two dates .* or two instants/],
    [['2026-03-01', '2026-03-02T00:00:00Z'], /two dates .* or two instants/],
    [['2026-03-02T00:00:00Z', '2026-03-05'], /two dates .* or two instants/],
    [['2026-03-02T25:00:00Z', '2026-03-02T26:00:00Z'], /two dates .* or two instants/],
    [['', 'x'], /two dates .* or two instants/],
    [['2026-03-05', '2026-03-01'], /ends before it begins/],
  ] as const)('%s is refused', (range, words) => {
    expect(() => rangeWindow(range, warsaw)).toThrow(DataError);
    expect(() => rangeWindow(range, warsaw)).toThrow(words);
  });
});
