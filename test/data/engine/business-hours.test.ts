import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { HOUR, refusal, rows, value } from './ask.ts';

/** Monday 2 March 2026 and the days after it. */
const at = (time: string, day = 2) => `2026-03-${String(day).padStart(2, '0')}T${time}:00Z`;
const days = (from: string, to: string, ...of: (1 | 2 | 3 | 4 | 5 | 6 | 7)[]) => of.map((day) => ({ day, from, to }));
const OFFICE: Calendar = { id: 'office', name: 'Office', timezone: 'UTC', weekly: days('09:00', '17:00', 1, 2, 3, 4, 5) };
const SHIFT: Calendar = { id: 'shift', name: 'Shift', timezone: 'UTC', weekly: days('00:00', '24:00', 1, 2, 3, 4, 5, 6, 7), teams: ['b'] };
const HALF: Calendar = { id: 'half', name: 'Mornings', timezone: 'UTC', weekly: days('09:00', '12:00', 1, 2, 3, 4, 5), holidays: ['2026-03-03'] };

const BUSINESS: Query = { context: { hours: 'business' } };
const named = (calendar: string): Query => ({ context: { hours: 'business', calendar } });

/** Created Monday at 16:00, closed Tuesday at 10:00: 18 hours by the clock. */
const ticket = (id: string, more: object = {}) => ({ id, createdAt: at('16:00'), closedAt: at('10:00', 3), reopenCount: 0, ...more });
const DESK: Records = {
  asOf: at('00:00', 9),
  calendars: [OFFICE, SHIFT, HALF],
  tickets: [ticket('first'), ticket('by-calendar', { teamId: 'b' }), ticket('by-team', { teamId: 'c' }), ticket('by-owner', { ownerId: 'r' }), ticket('unknown', { teamId: 'd' })],
  reps: [{ id: 'r', name: 'Ro', teamId: 'b' }],
  teams: [
    { id: 'c', name: 'C', calendarId: 'half' },
    { id: 'd', name: 'D', calendarId: 'gone' },
  ],
};
const perTicket = async (measure: string, query: Query, desk = DESK): Promise<Record<string, Cell>> =>
  Object.fromEntries((await rows(desk, { ...query, measures: [measure], dimensions: ['tickets.id'] })).map((row) => [row['tickets.id'], row[measure]!]));

describe('durations in business hours', () => {
  test("count in the team's calendar, as the team or the calendar says, else in the first", async () => {
    expect(await perTicket('tickets.timeToClose.avg', BUSINESS)).toEqual({ first: 2 * HOUR, unknown: 2 * HOUR, 'by-calendar': 18 * HOUR, 'by-owner': 18 * HOUR, 'by-team': 0 });
    expect(await perTicket('tickets.timeToClose.avg', {})).toMatchObject({ first: 18 * HOUR, 'by-team': 18 * HOUR });
  });

  test('a calendar that the query names goes before all of them', async () => {
    expect(new Set(Object.values(await perTicket('tickets.timeToClose.avg', named('half'))))).toEqual(new Set([0]));
  });

  test('counts and due dates stay as they are', async () => {
    expect(await value(DESK, 'tickets.count', BUSINESS)).toBe(5);
    const due: Records = { ...DESK, tickets: [{ id: 'd', createdAt: at('08:00'), closeSlaDueAt: at('20:00') }] };
    expect(await rows(due, { ...BUSINESS, dimensions: ['tickets.closeSlaDueAt'] })).toEqual([{ 'tickets.closeSlaDueAt': '2026-03-02T20:00:00.000Z' }]);
  });

  test('the same value stands on one record, groups, filters and ages', async () => {
    const list = await rows(DESK, { ...BUSINESS, dimensions: ['tickets.id', 'tickets.timeToClose'], filters: [{ member: 'tickets.timeToClose', operator: 'gt', values: [String(2 * HOUR)] }] });
    expect(list.map((row) => Object.values(row))).toEqual([
      ['by-calendar', 18 * HOUR],
      ['by-owner', 18 * HOUR],
    ]);
    const open: Records = { ...DESK, asOf: at('11:00', 9), tickets: [{ id: 'o', createdAt: at('10:00', 6), closedAt: null }] };
    expect(await value(open, 'tickets.age.max', BUSINESS)).toBe(9 * HOUR);
    // Buckets of age are days of 24 hours by their definition.
    expect(await rows(open, { ...BUSINESS, dimensions: ['tickets.ageBucket'] })).toEqual([{ 'tickets.ageBucket': '3–7' }]);
  });

  test('supplied durations win, unless the query names a calendar', async () => {
    const desk: Records = {
      ...DESK,
      tickets: [ticket('told', { timeToCloseMs: 5, timeToCloseBusinessMs: 7 }), ticket('clock', { timeToCloseMs: 5 })],
    };
    expect(await perTicket('tickets.timeToClose.avg', {}, desk)).toEqual({ told: 5, clock: 5 });
    expect(await perTicket('tickets.timeToClose.avg', BUSINESS, desk)).toEqual({ told: 7, clock: 2 * HOUR });
    expect(await perTicket('tickets.timeToClose.avg', named('office'), desk)).toEqual({ told: 2 * HOUR, clock: 2 * HOUR });
    // Without a calendar what is supplied is all there is, and the rest is missing.
    const { calendars: _, ...bare } = desk;
    const [row] = await rows(bare, { ...BUSINESS, measures: ['tickets.timeToClose.sum', 'tickets.timeToClose.count', 'tickets.timeToClose.missing'] });
    expect(Object.values(row!)).toEqual([7, 1, 1]);
  });

  test('nothing is guessed without a calendar', async () => {
    const { calendars: _, ...bare } = DESK;
    for (const measure of ['tickets.timeToClose.avg', 'tickets.age.avg']) {
      expect(await refusal(bare, { ...BUSINESS, measures: [measure] })).toEqual({ kind: 'unsupported', title: 'Business hours need a calendar, and this source has none.', detail: 'It needs calendars.' });
    }
    expect(await value(bare, 'tickets.count', BUSINESS)).toBe(5);
  });

  test('an end before its beginning stays a fault, also where nobody worked between', async () => {
    const desk: Records = { ...DESK, tickets: [{ id: 'n', createdAt: at('10:00', 8), closedAt: at('09:00', 8) }] };
    expect(await value(desk, 'tickets.timeToClose.invalid', BUSINESS)).toBe(1);
    expect(await value(desk, 'tickets.timeToClose.count', BUSINESS)).toBe(0);
  });

  test('time in status, waiting and conversations too', async () => {
    const desk: Records = {
      asOf: at('12:00', 4),
      calendars: [OFFICE],
      tickets: [{ id: 't', createdAt: at('08:00'), closedAt: at('10:00', 4), reopenCount: 0 }],
      statusChanges: [
        { ticketId: 't', status: 'New', statusCategory: 'open', enteredAt: at('08:00') },
        { ticketId: 't', status: 'Waiting', statusCategory: 'waiting', enteredAt: at('16:00') },
        { ticketId: 't', status: 'Solved', statusCategory: 'closed', enteredAt: at('10:00', 4) },
      ],
      conversations: [{ id: 'c', ticketId: 't', startedAt: at('16:30'), closedAt: at('20:00') }],
    };
    const time = await rows(desk, { ...BUSINESS, measures: ['statusChanges.timeInStatus.sum'], dimensions: ['statusChanges.status'] });
    expect(time.map((row) => Object.values(row))).toEqual([
      ['New', 7 * HOUR],
      ['Solved', null],
      ['Waiting', 10 * HOUR],
    ]);
    // Tuesday alone.
    expect(await value(desk, 'statusChanges.timeInStatus.sum', { ...BUSINESS, timeDimensions: [{ dimension: 'statusChanges.enteredAt', dateRange: ['2026-03-03', '2026-03-03'] }] })).toBe(8 * HOUR);
    expect(await value(desk, 'tickets.timeToCloseWithoutWaiting.sum', BUSINESS)).toBe(7 * HOUR);
    expect(await value(desk, 'conversations.duration.sum', BUSINESS)).toBe(HOUR / 2);
  });
});
