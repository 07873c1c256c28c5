import { expect, test } from 'vitest';
import type { Records } from '../../../src/data/records/records.ts';
import { rows } from './ask.ts';

/* Cases found by asking DuckDB the same. */

const at = (time: string) => `2026-03-02T${time}:00Z`;

test('a source of status changes without dates does not open closed tickets again', async () => {
  const desk: Records = {
    asOf: at('18:00'),
    tickets: [{ id: 'a', createdAt: at('08:00'), closedAt: at('10:00'), reopenCount: 0 }],
    statusChanges: [
      { ticketId: 'a', status: 'New', statusCategory: 'open' },
      { ticketId: 'a', status: 'Done', statusCategory: 'closed' },
    ],
    assignments: [{ ticketId: 'a', ownerId: 'r', from: at('17:00') }],
  };
  const timeDimensions = [{ dimension: 'tickets.closedAt', dateRange: [at('09:00'), at('12:00')] as const }];
  expect(await rows(desk, { measures: ['tickets.count'], timeDimensions })).toEqual([{ 'tickets.count': 1 }]);
  expect(await rows(desk, { measures: ['tickets.open'], context: { now: at('12:00') } })).toEqual([{ 'tickets.open': 0 }]);
});

test('a ticket without category is open where no dates of closing are supplied', async () => {
  const tickets = [
    { id: 'a', createdAt: at('08:00'), statusCategory: 'waiting' },
    { id: 'b', createdAt: at('08:00') },
  ];
  expect(await rows({ tickets }, { measures: ['tickets.open'], dimensions: ['tickets.statusCategory'] })).toEqual([
    { 'tickets.statusCategory': 'open', 'tickets.open': 1 },
    { 'tickets.statusCategory': 'waiting', 'tickets.open': 1 },
  ]);
});

test('what belongs to no ticket keeps its own date when dates are those of tickets', async () => {
  const desk: Records = {
    asOf: at('18:00'),
    tickets: [{ id: 'a', createdAt: '2026-01-05T08:00:00Z' }],
    reps: [{ id: 'r', name: 'Ann', availability: 'busy', availabilitySince: at('09:00') }],
  };
  const timeDimensions = [{ dimension: 'reps.availabilitySince', granularity: 'day' as const, dateRange: ['2026-01-01', '2026-03-31'] as const }];
  expect(await rows(desk, { measures: ['reps.count'], timeDimensions, context: { attribution: 'created' } })).toEqual([
    { 'reps.availabilitySince': '2026-03-02T00:00:00.000', 'reps.count': 1 },
  ]);
});

test('groups by several numbers and times at once are told apart', async () => {
  const tickets = [0, 1, 2].map((i) => ({ id: `t${i}`, createdAt: at(`0${i + 6}:00`), closedAt: at(`1${i}:00`), reopenCount: i % 2, timeToCloseMs: 1000 * i }));
  const dimensions = ['tickets.createdAt', 'tickets.closedAt', 'tickets.timeToCloseMs', 'tickets.reopenCount', 'tickets.id'];
  const found = await rows({ tickets }, { measures: ['tickets.count'], dimensions });
  expect(found.map((row) => [row['tickets.id'], row['tickets.createdAt'], row['tickets.timeToCloseMs'], row['tickets.reopenCount'], row['tickets.count']])).toEqual([
    ['t0', '2026-03-02T06:00:00.000Z', 0, 0, 1],
    ['t1', '2026-03-02T07:00:00.000Z', 1000, 1, 1],
    ['t2', '2026-03-02T08:00:00.000Z', 2000, 0, 1],
  ]);
});

test('a query without measures is about the source that a filter deep inside names', async () => {
  const desk: Records = {
    tickets: [{ id: 'a', createdAt: at('08:00') }, { id: 'b', createdAt: at('08:00') }],
    calls: [{ id: 'c', ticketId: 'b', startedAt: at('09:00'), status: 'completed', direction: 'inbound' }],
  };
  const filters = [{ or: [{ and: [{ member: 'calls.status', operator: 'equals' as const, values: ['completed'] }] }] }];
  expect(await rows(desk, { dimensions: ['tickets.id'], filters })).toEqual([{ 'tickets.id': 'b' }]);
});

test('visits of no ticket are not added up as if they were of one', async () => {
  const visit = (entered: string, exited: string) => ({ status: 'New', statusCategory: 'open', enteredAt: at(entered), exitedAt: at(exited) });
  const desk: Records = { asOf: at('18:00'), tickets: [], statusChanges: [visit('08:00', '09:00'), visit('10:00', '13:00')] };
  const measures = ['statusChanges.timeInStatus.count', 'statusChanges.timeInStatus.max'];
  expect(await rows(desk, { measures })).toEqual([{ 'statusChanges.timeInStatus.count': 2, 'statusChanges.timeInStatus.max': 3 * 3_600_000 }]);
});

test('a ticket that is closed only later is open as far as the source vouches', async () => {
  const tickets = [{ id: 'a', createdAt: at('08:00'), closedAt: at('12:00'), statusCategory: 'closed' }];
  expect(await rows({ asOf: at('10:00'), tickets }, { measures: ['tickets.open'], dimensions: ['tickets.statusCategory'] })).toEqual([
    { 'tickets.statusCategory': 'open', 'tickets.open': 1 },
  ]);
});

test('who answers later is not known yet', async () => {
  const desk: Records = {
    asOf: at('18:00'),
    tickets: [{ id: 'a', createdAt: at('08:00'), firstResponseAt: at('09:00'), ownerId: 'owner' }],
    messages: [
      { ticketId: 'a', sentAt: at('08:00'), direction: 'inbound', authorType: 'customer' },
      { ticketId: 'a', sentAt: at('12:00'), direction: 'outbound', authorType: 'rep', authorId: 'later' },
    ],
  };
  const query = { dimensions: ['tickets.firstResponderId'] };
  expect(await rows(desk, { ...query, context: { now: at('10:00') } })).toEqual([{ 'tickets.firstResponderId': 'owner' }]);
  expect(await rows(desk, query)).toEqual([{ 'tickets.firstResponderId': 'later' }]);
});

test('visits without a date tell neither of waiting nor of reopening', async () => {
  const desk: Records = {
    asOf: at('18:00'),
    tickets: [
      { id: 'a', createdAt: at('08:00'), closedAt: at('10:00') },
      { id: 'b', createdAt: at('08:00'), reopenCount: 0 },
    ],
    statusChanges: ['closed', 'open', 'closed'].map((statusCategory) => ({ ticketId: 'a', status: statusCategory, statusCategory })),
  };
  const measures = ['tickets.timeToCloseWithoutWaiting.count', 'tickets.timeToCloseWithoutWaiting.missing', 'tickets.reopened'];
  expect(await rows(desk, { measures })).toEqual([
    { 'tickets.timeToCloseWithoutWaiting.count': 0, 'tickets.timeToCloseWithoutWaiting.missing': 1, 'tickets.reopened': 0 },
  ]);
});

test('an answer below the bound of the settings is not positive, though its scale is not known', async () => {
  const feedback = [{ id: 'f', type: 'csat', score: 3, submittedAt: at('09:00') }];
  const measures = ['feedback.csat', 'feedback.csat.missing'];
  expect(await rows({ feedback, settings: { feedback: { positiveFrom: 4 } } }, { measures })).toEqual([{ 'feedback.csat': 0, 'feedback.csat.missing': 0 }]);
  expect(await rows({ feedback }, { measures })).toEqual([{ 'feedback.csat': null, 'feedback.csat.missing': 1 }]);
});

test('scores of mixed scales have no sum either, so that nobody makes a mean of it', async () => {
  const answer = (id: string, scaleMax: number) => ({ id, type: 'ces', score: 4, scaleMin: 1, scaleMax, submittedAt: at('09:00') });
  const measures = ['feedback.ces', 'feedback.ces.sum', 'feedback.ces.count'];
  expect(await rows({ feedback: [answer('a', 5), answer('b', 7)] }, { measures })).toEqual([{ 'feedback.ces': null, 'feedback.ces.sum': null, 'feedback.ces.count': 2 }]);
  expect(await rows({ feedback: [answer('a', 7), answer('b', 7)] }, { measures })).toEqual([{ 'feedback.ces': 4, 'feedback.ces.sum': 8, 'feedback.ces.count': 2 }]);
});
