import { describe, expect, it } from 'vitest';
import { Members } from '../../../src/components/report-view/members.ts';
import { plotReport, type Plot } from '../../../src/components/report-view/plot.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { presetReport } from '../../../src/data/reports/presets.ts';
import type { Report } from '../../../src/data/reports/report.ts';
import type { Scope } from '../../../src/data/scope.ts';
import en from '../../../src/terms/en.ts';

const context = { signal: new AbortController().signal };
const scope: Scope = {
  now: '2026-03-30T10:00:00Z',
  timezone: 'Europe/Warsaw',
  weekStart: 1,
  filters: { values: {}, period: 'last-7-days' },
  compare: 'yesterday',
  stat: 'avg',
  hours: 'calendar',
};
const CHANNELS = ['email', 'chat', 'phone', 'web', 'portal', 'sms', 'fax', 'letter', 'social', undefined];

/** Tickets about every 47 minutes over the change to summer time (29 March, 02:00 becomes 03:00), on ten channels. */
const tickets = Array.from({ length: 300 }, (_, index) => ({
  id: `t${index}`,
  createdAt: new Date(Date.parse('2026-03-22T00:10:00Z') + index * 47 * 60_000).toISOString(),
  channel: CHANNELS[(index * 7) % 10],
  priority: index % 3 ? 'high' : 'low',
}));
const adapter = recordsAdapter({ tickets, asOf: scope.now });

async function plotted(report: Report): Promise<Plot> {
  const data = await adapter.load({ dataset: 'report', params: { report }, scope }, context);
  const catalog = await adapter.catalog?.(context);
  const plot = plotReport(report, data, { members: new Members(catalog, en, undefined), bucket: (label) => label, unknown: 'Unknown', other: 'Other' });
  if (!plot?.chart) throw new Error('Not drawn.');
  return plot;
}

/** Every point with the number of records to which it leads. */
async function compared({ chart, point }: Plot): Promise<{ shown: number; found: number }[]> {
  const pairs: { shown: number; found: number }[] = [];
  for (let series = 0; series < (chart?.series.length ?? 0); series++) {
    for (let place = 0; place < (chart?.places.length ?? 0); place++) {
      const { records } = point({ place, series });
      if (!records) throw new Error('No records.');
      const list = await adapter.load({ dataset: 'records', params: { ref: records, limit: 10_000 }, scope }, context);
      pairs.push({ shown: chart?.series[series]?.values[place] ?? 0, found: list.data[0]?.length ?? 0 });
    }
  }
  return pairs;
}

const preset = presetReport('tickets-created');
if (!preset) throw new Error('There is no such preset.');
const split = (color: string): Report => ({
  ...preset,
  queries: { main: { ...preset.queries.main, dimensions: [color] } },
  visualization: { ...preset.visualization, color, stacked: true },
});

describe('the records behind a bar are as many as it says', () => {
  it.each([
    ['per day', preset, 7],
    ['per day and priority', split('tickets.priority'), 14],
    ['per day and channel, the rest gathered', split('tickets.channel'), 56],
  ])('%s', async (_, report, points) => {
    const pairs = await compared(await plotted(report));
    expect(pairs).toHaveLength(points);
    expect(pairs.map(({ found }) => found)).toEqual(pairs.map(({ shown }) => shown));
    expect(pairs.reduce((sum, { shown }) => sum + shown, 0)).toBe(tickets.filter(({ createdAt }) => createdAt >= '2026-03-23T23:00:00Z' && createdAt < '2026-03-30T10:00:00Z').length);
  });

  it('the last day is not over', async () => {
    const { chart } = await plotted(preset);
    expect(chart?.partial).toBe(6);
  });
});
