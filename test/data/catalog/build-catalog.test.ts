import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../../src/data/catalog/build-catalog.ts';
import { joinPath, joinedSources } from '../../../src/data/catalog/joins.ts';
import { findDimension, findMeasure, missingNeed } from '../../../src/data/catalog/members.ts';
import { presence } from '../../../src/data/catalog/presence.ts';
import type { Column, ColumnTable, SourceName } from '../../../src/data/records/records.ts';

const text = (...values: string[]): Column => {
  const dictionary = ['', ...new Set(values.filter(Boolean))];
  return { kind: 'string', dictionary, codes: Uint16Array.from(values, (value) => dictionary.indexOf(value)) };
};
const number = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) });
const time = (...values: number[]): Column => ({ kind: 'time', values: Float64Array.from(values) });
const table = (length: number, columns: Record<string, Column>): ColumnTable => ({ length, columns });
type Tables = Partial<Record<SourceName, ColumnTable>>;

const plain: Tables = { tickets: table(2, { id: text('a', 'b'), createdAt: time(1, 2), closedAt: time(NaN, NaN), priority: text('high', '') }) };
const names = async (tables: Tables, kind: 'measure' | 'dimension' | 'time') =>
  (await buildCatalog({ tables })).sources.flatMap((source) => source.members.filter((member) => member.kind === kind).map((member) => member.name));

describe('what records can answer', () => {
  test('only measures whose needs are met are offered', async () => {
    expect(await names(plain, 'measure')).toEqual([
      'tickets.count',
      'tickets.open',
      'tickets.age',
      'tickets.notClosed',
      'tickets.timeToClose',
      'tickets.timeToFirstClose',
    ]);
    const answered = { tickets: { ...plain.tickets!, columns: { ...plain.tickets!.columns, firstResponseTimeMs: number(5, NaN), reopenCount: number(0, 1) } } };
    const more = await names(answered, 'measure');
    for (const name of ['tickets.awaitingFirstReply', 'tickets.firstResponseTime', 'tickets.unanswered', 'tickets.closedUnanswered', 'tickets.reopened', 'tickets.reopenRate']) {
      expect(more).toContain(name);
    }
    expect(more).not.toContain('tickets.oneTouchRate');
  });

  test('the stem of a family is a measure and a dimension', async () => {
    expect(await names(plain, 'dimension')).toContain('tickets.timeToClose');
    expect(await names(plain, 'time')).toEqual(['tickets.createdAt', 'tickets.closedAt', 'tickets.firstClosedAt', 'tickets.asOf']);
  });

  test('SLA members come one by one, with the kinds that are there', async () => {
    const tables = { tickets: table(1, { ...plain.tickets!.columns, closeSlaDueAt: time(5), firstResponseSlaDueAt: time(NaN), statusCategory: text('open') }) };
    const offered = await names(tables, 'measure');
    expect(offered).toContain('tickets.slaOverdue.close');
    expect(offered).toContain('tickets.slaOnTimeRate.any');
    expect(offered).not.toContain('tickets.slaOverdue.firstResponse');
    expect((await buildCatalog({ tables })).capabilities.sla).toBe(true);
    expect(await names(tables, 'dimension')).toContain('tickets.slaRemaining.close');
    expect(await names(tables, 'dimension')).not.toContain('tickets.slaRemaining.nextResponse');
  });

  test('surveys are offered by the types that were answered', async () => {
    const answers = { id: text('1'), ticketId: text('a'), type: text('ces'), score: number(5), scaleMin: number(1), scaleMax: number(7), submittedAt: time(3) };
    const tables = { ...plain, feedback: table(1, answers) };
    const offered = await names(tables, 'measure');
    expect(offered).toContain('feedback.ces');
    expect(offered).toContain('feedback.cesEasyRate');
    expect(offered).not.toContain('feedback.csat');
    expect(offered).not.toContain('feedback.responseRate');
    expect((await buildCatalog({ tables })).capabilities).toMatchObject({ ces: true, csat: false });
    expect(await names(tables, 'dimension')).toContain('feedback.priority');
  });

  test('kept columns are dimensions under their own name', async () => {
    const tables = { tickets: table(1, { ...plain.tickets!.columns, region: text('north'), effort: number(3) }) };
    const catalog = await buildCatalog({ tables });
    expect(catalog.sources[0]!.members).toContainEqual(expect.objectContaining({ name: 'tickets.region', kind: 'dimension', type: 'string', label: 'region' }));
    expect(catalog.sources[0]!.members).toContainEqual(expect.objectContaining({ name: 'tickets.effort', type: 'number' }));
  });

  test('a source without rows can be asked, and a missing one cannot', async () => {
    const offered = await names({ ...plain, calls: table(0, {}) }, 'measure');
    expect(offered).toContain('calls.missed');
    expect(offered.filter((name) => name.startsWith('messages.'))).toEqual([]);
  });

  test('says how fresh it is, what it joins to, how many rows it has, and describes every member', async () => {
    const tables = { ...plain, contacts: table(1, { id: text('c'), name: text('Ada') }), messages: table(1, { id: text('m'), ticketId: text('a') }) };
    const catalog = await buildCatalog({ tables, timezone: 'Europe/Oslo', asOf: Date.UTC(2026, 0, 2), rows: { tickets: 3 }, calendars: [] });
    expect(catalog).toMatchObject({ timezone: 'Europe/Oslo', asOf: '2026-01-02T00:00:00.000Z', capabilities: { messages: true, businessHours: false } });
    expect(catalog.sources.map(({ name, joins, rows }) => ({ name, joins, rows }))).toEqual([
      { name: 'tickets', joins: ['contacts'], rows: 3 },
      { name: 'messages', joins: ['tickets', 'contacts'], rows: 1 },
      { name: 'contacts', joins: [], rows: 1 },
    ]);
    for (const member of catalog.sources.flatMap((source) => source.members)) {
      expect(member.label, member.name).not.toBe('');
      expect(member.description, member.name).toMatch(/\.$/);
    }
  });

  test('tells the same without definitions, but not what members mean', async () => {
    const tables = { tickets: table(1, { ...plain.tickets!.columns, region: text('north') }) };
    const { sources, ...rest } = await buildCatalog({ tables });
    const members = sources[0]!.members.map((member) => ({ ...member, description: '' }));
    expect(await buildCatalog({ tables }, { definitions: false })).toEqual({ ...rest, sources: [{ ...sources[0], members }] });
  });
});

describe('needs', () => {
  const has = presence(plain);
  test('are named where they are not met', () => {
    expect(missingNeed(findMeasure('tickets.open')!, has)).toBeUndefined();
    expect(missingNeed(findMeasure('tickets.awaitingReply')!, has)).toBe('messages.*');
    expect(missingNeed(findMeasure('tickets.reopenRate')!, has)).toBe('reopenCount');
    expect(missingNeed(findMeasure('calls.missed')!, has)).toBe('calls');
    expect(missingNeed(findMeasure('feedback.sent')!, presence({ feedback: table(0, {}) }))).toBe('sent');
    expect(missingNeed(findMeasure('tickets.channel.countDistinct')!, has)).toBe('channel');
    expect(missingNeed(findDimension('tickets.owner')!, has)).toBe('ownerId');
    expect(missingNeed(findDimension('tickets.priority')!, has)).toBeUndefined();
  });

  test('what follows the ticket needs the ticket and its own field', () => {
    const tables: Tables = { ...plain, messages: table(1, { id: text('m'), ticketId: text('a') }) };
    const owned: Tables = { ...tables, tickets: table(1, { ...plain.tickets!.columns, ownerId: text('r') }) };
    expect(missingNeed(findDimension('messages.owner')!, presence(tables))).toBe('ownerId');
    expect(missingNeed(findDimension('messages.owner')!, presence(owned))).toBeUndefined();
    expect(missingNeed(findDimension('messages.company')!, presence({ ...owned, tickets: table(1, { companyId: text('c') }) }))).toBeUndefined();
  });

  test('a team is known from the owner, and a company from the contact', () => {
    const tables: Tables = { tickets: table(1, { id: text('a'), ownerId: text('r') }), reps: table(1, { id: text('r'), teamId: text('t') }) };
    expect(missingNeed(findDimension('tickets.team')!, presence(tables))).toBeUndefined();
    expect(missingNeed(findDimension('tickets.company')!, presence(tables))).toBe('companyId');
  });
});

describe('joins', () => {
  test('go the shortest way', () => {
    expect(joinPath('messages', 'companies')).toEqual([
      { to: 'tickets', key: 'ticketId' },
      { to: 'companies', key: 'companyId' },
    ]);
    expect(joinPath('calls', 'reps')).toEqual([{ to: 'reps', key: 'ownerId' }]);
    expect(joinPath('tickets', 'tickets')).toEqual([]);
    expect(joinPath('tickets', 'messages')).toBeUndefined();
  });

  test('reach every source that a record belongs to, one way only', () => {
    expect(joinedSources('feedback')).toEqual(['tickets', 'reps', 'contacts', 'companies', 'teams']);
    expect(joinedSources('reps')).toEqual(['teams']);
    expect(joinedSources('teams')).toEqual([]);
  });
});
