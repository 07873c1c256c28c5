import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { findMeasure } from '../../src/data/catalog/members.ts';
import type { Calendar } from '../../src/data/catalog/catalog.ts';
import type { QueryContext } from '../../src/data/query/query.ts';
import type { Row, Tables } from './random-desk.ts';
import { elapsed } from './sql/business.ts';
import { firstResponses, MESSAGE_DIMENSIONS, MESSAGE_MEASURES, WAITING_MEASURES } from './sql/messages.ts';
import { SLA_DIMENSIONS, SLA_MEASURES } from './sql/sla.ts';
import type { DimensionSql, Frame, Reading } from './sql/relation.ts';
import { factsOf, loadTables } from './tables.ts';

/*
 * The SQL that the engine is compared with must be right by itself: here it answers the worked examples of docs/metrics.md
 * (4 to 8) and edges of its rules, without the engine.
 */

const DAY = Date.UTC(2026, 5, 1);
const MINUTE = 60_000;
/** 10:30 on the day of the examples. */
const at = (clock: string): number => {
  const [hours, minutes, seconds = '0'] = clock.split(':');
  return DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
};

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

interface Desk {
  tables: Tables;
  settings?: { calls?: { asReplies?: boolean } };
  calendars?: readonly Calendar[];
}

/** A frame of one reading, and what runs a relation over it. */
async function reader(desk: Desk, now: string | number, options: QueryContext = {}) {
  const { tables, settings = {}, calendars = [] } = desk;
  await loadTables(connection, tables);
  const cut = typeof now === 'number' ? now : at(now);
  const reading: Reading = { before: cut + 1, now: cut };
  const shared: [string, string][] = [];
  const frame: Frame = {
    desk: factsOf({ seed: 0, asOf: cut, tables, settings, calendars, orders: {} }),
    at: reading,
    fields: reading,
    stock: true,
    cut,
    zone: 'UTC',
    options,
    define(key, sql) {
      if (!shared.some(([name]) => name === key)) {
        const text = sql();
        if (!shared.some(([name]) => name === key)) shared.push([key, text]);
      }
      return key;
    },
  };
  const run = async (sql: string): Promise<Row[]> => {
    const lists = shared.map(([name, text]) => `${name} AS MATERIALIZED (${text})`).join(', ');
    const result = await connection.runAndReadAll(`${lists && `WITH ${lists} `}${sql}`);
    const json = result.getRowObjectsJson() as Row[];
    return json.map((row) => ({ ...row, ...('_row' in row && { _row: Number(row._row) }) }));
  };
  const measures = { ...MESSAGE_MEASURES, ...WAITING_MEASURES, ...SLA_MEASURES };
  return {
    frame,
    run,
    /** The values of a measure by row, those of rank only the worst. */
    async values(name: string): Promise<Record<number, number>> {
      const ref = findMeasure(name)!;
      const sql = measures[`${ref.source}.${ref.base}`]!.relation(frame, ref);
      const rows = (await run(`SELECT _row, value${/ AS rank/.test(sql) ? ', rank' : ', 0 AS rank'} FROM (${sql}) ORDER BY rank, _row`)) as {
        _row: number;
        value: number | null;
      }[];
      const last = new Map(rows.map(({ _row, value }) => [_row, value]));
      return Object.fromEntries([...last].filter(([, value]) => value !== null).map(([row, value]) => [row, Number(value)]));
    },
    async placed(name: string): Promise<unknown> {
      const ref = findMeasure(name)!;
      const rows = await run(`SELECT placed FROM (${measures[`${ref.source}.${ref.base}`]!.relation(frame, ref)}) WHERE value = 1`);
      return rows.map(({ placed }) => placed);
    },
    async dimension(all: readonly DimensionSql[], column: string): Promise<unknown[]> {
      const found = all.find(({ columns }) => columns.includes(column))!;
      return (await run(`SELECT "${column}" AS cell FROM (${found.relation(frame)}) ORDER BY _row`)).map(({ cell }) => cell);
    },
  };
}

const ticket = (id: string, more: Row = {}): Row => ({ id, createdAt: at('10:00'), statusCategory: 'open', ...more });
const customer = (clock: string, more: Row = {}): Row => ({ ticketId: 't', sentAt: at(clock), direction: 'inbound', authorType: 'customer', ...more });
const rep = (clock: string, more: Row = {}): Row => ({ ticketId: 't', sentAt: at(clock), direction: 'outbound', authorType: 'rep', ...more });
const visit = (clock: string, statusCategory: string, more: Row = {}): Row => ({
  ticketId: 't',
  status: `${statusCategory}`,
  statusCategory,
  enteredAt: at(clock),
  ...more,
});

describe('the SQL of waits', () => {
  const talk = [customer('10:00'), customer('10:20'), rep('10:30'), rep('10:32'), customer('11:02')];
  const toWaiting = [visit('10:00', 'open'), visit('11:10', 'waiting')];

  it('answers example 4: two answered, one not', async () => {
    const tables = {
      tickets: [ticket('t'), ticket('u'), ticket('v')],
      messages: [customer('10:00'), rep('10:20'), customer('10:00', { ticketId: 'u' }), rep('10:40', { ticketId: 'u' }), customer('10:00', { ticketId: 'v' })],
    };
    const { run, frame } = await reader({ tables }, '12:00');
    const sql = `SELECT (f.at - start) / ${MINUTE} AS minutes FROM ${firstResponses(frame, frame.at)} f ORDER BY _row`;
    expect(await run(sql)).toEqual([{ minutes: 20 }, { minutes: 40 }, { minutes: null }]);
  });

  it('answers example 8: one reply event, one rep wait', async () => {
    const desk = await reader({ tables: { tickets: [ticket('t')], messages: talk } }, '11:05');
    expect(await desk.values('messages.replyTime.avg')).toEqual({ 2: 30 * MINUTE });
    expect(await desk.values('messages.repWaitTime.avg')).toEqual({ 4: 30 * MINUTE });
    expect(await desk.dimension(MESSAGE_DIMENSIONS, 'timeSinceLastResponse')).toEqual([null, null, 10 * MINUTE, 12 * MINUTE, 30 * MINUTE]);
    expect(await desk.dimension(MESSAGE_DIMENSIONS, 'isReply')).toEqual([false, false, true, false, false]);
    expect(await desk.dimension(MESSAGE_DIMENSIONS, 'nextResponseAt')).toEqual([at('10:30')]);
    expect(await desk.values('tickets.awaitingReply')).toEqual({ 0: 1 });
    expect(await desk.values('tickets.currentWait.avg')).toEqual({ 0: 3 * MINUTE });
  });

  it('answers example 8: moved to waiting, then called', async () => {
    const tables = { tickets: [ticket('t', { statusCategory: 'waiting' })], messages: talk, statusChanges: toWaiting };
    const moved = await reader({ tables }, '12:00');
    expect(await moved.values('tickets.awaitingReply')).toEqual({});
    expect(await moved.values('messages.waitsDropped')).toEqual({ 4: 1 });
    const calls = [{ ticketId: 't', startedAt: at('11:05'), status: 'completed', ownerId: 'r' }];
    const called = await reader({ tables: { ...tables, calls } }, '12:00');
    expect(await called.values('messages.replyTime.avg')).toEqual({ 2: 30 * MINUTE, 1_000_000_000: 3 * MINUTE });
    expect(await called.values('messages.waitsDropped')).toEqual({});
    const off = await reader({ tables: { ...tables, calls }, settings: { calls: { asReplies: false } } }, '12:00');
    expect(await off.values('messages.waitsDropped')).toEqual({ 4: 1 });
  });

  it('lets a reply within a minute of a close answer, not one millisecond later', async () => {
    const closed = { tickets: [ticket('t', { statusCategory: 'closed', closedAt: at('10:10') })] };
    const just = await reader({ tables: { ...closed, messages: [customer('10:00'), customer('10:10'), rep('10:11')] } }, '12:00');
    expect(await just.values('messages.replyTime.avg')).toEqual({ 2: 11 * MINUTE });
    const late = { ...rep('10:11'), sentAt: at('10:11') + 1 };
    const over = await reader({ tables: { ...closed, messages: [customer('10:00'), customer('10:10'), late] } }, '12:00');
    expect(await over.values('messages.replyTime.avg')).toEqual({});
    expect(await over.values('messages.waitsDropped')).toEqual({ 0: 1 });
    const after = await reader({ tables: { ...closed, messages: [customer('10:00'), customer('10:10:30'), late] } }, '12:00');
    expect(await after.values('messages.replyTime.avg')).toEqual({ 2: 30_001 });
    expect(await after.values('messages.waitsDropped')).toEqual({ 0: 1 });
  });

  it('begins with the customer where a rep wrote first', async () => {
    const first = await reader({ tables: { tickets: [ticket('t')], messages: [rep('10:00'), rep('10:05')] } }, '12:00');
    expect(await first.run(`SELECT start, f.at FROM ${firstResponses(first.frame, first.frame.at)} f`)).toEqual([{ start: null, at: null }]);
    const answered = await reader({ tables: { tickets: [ticket('t')], messages: [rep('10:00'), customer('10:30'), rep('10:45')] } }, '12:00');
    expect(await answered.run(`SELECT start, f.at FROM ${firstResponses(answered.frame, answered.frame.at)} f`)).toEqual([{ start: at('10:30'), at: at('10:45') }]);
    expect(await answered.values('messages.repWaitTime.avg')).toEqual({ 1: 30 * MINUTE });
    expect(await answered.values('messages.repUnanswered')).toEqual({ 2: 1 });
  });

  it('takes stays in open statuses on request', async () => {
    const statusChanges = [visit('10:00', 'open'), visit('10:30', 'open', { status: 'second' }), visit('11:10', 'waiting'), visit('11:30', 'open')];
    const desk = await reader({ tables: { tickets: [ticket('t')], messages: talk, statusChanges } }, '12:00', { basis: 'status' });
    expect(await desk.values('messages.customerWaitTime.avg')).toEqual({ 2_000_000_000: 70 * MINUTE });
    expect(await desk.values('tickets.currentWait.avg')).toEqual({ 0: 30 * MINUTE });
  });

  it('counts messages of reps on closed tickets', async () => {
    const tickets = [ticket('t', { statusCategory: 'closed', closedAt: at('11:00'), reopenCount: 0 }), ticket('u', { statusCategory: 'closed', closedAt: at('11:00'), reopenCount: 0 })];
    const messages = [customer('10:00'), rep('10:20'), customer('10:00', { ticketId: 'u' }), rep('10:20', { ticketId: 'u' }), customer('10:30', { ticketId: 'u' }), rep('10:40', { ticketId: 'u' })];
    const desk = await reader({ tables: { tickets, messages } }, '12:00');
    expect(await desk.values('tickets.repliesPerTicket')).toEqual({ 0: 1, 1: 2 });
    expect(await desk.values('tickets.oneTouchRate')).toEqual({ 0: 1, 1: 0 });
    expect(await desk.values('tickets.firstContactResolutionRate')).toEqual({ 0: 1, 1: 0 });
  });
});

describe('the SQL of SLAs', () => {
  const due = { firstResponseSlaDueAt: at('14:00') };
  const asked = [customer('10:00')];
  const status = async (tables: Tables, now: string | number, options?: QueryContext) => {
    const desk = await reader({ tables }, now, options);
    return (await desk.dimension(SLA_DIMENSIONS, 'firstResponseSlaStatus'))[0];
  };

  it('answers example 5: at the due date, and a millisecond later', async () => {
    const tickets = [ticket('t', due)];
    expect(await status({ tickets, messages: [...asked, rep('14:00')] }, '16:00')).toBe('metOnTime');
    expect(await status({ tickets, messages: [...asked, { ...rep('14:00'), sentAt: at('14:00') + 1 }] }, '16:00')).toBe('metLate');
    expect(await status({ tickets, messages: asked }, '14:00')).toBe('dueSoon');
    expect(await status({ tickets, messages: asked }, at('14:00') + 1)).toBe('overdue');
  });

  it('answers example 5: closed without a response', async () => {
    const closed = (clock: string) => [ticket('t', { ...due, statusCategory: 'closed', closedAt: at(clock) })];
    const late = await reader({ tables: { tickets: closed('15:00'), messages: asked } }, '16:00');
    expect(await late.placed('tickets.slaMissed.firstResponse')).toEqual([at('14:00')]);
    const early = await reader({ tables: { tickets: closed('13:00'), messages: asked } }, '16:00');
    expect(await early.placed('tickets.slaMissed.firstResponse')).toEqual([at('13:00')]);
  });

  it('answers example 5: the next response of a later cycle', async () => {
    const tickets = [ticket('t', { nextResponseSlaDueAt: at('13:00'), statusCategory: 'closed', closedAt: at('12:00') })];
    const messages = [customer('10:00'), rep('10:30'), customer('11:00')];
    const desk = await reader({ tables: { tickets, messages } }, '16:00');
    expect(await desk.values('tickets.slaMissed.nextResponse')).toEqual({ 0: 1 });
    expect(await desk.values('tickets.slaOnTime.nextResponse')).toEqual({});
    const statusChanges = [visit('10:00', 'open'), visit('12:00', 'waiting')];
    const waiting = { tickets: [{ ...tickets[0]!, statusCategory: 'waiting', closedAt: null }], messages, statusChanges };
    expect(await (await reader({ tables: waiting }, '16:00')).dimension(SLA_DIMENSIONS, 'nextResponseSlaStatus')).toEqual(['none']);
  });

  it('answers example 6: a quarter of the target, from 5 to 60 minutes', async () => {
    for (const [target, threshold] of [
      [240, 60],
      [60, 15],
      [10, 5],
    ] as const) {
      const tickets = [ticket('t', { firstResponseSlaDueAt: at('10:00') + target * MINUTE })];
      const edge = at('10:00') + (target - threshold) * MINUTE;
      expect(await status({ tickets, messages: asked }, edge)).toBe('dueSoon');
      expect(await status({ tickets, messages: asked }, edge - 1)).toBe('active');
    }
    const unasked = await reader({ tables: { tickets: [ticket('t', { nextResponseSlaDueAt: at('12:00') })], messages: [] } }, '11:00');
    expect(await unasked.dimension(SLA_DIMENSIONS, 'nextResponseSlaStatus')).toEqual(['dueSoon']);
    const tickets = [ticket('t', due)];
    expect(await status({ tickets, messages: asked }, '13:50', { dueSoon: { share: 0.01, min: 0, max: 5 * MINUTE } })).toBe('active');
  });

  it('answers example 7: rates, strict and not', async () => {
    const make = (number: number, more: Row) => Array.from({ length: number }, () => more);
    const met = { firstResponseSlaStatus: 'metOnTime', firstResponseAt: at('11:00') };
    const late = { firstResponseSlaStatus: 'metLate', firstResponseAt: at('11:00') };
    const missed = { firstResponseSlaStatus: 'missed', firstResponseSlaDueAt: at('11:00'), statusCategory: 'closed', closedAt: at('12:00') };
    const overdue = { firstResponseSlaDueAt: at('11:30') };
    const tickets = [...make(8, met), ...make(2, late), ...make(2, missed), ...make(5, overdue)].map((more, i) => ticket(`t${i}`, more));
    const desk = await reader({ tables: { tickets } }, '16:00');
    const share = async (name: string) => {
      const values = Object.values(await desk.values(name));
      return [values.filter((value) => value === 1).length, values.length];
    };
    expect(await share('tickets.slaOnTimeRate.firstResponse')).toEqual([8, 12]);
    expect(await share('tickets.slaOnTimeRateStrict.firstResponse')).toEqual([8, 17]);
  });

  it('answers example 7: the worst of a ticket', async () => {
    const closed = ticket('t', {
      statusCategory: 'closed',
      closedAt: at('15:00'),
      firstResponseAt: at('10:05'),
      firstResponseSlaDueAt: at('11:00'),
      closeSlaDueAt: at('14:00'),
    });
    const two = await reader({ tables: { tickets: [closed] } }, '16:00');
    expect([await two.values('tickets.slaLate.any'), await two.values('tickets.slaOnTime.any')]).toEqual([{ 0: 1 }, {}]);
    const three = await reader({ tables: { tickets: [{ ...closed, nextResponseSlaStatus: 'missed' }] } }, '16:00');
    expect([await three.values('tickets.slaMissed.any'), await three.values('tickets.slaLate.any')]).toEqual([{ 0: 1 }, {}]);
  });

  it('takes running statuses of a closed ticket as empty, and paused as it is elsewhere', async () => {
    const told = { ...due, firstResponseSlaStatus: 'paused' };
    expect(await status({ tickets: [ticket('t', told)] }, '15:00')).toBe('paused');
    expect(await status({ tickets: [ticket('t', { ...told, statusCategory: 'closed', closedAt: at('13:00') })] }, '15:00')).toBe('missed');
    expect(await status({ tickets: [ticket('t', { firstResponseSlaStatus: 'active', statusCategory: 'closed', closedAt: at('13:00') })] }, '15:00')).toBe('none');
  });
});

describe('the SQL of business hours', () => {
  const week = (from: string, to: string) => ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ day, from, to }));
  const HOUR = 60 * MINUTE;
  const hours = async (timezone: string, from: string, to: string, weekly: Calendar['weekly'], holidays: readonly string[] = []) => {
    const calendars = [{ id: 'c', name: 'c', timezone, weekly, holidays }];
    const desk = await reader({ tables: { messages: [{ sentAt: Date.parse(from) }] }, calendars }, Date.parse(to), { hours: 'business' });
    const sql = elapsed(desk.frame, `${Date.parse(from)}`, `${Date.parse(to)}`);
    return (Number((await desk.run(`SELECT ${sql} AS value`))[0]!.value) / HOUR);
  };

  it('counts the hours of working days', async () => {
    // Friday 16:00 to Monday 10:00 in Warsaw.
    const weekdays = week('09:00', '17:00').filter(({ day }) => day < 6);
    expect(await hours('Europe/Warsaw', '2026-06-05T14:00:00Z', '2026-06-08T08:00:00Z', weekdays)).toBe(2);
    expect(await hours('Europe/Warsaw', '2026-06-05T14:00:00Z', '2026-06-08T08:00:00Z', weekdays, ['2026-06-05'])).toBe(1);
    expect(await hours('Europe/Warsaw', '2026-06-06T14:00:00Z', '2026-06-06T18:00:00Z', weekdays)).toBe(0);
  });

  it('counts a repeated hour twice and a skipped one not', async () => {
    expect(await hours('Europe/Warsaw', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', week('00:00', '24:00'))).toBe(23);
    expect(await hours('Europe/Warsaw', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', week('00:00', '24:00'))).toBe(25);
    expect(await hours('Europe/Warsaw', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', week('01:00', '02:30'))).toBe(2);
    expect(await hours('Europe/Warsaw', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', week('01:00', '04:00'))).toBe(2);
    expect(await hours('Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', week('00:00', '24:00'))).toBe(24.5);
  });

  it('joins hours that overlap', async () => {
    const weekly = [...week('09:00', '12:00'), ...week('11:00', '13:00')];
    expect(await hours('UTC', '2026-06-05T00:00:00Z', '2026-06-06T00:00:00Z', weekly)).toBe(4);
  });
});
