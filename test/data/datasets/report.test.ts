import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/data/reports/presets.ts';
import type { Report } from '../../../src/data/reports/report.ts';
import { partialBucket, recordsAt } from '../../../src/data/reports/series.ts';
import { report as dataset } from '../../../src/data/datasets/report.ts';
import { desk, hours } from './ask.ts';

const created = PRESETS['tickets-created']!;
const ticket = (id: number, createdAt: string, closedAt: string | null = null, channel = 'email') => ({ id, createdAt, closedAt, channel, reopenCount: 0 });
const tickets = [
  ticket(1, '2026-03-27T10:00:00Z', '2026-03-28T10:00:00Z'),
  ticket(2, '2026-03-28T22:59:59Z', '2026-03-30T08:00:00Z'), // Saturday 23:59:59 in Warsaw
  ticket(3, '2026-03-28T23:00:00Z', null, 'chat'), // Sunday 00:00
  ticket(4, '2026-03-29T21:59:59Z'), // Sunday 23:59:59 of a day of 23 hours
  ticket(5, '2026-03-30T07:00:00Z'),
  ticket(6, '2026-03-21T07:00:00Z'), // a week before
  ticket(7, '2026-03-23T10:00:00Z'), // Monday a week before, 12:00
];
const records = { tickets, timezone: 'Europe/Warsaw', asOf: '2026-03-30T09:00:00Z' };
const { ask, behind } = desk(records);

const column = (data: Awaited<ReturnType<typeof ask<'report'>>>, result: string, name: string) => {
  const { columns, data: cells } = data.results[result]!;
  return cells[columns.findIndex((each) => each.name === name)]!;
};

describe('tickets created', () => {
  it('has a bucket for every local day, in days of 23 hours too', async () => {
    const data = await ask('report', { report: created, period: 'last-7-days' });
    expect(column(data, 'main', 'tickets.createdAt')).toEqual(
      ['24', '25', '26', '27', '28', '29', '30'].map((day) => `2026-03-${day}T00:00:00.000`),
    );
    expect(column(data, 'main', 'tickets.count')).toEqual([0, 0, 0, 1, 1, 2, 1]);
    expect(data.asOf).toBe('2026-03-30T09:00:00.000Z');
  });

  it('knows which bucket is not over', async () => {
    const data = await ask('report', { report: created, period: 'last-7-days' });
    expect(partialBucket(data.queries!['main']!, data.asOf)).toBe('2026-03-30T00:00:00.000');
    const past = await ask('report', { report: created, period: ['2026-03-27', '2026-03-29'] });
    expect(partialBucket(past.queries!['main']!, past.asOf)).toBeUndefined();
  });

  it('has its total, and the one before up to the same time of day', async () => {
    const data = await ask('report', { report: created, period: 'last-7-days' });
    // Ticket 7 came at noon on the last day before; now it is 11:00.
    expect(data.figures!['tickets.count']).toMatchObject({ value: 5, base: 1, records: { count: 5 } });
    expect(await behind(data.figures!['tickets.count']!.records!)).toBe(5);
    expect(column(data, 'main@before', 'tickets.count')).toEqual([0, 0, 0, 0, 1, 0, 1]);
  });

  it('leads from each bucket to as many records as it says', async () => {
    const data = await ask('report', { report: created, period: 'last-7-days' });
    const counts = column(data, 'main', 'tickets.count');
    const labels = column(data, 'main', 'tickets.createdAt') as string[];
    for (const [row, bucket] of labels.entries()) {
      const ref = recordsAt(data.queries!['main']!, { measure: 'tickets.count', bucket, count: Number(counts[row]) });
      expect(await behind(ref)).toBe(counts[row]);
    }
  });

  it('leads to the records within the range where a week or month lies half outside it', async () => {
    for (const [period, granularity] of [[['2026-03-25', '2026-03-30'], 'week'], [['2026-03-22', '2026-03-29'], 'month'], ['today', 'hour']] as const) {
      const own = { ...created, queries: { main: { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity }] } } };
      const data = await ask('report', { report: own, period });
      const labels = column(data, 'main', 'tickets.createdAt') as string[];
      const behindEach = await Promise.all(labels.map((bucket) => behind(recordsAt(data.queries!['main']!, { measure: 'tickets.count', bucket }))));
      expect([granularity, behindEach]).toEqual([granularity, column(data, 'main', 'tickets.count').map((count) => count ?? 0)]);
      expect(behindEach.reduce((sum, count) => sum + count, 0)).toBe(data.figures!['tickets.count']!.value);
    }
  });

  it.each([
    ['today', 'hour'],
    ['last-90-days', 'day'],
    [['2025-10-01', '2026-03-30'], 'week'],
    ['last-12-months', 'week'],
    [['2024-01-01', '2026-03-30'], 'month'],
  ] as const)('over %s is bucketed by %s', async (period, granularity) => {
    const { queries } = await ask('report', { report: created, period });
    expect(queries!['main']!.timeDimensions![0]).toMatchObject({ granularity });
  });

  it('covers thirty days unless params or scope say otherwise', async () => {
    const range = async (params: object, period?: 'today') =>
      (await ask('report', { report: created, ...params }, { filters: { values: {}, period } })).queries!['main']!.timeDimensions![0]!.dateRange;
    expect(await range({})).toEqual(['2026-03-01', '2026-03-30']);
    expect(await range({}, 'today')).toEqual(['2026-03-30', '2026-03-30']);
    expect(await range({ period: 'yesterday' }, 'today')).toEqual(['2026-03-29', '2026-03-29']);
  });

  it('is null, not zero, beyond the last word of the source', async () => {
    const data = await ask('report', { report: created, period: 'last-7-days' }, { now: '2026-04-01T08:00:00Z' });
    expect(column(data, 'main', 'tickets.count')).toEqual([0, 1, 1, 2, 1, null, null]);
  });

  it('has nothing to compare with where nothing is compared', async () => {
    const data = await ask('report', { report: created }, { compare: 'none' });
    expect(Object.keys(data.results)).toEqual(['main']);
    expect(data.figures!['tickets.count']).not.toHaveProperty('base');
  });
});

const split: Report = {
  version: 1,
  id: 'split',
  name: 'Time to close by channel',
  queries: {
    main: {
      measures: ['tickets.timeToClose.avg', 'tickets.count'],
      dimensions: ['tickets.channel'],
      timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', dateRange: ['2026-03-27', '2026-03-29'] }],
    },
  },
  visualization: { type: 'line', x: 'tickets.createdAt', y: ['tickets.timeToClose.avg'], color: 'tickets.channel' },
};

describe('a definition of one’s own', () => {
  it('keeps its own range and bucket, and fills every series: counts 0, all else null', async () => {
    const data = await ask('report', { report: split, period: 'today' });
    const rows = column(data, 'main', 'tickets.createdAt').map((label, row) => [
      String(label).slice(8, 10),
      column(data, 'main', 'tickets.channel')[row],
      column(data, 'main', 'tickets.count')[row],
      column(data, 'main', 'tickets.timeToClose.avg')[row],
    ]);
    expect(rows.sort((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['27', 'chat', 0, null],
      ['27', 'email', 1, hours(24)],
      ['28', 'chat', 0, null],
      // Closed after the range had ended, so not yet known then.
      ['28', 'email', 1, null],
      ['29', 'chat', 1, null],
      ['29', 'email', 1, null],
    ]);
  });

  it('leads from a point of a series to its records', async () => {
    const data = await ask('report', { report: split });
    const point = { measure: 'tickets.count', bucket: '2026-03-29T00:00:00.000' };
    expect(await behind(recordsAt(data.queries!['main']!, { ...point, values: { 'tickets.channel': 'chat' } }))).toBe(1);
    expect(await behind(recordsAt(data.queries!['main']!, { ...point, values: { 'tickets.channel': null } }))).toBe(0);
  });

  it('tells the first failure where no query was answered', async () => {
    const wrong: Report = { ...split, queries: { main: { measures: ['tickets.counts'] } } };
    await expect(ask('report', { report: wrong })).rejects.toMatchObject({ problem: { kind: 'bad-query', title: expect.stringContaining('tickets.count') } });
  });

  it('is empty when all its numbers are zero or unknown', async () => {
    const data = await ask('report', { report: created, period: ['2020-01-01', '2020-01-05'] });
    expect(dataset.isEmpty(data)).toBe(true);
    expect(dataset.isEmpty(await ask('report', { report: created }))).toBe(false);
  });
});

describe('records and choices', () => {
  const ref = { source: 'tickets', query: { measures: ['tickets.open'], timezone: 'UTC' } };

  it('gives the asked page of the asked columns in the asked order, and how many there are', async () => {
    const page = await ask('records', { ref, columns: ['tickets.id'], order: [['tickets.id', 'desc']], offset: 1, limit: 2 });
    expect(page.columns[0]!.name).toBe('tickets.id');
    expect(page.data[0]).toEqual(['6', '5']);
    expect(page.total).toBe(5);
  });

  it('searches ids and texts', async () => {
    expect((await ask('records', { ref, columns: ['tickets.id'], search: '7' })).data[0]).toEqual(['7']);
  });

  it('lists values with how often they occur, whatever the filter on the member itself', async () => {
    const filters = { values: { 'tickets.channel': ['chat'] } };
    expect(await ask('choices', { member: 'tickets.channel' }, { filters })).toEqual([
      { value: 'email', label: 'email', count: 6 },
      { value: 'chat', label: 'chat', count: 1 },
    ]);
    expect(await ask('choices', { member: 'tickets.channel', search: 'CH' })).toHaveLength(1);
    expect(await ask('choices', { member: 'tickets.channel', limit: 1 })).toHaveLength(1);
  });

  it('names ids', async () => {
    const named = desk({ tickets: [{ ...tickets[0]!, ownerId: 'r1' }], reps: [{ id: 'r1', name: 'Ann Lee' }], asOf: records.asOf });
    expect(await named.ask('choices', { member: 'tickets.ownerId' })).toEqual([{ value: 'r1', label: 'Ann Lee', count: 1 }]);
    expect(await named.ask('choices', { member: 'tickets.ownerId', search: 'lee' })).toHaveLength(1);
  });
});
