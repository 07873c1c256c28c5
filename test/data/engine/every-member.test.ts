import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../../src/data/catalog/build-catalog.ts';
import { FIELDS } from '../../../src/data/catalog/fields.ts';
import { allNames, measureNames } from '../../../src/data/catalog/list.ts';
import { findDimension, findMeasure } from '../../../src/data/catalog/members.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query, ResultSet } from '../../../src/data/query/query.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import { SOURCE_NAMES, type Records } from '../../../src/data/records/records.ts';

const at = (day: number, time: string) => `2026-03-0${day}T${time}:00Z`;
const SLAS = (kind: string, day = 2) => ({ [`${kind}SlaDueAt`]: at(day, '12:00'), [`${kind}SlaStatus`]: null });

/** A help desk that has everything, a little of each. */
const DESK: Records = {
  timezone: 'Europe/Warsaw',
  asOf: at(6, '12:00'),
  calendars: [{ id: 'office', name: 'Office', timezone: 'Europe/Warsaw', weekly: [1, 2, 3, 4, 5].map((day) => ({ day: day as 1, from: '08:00', to: '18:00' })) }],
  settings: { feedback: { sent: [{ date: '2026-03-02', count: 9, type: 'csat' }] } },
  tickets: [
    {
      ...SLAS('firstResponse'),
      ...SLAS('nextResponse'),
      ...SLAS('close'),
      firstResponseSlaStatus: 'metOnTime',
      nextResponseSlaStatus: 'missed',
      closeSlaStatus: 'metLate',
      ...{ id: 't1', url: 'https://desk.example.com/1', subject: 'Broken', createdAt: at(2, '08:00'), closedAt: at(3, '09:00'), firstClosedAt: at(3, '09:00'), reopenCount: 0, excludedAt: null },
      ...{ status: 'Solved', statusCategory: 'closed', pipeline: 'Support', priority: 'high', channel: 'email', channelAccount: 'help@example.com', category: 'Repair' },
      ...{ ownerId: 'r1', teamId: 'm1', contactId: 'c1', companyId: 'k1', firstResponseAt: at(2, '09:00'), firstResponderId: 'r1', oneTouch: true },
      ...{ firstResponseTimeMs: 3_600_000, firstResponseTimeBusinessMs: 3_600_000, timeToCloseMs: 90_000_000, timeToCloseBusinessMs: 39_600_000 },
    },
    { ...SLAS('firstResponse', 4), ...SLAS('nextResponse', 4), ...SLAS('close', 4), id: 't2', createdAt: at(3, '08:00'), closedAt: null, status: 'New', statusCategory: 'open', reopenCount: 0, ownerId: 'r1', channel: 'chat' },
    { ...SLAS('firstResponse'), id: 't3', createdAt: at(4, '08:00'), closedAt: at(5, '08:00'), status: 'Solved', statusCategory: 'closed', reopenCount: 1, ownerId: 'r2' },
  ],
  statusChanges: [
    { ticketId: 't1', status: 'New', statusCategory: 'open', pipeline: 'Support', enteredAt: at(2, '08:00'), exitedAt: at(2, '10:00'), actorType: 'customer' },
    { ticketId: 't1', status: 'Waiting', statusCategory: 'waiting', enteredAt: at(2, '10:00'), actorType: 'rep' },
    { ticketId: 't1', status: 'Solved', statusCategory: 'closed', enteredAt: at(3, '09:00'), actorType: 'rep' },
    { ticketId: 't2', status: 'New', statusCategory: 'open', enteredAt: at(3, '08:00') },
    { ticketId: 't3', status: 'New', statusCategory: 'open', enteredAt: at(4, '08:00') },
    { ticketId: 't3', status: 'Solved', statusCategory: 'closed', enteredAt: at(4, '09:00') },
    { ticketId: 't3', status: 'New', statusCategory: 'open', enteredAt: at(4, '10:00') },
    { ticketId: 't3', status: 'Solved', statusCategory: 'closed', enteredAt: at(5, '08:00') },
  ],
  assignments: [
    { ticketId: 't1', ownerId: 'r1', teamId: 'm1', from: at(2, '08:00'), to: at(3, '08:00') },
    { ticketId: 't1', ownerId: 'r1', teamId: 'm1', from: at(3, '08:00') },
  ],
  messages: [
    { id: '1', ticketId: 't1', conversationId: 'v1', sentAt: at(2, '08:00'), direction: 'inbound', authorType: 'customer', authorId: 'c1', channel: 'email', isPublic: true },
    { id: '2', ticketId: 't1', sentAt: at(2, '08:01'), direction: 'outbound', authorType: 'bot', isPublic: true },
    { id: '3', ticketId: 't1', sentAt: at(2, '09:00'), direction: 'outbound', authorType: 'rep', authorId: 'r1', isPublic: true },
    { id: '4', ticketId: 't1', sentAt: at(2, '09:30'), direction: 'inbound', authorType: 'customer', isPublic: true },
    { id: '5', ticketId: 't1', sentAt: at(2, '09:40'), direction: 'outbound', authorType: 'rep', isPublic: true },
    { id: '6', ticketId: 't2', sentAt: at(3, '08:00'), direction: 'inbound', authorType: 'customer', isPublic: true },
    { id: '7', ticketId: 't3', sentAt: at(4, '08:00'), direction: 'inbound', authorType: 'customer', isPublic: true },
  ],
  conversations: [
    { id: 'v1', ticketId: 't1', channel: 'chat', startedAt: at(2, '08:00'), closedAt: at(2, '09:00'), status: 'closed' },
    { id: 'v2', ticketId: 't2', channel: 'chat', startedAt: at(3, '08:00'), closedAt: null, status: 'open' },
  ],
  calls: [
    { id: 'p1', ticketId: 't1', startedAt: at(2, '11:00'), direction: 'inbound', status: 'completed', durationMs: 60_000, waitMs: 5000, ownerId: 'r1' },
    { id: 'p2', startedAt: at(2, '12:00'), direction: 'inbound', status: 'abandoned', waitMs: 50_000 },
    { id: 'p3', startedAt: at(2, '12:00'), direction: 'outbound', status: 'failed' },
  ],
  reps: [
    { id: 'r1', name: 'Ann', teamId: 'm1', availability: 'available', availabilityLabel: 'Here', availabilitySince: at(6, '08:00'), capacity: 5, openTickets: 5 },
    { id: 'r2', name: 'Bea', teamId: 'm1', availability: 'available', availabilitySince: at(6, '09:00'), capacity: 5, openTickets: 1 },
  ],
  feedback: [
    { id: 'f1', ticketId: 't1', type: 'csat', score: 5, scaleMin: 1, scaleMax: 5, higherIsBetter: true, sentiment: 'positive', submittedAt: at(4, '08:00'), comment: 'Thanks' },
    { id: 'f2', ticketId: 't1', type: 'csat', score: 4, scaleMin: 1, scaleMax: 5, higherIsBetter: true, submittedAt: at(4, '07:00') },
    { id: 'f3', ticketId: 't1', type: 'ces', score: 6, scaleMin: 1, scaleMax: 7, higherIsBetter: true, submittedAt: at(4, '08:00') },
    { id: 'f4', ticketId: 't1', type: 'nps', score: 9, scaleMin: 0, scaleMax: 10, higherIsBetter: true, submittedAt: at(4, '08:00') },
  ],
  contacts: [{ id: 'c1', name: 'Cy', companyId: 'k1' }],
  companies: [{ id: 'k1', name: 'Kite' }],
  teams: [{ id: 'm1', name: 'North', calendarId: 'office' }],
};

const engine = recordsEngine(DESK);
const RANGE = ['2026-03-01', '2026-03-07'] as const;

async function asked(query: Query): Promise<ResultSet | string> {
  const [settled] = await engine.query([query], { signal: new AbortController().signal });
  return settled!.ok ? settled!.value : `${settled!.error.kind}: ${settled!.error.title}`;
}

/** What was refused, by name; a whole list tells more than the first failure. */
async function refused(queries: Readonly<Record<string, Query>>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, query] of Object.entries(queries)) {
    const result = await asked(query);
    if (typeof result === 'string') found[name] = result;
  }
  return found;
}

/** How the desk tells that a measure or dimension is really answered, not merely empty: it has a value somewhere. */
async function empty(queries: Readonly<Record<string, Query>>, column: (name: string) => string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const result = await asked(query);
    if (typeof result === 'string') continue;
    const cells = result.data[result.columns.findIndex((one) => one.name === column(name))] ?? [];
    if (cells.every((cell) => cell === null)) found.push(name);
  }
  return found;
}

const measures = allNames('measure');
const dimensions = allNames('dimension').filter((name) => !findDimension(name)!.derived?.virtual);
const byName = (names: readonly string[], query: (name: string) => Query) => Object.fromEntries(names.map((name) => [name, query(name)]));
const ownTime = (name: string) => {
  const { source, measure } = findMeasure(name)!;
  return measure.time === undefined ? undefined : `${source}.${measure.time}`;
};
const dated = measures.filter((name) => ownTime(name));

describe('every measure', () => {
  test('is answered alone, and has a value', async () => {
    const queries = byName(measures, (name) => ({ measures: [name] }));
    expect(await refused(queries)).toEqual({});
    expect(await empty(queries, (name) => name)).toEqual([]);
  });

  test('over time, in a window and as of an instant', async () => {
    expect(await refused(byName(dated, (name) => ({ measures: [name], timeDimensions: [{ dimension: ownTime(name)!, granularity: 'day', dateRange: RANGE }] })))).toEqual({});
    expect(await refused(byName(dated, (name) => ({ measures: [name], timeDimensions: [{ dimension: ownTime(name)!, dateRange: RANGE }], context: { now: at(4, '12:00') } })))).toEqual({});
  });

  test('in business hours', async () => {
    expect(await refused(byName(measures, (name) => ({ measures: [name], context: { hours: 'business' } })))).toEqual({});
  });

  test('by creation of its ticket', async () => {
    const joined = dated.filter((name) => ownTime(name) !== 'feedback.sentAt' && !findMeasure(name)!.measure.stock && findMeasure(name)!.measure.time !== 'asOf' && !/feedback\.(sent|responseRate)/.test(name));
    expect(await refused(byName(joined, (name) => ({ measures: [name], timeDimensions: [{ dimension: ownTime(name)!, dateRange: RANGE }], context: { attribution: 'created' } })))).toEqual({});
  });

  test('has the list of its records', async () => {
    // Totals are all that is known of surveys sent.
    expect(await refused(byName(measures, (name) => ({ measures: [name], ungrouped: true })))).toEqual({ 'feedback.sent': 'unsupported: Surveys sent out are known as totals, not one by one.' });
  });

  test('stands in the catalogue', async () => {
    const { sources } = await buildCatalog(normalizeRecords(DESK));
    const offered = sources.flatMap(({ members }) => members.flatMap(({ name, kind }) => (kind === 'measure' ? [name] : [])));
    expect(offered).toEqual(SOURCE_NAMES.flatMap(measureNames));
  });
});

describe('every dimension', () => {
  test('groups, and has a value', async () => {
    const queries = byName(dimensions, (name) => ({ dimensions: [name] }));
    expect(await refused(queries)).toEqual({});
    expect(await empty(queries, (name) => name)).toEqual(['tickets.excludedAt', 'tickets.excludedAt.hourOfDay', 'tickets.excludedAt.dayOfWeek']);
  });

  test('filters', async () => {
    expect(await refused(byName(dimensions, (name) => ({ dimensions: [name], filters: [{ member: name, operator: 'set' }] })))).toEqual({});
  });

  test('that is a time has buckets', async () => {
    const times = dimensions.filter((name) => findDimension(name)!.type === 'time' && !findDimension(name)!.local);
    expect(await refused(byName(times, (name) => ({ timeDimensions: [{ dimension: name, granularity: 'day' }] })))).toEqual({});
  });

  test('stands in the catalogue', async () => {
    const { sources } = await buildCatalog(normalizeRecords(DESK));
    const offered = sources.flatMap(({ members }) => members.flatMap(({ name, kind }) => (kind === 'measure' ? [] : [name])));
    expect(offered).toEqual(expect.arrayContaining(dimensions.filter((name) => !findDimension(name)!.local && name !== 'tickets.excludedAt')));
    expect(Object.values(FIELDS).length).toBe(sources.length);
  });
});
