import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { QueryEngine } from '../../src/data/adapter.ts';
import { DataError, toProblem } from '../../src/data/problem.ts';
import type { Query } from '../../src/data/query/query.ts';
import { changeStream, type ChangeStream } from './change-stream.ts';
import { definitions, type Folder } from './definitions.ts';
import { readBody, sendJson, sendProblem } from './respond.ts';

const MOST_QUERIES = 200;

export interface BackendOptions {
  /** Answers the queries; any engine serves. */
  engine: QueryEngine;
  /** Where given, every request must carry it: `Authorization: Bearer ...`. */
  token?: string;
  /** Pages from this origin may ask, too: `http://localhost:3000`. */
  origin?: string;
}

export interface Backend {
  /** Answers one request; its path is relative to the backend's address. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  changes: ChangeStream;
}

type Route = (request: IncomingMessage, response: ServerResponse, id: string) => void | Promise<void>;

/** The protocol of the kit, as schema/openapi.json words it, over an engine in this process. */
export function backend({ engine, token, origin }: BackendOptions): Backend {
  const changes = changeStream();
  engine.subscribe?.((change) => changes.tell(change));
  const stores: Readonly<Record<Folder, ReturnType<typeof definitions>>> = { reports: definitions('reports'), dashboards: definitions('dashboards') };
  const stored = (folder: Folder): Readonly<Record<string, Route>> => ({
    [`GET ${folder}`]: (_request, response) => stores[folder].list(response),
    [`GET ${folder}/{id}`]: (_request, response, id) => stores[folder].get(id, response),
    [`PUT ${folder}/{id}`]: (request, response, id) => stores[folder].put(id, request, response),
    [`DELETE ${folder}/{id}`]: (request, response, id) => stores[folder].remove(id, request, response),
  });
  const routes: Readonly<Record<string, Route>> = {
    'POST query': (request, response) => query(engine, request, response),
    'GET catalog': (request, response) => catalog(engine, request, response),
    'GET changes': (request, response) => changes.open(response, request.headers['last-event-id']?.toString()),
    ...stored('reports'),
    ...stored('dashboards'),
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) throw new DataError({ kind: 'signed-out', title: 'Sign in first.' });
    const [folder = '', id, ...more] = (request.url ?? '').replace(/[?#].*$/s, '').split('/').filter(Boolean);
    const place = more.length ? '' : id === undefined ? folder : `${folder}/{id}`;
    const route = routes[`${request.method} ${place}`];
    if (route) return route(request, response, decoded(id ?? ''));
    const known = Object.keys(routes).some((each) => each.endsWith(` ${place}`));
    throw new DataError({ kind: 'not-found', status: known ? 405 : 404, title: known ? `${request.method} is not possible here.` : 'There is no such address.' });
  };

  return {
    changes,
    handle: (request, response) => {
      if (origin !== undefined && allowOrigin(origin, request, response)) return;
      void answer(request, response).catch((thrown: unknown) => {
        if (response.headersSent || response.destroyed) return response.destroy();
        sendProblem(response, toProblem(thrown));
      });
    },
  };
}

/** Lets pages of another origin read the answer. True where the browser only asked whether they may, which has no sign-in. */
function allowOrigin(origin: string, { method }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'etag, retry-after');
  response.setHeader('vary', 'origin');
  if (method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, if-none-match, if-match, last-event-id');
  response.writeHead(204).end();
  return true;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (cause) {
    throw new DataError({ kind: 'bad-query', title: `“${id}” is not escaped as an address is.` }, { cause });
  }
}

async function query(engine: QueryEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await readBody(request)) as { queries?: unknown } | null;
  const queries = body?.queries;
  if (!Array.isArray(queries)) throw new DataError({ kind: 'bad-query', path: 'queries', title: 'The body should be {"queries": [...]}.' });
  if (queries.length > MOST_QUERIES) throw new DataError({ kind: 'too-large', path: 'queries', title: `More than ${MOST_QUERIES} queries at once.` });
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  // Each is checked by the engine, and fails alone.
  const answers = await engine.query(queries as readonly Query[], { signal: stop.signal });
  sendJson(response, { version: 1, results: answers.map((each) => (each.ok ? each.value : { error: each.error })) }, { 'cache-control': 'no-store' });
}

async function catalog(engine: QueryEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const known = { version: 1, ...(await engine.catalog({ signal: new AbortController().signal })) };
  const etag = `"${createHash('sha1').update(JSON.stringify(known)).digest('base64url')}"`;
  if (request.headers['if-none-match'] !== etag) return sendJson(response, known, { etag });
  response.writeHead(304, { etag }).end();
}
