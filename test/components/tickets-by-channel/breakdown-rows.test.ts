import { expect, test } from 'vitest';
import { foldRows, keepOrder, mergeLetterCase } from '../../../src/components/internal/breakdown-rows.ts';
import type { FigureRow } from '../../../src/data/adapter.ts';
import { fixtures } from '../../../src/testing/fixtures/index.ts';

const row = (key: string | null, open: number | null, today = 0): FigureRow => ({
  key,
  label: key ?? '',
  figures: { open: { value: open }, today: { value: today } },
});
const size = ({ figures }: FigureRow): number => figures['open']?.value ?? 0;

test('keys that differ only in letter case are one row', () => {
  const merged = mergeLetterCase([row('Email', 5, 1), row('chat', 2), row('EMAIL', 3, 1), row(null, 1)]);
  expect(merged.map(({ key }) => key)).toEqual(['Email', 'chat', null]);
  expect(merged[0]?.figures['open']?.value).toBe(8);
  expect(merged[0]?.figures['today']?.value).toBe(2);
});

test('rows begin by size with the unknown last, and then stay where they are', () => {
  const first = keepOrder([], [row('a', 1), row(null, 99), row('b', 5)], size);
  expect(first).toEqual(['b', 'a', null]);
  expect(keepOrder(first, [row('a', 50), row('c', 70), row('b', 5)], size)).toEqual(['b', 'a', null, 'c']);
});

test('beyond the limit the smallest share a row that sums them', () => {
  const rows = ['a', 'b', 'c', 'd'].map((key, index) => row(key, 10 - index, index));
  const order = keepOrder([], rows, size);
  expect(foldRows(rows, order, 4, 'Other').map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd']);
  const folded = foldRows(rows, order, 3, 'Other');
  expect(folded.map(({ label }) => label)).toEqual(['a', 'b', 'Other']);
  expect(folded[2]).toMatchObject({ rest: true, figures: { open: { value: 15 }, today: { value: 5 } } });
});

test('a sum of nothing known is not known', () => {
  const [only] = foldRows([row('a', null), row('b', null)], ['a', 'b'], 1, 'Other');
  expect(only?.figures['open']?.value).toBeNull();
});

test('the records of a folded row are those of its rows, as many as it says', () => {
  const { rows } = fixtures['tickets-by-channel'];
  const order = rows.map(({ key }) => key);
  const rest = foldRows(rows, order, 4, 'Other').at(-1)!;
  const ref = rest.figures['open']?.records;
  expect(ref?.count).toBe(19);
  expect(ref?.query.filters).toEqual([
    {
      or: ['phone', 'social'].map((key) => ({ member: 'tickets.channel', operator: 'equals', values: [key] })),
    },
  ]);
  expect(ref?.query.measures).toEqual(['tickets.open']);
});

test('records that cannot be joined exactly are not joined', () => {
  const { rows } = fixtures['tickets-by-channel'];
  const [a, b] = rows;
  const records = { ...b!.figures['open']!.records!, query: { measures: ['tickets.count'], filters: b!.figures['open']!.records!.query.filters } };
  const other = { ...b!, figures: { open: { value: 1, records } } };
  const [rest] = foldRows([a!, other], [a!.key, other.key], 1, 'Other');
  expect(rest?.figures['open']?.records).toBeUndefined();
});
