import { describe, expect, test } from 'vitest';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { rows, value } from './ask.ts';

const DAY = '2026-03-02';
const at = (time: string) => `${DAY}T${time.length === 5 ? `${time}:00` : time}Z`;
const today: Query = { timeDimensions: [{ dimension: 'tickets.slaCompletedAt', dateRange: [DAY, DAY] }] };
/** One ticket of 10:00 as known at an instant. */
const desk = (now: string, ticket: object, more: Records = {}): Records => ({ tickets: [{ id: 't', createdAt: at('10:00'), statusCategory: 'closedAt' in ticket ? 'closed' : 'open', closedAt: null, ...ticket }], ...more, asOf: at(now) });
const message = (time: string, by: 'customer' | 'rep') => ({ id: time + by, ticketId: 't', sentAt: at(time), direction: by === 'rep' ? 'outbound' : 'inbound', authorType: by });

/** The state of the ticket's SLA. */
async function stateOf(records: Records, kind: string): Promise<unknown> {
  const [row] = await rows(records, { dimensions: [`tickets.${kind}SlaStatus`], ungrouped: true });
  return row![`tickets.${kind}SlaStatus`];
}

/** The hours that have the ticket, by what they count. */
async function hourOf(records: Records, measure: string): Promise<unknown> {
  const found = await rows(records, { measures: [measure], timeDimensions: [{ dimension: 'tickets.slaCompletedAt', granularity: 'hour', dateRange: [DAY, DAY] }] });
  return found.filter((row) => row[measure] === 1).map((row) => String(row['tickets.slaCompletedAt']).slice(11, 16));
}

describe('example 5: an SLA at the instant when it falls due', () => {
  const due = { firstResponseSlaDueAt: at('14:00') };

  test('a reply at that instant is on time, one a millisecond later is late', async () => {
    const onTime = desk('16:00', { ...due, firstResponseAt: at('14:00') });
    expect(await stateOf(onTime, 'firstResponse')).toBe('metOnTime');
    expect(await value(onTime, 'tickets.slaOnTime.firstResponse', today)).toBe(1);
    const late = desk('16:00', { ...due, firstResponseAt: at('14:00:00.001') });
    expect(await stateOf(late, 'firstResponse')).toBe('metLate');
    expect(await value(late, 'tickets.slaLate.firstResponse', today)).toBe(1);
    expect(await value(late, 'tickets.slaOnTime.firstResponse', today)).toBe(0);
  });

  test('without a reply it is due soon at that instant, overdue a millisecond later', async () => {
    expect(await stateOf(desk('14:00', due), 'firstResponse')).toBe('dueSoon');
    expect(await value(desk('14:00', due), 'tickets.slaDueSoon.firstResponse')).toBe(1);
    expect(await value(desk('14:00', due), 'tickets.slaOverdue.firstResponse')).toBe(0);
    expect(await stateOf(desk('14:00:00.001', due), 'firstResponse')).toBe('overdue');
    expect(await value(desk('14:00:00.001', due), 'tickets.slaOverdue.firstResponse')).toBe(1);
  });

  test('closed without a reply it is missed: dated when it fell due, or with the close where that came first', async () => {
    const after = desk('16:00', { ...due, closedAt: at('15:00') });
    expect(await stateOf(after, 'firstResponse')).toBe('missed');
    expect(await hourOf(after, 'tickets.slaMissed.firstResponse')).toEqual(['14:00']);
    expect(await hourOf(desk('16:00', { ...due, closedAt: at('13:00') }), 'tickets.slaMissed.firstResponse')).toEqual(['13:00']);
  });

  test('a reply of an earlier cycle does not meet the next response', async () => {
    const messages = [message('10:00', 'customer'), message('10:30', 'rep'), message('11:00', 'customer')];
    const ticket = { nextResponseSlaDueAt: at('14:00'), closedAt: at('12:00') };
    const records = desk('16:00', ticket, { messages });
    expect(await stateOf(records, 'nextResponse')).toBe('missed');
    expect(await hourOf(records, 'tickets.slaMissed.nextResponse')).toEqual(['12:00']);
    expect(await value(records, 'tickets.slaOnTime.nextResponse', today)).toBe(0);
    const answered = desk('16:00', ticket, { messages: [...messages, message('11:30', 'rep')] });
    expect(await stateOf(answered, 'nextResponse')).toBe('metOnTime');
    expect(await hourOf(answered, 'tickets.slaOnTime.nextResponse')).toEqual(['11:00']);
  });
});

test.each([
  ['4 h', 60, 240],
  ['1 h', 15, 60],
  ['10 min', 5, 10],
])('example 6: of a target of %s the last %i minutes are due soon', async (_target, threshold, target) => {
  const minute = (after: number) => new Date(Date.parse(at('10:00')) + after * 60_000).toISOString().slice(11, -1);
  const due = { closeSlaDueAt: at(minute(target)) };
  expect(await stateOf(desk(minute(target - threshold), due), 'close')).toBe('dueSoon');
  expect(await stateOf(desk(minute(target - threshold - 1 / 60_000), due), 'close')).toBe('active');
});

describe('example 7: rates', () => {
  const ticket = (id: string, own: object) => ({ id, createdAt: at('08:00'), statusCategory: 'open', closedAt: null, firstResponseSlaDueAt: at('10:00'), ...own });
  const many = (count: number, name: string, own: object) => Array.from({ length: count }, (_, i) => ticket(`${name}${i}`, own));
  const records: Records = {
    tickets: [
      ...many(8, 'on time', { firstResponseAt: at('09:00') }),
      ...many(2, 'late', { firstResponseAt: at('11:00') }),
      ...many(2, 'missed', { closedAt: at('12:00'), statusCategory: 'closed' }),
      ...many(5, 'overdue', {}),
    ],
    asOf: at('16:00'),
  };

  test('open overdue tickets count against the strict rate alone', async () => {
    const measures = ['slaOnTime', 'slaLate', 'slaMissed', 'slaOpenOverdue', 'slaOnTimeRate', 'slaOnTimeRateStrict'].map((name) => `tickets.${name}.firstResponse`);
    const parts = ['slaOnTimeRate.denominator', 'slaOnTimeRateStrict.numerator', 'slaOnTimeRateStrict.denominator'].map((name) => `tickets.${name.replace('.', '.firstResponse.')}`);
    const [row] = await rows(records, { ...today, measures: [...measures, ...parts] });
    expect(Object.values(row!)).toEqual([8, 2, 2, 5, 8 / 12, 8 / 17, 12, 8, 17]);
    const [any] = await rows(records, { ...today, measures: [...measures, ...parts].map((name) => name.replace('firstResponse', 'any')) });
    expect(Object.values(any!)).toEqual([8, 2, 2, 5, 8 / 12, 8 / 17, 12, 8, 17]);
  });

  test('of several SLAs the worst counts', async () => {
    const both = ticket('t', { firstResponseAt: at('09:00'), closeSlaDueAt: at('11:00'), closedAt: at('12:00'), statusCategory: 'closed' });
    const measures = ['slaMissed', 'slaLate', 'slaOnTime'].map((name) => `tickets.${name}.any`);
    expect(Object.values((await rows({ tickets: [both], asOf: at('16:00') }, { ...today, measures }))[0]!)).toEqual([0, 1, 0]);
    const messages = [message('08:30', 'customer'), message('09:00', 'rep'), message('09:30', 'customer')];
    const three: Records = { tickets: [{ ...both, nextResponseSlaDueAt: at('13:00') }], messages, asOf: at('16:00') };
    expect(Object.values((await rows(three, { ...today, measures }))[0]!)).toEqual([1, 0, 0]);
  });
});
