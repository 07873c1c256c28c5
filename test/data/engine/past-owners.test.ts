import { expect, test } from 'vitest';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, rows } from './ask.ts';

const at = (time: string) => `2026-03-02T${time}:00Z`;
const ticket = (id: string, more: object = {}) => ({ id, createdAt: at('08:00'), closedAt: null, reopenCount: 0, ownerId: 'now', ...more });
const DESK: Records = {
  asOf: at('18:00'),
  tickets: [ticket('moved'), ticket('never noted'), ticket('not yet'), ticket('left alone'), ticket('by team', { teamId: 'south' })],
  assignments: [
    { ticketId: 'moved', ownerId: 'now', from: at('12:00') },
    { ticketId: 'moved', ownerId: 'a', from: at('08:00'), to: at('12:00') },
    { ticketId: 'moved', ownerId: 'lent', from: at('09:00'), to: at('09:30') },
    { ticketId: 'not yet', ownerId: 'a', from: at('16:00') },
    { ticketId: 'left alone', ownerId: 'a', from: at('08:00'), to: at('09:00') },
    { ticketId: 'by team', ownerId: 'a', teamId: 'east', from: at('08:00') },
  ],
  reps: [
    { id: 'a', name: 'Ann', teamId: 'north' },
    { id: 'now', name: 'Nick', teamId: 'south' },
  ],
};
const cells = async (query: Query): Promise<Cell[][]> => (await rows(DESK, query)).map((row) => Object.values(row));

test('owners and teams at an earlier instant are those of the assignment in force then', async () => {
  expect(await cells({ dimensions: ['tickets.id', 'tickets.ownerId', 'tickets.owner', 'tickets.teamId'], context: { now: at('10:00') } })).toEqual([
    ['by team', 'a', 'Ann', 'east'],
    // Its assignment has ended, and no other has begun.
    ['left alone', null, null, null],
    ['moved', 'a', 'Ann', 'north'],
    // Where no assignment has begun, nothing but today's owner is known.
    ['never noted', 'now', 'Nick', 'south'],
    ['not yet', 'now', 'Nick', 'south'],
  ]);
  expect(await cells({ dimensions: ['tickets.id', 'tickets.ownerId'] })).toEqual(['by team', 'left alone', 'moved', 'never noted', 'not yet'].map((id) => [id, 'now']));
});

test('stocks are grouped by the owner of their instant, and so are the tickets that reps have', async () => {
  const then = { context: { now: at('10:00') } };
  const { data, partial } = await answer(DESK, { ...then, measures: ['tickets.open'], dimensions: ['tickets.ownerId'] });
  expect([data, partial]).toEqual([[['a', 'now', null], [2, 2, 1]], undefined]);
  expect(await cells({ ...then, measures: ['reps.openTickets'], dimensions: ['reps.id'] })).toEqual([
    ['a', 2],
    ['now', 2],
  ]);
});

test('counts of nothing are 0 beside another measure that has a group, whatever they are taken of', async () => {
  const desk: Records = { ...DESK, companies: [{ id: 'k', name: 'Kite' }], contacts: [{ id: 'c', companyId: 'k' }], statusChanges: [] };
  const query: Query = { measures: ['contacts.count', 'statusChanges.count'], dimensions: ['companies.name'] };
  expect((await rows(desk, query)).map((row) => Object.values(row))).toEqual([['Kite', 1, 0]]);
});

test('what is told of owners and teams is that of the owner and team of that time', async () => {
  expect(await cells({ dimensions: ['tickets.id', 'reps.name', 'teams.id'], filters: [{ member: 'reps.id', operator: 'set' }], context: { now: at('10:00') } })).toEqual([
    ['by team', 'Ann', null],
    ['moved', 'Ann', null],
    ['never noted', 'Nick', null],
    ['not yet', 'Nick', null],
  ]);
  const teams = [{ id: 'east', name: 'East' }, { id: 'north', name: 'North' }, { id: 'south', name: 'South' }];
  const named = await rows({ ...DESK, teams }, { dimensions: ['tickets.id', 'teams.name'], context: { now: at('10:00') } });
  expect(named.map((row) => Object.values(row))).toEqual([
    ['by team', 'East'],
    ['left alone', null],
    ['moved', 'North'],
    ['never noted', 'South'],
    ['not yet', 'South'],
  ]);
});
