import { describe, expect, it } from 'vitest';
import { change, desk, minutes } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const open = { statusCategory: 'open', reopenCount: 0 };

describe('reps', () => {
  const rep = (id: string, availability: string, openTickets: number, capacity: number) => ({ id, name: id, availability, openTickets, capacity });
  const { ask, behind } = desk({ asOf: NOW, reps: [rep('a', 'available', 5, 5), rep('b', 'available', 2, 5), rep('c', 'away', 6, 5), rep('d', 'busy', 5, 5)] });

  it('are available, full, or can take work', async () => {
    const { figures } = await ask('today-insights', {}, scope);
    const told = ['available-reps', 'reps-at-capacity', 'can-take-work'].map((id) => figures[id]!);
    expect(told.map(({ value }) => value)).toEqual([2, 2, 1]);
    expect(await Promise.all(told.map(({ records }) => behind(records!)))).toEqual([2, 2, 1]);
  });

  it('show no change, because nobody knows how it was, and say so', async () => {
    expect((await ask('today-insights', {}, scope)).figures['available-reps']).toMatchObject({ base: null, baseNote: expect.stringMatching(/^no-field-history: /) });
  });

  it('are alone where the source knows nothing else', async () => {
    expect(Object.keys((await ask('today-insights', {}, scope)).figures)).toEqual(['available-reps', 'reps-at-capacity', 'can-take-work']);
  });
});

describe('waits', () => {
  const message = (id: number, ticketId: number, sentAt: string, authorType: string) => ({ id, ticketId, sentAt: `2026-03-03T${sentAt}:00Z`, authorType });
  const { ask, behind } = desk({
    asOf: NOW,
    tickets: [1, 2, 3].map((id) => ({ id, createdAt: '2026-03-03T09:00:00Z', ...open })),
    messages: [
      message(1, 1, '09:00', 'customer'),
      message(2, 1, '09:30', 'rep'),
      message(3, 2, '09:10', 'customer'),
      message(4, 2, '10:00', 'rep'),
      message(5, 2, '11:00', 'customer'),
      message(6, 2, '11:30', 'customer'),
      message(7, 3, '10:30', 'customer'),
    ],
  });

  it('are told with the tickets that still wait beside them', async () => {
    const { figures } = await ask('today-insights', {}, scope);
    const { 'customer-wait-time': wait, 'longest-wait': longest } = figures;
    expect(wait).toMatchObject({ value: minutes(40), n: 2, leftOut: { 'tickets.awaitingReply': { value: 2 } } });
    expect(Object.keys(wait!.leftOut!)).toEqual(['tickets.awaitingReply']);
    expect(longest).toMatchObject({ value: minutes(90), records: { count: 2 } });
    expect(longest).not.toHaveProperty('n');
    expect(await behind(wait!.leftOut!['tickets.awaitingReply']!.records!)).toBe(2);
    expect(await behind(longest!.records!)).toBe(2);
  });

  it('follow the chosen statistic', async () => {
    const at = async (stat: 'median' | 'p90') => (await ask('today-insights', {}, { ...scope, stat })).figures['customer-wait-time']?.value;
    expect([await at('median'), await at('p90')]).toEqual([minutes(40), minutes(48)]);
  });
});

it('compares new tickets with those until the same time yesterday', async () => {
  const at = (id: number, createdAt: string) => ({ id, createdAt, ...open });
  const { ask } = desk({ asOf: NOW, tickets: [at(1, '2026-03-03T00:00:00Z'), at(2, '2026-03-02T11:59:59Z'), at(3, '2026-03-02T08:00:00Z'), at(4, '2026-03-02T12:00:00Z'), at(5, '2026-03-01T23:59:59Z')] });
  const { figures } = await ask('today-insights', {}, scope);
  expect(change(figures['new-tickets'])).toEqual([1, 2]);
  expect((await ask('today-insights', {}, { ...scope, compare: 'none' })).figures['new-tickets']).not.toHaveProperty('base');
});

describe('service levels', () => {
  const ended = (id: number, status: string, due: string, response: string | null) => ({
    id,
    createdAt: '2026-03-03T06:00:00Z',
    firstResponseAt: response,
    closedAt: status === 'missed' ? '2026-03-03T11:00:00Z' : null,
    statusCategory: status === 'missed' ? 'closed' : 'open',
    reopenCount: 0,
    firstResponseSlaDueAt: due,
    firstResponseSlaStatus: status,
  });
  const many = (count: number, from: number, status: string, due: string, response: string | null) => Array.from({ length: count }, (_, i) => ended(from + i, status, due, response));
  const tickets = [
    ...many(8, 0, 'metOnTime', '2026-03-03T09:00:00Z', '2026-03-03T08:00:00Z'),
    ...many(2, 10, 'metLate', '2026-03-03T09:00:00Z', '2026-03-03T10:00:00Z'),
    ...many(2, 20, 'missed', '2026-03-03T09:00:00Z', null),
    ...many(5, 30, 'overdue', '2026-03-03T09:00:00Z', null),
    ...many(3, 40, 'active', '2026-03-03T20:00:00Z', null),
  ];

  it('are met by those on time; the rate leaves out those still running, and says how many', async () => {
    const { ask, behind } = desk({ asOf: NOW, tickets });
    const { 'sla-met': met, 'sla-rate': rate } = (await ask('today-insights', {}, scope)).figures;
    expect(met).toMatchObject({ value: 8 });
    expect(rate).toMatchObject({ value: 8 / 12, n: 12, leftOut: { 'tickets.slaOpenOverdue.any': { value: 5 }, 'tickets.slaActive.any': { value: 3 } } });
    expect(await behind(rate!.records!)).toBe(12);
    for (const [member, { value, records }] of Object.entries(rate!.leftOut!)) expect([member, await behind(records!)]).toEqual([member, value]);
  });

  it('are no figures where there are none, rather than 0', async () => {
    const { ask } = desk({ asOf: NOW, tickets: tickets.map(({ firstResponseSlaDueAt: _, firstResponseSlaStatus: __, ...ticket }) => ticket) });
    const { figures } = await ask('today-insights', {}, scope);
    expect(Object.keys(figures)).toEqual(['new-tickets']);
  });
});

it('is not supported by a source that has none of it', async () => {
  await expect(desk({ asOf: NOW, companies: [{ id: 1, name: 'One' }] }).ask('today-insights', {}, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
});
