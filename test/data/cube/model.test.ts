import type { DuckDBConnection } from '@duckdb/node-api';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleHelpDesk } from '../../../demo/sample/help-desk.ts';
import { openCube } from '../../../src/data/adapters/cube-engine-client.ts';
import { figurePlan } from '../../../src/data/datasets/figure-plans.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query, ResultSet } from '../../../src/data/query/query.ts';
import { here } from '../http/backend.ts';
import { guideModel } from './data-model.ts';
import { CUBE } from './deployment.ts';
import { modelLoad, modelMeta, type RestQuery } from './model-cube.ts';
import { warehouse } from './warehouse.ts';

const NOW = '2026-03-11T14:20:00.000Z';
const ZONE = 'Europe/Warsaw';
const records = sampleHelpDesk({ now: Date.parse(NOW), tickets: 6000, months: 2 });
const own = recordsEngine(records);
const cube = openCube({ url: CUBE });
let tables: DuckDBConnection;
const server = setupServer(
  http.get(`${CUBE}/v1/meta`, () => HttpResponse.json(modelMeta())),
  http.post(`${CUBE}/v1/load`, async ({ request }) => HttpResponse.json(await modelLoad(tables, ((await request.json()) as { query: RestQuery }).query))),
);

beforeAll(async () => {
  server.listen();
  tables = await warehouse(records);
}, 60_000);
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server.close());

/** Rows by the text of their keys, values to nine digits; rows of nothing but zeros say nothing. */
function told({ columns, data }: ResultSet): Record<string, (string | null)[]> {
  const isKey = columns.map(({ name }) => !name.includes('.') || KEYS.has(name));
  const row = (i: number, keys: boolean) => data.filter((_, column) => isKey[column] === keys).map((cells) => cells[i]);
  const rows = Array.from(data[0] ?? [], (_, i) => [row(i, true).join(' · '), row(i, false).map((cell) => (cell === null ? null : Number(cell).toPrecision(9)))] as const);
  return Object.fromEntries(rows.filter(([, cells]) => cells.some((cell) => Number(cell))));
}
const KEYS = new Set(['tickets.channel', 'tickets.owner', 'tickets.createdAt', 'tickets.closedAt', 'tickets.firstResponseAt', 'tickets.firstClosedAt', 'messages.sentAt', 'messages.channel', 'calls.startedAt', 'conversations.startedAt', 'feedback.submittedAt']);

async function bothTell(query: Query): Promise<void> {
  const asked = { ...query, timezone: ZONE, context: { now: NOW } };
  const [[ours], [theirs]] = await Promise.all([own.query([asked], here()), cube.query([asked], here())]);
  expect({ ours, theirs }).toMatchObject({ ours: { ok: true }, theirs: { ok: true } });
  const [a, b] = [ours, theirs].map((each) => (each?.ok ? told(each.value) : {}));
  expect(b).toEqual(a);
}

const MEASURES = Object.entries(guideModel()).flatMap(([source, { measures = {} }]) =>
  Object.keys(measures).filter((name) => !/_(?:numerator|denominator)$/.test(name)).map((name) => `${source}.${name.replaceAll('_', '.')}`),
);

describe('the model of the guide', () => {
  it.each(MEASURES)('gives %s as the kit does', async (measure) => {
    await bothTell({ measures: [measure] });
    const { time } = figurePlan(measure);
    if (!time || time.endsWith('.asOf')) return;
    await bothTell({ measures: [measure], timeDimensions: [{ dimension: time, granularity: 'day', dateRange: ['2026-02-20', '2026-03-11'] }] });
    await bothTell({ measures: [measure], timeDimensions: [{ dimension: time, dateRange: ['2026-03-10T23:00:00Z', NOW] }] });
  });

  it('groups and filters over joins', async () => {
    await bothTell({ measures: ['tickets.count'], dimensions: ['tickets.channel', 'tickets.owner'], filters: [{ member: 'tickets.team', operator: 'equals', values: ['Billing', 'Delivery'] }] });
    await bothTell({ measures: ['messages.received'], dimensions: ['tickets.channel'], filters: [{ member: 'tickets.priority', operator: 'notEquals', values: ['urgent'] }] });
    await bothTell({ measures: ['tickets.open'], dimensions: ['tickets.channel'] });
  });

  it('lists the records behind a number', async () => {
    const list = { measures: ['tickets.open'], dimensions: ['tickets.id'], ungrouped: true, order: [['tickets.id', 'asc']], timezone: ZONE, context: { now: NOW } } as const;
    const [[ours], [theirs]] = await Promise.all([own.query([list], here()), cube.query([list], here())]);
    const ids = [ours, theirs].map((each) => (each?.ok ? each.value.data[0]! : []));
    expect(ids[0]!.length).toBeGreaterThan(30);
    expect(ids[1]).toEqual(ids[0]);
  });

  it.each<[string, Query]>([
    ['without groups', {}],
    ['by channel', { dimensions: ['tickets.channel'] }],
    ['largest first, from the second on', { dimensions: ['tickets.channel'], order: [['tickets.count', 'desc']], offset: 1, limit: 4, total: true }],
    ['the later range first', { order: [['compareDateRange', 'desc']] }],
  ])('compares ranges %s', async (_name, query) => {
    const ranges = [['2026-02-23', '2026-03-01'], ['2026-03-02', '2026-03-08']] as const;
    const asked = { ...query, measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', compareDateRange: ranges }], timezone: ZONE };
    const [[ours], [theirs]] = await Promise.all([own.query([asked], here()), cube.query([asked], here())]);
    expect(theirs).toEqual(ours);
  });

  it('tells of a past that it knows only as it is now', async () => {
    const past = ['2026-02-23', '2026-03-01'] as const;
    const reasons = async (measure: string, time: string, dateRange: readonly [string, string]): Promise<unknown> => {
      const [answer] = await cube.query([{ measures: [measure], timeDimensions: [{ dimension: time, dateRange }], timezone: ZONE }], here());
      return answer?.ok && answer.value.partial;
    };
    expect(await reasons('tickets.count', 'tickets.closedAt', past)).toEqual([expect.stringMatching(/^no-history: /)]);
    expect(await reasons('tickets.timeToClose.avg', 'tickets.closedAt', past)).toEqual([expect.stringMatching(/^no-history: /)]);
    expect(await reasons('tickets.notClosed', 'tickets.createdAt', past)).toEqual([expect.stringMatching(/^no-history: /)]);
    expect(await reasons('tickets.unanswered', 'tickets.createdAt', past)).toEqual([expect.stringMatching(/^no-field-history: /)]);
    expect(await reasons('tickets.count', 'tickets.createdAt', past)).toBeUndefined();
    expect(await reasons('tickets.count', 'tickets.closedAt', ['2026-03-02', '2026-03-11'])).toBeUndefined();
  });

  it('has a cube for every source', async () => {
    const catalogs = await Promise.all([own.catalog(here()), cube.catalog(here())]);
    const names = catalogs.map(({ sources }) => sources.map(({ name }) => name).sort());
    expect(names[1]).toEqual(names[0]);
  });
});
