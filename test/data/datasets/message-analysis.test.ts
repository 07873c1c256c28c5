import { describe, expect, it } from 'vitest';
import { change, desk, minutes } from './ask.ts';

const NOW = '2026-03-03T12:00:00Z';
const scope = { now: NOW, timezone: 'UTC' };
const message = (id: number, ticketId: number, sentAt: string, authorType: string, more: object = {}) => ({ id, ticketId, sentAt, authorType, ...more });
const today = (time: string) => `2026-03-03T${time}:00Z`;
const tickets = [1, 2].map((id) => ({ id, createdAt: today('10:00'), statusCategory: 'open', reopenCount: 0 }));
const messages = [
  message(1, 1, today('10:00'), 'customer'),
  message(2, 1, today('10:20'), 'customer'),
  message(3, 1, today('10:30'), 'rep'),
  message(4, 1, today('10:32'), 'rep'),
  message(5, 1, today('11:02'), 'customer'),
  message(6, 2, today('11:10'), 'customer'),
  message(7, 2, today('11:40'), 'rep'),
  message(8, 2, today('11:41'), 'system'),
  message(9, 2, today('11:42'), 'rep', { isPublic: false }),
  message(10, 1, '2026-03-02T11:00:00Z', 'customer'),
  message(11, 1, '2026-03-02T11:30:00Z', 'customer'),
  message(12, 1, '2026-03-02T11:45:00Z', 'customer'),
];
const { ask, behind } = desk({ asOf: NOW, tickets, messages });

describe('today’s messages', () => {
  it('come and go, against the same time yesterday', async () => {
    const { figures } = await ask('message-analysis', {}, scope);
    expect(change(figures['messages-received'])).toEqual([4, 3]);
    expect(change(figures['messages-sent'])).toEqual([3, 0]);
  });

  it('are waited for by both sides', async () => {
    const own = desk({ asOf: NOW, tickets, messages: messages.slice(0, 9) });
    const { figures } = await own.ask('message-analysis', {}, scope);
    expect(figures['customer-wait-time']).toMatchObject({ value: minutes(30), n: 2, leftOut: { 'tickets.awaitingReply': { value: 1 } } });
    expect(figures['rep-wait-time']).toMatchObject({ value: minutes(30), n: 1, leftOut: { 'messages.repUnanswered': { value: 1 } } });
  });

  it('peak in the earliest hour with most, compared by count', async () => {
    const { figures } = await ask('message-analysis', {}, scope);
    expect(figures['peak-inbound']).toMatchObject({ value: 2, key: '2026-03-03T10:00:00.000', base: 3 });
    expect(figures['peak-outbound']).toMatchObject({ value: 2, key: '2026-03-03T10:00:00.000', base: 0 });
    expect(await behind(figures['peak-inbound']!.records!)).toBe(2);
  });

  it('peak in a ticket, where asked so', async () => {
    const { figures } = await ask('message-analysis', { peakBasis: 'ticket' }, scope);
    expect(figures['peak-inbound']).toMatchObject({ value: 3, key: '1', base: 3 });
    expect(figures['peak-outbound']).toMatchObject({ value: 2, key: '1', base: 0 });
    expect(await behind(figures['peak-inbound']!.records!)).toBe(3);
  });

  it('are told hour by hour in both directions', async () => {
    const { rows } = await ask('message-analysis', {}, scope);
    expect(rows!.slice(9).map(({ key, figures }) => [key?.slice(11, 13), figures['messages-received']!.value, figures['messages-sent']!.value])).toEqual([
      ['09', 0, 0],
      ['10', 2, 2],
      ['11', 2, 1],
    ]);
    for (const { figures } of rows!) for (const { value, records } of Object.values(figures)) expect(await behind(records!)).toBe(value);
  });

  it('have no peak before the first', async () => {
    const { figures } = await ask('message-analysis', {}, { ...scope, now: '2026-03-03T08:00:00Z' });
    expect([figures['peak-inbound'], figures['peak-outbound']]).toEqual([{ value: null }, { value: null }]);
  });
});

it('puts both runs of a repeated hour into one', async () => {
  const at = ['2026-10-25T00:10:00Z', '2026-10-25T01:10:00Z', '2026-10-25T02:10:00Z'];
  const sunday = desk({ asOf: '2026-10-25T03:30:00Z', timezone: 'Europe/Warsaw', tickets: [{ ...tickets[0], createdAt: at[0] }], messages: at.map((sentAt, id) => message(id, 1, sentAt, 'customer')) });
  const { rows, figures } = await sunday.ask('message-analysis', {}, {});
  expect(rows!.map(({ key, figures: own }) => [key?.slice(11, 13), own['messages-received']!.value])).toEqual([['00', 0], ['01', 0], ['02', 2], ['03', 1], ['04', 0]]);
  expect(figures['peak-inbound']).toMatchObject({ value: 2, key: '2026-10-25T02:00:00.000' });
  expect(await sunday.behind(figures['peak-inbound']!.records!)).toBe(2);
});

it('is not supported by a source without messages', async () => {
  await expect(desk({ asOf: NOW, tickets }).ask('message-analysis', {}, scope)).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
});
