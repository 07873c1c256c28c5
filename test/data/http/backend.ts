import { buildCatalog } from '../../../src/data/catalog/build-catalog.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { openBackend } from '../../../src/data/adapters/http-engine-client.ts';
import type { HttpOptions } from '../../../src/data/adapters/http-options.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import { DataError, type Problem } from '../../../src/data/problem.ts';
import type { Query, ResultSet } from '../../../src/data/query/query.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';

export const URL_OF_BACKEND = 'https://desk.test/api';
export const QUERY: Query = { measures: ['tickets.count'], dimensions: ['tickets.channel'], timezone: 'UTC' };
export const RESULT: ResultSet = {
  columns: [
    { name: 'tickets.channel', type: 'string' },
    { name: 'tickets.count', type: 'number', unit: 'tickets' },
  ],
  data: [
    ['chat', 'email'],
    [2, 3],
  ],
  asOf: '2026-03-02T12:00:00.000Z',
};

export const RECORDS = {
  timezone: 'UTC',
  asOf: '2026-03-02T12:00:00Z',
  tickets: [
    { id: '1', createdAt: '2026-03-02T08:00:00Z', channel: 'chat', statusCategory: 'open' },
    { id: '2', createdAt: '2026-03-02T09:00:00Z', channel: 'email', statusCategory: 'closed', closedAt: '2026-03-02T10:00:00Z' },
    { id: '3', createdAt: '2026-03-01T09:00:00Z', channel: 'email', statusCategory: 'open' },
  ],
};

export interface Asked {
  path: string;
  method: string;
  headers: Headers;
  body: unknown;
  at: number;
  signal: AbortSignal;
}

export type Respond = (asked: Asked, count: number) => Response | Promise<Response>;

/** A `fetch` that notes every request and answers as told, by path. */
export function backend(routes: Readonly<Record<string, Respond>>) {
  const asked: Asked[] = [];
  const fetch: HttpOptions['fetch'] = async (input, init = {}) => {
    const path = String(input).slice(URL_OF_BACKEND.length + 1);
    const { method = 'GET', body, signal } = init;
    const one = { path, method, headers: new Headers(init.headers), body: typeof body === 'string' ? JSON.parse(body) : undefined, at: Date.now(), signal: signal! };
    asked.push(one);
    signal?.throwIfAborted();
    const route = routes[path];
    return route ? route(one, asked.filter((other) => other.path === path).length) : new Response('nothing', { status: 404 });
  };
  return { fetch, asked, to: (path: string) => asked.filter((one) => one.path === path) };
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
}

/** Made beforehand: its texts are loaded by import(), which no virtual clock waits for. */
const CATALOG = await buildCatalog(normalizeRecords(RECORDS));

/** What a backend over `RECORDS` answers. */
export const honest: Readonly<Record<string, Respond>> = {
  catalog: () => json(CATALOG, { headers: { etag: '"1"' } }),
  query: async ({ body, signal }) => {
    const answers = await recordsEngine(RECORDS).query((body as { queries: readonly Query[] }).queries, { signal });
    return json({ results: answers.map((answer) => (answer.ok ? answer.value : { error: answer.error })) });
  },
};

export function engineOver(routes: Readonly<Record<string, Respond>>, options: Partial<HttpOptions> = {}) {
  const server = backend(routes);
  return { ...server, engine: openBackend({ url: URL_OF_BACKEND, fetch: server.fetch, ...options }) };
}

export function adapterOver(routes: Readonly<Record<string, Respond>>, options: Partial<HttpOptions> = {}) {
  const server = engineOver(routes, options);
  return { ...server, adapter: engineAdapter(server.engine) };
}

export const here = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });

/** The problem with which a request ends. */
export async function faultOf(request: Promise<unknown>): Promise<Problem> {
  const outcome = await request.then(
    (value) => new Error(`It was answered: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof DataError) return outcome.problem;
  throw outcome;
}
