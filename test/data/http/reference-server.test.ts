import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv from 'ajv';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backend, type Backend, type BackendOptions } from '../../../demo/server/backend.ts';
import { sampleHelpDesk } from '../../../demo/sample/help-desk.ts';
import type { Change } from '../../../src/data/adapter.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { openBackend } from '../../../src/data/adapters/http-engine-client.ts';
import { httpReportStore } from '../../../src/data/adapters/http-report-store.ts';
import { DATASET_ANSWERS } from '../../../src/data/datasets/index.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { DataRequest } from '../../../src/data/adapter.ts';
import { PRESETS } from '../../../src/data/reports/presets.ts';
import type { Dashboard, Report } from '../../../src/data/reports/report.ts';
import { scope } from '../client/recording-adapter.ts';
import { faultOf, here, QUERY } from './backend.ts';

interface Operation {
  requestBody?: { content: Readonly<Record<string, { schema: { $ref: string } }>> };
  responses: Readonly<Record<string, { $ref?: string; content?: Readonly<Record<string, { schema: { $ref: string } }>> }>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8')) as object;
const document = read('openapi.json') as { paths: Paths; components: { responses: Readonly<Record<string, Operation['responses'][string]>> } };
const ajv = new Ajv({ allErrors: true });
for (const name of ['query', 'report', 'dashboard']) ajv.addSchema(read(`${name}.schema.json`), `${name}.schema.json`);
ajv.addSchema(document, 'openapi.json');

function check(schema: { $ref: string }, value: unknown, what: string): void {
  const $ref = schema.$ref.startsWith('#') ? `openapi.json${schema.$ref}` : schema.$ref;
  expect(ajv.validate({ $ref }, value) || `${what}: ${ajv.errorsText()}`).toBe(true);
}

const seen = new Set<string>();
let root = '';

/** `fetch` that holds both sides to the document: what is sent, where, and what comes back. */
const checkedFetch: typeof fetch = async (input, init = {}) => {
  const path = new URL(String(input)).pathname.replace(/^(\/(?:reports|dashboards))\/.+/, '$1/{id}');
  const method = (init.method ?? 'GET').toLowerCase();
  const operation = document.paths[path]?.[method];
  expect(operation, `${method} ${path}`).toBeDefined();
  const asked = operation!.requestBody?.content['application/json'];
  expect(typeof init.body === 'string').toBe(asked !== undefined);
  if (asked) check(asked.schema, JSON.parse(init.body as string), `request ${method} ${path}`);
  const response = await fetch(input, init);
  const declared = operation!.responses[response.status] ?? operation!.responses['default']!;
  const answer = declared.$ref ? document.components.responses[declared.$ref.split('/').pop()!]! : declared;
  const type = response.headers.get('content-type');
  expect(type === null ? undefined : [type], `${response.status} of ${method} ${path}`).toEqual(answer.content && Object.keys(answer.content));
  const schema = type?.includes('json') ? answer.content![type]!.schema : undefined;
  if (schema) check(schema, await response.clone().json(), `${response.status} of ${method} ${path}`);
  seen.add(`${method} ${path} ${response.status}`);
  return response;
};

const NOW = Date.parse('2026-03-02T12:00:00Z');
const local = recordsEngine(sampleHelpDesk({ now: NOW, tickets: 400 }));
let server: Server;
let served: Backend;

async function start(options: BackendOptions): Promise<void> {
  served = backend(options);
  server = createServer(served.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function stop(): Promise<void> {
  served.changes.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const remote = () => openBackend({ url: root, fetch: checkedFetch });

describe('over HTTP', () => {
  beforeAll(() => start({ engine: local }));
  afterAll(stop);

  const requests: DataRequest[] = [
    ...Object.keys(DATASET_ANSWERS)
      .filter((dataset) => !['report', 'records', 'choices'].includes(dataset))
      .map((dataset) => ({ dataset, params: {}, scope: scope() }) as DataRequest),
    { dataset: 'choices', params: { member: 'tickets.channel' }, scope: scope() },
    ...Object.values(PRESETS).map((report): DataRequest => ({ dataset: 'report', params: { report, period: 'last-30-days' }, scope: scope() })),
  ];

  it('every dataset and preset has the same answer as without', async () => {
    const ours = await engineAdapter(local).loadMany!(requests, here());
    expect(ours.filter(({ ok }) => ok).length).toBe(requests.length);
    expect(await engineAdapter(remote()).loadMany!(requests, here())).toEqual(ours);
  });

  it('the catalogue is the same, and kept by its ETag', async () => {
    const engine = remote();
    const catalog = await engine.catalog(here());
    expect(catalog).toEqual({ version: 1, ...(await local.catalog(here())) });
    expect(await engine.catalog(here())).toBe(catalog);
    expect(seen).toContain('get /catalog 304');
  });

  it('a faulty query fails alone, by its place', async () => {
    const answers = await openBackend({ url: root }).query([QUERY, { measures: ['tickets.cuont'] }], here());
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(answers[1]).toMatchObject({ error: { kind: 'bad-query', path: 'queries[1].measures[0]' } });
  });

  it.each<[string, string, RequestInit, number]>([
    ['what is no JSON', 'query', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['another type', 'query', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    ['a body without queries', 'query', { method: 'POST', body: 'null', headers: { 'content-type': 'application/json' } }, 400],
    ['too much', 'query', { method: 'POST', body: ' '.repeat(1_000_001), headers: { 'content-type': 'application/json' } }, 413],
    ['another method', 'query', { method: 'DELETE' }, 405],
    ['no such address', 'tickets', {}, 404],
    ['an address too deep', 'reports/a/b', {}, 404],
    ['a broken escape', 'reports/%zz', {}, 400],
  ])('%s is refused with a problem document', async (_name, path, init, status) => {
    const response = await fetch(`${root}${path}`, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    const problem = (await response.json()) as { status: number };
    check({ $ref: '#/components/schemas/Problem' }, problem, path);
    expect(problem.status).toBe(status);
  });
});

describe('stored reports', () => {
  const report = { ...Object.values(PRESETS)[0]!, id: 'mine/ä', name: 'Mine' } as Report;
  const dashboard: Dashboard = { version: 1, id: 'team', name: 'Team', sharing: { with: 'team', may: 'edit' }, layout: [{ report: report.id, w: 6, h: 4 }] };
  beforeAll(() => start({ engine: local }));
  afterAll(stop);

  it.each([
    ['report', report],
    ['dashboard', dashboard],
  ] as const)('a %s is never overwritten silently', async (kind, value) => {
    const store = httpReportStore({ url: root, fetch: checkedFetch });
    expect(await faultOf(store.get(kind, value.id, here()))).toMatchObject({ kind: 'not-found' });
    const first = await store.put(kind, value, here());
    expect(await store.get(kind, value.id, here())).toEqual({ value, ...first });
    expect(await faultOf(store.put(kind, value, here()))).toMatchObject({ kind: 'conflict' });
    const second = await store.put(kind, { ...value, name: 'Second' }, { ...first, ...here() });
    expect(second).not.toEqual(first);
    expect(await faultOf(store.put(kind, { ...value, name: 'Third' }, { ...first, ...here() }))).toMatchObject({ kind: 'conflict' });
    expect(await store.list(kind, here())).toEqual([{ id: value.id, name: 'Second', ...second }]);
    await store.remove(kind, value.id, here());
    await store.remove(kind, value.id, here());
    expect(await store.list(kind, here())).toEqual([]);
  });
});

describe('changes', () => {
  const stops: (() => void)[] = [];
  beforeEach(() => start({ engine: local }));
  afterEach(async () => {
    stops.splice(0).forEach((end) => end());
    await stop();
  });

  it('reach those who listen, and those whose connection broke off', async () => {
    const changes: Change[] = [];
    stops.push(remote().subscribe!((change) => changes.push(change)));
    await vi.waitFor(() => expect(seen).toContain('get /changes 200'));
    served.changes.tell({ sources: ['tickets'] });
    await vi.waitFor(() => expect(changes).toEqual([{ sources: ['tickets'] }]));
    served.changes.close();
    served.changes.tell({ sources: ['calls'], asOf: '2026-03-02T12:00:00Z' });
    await vi.waitFor(() => expect(changes).toEqual([{ sources: ['tickets'] }, { sources: ['calls'], asOf: '2026-03-02T12:00:00Z' }]), { timeout: 4000 });
  });

  it('say that anything may have changed to whom the gap cannot be told', async () => {
    const response = await fetch(`${root}changes`, { headers: { 'last-event-id': 'another-7' } });
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toMatch(/^id: \S+\n\nevent: change\ndata: \{\}\n\n$/);
  });
});

describe('a sign-in', () => {
  beforeAll(() => start({ engine: local, token: 'abc' }));
  afterAll(stop);

  it('is asked for, once more when it is refused', async () => {
    let count = 0;
    const engine = openBackend({ url: root, fetch: checkedFetch, headers: () => ({ authorization: `Bearer ${count++ ? 'abc' : 'old'}` }) });
    expect((await engine.query([QUERY], here()))[0]!.ok).toBe(true);
    expect(count).toBe(2);
    expect(await faultOf(openBackend({ url: root, fetch: checkedFetch }).catalog(here()))).toMatchObject({ kind: 'signed-out', title: 'Sign in first.' });
  });
});

it('the checks see a server that breaks the agreement', async () => {
  await start({ engine: { ...local, query: async () => [{ ok: true, value: { columns: [], rows: [] } as never }] } });
  await expect(remote().query([QUERY], here())).rejects.toThrow();
  await expect(checkedFetch(`${root}query`, { method: 'POST', body: '{"queries":[{"measure":[]}]}' })).rejects.toThrow(/request post \/query/);
  await stop();
});

describe('pages of another origin', () => {
  beforeAll(() => start({ engine: local, token: 'abc', origin: 'http://localhost:3000' }));
  afterAll(stop);

  it('may ask where the server allows theirs, and are told so without a sign-in', async () => {
    const asked = await fetch(`${root}query`, { method: 'OPTIONS', headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await fetch(`${root}catalog`, { headers: { authorization: 'Bearer abc' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(answer.headers.get('access-control-expose-headers')).toBe('etag, retry-after');
    expect((await fetch(`${root}catalog`)).headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });
});
