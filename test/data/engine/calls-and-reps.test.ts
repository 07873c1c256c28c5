import { describe, expect, test } from 'vitest';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, MINUTE, refusal, rows, value } from './ask.ts';

const at = (time: string, day = 2) => `2026-03-0${day}T${time}:00Z`;
const cells = async (desk: Records, query: Query): Promise<Cell[][]> => (await rows(desk, query)).map((row) => Object.values(row));

describe('calls', () => {
  const call = (id: string, direction: string | null, status: string | null, more: object = {}) => ({ id, direction, status, startedAt: at('09:00'), ...more });
  const desk: Records = {
    calls: [
      call('taken', 'inbound', 'completed', { durationMs: 60_000, waitMs: 20_000, ownerId: 'a' }),
      call('late', 'inbound', 'completed', { durationMs: 120_000, waitMs: 20_001, ownerId: 'b' }),
      call('unclear', 'inbound', 'completed', { ownerId: 'b' }),
      call('back', 'inbound', 'completed', { durationMs: -1, waitMs: -1 }),
      call('given up', 'inbound', 'abandoned', { waitMs: 5000 }),
      call('missed', 'inbound', 'missed', { ticketId: 't' }),
      call('no answer', 'outbound', 'missed'),
      call('talked', 'outbound', 'completed', { durationMs: 30_000, waitMs: 9000, ownerId: 'a' }),
      call('running', 'inbound', 'inProgress'),
      call('nobody knows', null, null),
    ],
    tickets: [{ id: 't', createdAt: at('08:00'), teamId: 's' }],
    reps: [
      { id: 'a', name: 'Ann', teamId: 'n' },
      { id: 'b', name: 'Bea' },
    ],
    teams: [
      { id: 'n', name: 'North' },
      { id: 's', name: 'South' },
    ],
    asOf: at('00:00', 5),
  };
  const measures = (...names: string[]) => names.map((name) => `calls.${name}`);

  test('each is completed, missed or another', async () => {
    expect(await cells(desk, { measures: measures('count', 'completed', 'missed', 'abandoned', 'other') })).toEqual([[10, 5, 2, 1, 3]]);
  });

  test('talk and queue stand apart, and nobody vanishes', async () => {
    const parts = measures('duration.sum', 'duration.count', 'duration.missing', 'duration.invalid', 'waitTime.sum', 'waitTime.count', 'waitTime.missing', 'waitTime.invalid');
    // The wait of an outbound call is none.
    expect(await cells(desk, { measures: parts })).toEqual([[210_000, 3, 1, 1, 40_001, 2, 1, 1]]);
  });

  test('rates are of the inbound calls that somebody could have taken', async () => {
    const rates = measures('abandonRate', 'abandonRate.denominator', 'serviceLevel', 'serviceLevel.numerator', 'serviceLevel.denominator', 'serviceLevel.missing');
    expect(await cells(desk, { measures: rates })).toEqual([[1 / 6, 6, 1 / 4, 1, 4, 2]]);
    const patient = { ...desk, settings: { calls: { serviceLevelMs: 30_000 } } };
    expect(await value(patient, 'calls.serviceLevel.numerator')).toBe(2);
  });

  test("a call is its rep's and that rep's team's, else its ticket's team's", async () => {
    expect(await cells(desk, { measures: measures('count'), dimensions: ['calls.team'] })).toEqual([
      ['North', 2],
      ['South', 1],
      [null, 7],
    ]);
    expect(await cells(desk, { measures: measures('duration.avg', 'duration.count'), dimensions: ['calls.owner'] })).toEqual([
      ['Ann', 45_000, 2],
      ['Bea', 120_000, 1],
      [null, null, 0],
    ]);
  });

  test('the list of a rate holds its denominator, with the numerator marked', async () => {
    const list = await cells(desk, { measures: ['calls.abandonRate'], dimensions: ['calls.id'], ungrouped: true });
    expect(list).toEqual([
      ['taken', false],
      ['late', false],
      ['unclear', false],
      ['back', false],
      ['given up', true],
      ['missed', false],
    ]);
  });

  test('without directions nothing is missed, and the rates are not available', async () => {
    const bare: Records = { calls: [{ id: '1', status: 'missed', startedAt: at('09:00') }], asOf: at('00:00', 5) };
    expect(await value(bare, 'calls.other')).toBe(1);
    expect(await refusal(bare, { measures: ['calls.missed'] })).toMatchObject({ kind: 'unsupported', detail: 'It needs direction.' });
  });
});

describe('reps', () => {
  const rep = (id: string, availability: string, openTickets: number | null, capacity: number | null, more: object = {}) => ({ id, name: id, availability, openTickets, capacity, ...more });
  const measures = (...names: string[]) => names.map((name) => `reps.${name}`);

  test('capacity 0 is always full, none is no limit', async () => {
    const desk: Records = { reps: [rep('full', 'available', 0, 0), rep('free', 'available', 99, null), rep('busy', 'busy', 3, 3), rep('gone', 'offline', 3, 3)], asOf: at('00:00', 5) };
    expect(await cells(desk, { measures: measures('count', 'available', 'atMaxCapacity', 'canTakeWork') })).toEqual([[4, 2, 2, 1]]);
    // Of those with a capacity above 0.
    expect(await cells(desk, { measures: measures('capacityUsed', 'capacityUsed.numerator', 'capacityUsed.denominator', 'openTickets') })).toEqual([[1, 6, 6, 105]]);
  });

  test('the share of the capacity is made of sums, by any group', async () => {
    const desk: Records = { reps: [rep('a', 'available', 1, 10, { teamId: 'n' }), rep('b', 'away', 5, 2, { teamId: 'n' }), rep('c', 'away', 2, null, { teamId: 's' })], asOf: at('00:00', 5) };
    expect(await cells(desk, { measures: measures('capacityUsed', 'openTickets'), dimensions: ['reps.teamId'] })).toEqual([
      ['n', 0.5, 6],
      ['s', null, 2],
    ]);
    expect(await cells(desk, { measures: measures('capacityUsed'), dimensions: ['reps.id'], ungrouped: true })).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  const desk: Records = {
    reps: [rep('a', 'available', null, 2, { availabilitySince: at('11:00') }), rep('b', 'busy', 7, 8, { availabilitySince: null }), rep('c', 'away', null, null, { availabilitySince: at('09:30') })],
    tickets: [
      { id: '1', ownerId: 'a', createdAt: at('08:00'), closedAt: at('10:30'), reopenCount: 0 },
      { id: '2', ownerId: 'a', createdAt: at('09:00'), reopenCount: 0 },
      { id: '3', ownerId: 'a', createdAt: at('11:00'), reopenCount: 0 },
      { id: '4', ownerId: 'b', createdAt: at('09:00'), reopenCount: 0 },
      { id: '5', ownerId: 'x', createdAt: at('09:00'), reopenCount: 0 },
    ],
    asOf: at('12:00'),
  };

  test('open tickets that are not supplied are those owned', async () => {
    expect(await cells(desk, { measures: measures('openTickets', 'atMaxCapacity', 'canTakeWork') })).toEqual([[9, 1, 0]]);
    expect(await cells(desk, { dimensions: ['reps.id', 'reps.openTickets'] })).toEqual([
      ['a', 2],
      ['b', 7],
      ['c', 0],
    ]);
    expect(await value(desk, 'reps.openTickets.max')).toBe(7);
  });

  test('and those owned then, at an earlier instant', async () => {
    const then: Query = { context: { now: at('10:00') } };
    const { data, partial } = await answer(desk, { ...then, measures: ['reps.openTickets'], filters: [{ member: 'reps.id', operator: 'equals', values: ['a'] }] });
    expect(data).toEqual([[2]]);
    expect(partial?.join()).toMatch(/^no-field-history: .*reps\.openTickets, tickets\.ownerId/);
    const owned: Records = { ...desk, reps: desk.reps as object[], assignments: desk.tickets && (desk.tickets as { id: string; ownerId: string; createdAt: string }[]).map(({ id, ownerId, createdAt }) => ({ ticketId: id, ownerId, from: createdAt })) };
    const exact: Records = { ...owned, reps: [rep('a', 'available', null, 2)] };
    expect((await answer(exact, { ...then, measures: ['reps.openTickets'] })).partial).toBeUndefined();
  });

  test('what was available then, nobody knows', async () => {
    const past = await answer(desk, { measures: ['reps.available'], context: { now: at('10:00') } });
    expect(past).toMatchObject({ data: [[1]], partial: [expect.stringMatching(/^no-field-history: .*reps\.availability/)] });
    expect((await answer(desk, { measures: ['reps.available', 'reps.atMaxCapacity'] })).partial).toBeUndefined();
    expect((await answer(desk, { measures: ['reps.count'], context: { now: at('10:00') } })).partial).toBeUndefined();
  });

  test('time in availability lasts until now, and is unknown before it began', async () => {
    const family = measures('timeInAvailability.max', 'timeInAvailability.sum', 'timeInAvailability.count', 'timeInAvailability.missing');
    expect(await cells(desk, { measures: family })).toEqual([[150 * MINUTE, 210 * MINUTE, 2, 1]]);
    expect(await cells(desk, { measures: family, context: { now: at('10:00') } })).toEqual([[30 * MINUTE, 30 * MINUTE, 1, 2]]);
    expect(await cells(desk, { dimensions: ['reps.id', 'reps.timeInAvailability'] })).toEqual([
      ['a', 60 * MINUTE],
      ['b', null],
      ['c', 150 * MINUTE],
    ]);
  });
});
