import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromChatwoot, fromFreshdesk, fromHubSpot, fromIntercom, fromZendesk } from '../../../src/data/connectors/index.ts';
import { DataError } from '../../../src/data/problem.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { rowsOf } from './rows.ts';

type Connector = (data: Record<string, unknown>, options?: object) => Records;
const CONNECTORS = Object.entries({ fromHubSpot, fromZendesk, fromFreshdesk, fromIntercom, fromChatwoot }) as [string, Connector][];

describe.each(CONNECTORS)('%s', (name, connector) => {
  const list = name === 'fromChatwoot' ? 'conversations' : 'tickets';

  test('names a list that it does not know', () => {
    expect(() => connector({ [`${list}x`]: [] })).toThrow(`“${list}x” is no list that ${name} reads. Did you mean`);
  });

  test('refuses a page in place of its list, naming it', () => {
    expect(() => connector({ [list]: { results: [] } })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind: 'bad-data', path: list }) }));
    expect(() => connector([] as never)).toThrow(`${name} takes an object of lists`);
  });

  test('names an option or a category that it does not know', () => {
    expect(() => connector({}, { statusCategorys: {} })).toThrow(`“statusCategorys” is no option of ${name}. Did you mean statusCategories?`);
    expect(() => connector({}, { statusCategories: { Parked: 'wating' } })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ kind: 'bad-data', path: 'statusCategories.Parked', title: expect.stringContaining('“wating”. Did you mean waiting?') }) }),
    );
    const own = { fromHubSpot: { surveyScales: {} }, fromIntercom: { slaKind: 'close' } }[name];
    expect(() => connector({}, { statusCategories: { Parked: 'waiting' }, statusNames: {}, channels: {}, capacities: {}, ticketFields: () => ({}), ...own })).not.toThrow();
  });

  test('counts what is no object', () => {
    expect(connector({ [list]: [null, 'x', {}] }).problems).toContainEqual(expect.objectContaining({ code: 'not-an-object', count: 2, leftOut: true, rows: [1, 2] }));
  });

  test('an empty list is supplied, an absent one is not', () => {
    expect(connector({ [list]: [] }).tickets).toEqual([]);
    expect(connector({})).toEqual({ problems: [], ...(connector({}).orders && { orders: connector({}).orders }) });
  });

  test('does not change what it is given', () => {
    const data = { [list]: [Object.freeze({ id: 1, status: 'open', properties: Object.freeze({}) })] };
    const before = structuredClone(data);
    connector(data);
    expect(data).toEqual(before);
  });

  test('takes anything in its lists without failing, and the records are readable', () => {
    const keys = fc.constantFrom('id', 'status', 'properties', 'created_at', 'stats', 'events', 'type', 'ticket_id', 'conversation_id', 'propertiesWithHistory', 'hs_pipeline_stage', 'author', 'source', 'metric', 'time', 'ratings', 'rating', 'sender', 'value', 'state');
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, fc.constantFrom(null, '', 0, -1, 1e20, NaN, 'x', '1', true, 'closed', '2026-03-02T09:00:00Z', '2026-99-99', '__proto__', 'constructor'), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(keys, tie('any'), { maxKeys: 6 })),
    })).any;
    const lists = Object.fromEntries(LISTS[name]!.map((key) => [key, fc.option(fc.array(value, { maxLength: 3 }), { nil: undefined })]));
    fc.assert(
      fc.property(fc.record(lists), (data) => {
        const records = connector(data);
        const cells = ['tickets', 'calls', 'messages', 'reps', 'feedback'].flatMap((source) => (records[source as 'tickets'] ?? []) as object[]).flatMap((row) => Object.values(row));
        expect(cells.filter((cell) => typeof cell === 'function')).toEqual([]);
        expect(told(records)).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 300 },
    );
  });
});

/** What is told of the records: problems, or that no ticket has a date of creation. */
function told(records: Records): string {
  try {
    return JSON.stringify(normalizeRecords(records).problems);
  } catch (error) {
    if (error instanceof DataError && error.problem.path === 'tickets.createdAt') return JSON.stringify(error.problem);
    throw error;
  }
}

const LISTS: Readonly<Record<string, readonly string[]>> = {
  fromHubSpot: ['tickets', 'pipelines', 'owners', 'users', 'contacts', 'companies', 'calls', 'feedback', 'threads', 'messages', 'channelAccounts'],
  fromZendesk: ['tickets', 'ticketMetrics', 'metricEvents', 'audits', 'comments', 'users', 'groups', 'organizations', 'satisfactionRatings', 'calls', 'customStatuses', 'agentAvailabilities'],
  fromFreshdesk: ['tickets', 'ticketFields', 'conversations', 'agents', 'groups', 'contacts', 'companies', 'satisfactionRatings'],
  fromIntercom: ['conversations', 'tickets', 'admins', 'teams', 'contacts', 'companies', 'calls'],
  fromChatwoot: ['conversations', 'messages', 'reportingEvents', 'inboxes', 'agents', 'teams', 'contacts', 'csatResponses'],
};

test('a text that is no instant is left to the reader of the records, which counts it', () => {
  const records = fromZendesk({ tickets: [{ id: 1, status: 'open', created_at: 'yesterday' }, { id: 2, status: 'open', created_at: '2026-03-02T09:00:00Z' }] });
  expect(rowsOf(records, 'tickets')[0]).toMatchObject({ createdAt: 'yesterday' });
  expect(normalizeRecords(records).problems).toMatchObject([
    { code: 'bad-date', source: 'tickets', column: 'createdAt', example: 'yesterday' },
    { code: 'no-creation-date', count: 1 },
  ]);
});

test('conversations without an id stay apart', () => {
  expect(rowsOf(fromIntercom({ conversations: [{}, {}], tickets: [{}, {}] }), 'tickets')).toHaveLength(4);
});

test('words that every object knows are words like any other', () => {
  const records = fromZendesk({ tickets: [{ id: 1, status: 'constructor', via: { channel: 'toString' } }], calls: [{ id: 1, completion_status: 'constructor' }] }, { statusNames: {}, channels: {} });
  expect(rowsOf(records, 'tickets')[0]).toMatchObject({ status: 'constructor', channel: 'toString' });
  expect(rowsOf(records, 'calls')[0]).toMatchObject({ status: 'constructor' });
});

test('an id as number and as text is the same', () => {
  const records = fromZendesk({ tickets: [{ id: 1, status: 'open' }], comments: [{ id: 2, ticket_id: '1', author_id: 4 }] });
  expect(rowsOf(records, 'messages')[0]!.ticketId).toBe(rowsOf(records, 'tickets')[0]!.id);
});
