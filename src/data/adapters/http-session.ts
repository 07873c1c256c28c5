import { DataError } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from './http-problem.ts';
import type { HttpOptions } from './http-options.ts';

/** How long the page may take to give its headers. */
const LONGEST_ASK = 30_000;
/** Shorter header values are no secrets, and would tear holes into ordinary words. */
const SECRET_LENGTH = 6;

export interface HttpRequest {
  signal: AbortSignal;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx that are answers. */
  accept?: readonly number[];
}

/** Requests to one backend that share its headers. */
export interface HttpSession {
  /** Sends one request; nothing is repeated here but what a 401 refused. Rejects with a `DataError`. */
  send(path: string, request: HttpRequest): Promise<Response>;
  /** What may be shown of a problem: header values that a server echoes are taken out. */
  told(problem: Problem): Problem;
  /** Resolves when the backend next accepts a request, or once `signal` is aborted. */
  accepted(signal: AbortSignal): Promise<void>;
}

/** A session; `refused` are the statuses upon which headers are asked for again. */
export function httpSession({ url, headers: given, credentials, fetch: hostFetch }: HttpOptions, refused: readonly number[] = [401]): HttpSession {
  const address = addresses(url);
  const secrets = new Set<string>();
  let waiting: (() => void)[] = [];
  let headers: Promise<Headers> | undefined;

  const current = (): Promise<Headers> => {
    if (headers) return headers;
    const asked = askHeaders(given).then((known) => {
      noteSecrets(known, secrets);
      return known;
    });
    headers = asked;
    asked.catch(() => headers === asked && (headers = undefined));
    return asked;
  };

  const attempt = async (path: string, { signal, method = 'GET', json, headers: own = {} }: HttpRequest, session: Headers): Promise<Response> => {
    const all = new Headers({ accept: 'application/json', ...(json !== undefined && { 'content-type': 'application/json' }), ...own });
    session.forEach((value, name) => all.set(name, value));
    const ask = hostFetch ?? fetch;
    try {
      return await ask(address(path), { method, headers: all, signal, ...(json !== undefined && { body: JSON.stringify(json) }), ...(credentials && { credentials }) });
    } catch (cause) {
      signal.throwIfAborted();
      throw unreachable(cause);
    }
  };

  const told = (problem: Problem): Problem => scrubbed(problem, secrets);

  return {
    told,
    async send(path, request) {
      const used = current();
      let response = await attempt(path, request, await used);
      if (refused.includes(response.status) && typeof given === 'function') {
        void response.body?.cancel().catch(() => {});
        // The first of all refused requests drops the old headers; the others find the new ones.
        if (headers === used) headers = undefined;
        response = await attempt(path, request, await current());
      }
      if (!refused.includes(response.status)) {
        waiting.forEach((go) => go());
        waiting = [];
      }
      if (response.ok || request.accept?.includes(response.status)) return response;
      throw new DataError(told(await problemOf(response)));
    },
    accepted: (signal) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
}

/** Addresses under `url`, whose own query part goes along. */
function addresses(url: string): (path: string) => string {
  if (typeof url !== 'string' || !url.trim()) throw new DataError({ kind: 'bad-query', path: 'url', title: 'A backend needs its address: url is empty.' });
  const [base = '', search] = url.replace(/#.*$/, '').split(/\?(.*)/s);
  return (path) => `${base.replace(/\/+$/, '')}/${path}${search ? `?${search}` : ''}`;
}

async function askHeaders(given: HttpOptions['headers']): Promise<Headers> {
  if (typeof given !== 'function') return new Headers(given);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DataError({ kind: 'timeout', title: 'The page did not give its headers in time.' })), LONGEST_ASK);
  });
  try {
    return new Headers(await Promise.race([(async () => given())(), silence]));
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    // What the page's code says of its failure may hold the secret itself, so it is not told.
    throw new DataError({ kind: 'signed-out', title: 'The page could not sign in to this source.' }, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function unreachable(cause: unknown): DataError {
  if (cause instanceof DataError) return cause;
  const title = 'The source could not be reached.';
  const detail = 'It is offline, or does not allow this page to ask it.';
  return new DataError({ kind: 'network', title, detail }, { cause });
}

function noteSecrets(headers: Headers, secrets: Set<string>): void {
  headers.forEach((value) => {
    for (const part of [value, ...value.split(/[\s;,=]+/)]) if (part.length >= SECRET_LENGTH) secrets.add(part);
  });
}

function scrubbed(problem: Problem, secrets: ReadonlySet<string>): Problem {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const clean = (text: string): string => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  const texts = (['title', 'detail', 'path'] as const).filter((key) => problem[key] !== undefined);
  return { ...problem, ...Object.fromEntries(texts.map((key) => [key, clean(problem[key]!)])) };
}
