import { describe, expect, it } from 'vitest';
import type { SlaView } from '../../../src/data/adapter.ts';
import { desk, hours, minutes } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const at = (minute: number) => new Date(Date.parse(NOW) + minutes(minute)).toISOString();

/** Created ten hours ago, due to close so many minutes from now. */
const running = (id: number, dueIn: number, more: object = {}) => ({
  id,
  subject: `Ticket ${id}`,
  ownerId: 'ann',
  priority: 'high',
  createdAt: at(-600),
  closeSlaDueAt: at(dueIn),
  statusCategory: 'open',
  reopenCount: 0,
  ...more,
});
const tickets = [
  running(1, 300),
  running(2, 30),
  running(3, -5),
  running(4, -300),
  running(5, 60, { closeSlaStatus: 'paused' }),
  running(6, 61, { subject: undefined, ownerId: undefined }),
  running(7, -10, { closedAt: at(-60), statusCategory: 'closed' }),
  running(8, -90, { closedAt: at(-60), statusCategory: 'closed' }),
  running(9, 0, { closeSlaDueAt: undefined }),
];
const whole = desk({ asOf: NOW, tickets, reps: [{ id: 'ann', name: 'Ann Berg' }], links: { ticket: 'https://desk.example/t/{id}' } });

describe('what runs', () => {
  it('is overdue, due soon, active or paused, each leading to its tickets', async () => {
    const { figures } = await whole.ask('sla-progress', { view: 'close' }, scope);
    expect(Object.entries(figures).map(([id, { value }]) => [id, value])).toEqual([['overdue', 2], ['due-soon', 1], ['active', 2], ['paused', 1]]);
    for (const { value, records } of Object.values(figures)) expect(await whole.behind(records!)).toBe(value);
  });

  it('lists the tickets most at risk, the most urgent first, paused ones left out', async () => {
    const { atRisk } = await whole.ask('sla-progress', { view: 'close' }, scope);
    expect(atRisk!.map(({ id, status, remaining }) => [id, status, remaining])).toEqual([
      ['4', 'overdue', -hours(5)],
      ['3', 'overdue', -minutes(5)],
      ['2', 'dueSoon', minutes(30)],
      ['6', 'active', minutes(61)],
      ['1', 'active', hours(5)],
    ]);
    expect(atRisk![0]).toMatchObject({ subject: 'Ticket 4', owner: 'Ann Berg', priority: 'high', href: 'https://desk.example/t/4', elapsedShare: 2 });
    expect(Date.parse(atRisk![0]!.dueAt)).toBe(Date.parse(at(-300)));
    expect(atRisk![3]).not.toHaveProperty('subject');
    expect(atRisk![3]).not.toHaveProperty('owner');
  });

  it('lists ten at most', async () => {
    const many = desk({ asOf: NOW, tickets: Array.from({ length: 14 }, (_, i) => running(i, i - 3)) });
    const { atRisk, figures } = await many.ask('sla-progress', { view: 'close' }, scope);
    expect(atRisk!.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, i) => String(i)));
    expect(figures['overdue']!.value! + figures['due-soon']!.value!).toBe(14);
  });

  it('moves on with the clock, in the list as in the figures', async () => {
    const stale = desk({ asOf: NOW, tickets: [running(1, -5, { closeSlaStatus: 'active' }), running(2, 600, { closeSlaStatus: 'active' })] });
    const { figures, atRisk } = await stale.ask('sla-progress', { view: 'close' }, { timezone: 'UTC' });
    expect(figures['overdue']!.value).toBe(1);
    expect(atRisk!.map(({ id, status }) => [id, status])).toEqual([['1', 'overdue'], ['2', 'active']]);
  });

  it('takes the scope’s filters, in the list too', async () => {
    const { figures, atRisk } = await whole.ask('sla-progress', { view: 'close' }, { ...scope, filters: { values: { 'tickets.ownerId': [''] } } });
    expect(figures['active']!.value).toBe(1);
    expect(atRisk!.map(({ id }) => id)).toEqual(['6']);
  });
});

describe('what was completed today', () => {
  it('counts each ticket once, and each kind in a row', async () => {
    const both = { firstResponseSlaDueAt: at(-500), firstResponseAt: at(-550) };
    const { ask, behind } = desk({
      asOf: NOW,
      tickets: [
        running(1, -10, { ...both, closedAt: at(-60), statusCategory: 'closed' }),
        running(2, -90, { ...both, closedAt: at(-60), statusCategory: 'closed' }),
        running(3, 90, { firstResponseSlaDueAt: at(-500), closedAt: at(-30), statusCategory: 'closed' }),
      ],
    });
    const { figures, rows, atRisk } = await ask('sla-progress', { view: 'completed' }, scope);
    expect(Object.entries(figures).map(([id, { value }]) => [id, value])).toEqual([['met-on-time', 1], ['met-late', 1], ['missed-sla', 1]]);
    expect(rows!.map(({ key, figures: own }) => [key, ...Object.values(own).map(({ value }) => value)])).toEqual([
      ['firstResponse', 2, 0, 1],
      ['close', 2, 1, 0],
    ]);
    for (const own of [figures, ...rows!.map((row) => row.figures)]) {
      for (const { value, records } of Object.values(own)) expect(await behind(records!)).toBe(value);
    }
    expect(atRisk).toBeUndefined();
  });
});

it.each<SlaView>(['first-response', 'next-response'])('%s is not configured where only closing is', async (view) => {
  await expect(whole.ask('sla-progress', { view }, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported', title: expect.stringContaining('not configured') } });
});

it.each<SlaView>(['close', 'completed'])('%s is not configured in a source without SLAs', async (view) => {
  const none = desk({ asOf: NOW, tickets: tickets.map(({ closeSlaDueAt: _, ...ticket }) => ({ ...ticket, closeSlaStatus: undefined })) });
  await expect(none.ask('sla-progress', { view }, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported', title: expect.stringContaining('not configured') } });
});
