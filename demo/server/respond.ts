import type { IncomingMessage, ServerResponse } from 'node:http';
import { DataError, type Problem, type ProblemKind } from '../../src/data/problem.ts';

const LONGEST_BODY = 1_000_000;

const STATUSES: Readonly<Partial<Record<ProblemKind, number>>> = {
  'bad-query': 400,
  'signed-out': 401,
  denied: 403,
  'not-found': 404,
  conflict: 412,
  'too-large': 413,
};

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache', ...headers });
  response.end(JSON.stringify(value));
}

/** Answers with an RFC 9457 problem document. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  const status = problem.status ?? STATUSES[problem.kind] ?? 500;
  response.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ type: 'about:blank', ...problem, status }));
}

/** The JSON that a client sent. Rejects with a `DataError` that says what is wrong with it. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) throw new DataError({ kind: 'bad-query', status: 415, title: 'Send application/json.' });
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LONGEST_BODY) throw new DataError({ kind: 'too-large', title: `The body is larger than ${LONGEST_BODY.toLocaleString('en')} bytes.` });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch (cause) {
    throw new DataError({ kind: 'bad-query', title: 'The body is no valid JSON.', detail: (cause as Error).message }, { cause });
  }
}
