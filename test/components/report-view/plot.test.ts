import { describe, expect, it } from 'vitest';
import type { ReportData } from '../../../src/data/adapter.ts';
import type { Cell, Query, ResultColumn } from '../../../src/data/query/query.ts';
import type { Report, Visualization } from '../../../src/data/reports/report.ts';
import { plotReport, type Plot, type PlotWords } from '../../../src/components/report-view/plot.ts';

const words: PlotWords = {
  members: {
    label: (name) => name.toUpperCase(),
    countsRecords: (name) => name.endsWith('.count'),
    isAdditive: (name) => name.endsWith('.count'),
  },
  bucket: (label) => label.slice(5, 10),
  unknown: 'Unknown',
  other: 'Other',
};

const TIME = 'tickets.createdAt';
const COUNT = 'tickets.count';
const CHANNEL = 'tickets.channel';
const day = (date: number): string => `2026-10-0${date}T00:00:00.000`;
const asked: Query = {
  measures: [COUNT],
  timeDimensions: [{ dimension: TIME, granularity: 'day', dateRange: ['2026-10-01', '2026-10-03'] }],
  timezone: 'UTC',
};

function plot(visualization: Visualization, columns: ResultColumn[], rows: Cell[][], query: Query = asked, more: Partial<ReportData> = {}): Plot {
  const report: Report = { version: 1, id: 'r', name: 'Report', queries: { main: query }, visualization };
  const result = { columns, data: columns.map((_, column) => rows.map((row) => row[column] ?? null)), asOf: '2026-10-03T12:00:00Z' };
  const found = plotReport(report, { asOf: result.asOf, results: { main: result }, queries: { main: query }, ...more }, words);
  if (!found) throw new Error('No plot.');
  return found;
}

const time: ResultColumn = { name: TIME, type: 'time' };
const count: ResultColumn = { name: COUNT, type: 'number', unit: 'tickets' };
const channel: ResultColumn = { name: CHANNEL, type: 'string' };
const bars: Visualization = { type: 'bar', x: TIME, y: [COUNT] };
const byChannel: Visualization = { ...bars, color: CHANNEL };

describe('plotReport', () => {
  it('draws buckets in order, and knows which one is not over', () => {
    const { chart, granularity, table } = plot(bars, [time, count], [[day(1), 4], [day(2), 0], [day(3), 1]]);
    expect(granularity).toBe('day');
    expect(chart?.places.map(({ label }) => label)).toEqual(['10-01', '10-02', '10-03']);
    expect(chart?.series.map(({ values }) => values)).toEqual([[4, 0, 1]]);
    expect(chart?.partial).toBe(2);
    expect(table.map(({ cells }) => cells)).toEqual([[day(1), day(2), day(3)], [4, 0, 1]]);
  });

  it('takes buckets whose column carries its granularity', () => {
    const { chart } = plot(bars, [{ name: `${TIME}.day`, type: 'time' }, count], [[day(1), 4]]);
    expect(chart?.time).toBe(true);
  });

  it('splits into series, and leaves a gap where a series has no row', () => {
    const { chart } = plot(byChannel, [time, channel, count], [[day(1), 'chat', 1], [day(1), null, 2], [day(2), 'chat', 3]]);
    expect(chart?.series.map(({ key, label, values }) => [key, label, values])).toEqual([
      ['chat', 'chat', [1, 3]],
      [null, 'Unknown', [2, null]],
    ]);
  });

  it('does not take text for the records without one', () => {
    const { chart } = plot(byChannel, [time, channel, count], [[day(1), 'null', 1], [day(1), null, 2]]);
    expect(chart?.series.map(({ values }) => values)).toEqual([[1], [2]]);
  });

  it('leads from a point to the records of its bucket and series', () => {
    const { point } = plot(byChannel, [time, channel, count], [[day(1), 'chat', 1], [day(2), 'chat', 3]]);
    expect(point({ place: 1, series: 0 })).toEqual({
      measure: COUNT,
      records: {
        source: 'tickets',
        count: 3,
        query: {
          measures: [COUNT],
          ungrouped: true,
          timezone: 'UTC',
          timeDimensions: [{ dimension: TIME, dateRange: ['2026-10-01', '2026-10-03'] }],
          filters: [
            { member: CHANNEL, operator: 'equals', values: ['chat'] },
            { member: TIME, operator: 'inDateRange', values: ['2026-10-02T00:00:00.000Z', '2026-10-03T00:00:00.000Z'] },
          ],
        },
      },
    });
  });

  it('has no records where the queries that were asked are not told', () => {
    const { point } = plot(bars, [time, count], [[day(1), 4]], asked, { queries: undefined });
    expect(point({ place: 0, series: 0 }).records).toBeUndefined();
  });

  it('leaves out series that say nothing, unless none says anything', () => {
    const labels = (column: ResultColumn, rows: Cell[][]) => plot({ ...byChannel, y: [column.name] }, [time, channel, column], rows).chart?.series.map(({ label }) => label);
    expect(labels(count, [[day(1), 'chat', 0], [day(1), 'email', 3], [day(2), 'chat', 0]])).toEqual(['email']);
    const rate: ResultColumn = { name: 'tickets.reopenRate', type: 'number', unit: 'ratio' };
    // A rate of 0 is a value.
    expect(labels(rate, [[day(1), 'chat', 0], [day(1), 'email', null], [day(2), 'email', null]])).toEqual(['chat']);
    expect(labels(count, [[day(1), 'chat', 0], [day(1), 'email', 0]])).toEqual(['chat', 'email']);
  });

  const many = Array.from({ length: 11 }, (_, index): Cell[] => [day(1), index === 10 ? null : `c${index}`, index + 1]);

  it('gathers all but the largest seven counts, and leads to exactly the others', () => {
    const { chart, point } = plot(byChannel, [time, channel, count], many);
    expect(chart?.series.map(({ label }) => label)).toEqual(['c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'Unknown', 'Other']);
    expect(chart?.series.at(-1)?.values).toEqual([1 + 2 + 3 + 4]);
    expect(point({ place: 0, series: 7 }).records?.query.filters).toEqual([
      { member: TIME, operator: 'inDateRange', values: ['2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z'] },
      { member: CHANNEL, operator: 'notEquals', values: ['c4', 'c5', 'c6', 'c7', 'c8', 'c9'] },
      { member: CHANNEL, operator: 'set' },
    ]);
  });

  it('never adds up averages: the largest eight stand alone, and how many there are is known', () => {
    const avg: ResultColumn = { name: 'tickets.timeToClose.avg', type: 'number', unit: 'ms' };
    const { chart, seriesInAll } = plot({ ...byChannel, y: [avg.name] }, [time, channel, avg], many);
    expect(chart?.series).toHaveLength(8);
    expect(chart?.series.map(({ label }) => label)).not.toContain('Other');
    expect(seriesInAll).toBe(11);
  });

  it('draws measures of one unit together, and shows those of several as a table', () => {
    const closed: ResultColumn = { name: 'tickets.reopened', type: 'number', unit: 'tickets' };
    const rate: ResultColumn = { name: 'tickets.reopenRate', type: 'number', unit: 'ratio' };
    const rows = [[day(1), 4, 2]];
    expect(plot({ ...bars, y: [COUNT, closed.name] }, [time, count, closed], rows).chart?.series).toHaveLength(2);
    const mixed = plot({ ...bars, y: [COUNT, rate.name] }, [time, count, rate], rows);
    expect(mixed.chart).toBeUndefined();
    expect(mixed.table.map(({ unit }) => unit)).toEqual([undefined, 'count', 'ratio']);
  });

  it('shows as a table what would need two values in one place, and what it cannot draw', () => {
    const rows = [[day(1), 'chat', 1], [day(1), 'email', 2]];
    expect(plot(bars, [time, channel, count], rows).chart).toBeUndefined();
    expect(plot({ ...bars, type: 'heatmap' }, [time, count], [[day(1), 1]]).chart).toBeUndefined();
  });

  it('draws along a dimension too, and leads to its records', () => {
    const query: Query = { measures: [COUNT], dimensions: [CHANNEL], timezone: 'UTC' };
    const { chart, point } = plot({ type: 'bar', x: CHANNEL, y: [COUNT] }, [channel, count], [['chat', 3], [null, 1]], query);
    expect(chart?.time).toBe(false);
    expect(chart?.places).toEqual([{ key: 'chat', label: 'chat' }, { key: null, label: 'Unknown' }]);
    expect(point({ place: 1, series: 0 }).records?.query.filters).toEqual([{ member: CHANNEL, operator: 'notSet' }]);
  });
});

describe('groups by id', () => {
  const OWNER = 'tickets.ownerId';
  const NAME = 'tickets.owner';
  const query: Query = { measures: [COUNT], dimensions: [OWNER, NAME], timeDimensions: [{ dimension: TIME, dateRange: ['2026-10-01', '2026-10-03'] }], timezone: 'UTC' };
  const columns: ResultColumn[] = [{ name: OWNER, type: 'string' }, { name: NAME, type: 'string' }, count];
  const rows: Cell[][] = [['a', 'Sam', 3], ['b', 'Sam', 2], [null, 'Kim', 4], [null, null, 1], ['c', null, 5]];
  const { chart, table, point } = plot({ type: 'bar', x: OWNER, y: [COUNT] }, columns, rows, query);
  const filters = (place: number) => point({ place, series: 0 }).records?.query.filters;

  it('are drawn one by one under their names, also where two have the same', () => {
    expect(chart?.places).toEqual([
      { key: 'a', label: 'Sam' },
      { key: 'b', label: 'Sam' },
      { key: 'Kim', label: 'Kim' },
      { key: null, label: 'Unknown' },
      { key: 'c', label: 'c' },
    ]);
    expect(chart?.series.map(({ values }) => values)).toEqual([[3, 2, 4, 1, 5]]);
    expect(table[0]).toMatchObject({ head: 'TICKETS.OWNER', cells: ['Sam', 'Sam', 'Kim', 'Unknown', 'c'] });
  });

  it('lead to the records of the id, or of the name where there is no id', () => {
    expect(filters(1)).toEqual([{ member: OWNER, operator: 'equals', values: ['b'] }]);
    expect(filters(2)).toEqual([{ member: OWNER, operator: 'notSet' }, { member: NAME, operator: 'equals', values: ['Kim'] }]);
    expect(filters(3)).toEqual([{ member: OWNER, operator: 'notSet' }, { member: NAME, operator: 'notSet' }]);
  });

  it('split into series in the same way, the rest without any of those shown', () => {
    const dated = { ...query, timeDimensions: asked.timeDimensions };
    const many: Cell[][] = [...Array.from({ length: 8 }, (_, i): Cell[] => [day(1), `r${i}`, 'Sam', i + 1]), [day(1), null, 'Kim', 20]];
    const { chart: drawn, point: at } = plot({ ...bars, color: OWNER }, [time, ...columns], many, dated);
    expect(drawn?.series.map(({ label, values }) => [label, values[0]])).toEqual([...[3, 4, 5, 6, 7, 8].map((value) => ['Sam', value]), ['Kim', 20], ['Other', 3]]);
    const rest = at({ place: 0, series: 7 }).records?.query.filters;
    expect(rest?.slice(-2)).toEqual([
      { member: OWNER, operator: 'notEquals', values: ['r2', 'r3', 'r4', 'r5', 'r6', 'r7'] },
      { or: [{ member: OWNER, operator: 'set' }, { member: NAME, operator: 'notEquals', values: ['Kim'] }] },
    ]);
  });
});
