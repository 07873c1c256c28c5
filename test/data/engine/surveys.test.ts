import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../../src/data/catalog/build-catalog.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { refusal, rows } from './ask.ts';

const submitted = (id: string, day: number, type: string, ticketId?: string) => ({ id, type, ticketId, score: 5, scaleMin: 1, scaleMax: 5, submittedAt: `2026-03-0${day}T10:00:00Z` });
const DESK: Records = {
  timezone: 'America/New_York',
  asOf: '2026-03-06T00:00:00Z',
  tickets: [{ id: 't', createdAt: '2026-03-01T10:00:00Z', channel: 'email' }],
  feedback: [submitted('1', 2, 'csat', 't'), submitted('2', 2, 'csat', 't'), submitted('3', 3, 'csat'), submitted('4', 3, 'nps')],
  settings: {
    feedback: {
      sent: [
        { date: '2026-03-02', count: 10, type: 'csat' },
        { date: '2026-03-03', count: 4, type: 'csat' },
        { date: '2026-03-03', count: 5, type: 'nps' },
        { date: '2026-03-04', count: 3 },
        { date: '2026-03-06', count: 100 },
      ],
    },
  },
};
const cells = async (query: Query, desk = DESK): Promise<Cell[][]> => (await rows(desk, query)).map((row) => Object.values(row));
const inMarch = (from: string, to: string, granularity?: 'day') => [{ dimension: 'feedback.submittedAt', dateRange: [from, to] as const, ...(granularity && { granularity }) }];

describe('surveys sent out', () => {
  test('are totals of the days in the window, as far as the source reaches', async () => {
    expect(await cells({ measures: ['feedback.sent'] })).toEqual([[22]]);
    expect(await cells({ measures: ['feedback.sent'], timeDimensions: inMarch('2026-03-02', '2026-03-03') })).toEqual([[19]]);
    expect(await cells({ measures: ['feedback.sent'], timeDimensions: [{ dimension: 'feedback.sentAt', dateRange: ['2026-03-03', '2026-03-04'], granularity: 'day' }] })).toEqual([
      ['2026-03-03T00:00:00.000', 9],
      ['2026-03-04T00:00:00.000', 3],
    ]);
  });

  test('a day is one of the desk, whatever the zone of the query', async () => {
    // In New York the 3rd begins at 05:00 in UTC.
    const until = (time: string): Query => ({ measures: ['feedback.sent'], timezone: 'UTC', timeDimensions: inMarch('2026-03-02T00:00:00Z', `2026-03-03T${time}:00Z`) });
    expect(await cells(until('05:00'))).toEqual([[10]]);
    expect(await cells(until('05:01'))).toEqual([[19]]);
  });

  test('the response rate is latest answers by surveys sent, per day and type', async () => {
    const measures = ['feedback.responseRate', 'feedback.responseRate.numerator', 'feedback.responseRate.denominator', 'feedback.responseRate.missing'];
    // Two answers for one ticket count once.
    expect(await cells({ measures })).toEqual([[3 / 22, 3, 22, 0]]);
    expect(await cells({ measures, timeDimensions: inMarch('2026-03-02', '2026-03-04', 'day') })).toEqual([
      ['2026-03-02T00:00:00.000', 1 / 10, 1, 10, 0],
      ['2026-03-03T00:00:00.000', 2 / 9, 2, 9, 0],
      ['2026-03-04T00:00:00.000', 0, 0, 3, 0],
    ]);
    expect(await cells({ measures: ['feedback.responseRate', 'feedback.count'], dimensions: ['feedback.type'] })).toEqual([
      ['csat', 2 / 14, 3],
      ['nps', 1 / 5, 1],
      [null, 0, 0],
    ]);
    expect(await cells({ measures: ['feedback.responseRate'], filters: [{ member: 'feedback.type', operator: 'equals', values: ['nps'] }] })).toEqual([[0.2]]);
  });

  test('answers with no survey sent have no rate', async () => {
    const none = { ...DESK, settings: { feedback: { sent: [] } } };
    expect(await cells({ measures: ['feedback.responseRate', 'feedback.sent'] }, none)).toEqual([[null, 0]]);
  });

  test('the list of the rate has the answers', async () => {
    expect(await cells({ measures: ['feedback.responseRate'], dimensions: ['feedback.id'], ungrouped: true })).toEqual([
      ['2', true],
      ['3', true],
      ['4', true],
    ]);
    expect(await refusal(DESK, { measures: ['feedback.sent'], ungrouped: true })).toMatchObject({ kind: 'unsupported' });
  });

  test('what totals cannot tell apart is refused with the reason', async () => {
    for (const query of [{ dimensions: ['tickets.channel'] }, { filters: [{ member: 'feedback.score', operator: 'set' as const }] }, { timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day' as const }] }]) {
      expect(await refusal(DESK, { ...query, measures: ['feedback.responseRate'] })).toMatchObject({ kind: 'unsupported', title: expect.stringMatching(/a total by day and type of survey, so “[a-zA-Z.]+” cannot/) });
    }
  });

  test('without totals both are not available', async () => {
    const { settings: _, ...bare } = DESK;
    expect(await refusal(bare, { measures: ['feedback.sent'] })).toMatchObject({ kind: 'unsupported', detail: 'It needs sent.' });
    const names = async (records: Records) => (await buildCatalog(normalizeRecords(records))).sources.flatMap(({ members }) => members.map(({ name }) => name));
    expect(await names(bare)).not.toContain('feedback.responseRate');
    expect(await names(DESK)).toEqual(expect.arrayContaining(['feedback.responseRate', 'feedback.sent', 'feedback.sentAt']));
  });

  test('a total that cannot be read is counted and left out', () => {
    const sent = [{ date: '2026-03-02', count: 1 }, { date: '02/03/2026', count: 1 }, { date: '2026-02-30', count: 1 }, { date: '2026-03-02', count: -1 }, { date: '2026-03-02', count: NaN }];
    const { settings, problems } = normalizeRecords({ settings: { feedback: { sent } } });
    expect(settings.feedback?.sent).toEqual([{ date: '2026-03-02', count: 1 }]);
    expect(problems).toMatchObject([{ source: 'settings', column: 'feedback.sent', code: 'bad-total', count: 4, leftOut: true, rows: [2, 3, 4, 5] }]);
  });
});
