import { expect, it } from 'vitest';
import { desk } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const priorities = ['low', 'Urgent', 'medium', 'blocker', 'high', 'urgent', '', 'asap', 'low'];
const tickets = priorities.map((priority, id) => ({ id, priority, createdAt: id % 2 ? NOW.replace('12', '08') : '2026-03-01T08:00:00Z', statusCategory: 'open', reopenCount: 0 }));

it('comes in the usual order, unknown words by the alphabet, none last', async () => {
  const { ask, behind } = desk({ asOf: NOW, tickets });
  const { rows, figures } = await ask('tickets-by-priority', {}, scope);
  expect(rows.map(({ key, figures: own }) => [key?.toLowerCase() ?? null, own['today']!.value, own['open']!.value])).toEqual([
    ['urgent', 2, 2],
    ['high', 0, 1],
    ['medium', 0, 1],
    ['low', 0, 2],
    ['asap', 1, 1],
    ['blocker', 1, 1],
    [null, 0, 1],
  ]);
  expect([figures['today']!.value, figures['open']!.value]).toEqual([4, 9]);
  for (const { figures: own } of rows) for (const { value, records } of Object.values(own)) expect(await behind(records!)).toBe(value);
});

it('comes in the source’s own order where it has one', async () => {
  const { ask } = desk({ asOf: NOW, tickets, orders: { priority: ['blocker', 'asap', 'low'] } });
  const { rows } = await ask('tickets-by-priority', {}, scope);
  expect(rows.map(({ key }) => key?.toLowerCase() ?? null)).toEqual(['blocker', 'asap', 'low', 'high', 'medium', 'urgent', null]);
});

it('is not supported where no ticket has a priority', async () => {
  const plain = tickets.map(({ priority: _, ...ticket }) => ticket);
  await expect(desk({ asOf: NOW, tickets: plain }).ask('tickets-by-priority', {}, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
});
