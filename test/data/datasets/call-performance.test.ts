import { describe, expect, it } from 'vitest';
import { change, desk } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const call = (id: number, startedAt: string, direction: string, status: string, more: object = {}) => ({ id, startedAt, direction, status, ...more });
const calls = [
  call(1, '2026-03-03T09:10:00Z', 'inbound', 'completed', { durationMs: 180_000, waitMs: 25_000, ownerId: 'ann' }),
  call(2, '2026-03-03T09:59:59Z', 'inbound', 'missed', { ownerId: 'bob' }),
  call(3, '2026-03-03T11:00:00Z', 'inbound', 'abandoned'),
  call(4, '2026-03-03T11:30:00Z', 'inbound', 'inProgress'),
  call(5, '2026-03-03T11:40:00Z', 'outbound', 'missed'),
  call(6, '2026-03-02T11:00:00Z', 'inbound', 'missed'),
  call(7, '2026-03-02T12:00:00Z', 'inbound', 'missed'),
];
const { ask, behind } = desk({ asOf: NOW, calls, reps: [{ id: 'ann', name: 'Ann', teamId: 't1' }, { id: 'bob', name: 'Bob', teamId: 't2' }] });

describe('today’s calls', () => {
  it('are taken and missed, against the same time yesterday', async () => {
    const { figures } = await ask('call-performance', {}, scope);
    expect(change(figures['completed-calls'])).toEqual([1, 0]);
    expect(change(figures['missed-calls'])).toEqual([2, 1]);
    expect(figures['call-duration']).toMatchObject({ value: 180_000, records: { count: 1 } });
    expect(figures['longest-call-wait']).toMatchObject({ value: 25_000, records: { count: 1 } });
  });

  it('have an average that says which calls are not in it', async () => {
    const { 'average-call-duration': average } = (await ask('call-performance', {}, scope)).figures;
    expect(average).toMatchObject({ value: 180_000, n: 1, leftOut: { 'calls.missed': { value: 2 }, 'calls.other': { value: 2 } } });
    for (const { value, records } of Object.values(average!.leftOut!)) expect(await behind(records!)).toBe(value);
  });

  it('are missed hour by hour, up to now, each hour leading to its calls', async () => {
    const { rows } = await ask('call-performance', {}, scope);
    expect(rows!.map(({ figures }) => figures['missed-calls']!.value)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
    expect(rows![9]!.key).toBe('2026-03-03T09:00:00.000');
    expect(await Promise.all(rows!.map(({ figures }) => behind(figures['missed-calls']!.records!)))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
  });

  it('are those of the rep, whether they belong to a ticket or not', async () => {
    const of = async (values: Record<string, string[]>) => {
      const { figures, notes } = await ask('call-performance', {}, { ...scope, filters: { values } });
      return [figures['completed-calls']!.value, figures['missed-calls']!.value, notes];
    };
    expect(await of({ 'tickets.ownerId': ['ann'] })).toEqual([1, 0, undefined]);
    expect(await of({ 'tickets.owner': ['Bob'] })).toEqual([0, 1, undefined]);
    expect(await of({ 'tickets.teamId': ['t2'] })).toEqual([0, 1, undefined]);
    expect(await of({ 'tickets.pipeline': ['x'] })).toEqual([1, 2, ['The filter tickets.pipeline does not apply to calls.']]);
  });
});

it('has no hour that the clock skips', async () => {
  const sunday = desk({ asOf: '2026-03-29T03:30:00Z', timezone: 'Europe/Warsaw', calls: [call(1, '2026-03-29T01:10:00Z', 'inbound', 'missed')] });
  const { rows } = await sunday.ask('call-performance', {}, {});
  expect(rows!.map(({ key, figures }) => [key?.slice(11, 13), figures['missed-calls']!.value])).toEqual([['00', 0], ['01', 0], ['03', 1], ['04', 0], ['05', 0]]);
});

it('is not supported by a source without calls', async () => {
  const none = desk({ asOf: NOW, tickets: [{ id: 1, createdAt: NOW, statusCategory: 'open' }] });
  await expect(none.ask('call-performance', {}, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
});
