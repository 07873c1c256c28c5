import { describe, expect, it } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import { DataError } from '../../../src/data/problem.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';

/** Records with faults that help desks really have. Each is counted where it stands, and no row is lost or doubled by it. */
const at = (hour: number): string => `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
const HOUR = 3_600_000;
const open = { id: '1', createdAt: at(8), statusCategory: 'open' };
const message = (id: string, hour: number, direction: 'inbound' | 'outbound', more: object = {}): object => ({
  id, ticketId: '1', sentAt: at(hour), direction, authorType: direction === 'inbound' ? 'customer' : 'rep', isPublic: true, ...more,
});
const calendar = (...weekly: readonly (readonly [day: number, from: string, to: string])[]): Records => ({
  calendars: [{ id: 'main', name: 'Main', timezone: 'UTC', weekly: weekly.map(([day, from, to]) => ({ day: day as 1, from, to })) }],
  tickets: [{ id: '1', createdAt: at(8), closedAt: at(11), statusCategory: 'closed' }],
});

/** What is counted, `where: code count`, and the value of each measure. */
async function read(records: Records, measures: readonly string[], context?: Query['context']): Promise<{ counted: string[]; values: Record<string, Cell> }> {
  const engine = recordsEngine({ timezone: 'UTC', asOf: at(12), ...records });
  const { signal } = new AbortController();
  const { problems = [] } = await engine.catalog({ signal });
  const answers = await engine.query(measures.map((measure) => ({ measures: [measure], context })), { signal });
  return {
    counted: problems.map(({ source, column, code, count }) => `${source}${column ? `.${column}` : ''}: ${code} ${count}`),
    values: Object.fromEntries(answers.map((answer, i) => [measures[i]!, answer.ok ? answer.value.data[0]![0]! : answer.error.title])),
  };
}

interface Fault {
  records: Records;
  counted: readonly string[];
  values: Readonly<Record<string, Cell>>;
  context?: Query['context'];
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'messages without tickets': {
    records: { tickets: [open], messages: [message('a', 8, 'inbound'), message('b', 9, 'outbound', { ticketId: '99' }), message('c', 9, 'inbound', { ticketId: null })] },
    counted: ['messages.ticketId: unknown-ticket 1', 'messages.ticketId: no-ticket 1'],
    values: { 'messages.count': 3, 'messages.received': 2, 'messages.sent': 1, 'messages.customerWaitTime.count': 0, 'tickets.count': 1 },
  },
  'calls without end': {
    records: {
      calls: [
        { id: 'a', startedAt: at(9), status: 'completed', direction: 'inbound' },
        { id: 'b', startedAt: at(9), status: 'completed', direction: 'inbound', durationMs: 1000 },
        { id: 'c', startedAt: at(10), status: 'completed', direction: 'inbound', durationMs: -5 },
      ],
    },
    counted: ['calls.durationMs: no-duration 1'],
    values: { 'calls.count': 3, 'calls.completed': 3, 'calls.duration.sum': 1000, 'calls.duration.count': 1, 'calls.duration.missing': 1, 'calls.duration.invalid': 1 },
  },
  'two SLAs that contradict: met, on a ticket that is open': {
    records: { tickets: [{ ...open, closedAt: null, closeSlaStatus: 'metOnTime', closeSlaDueAt: at(9) }] },
    counted: ['tickets.closeSlaStatus: sla-of-open 1'],
    values: { 'tickets.open': 1, 'tickets.slaOnTime.close': 0, 'tickets.slaOverdue.close': 0, 'tickets.slaActive.close': 0 },
  },
  'two SLAs that contradict: running, on a ticket that is closed: its dates decide': {
    records: { tickets: [{ id: '2', createdAt: at(8), closedAt: at(11), statusCategory: 'closed', closeSlaStatus: 'active', closeSlaDueAt: at(9) }] },
    counted: [],
    values: { 'tickets.slaLate.close': 1, 'tickets.slaActive.close': 0, 'tickets.slaOnTime.close': 0, 'tickets.slaMissed.close': 0 },
  },
  'statuses out of order': {
    records: {
      tickets: [open],
      statusChanges: [
        { ticketId: '1', status: 'Waiting', statusCategory: 'waiting', enteredAt: at(10), exitedAt: at(9) },
        { ticketId: '1', status: 'New', statusCategory: 'open', enteredAt: at(8), exitedAt: at(10) },
      ],
    },
    counted: ['statusChanges.exitedAt: end-before-start 1'],
    values: { 'statusChanges.count': 2, 'statusChanges.timeInStatus.sum': 2 * HOUR, 'statusChanges.timeInStatus.invalid': 1 },
  },
  'cycles in replies: their dates alone decide': {
    records: { tickets: [open], messages: [message('a', 8, 'inbound', { inReplyTo: 'b' }), message('b', 9, 'outbound', { inReplyTo: 'a' })] },
    counted: [],
    values: { 'messages.count': 2, 'messages.customerWaitTime.sum': HOUR, 'messages.customerWaitTime.count': 1 },
  },
  'clocks that run back': {
    records: {
      tickets: [{ id: '1', createdAt: at(10), closedAt: at(8), firstResponseAt: at(9), statusCategory: 'closed', reopenCount: 0 }],
      conversations: [{ id: 'k', startedAt: at(9), closedAt: at(8) }],
      assignments: [{ ticketId: '1', ownerId: 'r', from: at(11), to: at(10) }],
    },
    counted: ['tickets.closedAt: close-before-create 1', 'assignments.to: end-before-start 1', 'conversations.closedAt: end-before-start 1'],
    values: {
      'tickets.count': 1,
      'tickets.timeToClose.count': 0,
      'tickets.timeToClose.invalid': 1,
      'tickets.firstResponseTime.count': 0,
      'tickets.firstResponseTime.invalid': 1,
      'conversations.duration.count': 0,
      'conversations.duration.invalid': 1,
    },
  },
  'ids of different types, in two lists': {
    records: { tickets: [{ ...open, id: 1 }], messages: [message('a', 8, 'inbound', { ticketId: '1' })] } as Records,
    counted: [],
    values: { 'tickets.count': 1, 'tickets.awaitingReply': 1 },
  },
  'ids of different types, in one list': {
    records: { tickets: [{ ...open, id: 1 }, { ...open, id: '1' }, { ...open, id: {} }] } as unknown as Records,
    counted: ['tickets.id: not-a-value 1', 'tickets.id: mixed-id 1', 'tickets.id: duplicate-id 1', 'tickets.id: missing-id 1'],
    values: { 'tickets.count': 2 },
  },
  'a calendar with overlapping hours': {
    records: calendar([1, '08:00', '10:00'], [1, '09:00', '10:30']),
    counted: ['calendars.main: overlapping-hours 1'],
    values: { 'tickets.timeToClose.sum': 2.5 * HOUR },
    context: { hours: 'business' },
  },
  'a calendar with empty hours': {
    records: calendar([1, '09:00', '09:00'], [1, '10:00', '12:00']),
    counted: ['calendars.main: empty-hours 1'],
    values: { 'tickets.timeToClose.sum': HOUR },
    context: { hours: 'business' },
  },
  'a calendar without hours': {
    records: calendar(),
    counted: ['calendars.main: no-hours 1'],
    values: { 'tickets.timeToClose.sum': 'Business hours need a calendar, and this source has none.' },
    context: { hours: 'business' },
  },
};

describe('records with', () => {
  it.each(Object.entries(FAULTS))('%s', async (_name, { records, counted, values, context }) => {
    expect(await read(records, Object.keys(values), context)).toEqual({ counted, values });
  });

  it.each([
    ['hours that are no times', calendar([1, 'nine', '17:00']), 'calendars[0].weekly[0].from'],
    ['a zone that nobody knows', { calendars: [{ id: 'm', name: 'M', timezone: 'Mars/Base', weekly: [] }] }, 'calendars[0].timezone'],
  ])('a calendar with %s are refused in one sentence, by their place', async (_name, records, path) => {
    const refused = await read(records as Records, ['tickets.count']).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DataError);
    expect((refused as DataError).problem).toMatchObject({ kind: 'bad-data', path });
  });

  it('any of these faults in a change as well as from the start; a change of what has no id is none', async () => {
    for (const { records, counted } of Object.values(FAULTS)) {
      if (records.calendars) continue;
      const { signal } = new AbortController();
      const engine = recordsEngine({ timezone: 'UTC', asOf: at(12), ...Object.fromEntries(Object.keys(records).map((source) => [source, []])) });
      await engine.apply({ upsert: records as never });
      const { problems = [] } = await engine.catalog({ signal });
      const told = counted.map((line) => line.split(' ')[1]!).filter((code) => code !== 'mixed-id' && code !== 'duplicate-id');
      expect(problems.map(({ code }) => code).sort()).toEqual(told.map((code) => (code === 'missing-id' ? 'no-id' : code)).sort());
    }
  });
});
