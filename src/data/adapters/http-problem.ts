import type { Problem, ProblemKind } from '../problem.ts';

const KINDS: Readonly<Record<number, ProblemKind>> = {
  400: 'bad-query',
  401: 'signed-out',
  403: 'denied',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'too-large',
  422: 'bad-query',
  428: 'conflict',
  429: 'rate-limited',
};

const TITLES: Readonly<Record<ProblemKind, string>> = {
  network: 'The source could not be reached.',
  timeout: 'The source did not answer in time.',
  'signed-out': 'The source asks for a new sign-in.',
  denied: 'The source does not permit this.',
  'not-found': 'The source has nothing at this address.',
  'bad-data': 'The source gave data that cannot be read.',
  'bad-query': 'The source did not understand the request.',
  'too-large': 'The request is too large for the source.',
  'rate-limited': 'The source was asked too often.',
  conflict: 'It was changed elsewhere in the meantime.',
  server: 'The source failed.',
  aborted: 'The request was cancelled.',
  unsupported: 'The source does not offer this.',
};

const LONGEST_TEXT = 400;

/** A failed response as a `Problem`: what its RFC 9457 body says where it has one, else what its status means. `detail` then names the status. */
export async function problemOf(response: Response): Promise<Problem> {
  const { status } = response;
  const body = isJson(response) ? await response.json().catch(() => undefined) : void response.body?.cancel().catch(() => {});
  const problem = readProblem(body, KINDS[status] ?? 'server');
  const retryAfter = retryAfterOf(response.headers) ?? problem.retryAfter;
  // What a status settles, no body may change: signed out is signed out.
  const kind = status === 401 || status === 403 ? KINDS[status]! : problem.kind;
  return { detail: `It answered with status ${status}.`, ...problem, kind, status, ...(retryAfter !== undefined && { retryAfter }) };
}

/** Whatever a server gave as a problem, read with care; `otherwise` is its kind where it names none that is known. */
export function readProblem(value: unknown, otherwise: ProblemKind): Problem {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const kind = typeof given['kind'] === 'string' && Object.hasOwn(TITLES, given['kind']) ? (given['kind'] as ProblemKind) : otherwise;
  // Many backends say what is wrong as { error: '...' }.
  const detail = textOf(given['detail']) ?? textOf(given['error']);
  const path = textOf(given['path']);
  const numbers = (['status', 'retryAfter'] as const).filter((key) => Number.isFinite(given[key]) && Number(given[key]) >= 0);
  return {
    kind,
    title: textOf(given['title']) ?? TITLES[kind],
    ...(detail && { detail }),
    ...(path && { path }),
    ...Object.fromEntries(numbers.map((key) => [key, Number(given[key])])),
  };
}

/** Whether the response says that its body is JSON. */
export function isJson({ headers }: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(headers.get('content-type') ?? '');
}

/** Milliseconds that the header `Retry-After` asks for, in seconds or as a date, by the server's own clock where it shows it. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = /\bGMT$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.slice(0, LONGEST_TEXT) : undefined;
}
