import { describe, expect, it } from 'vitest';
import { change, desk } from './ask.ts';

const created = (instants: readonly string[]) => instants.map((createdAt, i) => ({ id: `t${i}`, createdAt, statusCategory: 'open', channel: 'email', reopenCount: 0 }));

describe('today against yesterday at the same wall-clock time', () => {
  it('takes the instant one gap later where that time was skipped', async () => {
    const { ask, behind } = desk({
      timezone: 'Europe/Warsaw',
      asOf: '2026-03-31T00:00:00Z',
      tickets: created([
        '2026-03-28T22:59:59Z', // Saturday still
        '2026-03-28T23:00:00Z', // Sunday's first instant
        '2026-03-29T01:29:59Z', // Sunday 03:29:59
        '2026-03-29T01:30:00Z', // Sunday 03:30: the baseline has ended
        '2026-03-29T22:00:00Z', // Monday's first instant
        '2026-03-30T00:29:59Z', // Monday 02:29:59
        '2026-03-30T00:30:00Z', // Monday 02:30: now
      ]),
    });
    const { figures } = await ask('tickets-by-channel', {}, { now: '2026-03-30T00:30:00Z' });
    expect(change(figures['today'])).toEqual([2, 2]);
    // A stock holds what begins at its very instant.
    expect(change(figures['open'])).toEqual([7, 4]);
    expect(await behind(figures['today']!.records!)).toBe(2);
  });

  it('takes the first of a repeated time', async () => {
    const { ask } = desk({
      timezone: 'Europe/Warsaw',
      asOf: '2026-10-27T00:00:00Z',
      tickets: created([
        '2026-10-24T22:00:00Z', // Sunday's first instant
        '2026-10-25T00:29:59Z', // Sunday 02:29:59, the first time
        '2026-10-25T00:30:00Z', // Sunday 02:30, the first time: the baseline has ended
        '2026-10-25T01:10:00Z', // Sunday 02:10, the second time
        '2026-10-26T01:29:59Z', // Monday 02:29:59
      ]),
    });
    const { figures } = await ask('tickets-by-channel', {}, { now: '2026-10-26T01:30:00Z' });
    expect(change(figures['today'])).toEqual([1, 2]);
  });

  it('begins a day whose midnight is skipped at its first instant', async () => {
    // In Beirut, 2026-03-29 begins at 01:00 (2026-03-28T22:00Z).
    const { ask } = desk({
      timezone: 'Asia/Beirut',
      tickets: created(['2026-03-28T21:59:59Z', '2026-03-28T22:00:00Z', '2026-03-29T06:00:00Z']),
      asOf: '2026-03-29T08:00:00Z',
    });
    const { figures } = await ask('tickets-by-channel', {}, {});
    expect(change(figures['today'])).toEqual([2, 0]);
  });

  it('follows the zone of the scope, not that of the source', async () => {
    const { ask } = desk({ timezone: 'UTC', asOf: '2026-03-02T08:00:00Z', tickets: created(['2026-03-01T23:30:00Z', '2026-03-02T06:00:00Z']) });
    expect((await ask('tickets-by-channel', {})).figures['today']?.value).toBe(1);
    expect((await ask('tickets-by-channel', {}, { timezone: 'Europe/Warsaw' })).figures['today']?.value).toBe(2);
    expect((await ask('tickets-by-channel', {}, { timezone: 'America/New_York' })).figures['today']?.value).toBe(1);
  });

  it('compares with what the scope names, or with nothing', async () => {
    // Monday 2026-03-09; Friday the 6th had two, Sunday none, Monday the 2nd one.
    const { ask } = desk({
      asOf: '2026-03-09T12:00:00Z',
      timezone: 'UTC',
      tickets: created(['2026-03-02T09:00:00Z', '2026-03-06T09:00:00Z', '2026-03-06T10:00:00Z', '2026-03-09T09:00:00Z']),
    });
    const today = async (compare: 'yesterday' | 'last-week' | 'previous-working-day' | 'none') =>
      (await ask('tickets-by-channel', {}, { compare })).figures['today'];
    expect(change(await today('yesterday'))).toEqual([1, 0]);
    expect(change(await today('last-week'))).toEqual([1, 1]);
    expect(change(await today('previous-working-day'))).toEqual([1, 2]);
    expect(await today('none')).not.toHaveProperty('base');
  });

  it('knows nothing of a day that begins after the source has ended', async () => {
    const { ask } = desk({ asOf: '2026-03-09T12:00:00Z', timezone: 'UTC', tickets: created(['2026-03-09T09:00:00Z']) });
    const { figures, asOf } = await ask('tickets-by-channel', {}, { now: '2026-03-11T09:00:00Z' });
    expect(figures['today']).toMatchObject({ value: null });
    expect(figures['open']).toMatchObject({ value: 1 });
    expect(asOf).toBe('2026-03-09T12:00:00.000Z');
  });
});
