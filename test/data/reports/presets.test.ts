import { describe, expect, it } from 'vitest';
import { sampleHelpDesk } from '../../../demo/sample/help-desk.ts';
import { presetsFor } from '../../../src/data/reports/presets-for.ts';
import { presetReport, PRESETS } from '../../../src/data/reports/presets.ts';
import { recordsAt } from '../../../src/data/reports/series.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { desk, signal } from '../datasets/ask.ts';

const NOW = Date.parse('2026-11-20T13:05:00Z');
const { ask, behind, adapter } = desk(sampleHelpDesk({ now: NOW, months: 1.5, tickets: 1_500 }));
const ids = Object.keys(PRESETS);
const offered = async (records: Records) => presetsFor(await desk(records).adapter.catalog!({ signal })).map(({ id }) => id);

describe.each(ids)('%s', (id) => {
  const report = PRESETS[id]!;

  it('is answered over thirty days, today included', async () => {
    const data = await ask('report', { report });
    expect(Object.keys(data.results).filter((name) => !name.includes('@'))).toEqual(Object.keys(report.queries));
    for (const name of Object.keys(report.queries)) {
      const [time] = data.queries![name]!.timeDimensions!;
      expect(time!.dateRange).toEqual(['2026-10-22', '2026-11-20']);
      const { columns, data: cells } = data.results[name]!;
      const shown = columns.flatMap(({ type }, column) => (type === 'number' ? cells[column]! : []));
      expect(shown.some((cell) => cell !== null && cell !== 0)).toBe(true);
    }
    expect(data.notes).toBeUndefined();
  });

  it('leads from each number over the whole period to its records', async () => {
    const { figures } = await ask('report', { report, period: 'last-7-days' });
    expect(Object.keys(figures!).length).toBeGreaterThan(0);
    for (const [member, { records, n, value }] of Object.entries(figures!)) {
      expect([member, records!.count]).toEqual([member, n ?? value ?? 0]);
      expect([member, await behind(records!)]).toEqual([member, records!.count]);
    }
  });

  it('names only what it asks in its drawing', () => {
    const { x, y = [], color } = report.visualization;
    const asked = Object.values(report.queries).flatMap(({ measures = [], dimensions = [], timeDimensions = [] }) => [...measures, ...dimensions, ...timeDimensions.map(({ dimension }) => dimension)]);
    expect([x, ...y, ...(color ? [color] : [])].filter((member) => !asked.includes(member!))).toEqual([]);
  });
});

it('every report is offered where the source can feed all', async () => {
  expect(presetsFor(await adapter.catalog!({ signal })).map(({ id }) => id)).toEqual(ids);
});

const ticket = { id: 1, createdAt: '2026-11-19T08:00:00Z', closedAt: '2026-11-19T10:00:00Z', firstResponseAt: '2026-11-19T09:00:00Z', statusCategory: 'closed', reopenCount: 0 };
const created = ['tickets-created', 'first-response-time', 'tickets-closed', 'time-to-close'];

it('averages give way to the chosen statistic, wherever the report names them', async () => {
  const median = presetReport('slowest-reps', 'median')!;
  expect(median.visualization).toMatchObject({ y: ['tickets.firstResponseTime.median'], minSample: 5 });
  expect(presetReport('slowest-reps', 'p90')!.visualization).toMatchObject({ y: ['tickets.firstResponseTime.p90'], minSample: 10 });
  expect(presetReport('tickets-created', 'p90')).toEqual(PRESETS['tickets-created']);
  const { results } = await ask('report', { report: median });
  const { columns, data } = results['main']!;
  const values = data[columns.findIndex(({ name }) => name === 'tickets.firstResponseTime.median')] as number[];
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(values.length).toBeGreaterThan(3);
});

describe('of others are offered', () => {
  it('those of tickets, where there are only tickets', async () => {
    expect(await offered({ tickets: [ticket] })).toEqual(created);
  });

  it('the hours, but no waits by company, where messages belong to none', async () => {
    const some = await offered({ tickets: [ticket], messages: [{ id: 1, ticketId: 1, sentAt: '2026-11-19T08:00:00Z', authorType: 'customer' }] });
    expect(some).toEqual(expect.arrayContaining(['customer-wait-time', 'replies-per-ticket', 'rep-message-hours', 'customer-message-hours']));
    expect(some).not.toContain('wait-time-by-company');
  });

  it('service levels of the kinds that are configured, by what tickets have', async () => {
    const some = await offered({ tickets: [{ ...ticket, priority: 'high', closeSlaDueAt: '2026-11-19T12:00:00Z' }] });
    expect(some.filter((id) => id.includes('sla'))).toEqual(['close-sla', 'close-sla-by-priority']);
  });

  it('customer effort where somebody was asked for it', async () => {
    const answer = (type: string) => ({ id: 1, ticketId: 1, type, score: 5, scaleMin: 1, scaleMax: 7, submittedAt: '2026-11-19T12:00:00Z' });
    expect(await offered({ tickets: [ticket], feedback: [answer('csat')] })).not.toContain('customer-effort');
    expect(await offered({ tickets: [ticket], feedback: [answer('ces')] })).toContain('customer-effort');
  });
});

it('what a source cannot feed is not supported, rather than 0', async () => {
  const poor = desk({ asOf: new Date(NOW).toISOString(), tickets: [ticket] });
  // Who answered first is told of each ticket, so that of none it is an empty list.
  const missing = ids.filter((id) => !created.includes(id) && id !== 'slowest-reps');
  expect(missing.length).toBeGreaterThan(15);
  for (const id of missing) expect([id, await poor.ask('report', { report: PRESETS[id]! }).catch(({ problem }) => problem.kind)]).toEqual([id, 'unsupported']);
});

describe('against counts by hand', () => {
  const at = (time: string) => `2026-11-19T${time}:00Z`;
  const hour = (id: number, time: string, authorType: string, more: object = {}) => ({ id, ticketId: 1, sentAt: at(time), authorType, ...more });
  const asOf = '2026-11-20T12:00:00Z';
  const column = (data: Awaited<ReturnType<typeof ask<'report'>>>, name: string) => {
    const { columns, data: cells } = data.results['main']!;
    return cells[columns.findIndex((each) => each.name === name)]!;
  };

  it('hours of the day are those of the zone, all twenty-four', async () => {
    const messages = [hour(1, '07:30', 'customer'), hour(2, '08:10', 'rep', { authorId: 'a' }), hour(3, '20:30', 'customer'), hour(4, '23:59', 'rep', { authorId: 'a' })];
    const own = desk({ asOf, timezone: 'Europe/Warsaw', tickets: [{ ...ticket, closedAt: undefined, statusCategory: 'open' }], messages });
    const data = await own.ask('report', { report: PRESETS['rep-message-hours']! });
    expect(column(data, 'messages.sentAt.hourOfDay')).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(column(data, 'messages.sent')).toEqual(Array.from({ length: 24 }, (_, i) => Number(i === 9 || i === 0)));
    const ref = recordsAt(data.queries!['main']!, { measure: 'messages.sent', values: { 'messages.sentAt.hourOfDay': 9 } });
    expect(await own.behind(ref)).toBe(1);
    expect(column(await own.ask('report', { report: PRESETS['customer-message-hours']! }), 'messages.received')[21]).toBe(1);
  });

  it('the slowest come first, ten at most, none of few answers', async () => {
    const answered = (rep: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        id: `${rep}-${i}`,
        createdAt: at('08:00'),
        firstResponseAt: new Date(Date.parse(at('08:00')) + rep * 60_000).toISOString(),
        firstResponderId: `r${rep}`,
        statusCategory: 'open',
        reopenCount: 0,
      }));
    const tickets = Array.from({ length: 14 }, (_, i) => answered(i + 1, i === 13 ? 4 : 5)).flat();
    const own = desk({ asOf, tickets, reps: Array.from({ length: 14 }, (_, i) => ({ id: `r${i + 1}`, name: 'Sam' })) });
    const data = await own.ask('report', { report: PRESETS['slowest-reps']! });
    expect(column(data, 'tickets.firstResponderId')).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((rep) => `r${rep}`));
    expect(column(data, 'tickets.firstResponder')).toEqual(Array.from({ length: 10 }, () => 'Sam'));
    expect(column(data, 'tickets.firstResponseTime.avg')[0]).toBe(13 * 60_000);
  });

  it('service levels stand by group, with their rate and what is open and overdue', async () => {
    const due = { closeSlaDueAt: at('12:00'), createdAt: at('06:00'), reopenCount: 0 };
    const closed = (id: number, priority: string, time: string) => ({ ...due, id, priority, closedAt: at(time), statusCategory: 'closed' });
    const own = desk({ asOf, tickets: [closed(1, 'high', '11:00'), closed(2, 'high', '13:00'), closed(3, 'low', '09:00'), { ...due, id: 4, priority: 'low', statusCategory: 'open' }] });
    const data = await own.ask('report', { report: PRESETS['close-sla-by-priority']! });
    expect(column(data, 'tickets.priority')).toEqual(['high', 'low']);
    expect(column(data, 'tickets.slaOnTime.close')).toEqual([1, 1]);
    expect(column(data, 'tickets.slaLate.close')).toEqual([1, 0]);
    expect(column(data, 'tickets.slaOpenOverdue.close')).toEqual([0, 1]);
    expect(data.figures!['tickets.slaOnTimeRate.close']).toMatchObject({ value: 2 / 3, n: 3 });
  });

  it('customer effort has mean, easy answers and every score', async () => {
    const scores = [7, 6, 5, 2];
    const feedback = scores.map((score, id) => ({ id, ticketId: `t${id}`, type: 'ces', score, scaleMin: 1, scaleMax: 7, higherIsBetter: true, submittedAt: at('09:00') }));
    const { figures, results } = await desk({ asOf, feedback: [...feedback, { ...feedback[0], id: 9, ticketId: 't9', type: 'csat', score: 1 }] }).ask('report', { report: PRESETS['customer-effort']! });
    expect([figures!['feedback.ces']!.value, figures!['feedback.cesEasyRate']!.value]).toEqual([5, 0.75]);
    expect(results['scores']!.data).toEqual([[2, 5, 6, 7], [1, 1, 1, 1]]);
  });
});
