import { array, looseObject, optional, unknown } from 'valibot';
import type { Settled } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { check, checkCatalog } from '../client-answer.ts';
import { resultSetSchema } from '../datasets/result-schema.ts';
import { DataError, toProblem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { ResultSet } from '../query/query.ts';
import { isJson, readProblem } from './http-problem.ts';

/** The newest version of the protocol that is understood; answers without a version are of the first. */
const VERSION = 1;

const answersSchema = looseObject({ version: optional(unknown()), results: array(unknown()) });

/** The JSON of a response. Rejects with a `bad-data` error where it is none, and a `network` error where it breaks off on the way. */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  if (!isJson(response)) throw notJson(response);
  let bytes: ArrayBuffer;
  try {
    bytes = await response.arrayBuffer();
  } catch (cause) {
    signal.throwIfAborted();
    throw new DataError({ kind: 'network', title: 'The connection broke off before the answer was whole.' }, { cause });
  }
  if (!bytes.byteLength) throw unreadable('The source gave an empty answer.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable('The answer of the source is not written in UTF-8.', undefined, cause);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw unreadable('The answer of the source is not whole: it is no valid JSON.', (cause as Error).message.slice(0, 120), cause);
  }
}

/** One settled result for each of `count` queries. A faulty result fails alone; throws a `bad-data` error where the whole is faulty. */
export function readResults(body: unknown, count: number, told: (problem: Problem) => Problem): readonly Settled<ResultSet>[] {
  checkVersion(body);
  const { results } = check(answersSchema, body, 'answer to the queries');
  if (results.length !== count) throw unreadable(`The source gave ${results.length} results to ${count} queries.`);
  return results.map((result, i) => {
    if (typeof result === 'object' && result !== null && 'error' in result) return { ok: false, error: told(readProblem(result.error, 'server')) };
    try {
      return { ok: true, value: check(resultSetSchema, result, `result ${i + 1} of the source`) };
    } catch (thrown) {
      return { ok: false, error: toProblem(thrown) };
    }
  });
}

export function readCatalog(body: unknown): Catalog {
  checkVersion(body);
  return checkCatalog(body);
}

function checkVersion(body: unknown): void {
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : VERSION;
  if (version === VERSION) return;
  const newer = typeof version === 'number' && version > VERSION;
  throw unreadable(
    `The source answers in version ${String(version).slice(0, 20)} of the format; this page reads version ${VERSION}.`,
    newer ? 'A newer release of the widgets reads it.' : undefined,
  );
}

function notJson(response: Response): DataError {
  const type = response.headers.get('content-type')?.split(';')[0];
  void response.body?.cancel().catch(() => {});
  if (type === 'text/html') {
    const detail = response.redirected ? 'The request was led to another address, as to a page for signing in.' : 'The address may be that of a page, or the server answers faults with a page.';
    return unreadable('The source answered with a web page instead of data.', detail);
  }
  return unreadable(`The source answered with ${type || 'an unnamed type of content'} instead of application/json.`);
}

function unreadable(title: string, detail?: string, cause?: unknown): DataError {
  return new DataError({ kind: 'bad-data', title, ...(detail && { detail }) }, { cause });
}
