import { describe, expect, test } from 'vitest';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, HOUR, MINUTE, rows, value } from './ask.ts';

/** Monday 2 to Wednesday 4 March 2026, UTC. */
const MON = '2026-03-02';
const TUE = '2026-03-03';
const at = (day: string, time: string) => `${day}T${time}:00Z`;
const by = (dimension: string, day: string): Query => ({ timeDimensions: [{ dimension, dateRange: [day, day] }] });
const asOf = (now: string, query: Query = {}): Query => ({ ...query, context: { ...query.context, now } });

describe('example 2: a ticket closed, reopened and closed again', () => {
  const tickets = [
    { id: 'r', createdAt: at(MON, '09:00'), closedAt: at(TUE, '12:00'), firstClosedAt: at(MON, '11:00'), reopenCount: 1, statusCategory: 'closed' },
  ];
  const statusChanges = [
    { ticketId: 'r', status: 'New', statusCategory: 'open', enteredAt: at(MON, '09:00') },
    { ticketId: 'r', status: 'Solved', statusCategory: 'closed', enteredAt: at(MON, '11:00') },
    { ticketId: 'r', status: 'New', statusCategory: 'open', enteredAt: at(TUE, '10:00') },
    { ticketId: 'r', status: 'Solved', statusCategory: 'closed', enteredAt: at(TUE, '12:00') },
  ];
  const desk: Records = { tickets, statusChanges, asOf: at('2026-03-05', '00:00'), timezone: 'UTC' };

  test('on Tuesday at 11:00 it is open and on no closed bar', async () => {
    const now = asOf(at(TUE, '11:00'));
    expect(await value(desk, 'tickets.open', now)).toBe(1);
    expect(await value(desk, 'tickets.timeToClose.count', now)).toBe(0);
    const bars = asOf(at(TUE, '11:00'), { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'day', dateRange: [MON, TUE] }] });
    expect(await rows(desk, bars)).toEqual([]);
  });

  test('on Tuesday at 13:00 it has left its Monday bar, except for a window that ends on Monday', async () => {
    const perDay = await rows(desk, asOf(at(TUE, '13:00'), { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'day', dateRange: [MON, TUE] }] }));
    expect(perDay).toEqual([{ 'tickets.closedAt': '2026-03-03T00:00:00.000', 'tickets.count': 1 }]);
    expect(await value(desk, 'tickets.timeToClose.sum', asOf(at(TUE, '13:00'), by('tickets.closedAt', TUE)))).toBe(27 * HOUR);
    expect(await value(desk, 'tickets.timeToFirstClose.sum', asOf(at(TUE, '13:00'), by('tickets.firstClosedAt', MON)))).toBe(2 * HOUR);
    // As known on Monday at 13:00: closed, and not reopened yet.
    const monday: Query = { timeDimensions: [{ dimension: 'tickets.closedAt', dateRange: [at(MON, '00:00'), at(MON, '13:00')] }] };
    const known = await answer(desk, { ...monday, measures: ['tickets.count'] });
    expect(known.data).toEqual([[1]]);
    expect(known.partial).toBeUndefined();
  });

  test('closes and reopens never move', async () => {
    const perDay = await rows(desk, { measures: ['statusChanges.closes', 'statusChanges.reopens'], timeDimensions: [{ dimension: 'statusChanges.enteredAt', granularity: 'day' }] });
    expect(perDay.map((row) => [row['statusChanges.closes'], row['statusChanges.reopens']])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const rate = await rows(desk, { measures: ['tickets.reopenRate.numerator', 'tickets.reopenRate.denominator', 'tickets.reopenRate'], ...by('tickets.firstClosedAt', MON), context: { now: at(TUE, '13:00') } });
    // The Monday window is read at its own end, when nothing had been reopened.
    expect(rate).toEqual([{ 'tickets.reopenRate.numerator': 0, 'tickets.reopenRate.denominator': 1, 'tickets.reopenRate': 0 }]);
    const both: Query = { timeDimensions: [{ dimension: 'tickets.firstClosedAt', granularity: 'day', dateRange: [MON, TUE] }] };
    expect(await rows(desk, { ...both, measures: ['tickets.reopenRate'] })).toEqual([{ 'tickets.firstClosedAt': '2026-03-02T00:00:00.000', 'tickets.reopenRate': 1 }]);
  });

  test('without a history the past is not exact, and says so', async () => {
    const bare: Records = { tickets, asOf: at('2026-03-05', '00:00') };
    const monday = await answer(bare, { measures: ['tickets.count'], ...by('tickets.closedAt', MON) });
    expect(monday.partial?.[0]).toMatch(/^no-history: /);
    const now = await answer(bare, { measures: ['tickets.open'] });
    expect(now.partial).toBeUndefined();
  });

  test('a merged ticket counts until it was merged', async () => {
    const merged: Records = { tickets: [{ id: 'm', createdAt: at(MON, '09:30'), excludedAt: at(MON, '15:00') }], asOf: at('2026-03-05', '00:00') };
    const until = (time: string): Query => ({ timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: [at(MON, '00:00'), at(MON, time)] }] });
    expect(await value(merged, 'tickets.count', until('13:00'))).toBe(1);
    expect(await value(merged, 'tickets.count', until('16:00'))).toBe(0);
  });
});

test('example 4: unanswered tickets stand beside the mean, not in it', async () => {
  const desk: Records = {
    tickets: [20, 40, undefined].map((minutes, i) => ({
      id: `${i}`,
      createdAt: at(MON, '09:00'),
      closedAt: null,
      firstResponseAt: minutes && at(MON, `09:${minutes}`),
    })),
    asOf: at(TUE, '00:00'),
  };
  const [row] = await rows(desk, { measures: ['tickets.firstResponseTime.avg', 'tickets.firstResponseTime.count', 'tickets.awaitingFirstReply'] });
  expect(row).toEqual({ 'tickets.firstResponseTime.avg': 30 * MINUTE, 'tickets.firstResponseTime.count': 2, 'tickets.awaitingFirstReply': 1 });
});

test('example 9: means come from their parts, whatever they are grouped by', async () => {
  const minutes = [60, ...Array<number>(9).fill(10)];
  const desk: Records = {
    tickets: minutes.map((took, i) => ({ id: `${i}`, ownerId: i ? 'b' : 'a', createdAt: at(MON, '09:00'), closedAt: new Date(Date.parse(at(MON, '09:00')) + took * MINUTE).toISOString() })),
    asOf: at(TUE, '00:00'),
  };
  expect(await value(desk, 'tickets.timeToClose.avg')).toBe(15 * MINUTE);
  const parts = await rows(desk, { measures: ['tickets.timeToClose.sum', 'tickets.timeToClose.count'], dimensions: ['tickets.ownerId'] });
  expect(parts.map((row) => [row['tickets.timeToClose.sum'], row['tickets.timeToClose.count']])).toEqual([
    [60 * MINUTE, 1],
    [90 * MINUTE, 9],
  ]);
});

test('example 10: quantiles are interpolated and inclusive', async () => {
  const desk: Records = {
    tickets: [40, 10, 30, 20].map((took, i) => ({ id: `${i}`, createdAt: at(MON, '09:00'), closedAt: new Date(Date.parse(at(MON, '09:00')) + took * MINUTE).toISOString() })),
    asOf: at(TUE, '00:00'),
  };
  const [row] = await rows(desk, { measures: ['tickets.timeToClose.median', 'tickets.timeToClose.p90', 'tickets.timeToClose.min', 'tickets.timeToClose.max'] });
  expect(row!['tickets.timeToClose.median']).toBe(25 * MINUTE);
  expect(row!['tickets.timeToClose.p90']).toBeCloseTo(37 * MINUTE, 6);
  expect(row).toMatchObject({ 'tickets.timeToClose.min': 10 * MINUTE, 'tickets.timeToClose.max': 40 * MINUTE });
});

describe('example 11: time in status', () => {
  const waiting = (ticketId: string, enteredAt: string, exitedAt?: string) => ({ ticketId, status: 'Waiting', statusCategory: 'waiting', enteredAt, exitedAt });
  const desk: Records = {
    tickets: ['a', 'b'].map((id) => ({ id, createdAt: at(MON, '20:00') })),
    statusChanges: [waiting('a', at(MON, '22:00'), at(TUE, '02:00')), waiting('a', at(TUE, '21:00')), waiting('b', at(TUE, '10:00'), at(TUE, '12:00'))],
    asOf: at('2026-03-05', '00:00'),
  };
  const measures = ['statusChanges.timeInStatus.avg', 'statusChanges.timeInStatus.count', 'statusChanges.timeInStatus.sum', 'statusChanges.ongoing'];

  test('visits are clipped to the window and added up per ticket', async () => {
    const [row] = await rows(desk, { measures, dimensions: ['statusChanges.status'], ...by('statusChanges.enteredAt', TUE) });
    expect(Object.values(row!)).toEqual(['Waiting', 3.5 * HOUR, 2, 7 * HOUR, 1]);
  });

  test('each bucket clips for itself', async () => {
    const perDay = await rows(desk, { measures, timeDimensions: [{ dimension: 'statusChanges.enteredAt', granularity: 'day', dateRange: [MON, '2026-03-04'] }] });
    expect(perDay.map((row) => [row['statusChanges.timeInStatus.sum'], row['statusChanges.timeInStatus.count'], row['statusChanges.ongoing']])).toEqual([
      [2 * HOUR, 1, 1],
      [7 * HOUR, 2, 1],
      [24 * HOUR, 1, 1],
    ]);
  });

  test('the record list has one row for each ticket and status, with its time', async () => {
    const list = await rows(desk, { measures: ['statusChanges.timeInStatus.avg'], dimensions: ['statusChanges.ticketId'], ungrouped: true, ...by('statusChanges.enteredAt', TUE) });
    expect(list.map((row) => Object.values(row))).toEqual([
      ['a', 5 * HOUR],
      ['b', 2 * HOUR],
    ]);
  });
});

describe('example 12: answers of customers', () => {
  const answers = (sentiments: readonly string[]) => sentiments.map((sentiment, i) => ({ id: `${i}`, ticketId: `t${i}`, type: 'csat', sentiment, submittedAt: at(MON, '10:00') }));
  const of = (feedback: readonly object[]): Records => ({ feedback, asOf: at('2026-03-05', '00:00') });

  test('CSAT is the share of positive answers', async () => {
    const words = [...Array<string>(6).fill('positive'), 'neutral', 'neutral', 'negative', 'negative'];
    expect(await value(of(answers(words)), 'feedback.csat')).toBe(0.6);
  });

  test('of two answers for one ticket the latest counts', async () => {
    const score = (value: number, time: string) => ({ id: time, ticketId: 't', type: 'csat', score: value, scaleMin: 1, scaleMax: 5, submittedAt: at(MON, time) });
    const [row] = await rows(of([score(2, '10:00'), score(5, '11:00')]), { measures: ['feedback.csat.numerator', 'feedback.csat.denominator', 'feedback.count', 'feedback.superseded'] });
    expect(Object.values(row!)).toEqual([1, 1, 2, 1]);
  });

  test('CES is a mean, with its share of easy answers', async () => {
    const scores = [7, 6, 5, 2].map((score, i) => ({ id: `${i}`, ticketId: `t${i}`, type: 'ces', score, scaleMin: 1, scaleMax: 7, higherIsBetter: true, submittedAt: at(MON, '10:00') }));
    const [row] = await rows(of(scores), { measures: ['feedback.ces', 'feedback.cesEasyRate', 'feedback.ces.count'] });
    expect(Object.values(row!)).toEqual([5, 0.75, 4]);
  });
});

test('example 13: calls', async () => {
  const call = (id: string, direction: string, status: string, more: object = {}) => ({ id, direction, status, startedAt: at(MON, '10:00'), ...more });
  const desk: Records = {
    calls: [call('1', 'inbound', 'completed', { durationMs: 180_000 }), call('2', 'inbound', 'missed'), call('3', 'inbound', 'abandoned'), call('4', 'inbound', 'inProgress'), call('5', 'outbound', 'missed')],
    asOf: at(TUE, '00:00'),
  };
  const measures = ['count', 'completed', 'missed', 'duration.sum', 'other', 'abandonRate'].map((name) => `calls.${name}`);
  const [row] = await rows(desk, { measures, ...by('calls.startedAt', MON) });
  expect(Object.values(row!)).toEqual([5, 1, 2, 180_000, 2, 1 / 3]);
});

test('example 14: capacity', async () => {
  const rep = (id: string, availability: string, openTickets: number) => ({ id, name: id, availability, openTickets, capacity: 5 });
  const desk: Records = { reps: [rep('a', 'available', 5), rep('b', 'available', 2), rep('c', 'away', 6)], asOf: at(TUE, '00:00') };
  const measures = ['available', 'atMaxCapacity', 'canTakeWork', 'capacityUsed', 'capacityUsed.numerator', 'capacityUsed.denominator'].map((name) => `reps.${name}`);
  const [row] = await rows(desk, { measures });
  expect(Object.values(row!)).toEqual([2, 1, 1, 13 / 15, 13, 15]);
});
