import { describe, expect, it } from 'vitest';
import { desk } from './ask.ts';

const at = { now: '2026-03-03T12:00:00Z', timezone: 'UTC' };
const ticket = (id: number, channel: string | null, createdAt: string, closedAt?: string) => ({
  id,
  channel,
  channelAccount: channel && `${channel}@example.com`,
  createdAt,
  closedAt,
  reopenCount: 0,
});
const tickets = [
  ticket(1, 'Email', '2026-03-02T09:00:00Z'),
  ticket(2, 'email', '2026-03-03T09:00:00Z'),
  ticket(3, 'EMAIL', '2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z'),
  ticket(4, 'email', '2026-03-03T10:30:00Z'),
  ticket(5, 'Chat', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'),
  ticket(6, null, '2026-03-03T08:00:00Z'),
  ticket(7, '', '2026-03-01T08:00:00Z'),
  ticket(8, 'Phone', '2026-02-01T08:00:00Z', '2026-02-02T10:00:00Z'),
];

describe('rows', () => {
  const { ask, behind } = desk({ tickets, asOf: '2026-03-03T12:00:00Z' });

  it('join values that differ only in letter case under the commonest, and end with the unknown', async () => {
    const { rows, figures } = await ask('tickets-by-channel', {}, at);
    const shown = rows.map(({ key, figures: own }) => [key, own['today']!.value, own['today']!.base, own['open']!.value, own['open']!.base]);
    expect(shown).toEqual([
      ['email', 3, 1, 3, 1],
      ['Chat', 0, 1, 0, 0],
      [null, 1, 0, 2, 1],
    ]);
    expect(figures).toMatchObject({ today: { value: 4, base: 2 }, open: { value: 5, base: 2 } });
  });

  it('lead to as many records as they say', async () => {
    const { rows, figures } = await ask('tickets-by-channel', {}, at);
    for (const figure of [figures, ...rows.map((row) => row.figures)].flatMap((each) => Object.values(each))) {
      expect(await behind(figure.records!)).toBe(figure.value);
      expect(figure.records!.count).toBe(figure.value);
    }
  });

  it('follow the member asked for', async () => {
    const { rows } = await ask('tickets-by-channel', { member: 'tickets.channelAccount' }, at);
    expect(rows.map(({ key }) => key)).toEqual(['email@example.com', 'Chat@example.com', null]);
  });

  it('are filtered with everything else', async () => {
    const { rows, figures } = await ask('tickets-by-channel', {}, { ...at, filters: { values: { 'tickets.channel': ['Email', ''] } } });
    expect(rows.map(({ key, figures: own }) => [key, own['open']!.value])).toEqual([['Email', 1], [null, 2]]);
    expect(figures['open']!.value).toBe(3);
  });

  it('are none where there are no tickets', async () => {
    const { rows } = await ask('tickets-by-channel', {}, { ...at, filters: { values: { 'tickets.channel': ['Fax'] } } });
    expect(rows).toEqual([]);
  });
});
