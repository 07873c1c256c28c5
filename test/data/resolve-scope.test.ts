import { expect, it } from 'vitest';
import type { Catalog } from '../../src/data/catalog/catalog.ts';
import { DataError } from '../../src/data/problem.ts';
import { resolveScope } from '../../src/data/resolve-scope.ts';

const catalog = { timezone: 'Europe/Oslo' } as Catalog;

it('takes the zone of the page, else of the source, else of the machine', () => {
  expect(resolveScope({ timezone: 'Asia/Tokyo' }, catalog).timezone).toBe('Asia/Tokyo');
  expect(resolveScope({}, catalog).timezone).toBe('Europe/Oslo');
  expect(resolveScope({}, undefined).timezone).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
});

it('fills in the rest, and keeps what is given', () => {
  expect(resolveScope({}, catalog)).toEqual({ timezone: 'Europe/Oslo', weekStart: 1, filters: { values: {} }, compare: 'yesterday', stat: 'avg', hours: 'calendar' });
  const given = { weekStart: 7, compare: 'none', stat: 'p90', hours: 'business', calendar: 'main' } as const;
  expect(resolveScope(given, catalog)).toMatchObject(given);
});

it('writes now in UTC', () => {
  expect(resolveScope({ now: '2026-03-02T14:00:00+01:00' }, catalog).now).toBe('2026-03-02T13:00:00.000Z');
});

it.each([
  [{ timezone: 'Mars/Base' }, 'timezone', 'Mars/Base'],
  [{ timezone: 'Europe/Warzaw' }, 'timezone', 'Did you mean Europe/Warsaw?'],
  [{ timezone: 'oslo' }, 'timezone', 'Did you mean Europe/Oslo?'],
  [{ timezone: '+02:00' }, 'timezone', '+02:00'],
  [{ now: 'yesterday' }, 'now', 'yesterday'],
  [{ now: '2026-03-02T14:00:00' }, 'now', 'offset'],
  [{ now: '2026-13-02T14:00:00Z' }, 'now', '2026-13-02'],
])('refuses %o and says what is wrong', (input, path, word) => {
  let thrown: unknown;
  try {
    resolveScope(input, undefined);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DataError);
  expect((thrown as DataError).problem).toMatchObject({ kind: 'bad-query', path, title: expect.stringContaining(word) });
});
