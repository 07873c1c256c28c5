import type { QueryEngine, Settled } from '../adapter.ts';
import { DataError, toProblem } from '../problem.ts';
import type { Query, ResultSet } from '../query/query.ts';
import { cubeCatalog } from './cube-catalog.ts';
import { comparedAnswer, comparedQueries } from './cube-compare.ts';
import { readMeta, type CubeMembers } from './cube-members.ts';
import type { CubeOptions } from './cube-options.ts';
import { cubeRequest } from './cube-query.ts';
import { emptyAnswer, readCubeAnswer } from './cube-result.ts';
import { readJson } from './http-answer.ts';
import { httpSession, type HttpRequest } from './http-session.ts';
import { lazily } from './lazy-engine.ts';

/** The least time between two questions for the same answer, milliseconds; Cube itself keeps one waiting for seconds. */
const PAUSE = 1000;

/** The working side of `cubeEngine`: a module of its own, so that pages without Cube never load it. */
export function openCube({ url, token, members: mapping, ...rest }: CubeOptions): QueryEngine {
  const headers = typeof token === 'function' ? async () => ({ authorization: await token() }) : token ? { authorization: token } : undefined;
  // Cube refuses a token that is missing or too old with 403.
  const session = httpSession({ ...rest, url: url.replace(/\/+(?:v1\/*)?$/, ''), headers }, [401, 403]);

  const ask = async (path: string, request: HttpRequest): Promise<unknown> => {
    for (;;) {
      const began = Date.now();
      const body = await readJson(await session.send(path, request).catch(signedOut), request.signal);
      if ((body as { error?: unknown } | null)?.error !== 'Continue wait') return body;
      await sleep(began + PAUSE - Date.now(), request.signal);
    }
  };
  // Shared by all who ask at once, so none of their signals can stop it.
  const meta = async (): Promise<CubeMembers> => readMeta(await ask('v1/meta', { signal: new AbortController().signal }), mapping);
  let known = lazily(meta);

  const oneAnswer = async (query: Query, path: string, signal: AbortSignal): Promise<ResultSet> => {
    const request = cubeRequest(query, await known(), path);
    const now = query.context?.now ?? new Date().toISOString();
    if (!request.query) return emptyAnswer(request, now);
    return readCubeAnswer(await ask('v1/load', { signal, method: 'POST', json: { query: request.query } }), request, now);
  };
  const answer = async (query: Query, i: number, signal: AbortSignal): Promise<Settled<ResultSet>> => {
    const path = `queries[${i}]`;
    try {
      const compared = comparedQueries(query);
      if (!compared) return { ok: true, value: await oneAnswer(query, path, signal) };
      const parts = await Promise.all(compared.map(async ([label, one]) => [label, await oneAnswer(one, path, signal)] as const));
      return { ok: true, value: comparedAnswer(parts, query) };
    } catch (thrown) {
      signal.throwIfAborted();
      return { ok: false, error: session.told(toProblem(thrown)) };
    }
  };

  return {
    async query(queries, { signal }) {
      // What keeps every query from an answer is told as such, so that it is tried again.
      if (queries.length) await known();
      return Promise.all(queries.map((query, i) => answer(query, i, signal)));
    },
    async catalog() {
      known = lazily(meta);
      return cubeCatalog(await known());
    },
  };
}

function signedOut(thrown: unknown): never {
  const { problem } = thrown instanceof DataError ? thrown : { problem: undefined };
  if (problem?.status === 403 && /token|authorization/i.test(problem.detail ?? '')) throw new DataError({ ...problem, kind: 'signed-out', title: 'Cube asks for a new token.' });
  throw thrown;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}
