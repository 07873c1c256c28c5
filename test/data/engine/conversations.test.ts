import { describe, expect, test } from 'vitest';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, HOUR, MINUTE, refusal, rows, value } from './ask.ts';

const at = (time: string, day = 2) => `2026-03-0${day}T${time}:00Z`;
const cells = async (desk: Records, query: Query): Promise<Cell[][]> => (await rows(desk, query)).map((row) => Object.values(row));

describe('conversations', () => {
  const desk: Records = {
    timezone: 'UTC',
    asOf: at('12:00', 4),
    tickets: [
      { id: 't', createdAt: at('08:00'), channelAccount: 'help@example.com', ownerId: 'r', priority: 'high' },
      { id: 'x', createdAt: at('08:00'), excludedAt: at('12:00', 3) },
    ],
    reps: [{ id: 'r', name: 'Ro' }],
    conversations: [
      { id: 'done', ticketId: 't', startedAt: at('09:00'), closedAt: at('09:30'), channel: 'chat' },
      { id: 'overnight', ticketId: 't', startedAt: at('22:00'), closedAt: at('01:00', 3) },
      { id: 'running', startedAt: at('09:00', 3), closedAt: null },
      { id: 'merged', ticketId: 'x', startedAt: at('09:00'), closedAt: null },
      { id: 'backwards', startedAt: at('09:00', 3), closedAt: at('08:00', 3) },
      { id: 'no beginning', startedAt: null, closedAt: at('10:00', 3) },
    ],
  };

  test('are counted by their start, open by their end, and leave with their ticket', async () => {
    expect(await cells(desk, { measures: ['conversations.count', 'conversations.open'] })).toEqual([[5, 1]]);
    expect(await value(desk, 'conversations.count', { timeDimensions: [{ dimension: 'conversations.startedAt', dateRange: ['2026-03-02', '2026-03-02'] }] })).toBe(3);
    // Open just before each day's end: the merged ticket's until it was merged, one without a beginning until its close.
    const perDay = await answer(desk, { measures: ['conversations.open'], timeDimensions: [{ dimension: 'conversations.asOf', granularity: 'day', dateRange: ['2026-03-02', '2026-03-04'] }] });
    expect(perDay.data[1]).toEqual([3, 1, 1]);
    expect(perDay.partial).toBeUndefined();
  });

  test('last from start to close, as known then', async () => {
    const parts = ['sum', 'count', 'missing', 'invalid'].map((part) => `conversations.duration.${part}`);
    expect(await cells(desk, { measures: parts })).toEqual([[3.5 * HOUR, 2, 1, 1]]);
    expect(await cells(desk, { measures: parts, context: { now: at('23:00') } })).toEqual([[30 * MINUTE, 1, 0, 0]]);
    expect(await cells(desk, { dimensions: ['conversations.id', 'conversations.duration'], filters: [{ member: 'conversations.duration', operator: 'set' }] })).toEqual([
      ['done', 30 * MINUTE],
      ['overnight', 3 * HOUR],
    ]);
  });

  test('follow their ticket, but keep their own channel', async () => {
    expect(await cells(desk, { measures: ['conversations.count'], dimensions: ['conversations.channelAccount', 'conversations.owner', 'conversations.channel'], filters: [{ member: 'conversations.priority', operator: 'equals', values: ['high'] }] })).toEqual([
      ['help@example.com', 'Ro', 'chat', 1],
      ['help@example.com', 'Ro', null, 1],
    ]);
  });

  test('without closing dates nobody knows which are open', async () => {
    expect(await refusal({ conversations: [{ id: '1', startedAt: at('09:00') }] }, { measures: ['conversations.open'] })).toMatchObject({ kind: 'unsupported', detail: 'It needs closedAt.' });
  });
});

describe('people and places', () => {
  const desk: Records = {
    contacts: [{ id: 'a', companyId: 'k' }, { id: 'b', companyId: 'k' }, { id: 'c' }],
    companies: [{ id: 'k', name: 'Kite' }],
    teams: [{ id: 'n' }],
    reps: [
      { id: 'r', teamId: 'n', capacity: 3 },
      { id: 's', teamId: null, capacity: 5 },
    ],
    asOf: at('12:00'),
  };

  test('are counted, whatever they join to', async () => {
    expect(await cells(desk, { measures: ['contacts.count'], dimensions: ['contacts.company'] })).toEqual([
      ['Kite', 2],
      [null, 1],
    ]);
    expect(await cells(desk, { measures: ['companies.count', 'teams.count', 'reps.count', 'contacts.companyId.countDistinct'] })).toEqual([[1, 1, 2, 1]]);
  });

  test('fields have families and numbers of different values', async () => {
    expect(await cells(desk, { measures: ['reps.capacity.avg', 'reps.capacity.max', 'reps.capacity.countDistinct', 'reps.teamId.countDistinct'] })).toEqual([[4, 5, 2, 1]]);
  });
});

describe('what came twice', () => {
  const once = {
    tickets: [{ id: 1, createdAt: at('08:00'), closedAt: at('10:00'), reopenCount: 0, statusCategory: 'closed' }],
    statusChanges: [
      { ticketId: '1', status: 'New', statusCategory: 'open', enteredAt: at('08:00') },
      { ticketId: '1', status: 'Solved', statusCategory: 'closed', enteredAt: at('10:00') },
    ],
    assignments: [{ ticketId: '1', ownerId: 'r', from: at('08:00') }],
    messages: [{ id: 'm', ticketId: '1', sentAt: at('08:00'), direction: 'inbound', authorType: 'customer' }],
    calls: [{ id: 'c', ticketId: 1, startedAt: at('09:00'), direction: 'inbound', status: 'completed', durationMs: 5 }],
    feedback: [{ id: 'f', ticketId: '1', type: 'csat', score: 5, scaleMin: 1, scaleMax: 5, submittedAt: at('11:00') }],
    conversations: [{ id: 'v', ticketId: '1', startedAt: at('08:00'), closedAt: at('09:00') }],
  };
  const twice: Records = { asOf: at('12:00'), ...Object.fromEntries(Object.entries(once).map(([source, list]) => [source, [...list, ...list]])) };
  const MEASURES = [
    ['tickets.count', 'tickets.timeToClose.sum', 'tickets.reopened'],
    ['statusChanges.count', 'statusChanges.closes', 'statusChanges.reopens', 'statusChanges.timeInStatus.sum'],
    ['messages.count', 'messages.received', 'messages.replyTime.sum', 'messages.replyTime.count'],
    ['calls.count', 'calls.duration.sum'],
    ['feedback.count', 'feedback.superseded', 'conversations.count', 'conversations.duration.count'],
  ];

  test('counts once, whichever source it is of', async () => {
    for (const measures of MEASURES) expect(await cells(twice, { measures })).toEqual(await cells({ asOf: at('12:00'), ...once }, { measures }));
    expect(await cells(twice, { measures: ['messages.replyTime.sum', 'messages.replyTime.count'] })).toEqual([[HOUR, 1]]);
  });

  test('joins whether ids are numbers or texts', async () => {
    expect(await cells({ asOf: at('12:00'), ...once }, { measures: ['calls.count', 'messages.count'], dimensions: ['tickets.id'] })).toEqual([['1', 1, 1]]);
  });
});
