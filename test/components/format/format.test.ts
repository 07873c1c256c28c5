import { beforeAll, describe, expect, test } from 'vitest';
import { durationPieces } from '../../../src/components/internal/duration.ts';
import { formatFor } from '../../../src/components/internal/format.ts';
import { loadTerms } from '../../../src/terms/load.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Intl puts kinds of spaces that no reader tells apart. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

beforeAll(() => Promise.all(['pl', 'nb'].map(loadTerms)));

describe('durations in figures', () => {
  const en = formatFor('en', 'UTC');
  test.each([
    [0, '0s'],
    [400, '<1s'],
    [42 * SECOND, '42s'],
    [59_600, '1m'],
    [5 * MINUTE + 22 * SECOND, '5m 22s'],
    [HOUR - 100, '1h'],
    [3 * HOUR + 12 * MINUTE, '3h 12m'],
    [DAY - 20 * SECOND, '1d'],
    [31 * HOUR, '1d 7h'],
    [1000 * DAY + HOUR, '1,000d 1h'],
    [-(5 * HOUR + 42 * MINUTE), '-5h 42m'],
  ])('%d ms reads %s', (ms, shown) => {
    expect(plain(en.duration(ms))).toBe(shown);
  });

  test('never have 60 of a smaller unit, and lose at most half of the smaller one', () => {
    for (let ms = 1000; ms < 3 * DAY; ms = Math.ceil(ms * 1.003) + 7) {
      const sizes = { day: DAY, hour: HOUR, minute: MINUTE, second: SECOND };
      const pieces = durationPieces(ms);
      const tail = pieces[1];
      if (tail) expect(tail.count).toBeLessThan(tail.unit === 'hour' ? 24 : 60);
      const told = pieces.reduce((sum, { unit, count }) => sum + count * sizes[unit], 0);
      const fine = ms < HOUR ? SECOND : ms < DAY ? MINUTE : HOUR;
      expect(Math.abs(told - ms)).toBeLessThanOrEqual(fine / 2);
    }
  });

  test('keep digits apart from units', () => {
    expect(en.durationParts(5 * HOUR + 42 * MINUTE)).toEqual([
      { value: '5', unit: 'h' },
      { value: '42', unit: 'm' },
    ]);
    expect(formatFor('pl', 'UTC').durationParts(18 * MINUTE).map(({ value, unit }) => [value, plain(unit)])).toEqual([['18', ' min']]);
  });
});

describe('durations in sentences', () => {
  test.each([
    ['en', 2 * HOUR + 14 * MINUTE, '2 h 14 min'],
    ['pl', 2 * HOUR + 14 * MINUTE, '2 godz. 14 min'],
    ['nb', 2 * HOUR + 14 * MINUTE, '2 t 14 min'],
    ['en', 30 * SECOND, 'under 1 min'],
    ['pl', 30 * SECOND, 'poniżej 1 min'],
    ['nb', 30 * SECOND, 'under 1 min'],
    ['pl', DAY + 7 * HOUR, '1 dzień 7 godz.'],
    ['pl', 5 * DAY, '5 dni'],
    ['en', 0, '0 min'],
  ])('%s: %d ms', (language, ms, shown) => {
    expect(plain(formatFor(language, 'UTC').duration(ms, 'long'))).toBe(shown);
  });
});

describe('numbers', () => {
  test.each([
    ['en', '1,234', '12.4K', '43%', '4.3%', '10%'],
    ['pl', '1234', '12,4 tys.', '43%', '4,3%', '10%'],
    ['nb', '1 234', '12,4k', '43 %', '4,3 %', '10 %'],
  ])('%s', (language, ...shown) => {
    const f = formatFor(language, 'UTC');
    expect([f.number(1234), f.compact(12_400), f.percent(0.427), f.percent(0.0427), f.percent(0.0996)].map(plain)).toEqual(shown);
  });

  test('a small difference in points is not told as none', () => {
    const f = formatFor('en', 'UTC');
    expect([0.06, 0.0149, 0.0001, 0, 0.123].map((value) => f.points(value))).toEqual(['6', '1.5', '<0.1', '0', '12']);
  });

  test('a language tag nobody can use reads as English', () => {
    expect(formatFor('not a language', 'UTC').number(1234)).toBe('1,234');
    expect(plain(formatFor('pl_PL', 'UTC').number(12_345))).toBe('12 345');
  });

  test.each([
    ['de', '1,234.5', 'Nov 22, 2026'],
    ['de-CH', '1,234.5', 'Nov 22, 2026'],
    ['en-GB', '1,234.5', '22 Nov 2026'],
    ['EN-us', '1,234.5', 'Nov 22, 2026'],
    ['pl-PL', '1234,5', '22 lis 2026'],
    ['nb-NO', '1 234,5', '22. nov. 2026'],
    ['no', '1 234,5', '22. nov. 2026'],
    ['nn_NO', '1 234,5', '22. nov. 2026'],
  ])('%s: numbers and dates are of the language of the words', (language, number, date) => {
    const f = formatFor(language, 'UTC');
    expect([f.number(1234.5), f.date('2026-11-22T12:00:00Z')].map(plain)).toEqual([number, date]);
  });
});

describe('times', () => {
  test('stand in the zone, also across summer time', () => {
    const f = formatFor('en', 'Europe/Warsaw');
    expect(f.time('2026-03-29T00:59:00Z')).toBe('01:59');
    expect(f.time('2026-03-29T01:00:00Z')).toBe('03:00');
    expect(formatFor('en', 'Asia/Kolkata').time('2026-03-29T18:30:00Z')).toBe('00:00');
    expect(formatFor('nb', 'Asia/Kolkata').date('2026-03-28T18:30:00Z')).toBe('29. mars 2026');
  });

  test.each([
    ['hour', '2026-03-29T14:00:00.000', '14:00'],
    ['day', '2026-03-29T00:00:00.000', 'Mar 29'],
    ['day', '2026-03-29', 'Mar 29'],
    ['week', '2026-03-30T00:00:00.000', 'Mar 30'],
    ['month', '2026-03-01T00:00:00.000', 'Mar 2026'],
    ['quarter', '2026-10-01T00:00:00.000', 'Q4 2026'],
    ['year', '2026-01-01T00:00:00.000', '2026'],
  ] as const)('a bucket by %s keeps its wall-clock label in every zone', (granularity, label, shown) => {
    expect(formatFor('en', 'Pacific/Apia').bucket(label, granularity)).toBe(shown);
  });

  test('one format serves a language and zone', () => {
    expect(formatFor('pl', 'UTC')).toBe(formatFor('pl', 'UTC'));
    expect(formatFor('pl', 'UTC')).not.toBe(formatFor('pl', 'Europe/Oslo'));
  });
});
