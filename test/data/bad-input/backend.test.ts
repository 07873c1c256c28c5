import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Change, FigureSet } from '../../../src/data/adapter.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { httpEngine } from '../../../src/data/adapters/http-engine.ts';
import { DataClient } from '../../../src/data/client.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { ProblemKind } from '../../../src/data/problem.ts';
import type { Query } from '../../../src/data/query/query.ts';
import { scope } from '../client/recording-adapter.ts';
import { RECORDS, URL_OF_BACKEND as URL } from '../http/backend.ts';

/** A backend that misbehaves, over a network: each fault is one clear state of the widget, and what was shown stays. */
const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const engine = recordsEngine(RECORDS);
const { signal } = new AbortController();
const catalog = http.get(`${URL}/catalog`, async () => HttpResponse.json((await engine.catalog({ signal })) as object));
const quiet = http.get(`${URL}/changes`, () => new HttpResponse(null, { status: 404 }));
const honest = http.post(`${URL}/query`, async ({ request }) => HttpResponse.json({ results: await resultsOf(request) }));

async function resultsOf(request: Request): Promise<unknown[]> {
  const { queries } = (await request.json()) as { queries: readonly Query[] };
  return (await engine.query(queries, { signal })).map((answer) => (answer.ok ? answer.value : { error: answer.error }));
}

/** A widget's share of a page: what it shows, once nothing is under way. */
function widget(headers?: () => HeadersInit) {
  const client = new DataClient(engineAdapter(httpEngine({ url: URL, headers })));
  const observation = client.observe(teamSummary, () => {});
  observation.update({}, scope());
  return { client, observation, open: () => (observation.state.data as FigureSet | undefined)?.figures['open']?.value };
}

const answering = (respond: (request: Request) => Response | Promise<Response>) => http.post(`${URL}/query`, ({ request }) => respond(request));
const text = (body: string, type: string): Response => new HttpResponse(body, { headers: { 'content-type': type } });

const FAULTS: Readonly<Record<string, readonly [respond: (request: Request) => Response | Promise<Response>, kind: ProblemKind, title: RegExp]>> = {
  'answers 200 with an error page': [() => text('<!doctype html><h1>Internal error</h1>', 'text/html'), 'bad-data', /a web page instead of data/],
  'answers 200 with an error page, which it calls JSON': [() => text('<!doctype html><h1>Internal error</h1>', 'application/json'), 'bad-data', /no valid JSON/],
  'answers with half a body': [async (request) => text(JSON.stringify({ results: await resultsOf(request) }).slice(0, 80), 'application/json'), 'bad-data', /not whole/],
  'answers in another schema version': [async (request) => HttpResponse.json({ version: 2, results: await resultsOf(request) } as object), 'bad-data', /version 2/],
  'answers another content type': [async (request) => text(JSON.stringify({ results: await resultsOf(request) }), 'text/plain'), 'bad-data', /text\/plain/],
  'answers fewer results than queries': [() => HttpResponse.json({ results: [] }), 'bad-data', /0 results to/],
  'permits nothing': [() => HttpResponse.json({ title: 'Only for leads.' }, { status: 403 }), 'denied', /Only for leads/],
};

describe('a server that', () => {
  it.each(Object.entries(FAULTS))('%s', async (_name, [respond, kind, title]) => {
    const respondOnce = vi.fn(respond);
    server.use(catalog, quiet, answering(respondOnce));
    const { client, observation, open } = widget();
    await client.whenIdle();
    expect(observation.state).toMatchObject({ status: 'error', fetching: false, problem: { kind, title: expect.stringMatching(title) } });
    expect(respondOnce).toHaveBeenCalledTimes(1);
    // Once it is well again, all is well; and when it falls ill anew, what was shown stays.
    server.use(honest);
    await client.refresh();
    expect(open()).toBe(2);
    server.use(answering(respondOnce));
    await client.refresh();
    expect(open()).toBe(2);
    expect(observation.state.problem).toMatchObject({ kind });
  });

  it('refuses a token that never gets valid: headers once more, then signed out, for all widgets together', async () => {
    const asked = vi.fn();
    server.use(catalog, quiet, answering(() => (asked(), new HttpResponse(null, { status: 401 }))));
    const headers = vi.fn(() => ({ authorization: 'Bearer stale-token' }));
    const { client, observation } = widget(headers);
    await client.whenIdle();
    expect(observation.state).toMatchObject({ status: 'error', problem: { kind: 'signed-out', status: 401 } });
    expect([headers.mock.calls.length, asked.mock.calls.length]).toEqual([2, 2]);
  });
});

/** A stream of events for each connection, in turn; the last one stays open. */
function streams(...connections: readonly string[]) {
  const lastIds: (string | null)[] = [];
  const handler = http.get(`${URL}/changes`, async ({ request }) => {
    lastIds.push(request.headers.get('last-event-id'));
    const body = connections[lastIds.length - 1];
    if (body === undefined) await delay('infinite');
    return text(body!, 'text/event-stream');
  });
  return { handler, lastIds };
}
const event = (id: number, data: object): string => `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

describe('events that come', () => {
  it.each<[string, readonly string[], readonly Change[], readonly (string | null)[]]>([
    ['twice are told twice, and harm nothing', [`retry: 1\n\n${event(1, { sources: ['tickets'] })}${event(1, { sources: ['tickets'] })}`], [{ sources: ['tickets'] }, { sources: ['tickets'] }], [null, '1']],
    ['out of order keep their own clocks', [`retry: 1\n\n${event(2, { asOf: '2026-03-02T11:00:00Z' })}${event(1, { asOf: '2026-03-02T10:00:00Z' })}`], [{ asOf: '2026-03-02T11:00:00Z' }, { asOf: '2026-03-02T10:00:00Z' }], [null, '1']],
    ['lost are asked for by the last id', [`retry: 1\n\n${event(1, { sources: ['calls'] })}`, event(2, { sources: ['tickets'] })], [{ sources: ['calls'] }, { sources: ['tickets'] }], [null, '1', '2']],
    ['lost without an id are a change of everything', ['retry: 1\n\ndata: {"sources":["calls"]}\n\n', event(5, { sources: ['tickets'] })], [{ sources: ['calls'] }, {}, { sources: ['tickets'] }], [null, null, '5']],
  ])('%s', async (_name, connections, told, ids) => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { handler, lastIds } = streams(...connections);
    server.use(handler);
    const changes: Change[] = [];
    const stop = httpEngine({ url: URL }).subscribe!((change) => changes.push(change));
    await vi.waitFor(() => expect(lastIds).toHaveLength(ids.length));
    stop();
    vi.restoreAllMocks();
    expect(changes).toEqual(told);
    expect(lastIds).toEqual(ids);
  });

  it('in any of these ways leave the figures what the backend says', async () => {
    const { handler, lastIds } = streams(`retry: 1\n\n${event(2, { asOf: '2026-03-02T12:00:00Z' })}${event(1, { asOf: '2026-03-01T10:00:00Z' })}${event(1, {})}`);
    server.use(catalog, honest, handler);
    const { client, observation, open } = widget();
    client.mount();
    // The second connection: all events of the first were told.
    await vi.waitFor(() => expect(lastIds).toEqual([null, '1']), 5000);
    await client.whenIdle();
    client.unmount();
    expect(client.asOf).toBe('2026-03-02T12:00:00Z');
    expect(open()).toBe(2);
    expect(observation.state).toMatchObject({ status: 'ready', data: { asOf: '2026-03-02T12:00:00.000Z' } });
  });
});
