import { expect, it } from 'vitest';
import { desk } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const tickets = [
  { id: 1, createdAt: '2026-03-01T08:00:00Z', ownerId: 'a', category: 'x', statusCategory: 'open', reopenCount: 0 },
  { id: 2, createdAt: '2026-03-01T08:00:00Z', ownerId: 'a', category: 'y', statusCategory: 'open', reopenCount: 0 },
  { id: 3, createdAt: '2026-03-01T08:00:00Z', ownerId: 'b', category: 'x', statusCategory: 'open', reopenCount: 0 },
  { id: 4, createdAt: '2026-03-01T08:00:00Z', closedAt: '2026-03-02T08:00:00Z', ownerId: 'a', category: 'x', statusCategory: 'closed', reopenCount: 0 },
];
const reps = [
  { id: 'a', name: 'Ann', teamId: 't1', availability: 'available', availabilityLabel: 'Here', availabilitySince: '2026-03-03T08:00:00Z', capacity: 3, avatarUrl: 'https://desk.example/ann.png' },
  { id: 'b', name: 'Ann', teamId: 't2', availability: 'busy', capacity: 0 },
  { id: 'c', name: 'Cid', teamId: 't2', availability: 'Training', capacity: null },
];
const teams = [
  { id: 't1', name: 'First line' },
  { id: 't2', name: 'Second line' },
];
const whole = desk({ asOf: NOW, tickets, reps, teams });
const namesOf = async (params: { team?: string }, values: Record<string, string[]> = {}) =>
  (await whole.ask('availability-list', params, { ...scope, filters: { values } })).reps.map(({ id }) => id);

it('tells of each rep what the source knows, and nothing it does not', async () => {
  const { asOf, reps: [ann, other, cid], notes } = await whole.ask('availability-list', {}, scope);
  expect(asOf).toBe('2026-03-03T12:00:00.000Z');
  expect(ann).toMatchObject({ id: 'a', name: 'Ann', team: 'First line', availability: 'available', label: 'Here', openTickets: 2, capacity: 3, avatarUrl: 'https://desk.example/ann.png' });
  expect(Date.parse(ann!.since!)).toBe(Date.parse('2026-03-03T08:00:00Z'));
  expect(other).toMatchObject({ id: 'b', name: 'Ann', availability: 'busy', openTickets: 1, capacity: 0 });
  expect(other).not.toHaveProperty('since');
  expect(cid).toMatchObject({ id: 'c', openTickets: 0, capacity: null });
  expect(notes).toBeUndefined();
});

it('keeps a state that no word of ours stands for as unknown, under its own name', async () => {
  const { reps: [, , cid] } = await whole.ask('availability-list', {}, scope);
  expect(cid).toMatchObject({ availability: 'unknown', label: 'Training' });
});

it('leads from each rep to as many tickets as are open', async () => {
  const { reps: found } = await whole.ask('availability-list', {}, { ...scope, filters: { values: { 'tickets.teamId': ['t1', 't2'] } } });
  expect(await Promise.all(found.map(({ records }) => whole.behind(records!)))).toEqual([2, 1, 0]);
});

it('takes a team by id or by name', async () => {
  expect(await namesOf({ team: 't2' })).toEqual(['b', 'c']);
  expect(await namesOf({ team: 'First line' })).toEqual(['a']);
  expect(await namesOf({ team: 'Nobody' })).toEqual([]);
});

it('takes the filters of owner and team as the reps themselves, and says which others do not apply', async () => {
  expect(await namesOf({}, { 'tickets.ownerId': ['b', 'c'] })).toEqual(['b', 'c']);
  expect(await namesOf({}, { 'tickets.teamId': ['t1'] })).toEqual(['a']);
  expect(await namesOf({}, { 'tickets.owner': ['Ann'], 'tickets.team': ['Second line'] })).toEqual(['b']);
  const { reps: all, notes } = await whole.ask('availability-list', {}, { ...scope, filters: { values: { 'tickets.category': ['x'] } } });
  expect(all).toHaveLength(3);
  expect(notes).toEqual(['The filter tickets.category does not apply to reps.']);
});

it('has no capacity where the source knows none, and asks for reps at all', async () => {
  const { reps: [ann] } = await desk({ asOf: NOW, reps: [{ id: 'a', name: 'Ann', availability: 'away' }] }).ask('availability-list', {}, scope);
  expect(ann).toEqual({ id: 'a', name: 'Ann', availability: 'away' });
  await expect(desk({ asOf: NOW, tickets }).ask('availability-list', {}, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
});
