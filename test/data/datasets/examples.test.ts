import { describe, expect, test } from 'vitest';
import type { Records } from '../../../src/data/records/records.ts';
import { change, desk, hours } from './ask.ts';

// The worked examples of the definitions that concern a widget's figures, by their names there.

describe('example 1: a day of 23 hours', () => {
  const created = (...times: string[]) => times.map((createdAt, i) => ({ id: i, createdAt, channel: 'email' }));
  const warsaw = (now: string) => ({ now, timezone: 'Europe/Warsaw' });
  const newTickets = async (tickets: object[], now: string) => {
    const { ask } = desk({ timezone: 'Europe/Warsaw', asOf: now, tickets });
    return (await ask('tickets-by-channel', {}, warsaw(now))).figures['today'];
  };

  test('on Monday at 02:30 the missing 02:30 of Sunday is 03:30, so that both windows last two and a half hours', async () => {
    const sunday = ['2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z', '2026-03-29T01:29:59.999Z', '2026-03-29T01:30:00Z'];
    const monday = ['2026-03-29T22:00:00Z', '2026-03-30T00:29:00Z', '2026-03-29T21:59:00Z'];
    expect(change(await newTickets(created(...sunday, ...monday), '2026-03-30T00:30:00Z'))).toEqual([2, 2]);
  });

  test('of the 02:30 that came twice the first ends the baseline', async () => {
    const sunday = ['2026-10-24T21:59:00Z', '2026-10-24T22:00:00Z', '2026-10-25T00:29:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:29:00Z'];
    expect(change(await newTickets(created(...sunday, '2026-10-26T00:00:00Z'), '2026-10-26T01:30:00Z'))).toEqual([1, 2]);
  });
});

describe('example 2: a ticket merged in the afternoon', () => {
  test('is in the baseline of the morning after, not of the evening', async () => {
    const { ask } = desk({ asOf: '2026-03-04T00:00:00Z', tickets: [{ id: 'm', channel: 'email', createdAt: '2026-03-02T09:30:00Z', excludedAt: '2026-03-02T15:00:00Z' }] });
    const baseAt = async (time: string) => (await ask('tickets-by-channel', {}, { now: `2026-03-03T${time}:00Z`, timezone: 'UTC' })).figures['today']?.base;
    expect(await baseAt('13:00')).toBe(1);
    expect(await baseAt('16:00')).toBe(0);
  });
});

describe('example 3: against the same time yesterday', () => {
  const day = (of: number, time: string) => `2026-03-0${of}T${time}:00Z`;
  const tickets = (count: number, more: (i: number) => object) => Array.from({ length: count }, (_, i) => ({ createdAt: day(1, '08:00'), closedAt: null, reopenCount: 0, ...more(i) }));
  const summary = async (records: Records) => {
    const { ask } = desk({ asOf: day(4, '00:00'), ...records });
    return (await ask('team-summary', {}, { now: day(3, '12:00'), timezone: 'UTC' })).figures;
  };
  const closed = (count: number, at: string) => tickets(count, () => ({ closedAt: at }));
  const withIds = (all: object[]) => all.map((ticket, id) => ({ ...ticket, id }));

  test('6 against 0, and 3 against 4', async () => {
    expect(change((await summary({ tickets: withIds(closed(6, day(3, '10:00'))) }))['closed'])).toEqual([6, 0]);
    expect(change((await summary({ tickets: withIds([...closed(3, day(3, '10:00')), ...closed(4, day(2, '10:00'))]) }))['closed'])).toEqual([3, 4]);
    // Closed yesterday, but later in the day than it is now.
    expect(change((await summary({ tickets: withIds([...closed(3, day(3, '10:00')), ...closed(4, day(2, '12:10'))]) }))['closed'])).toEqual([3, 0]);
  });

  test('satisfaction of 90 % against 84 %', async () => {
    const answers = (of: number, positive: number, all: number) => Array.from({ length: all }, (_, i) => ({ id: `${of}-${i}`, type: 'csat', sentiment: i < positive ? 'positive' : 'negative', submittedAt: day(of, '09:00') }));
    const { csat } = await summary({ feedback: [...answers(3, 9, 10), ...answers(2, 21, 25)] });
    expect(csat).toMatchObject({ value: 0.9, base: 0.84, n: 10 });
  });

  test('12 open, 15 at this time yesterday', async () => {
    const all = [...tickets(12, () => ({})), ...tickets(3, () => ({ closedAt: day(2, '18:00') })), ...tickets(2, () => ({ closedAt: day(2, '11:00') }))];
    expect(change((await summary({ tickets: withIds(all) }))['open'])).toEqual([12, 15]);
  });
});

test('example 2: a ticket closed again counts 1 against the 1 of Monday as known then; 27 hours', async () => {
  const statusChanges = [
    ['open', '2026-03-02T09:00:00Z'],
    ['closed', '2026-03-02T11:00:00Z'],
    ['open', '2026-03-03T10:00:00Z'],
    ['closed', '2026-03-03T12:00:00Z'],
  ].map(([status, enteredAt]) => ({ ticketId: 'r', status, statusCategory: status, enteredAt }));
  const tickets = [{ id: 'r', createdAt: '2026-03-02T09:00:00Z', firstClosedAt: '2026-03-02T11:00:00Z', closedAt: '2026-03-03T12:00:00Z', reopenCount: 1, statusCategory: 'closed' }];
  const { ask } = desk({ asOf: '2026-03-04T00:00:00Z', tickets, statusChanges });
  const { figures } = await ask('team-summary', {}, { now: '2026-03-03T13:00:00Z', timezone: 'UTC' });
  expect(change(figures['closed'])).toEqual([1, 1]);
  expect(figures['time-to-close']).toMatchObject({ value: hours(27), n: 1 });
});
