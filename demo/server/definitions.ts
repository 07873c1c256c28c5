import type { IncomingMessage, ServerResponse } from 'node:http';
import { DataError } from '../../src/data/problem.ts';
import { readDashboard, readReport } from '../../src/data/reports/report-schema.ts';
import { readBody, sendJson } from './respond.ts';

export type Folder = 'reports' | 'dashboards';

interface Stored {
  value: { id: string; name: string };
  etag: string;
}

/** Reports and dashboards in memory; nobody overwrites what somebody else has changed. */
export function definitions(folder: Folder) {
  const kept = new Map<string, Stored>();
  let version = 0;

  const list = (response: ServerResponse): void => {
    sendJson(response, { [folder]: [...kept.values()].map(({ value: { id, name }, etag }) => ({ id, name, etag })) });
  };

  const get = (id: string, response: ServerResponse): void => {
    const found = kept.get(id);
    if (!found) throw new DataError({ kind: 'not-found', title: `There is nothing under “${id}”.` });
    sendJson(response, found.value, { etag: found.etag });
  };

  const put = async (id: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const value = folder === 'reports' ? readReport(body).report : readDashboard(body).dashboard;
    if (value.id !== id) throw new DataError({ kind: 'bad-query', path: 'id', title: `The definition says “${value.id}”, its address “${id}”.` });
    checkVersion(request, kept.get(id));
    const etag = `"${(version += 1)}"`;
    response.writeHead(kept.has(id) ? 204 : 201, { etag });
    kept.set(id, { value, etag });
    response.end();
  };

  const remove = (id: string, request: IncomingMessage, response: ServerResponse): void => {
    if (request.headers['if-match'] !== undefined) checkVersion(request, kept.get(id));
    kept.delete(id);
    response.writeHead(204).end();
  };

  return { list, get, put, remove };
}

function checkVersion({ headers }: IncomingMessage, stored: Stored | undefined): void {
  const wanted = headers['if-match'];
  if (wanted === undefined && headers['if-none-match'] !== '*') {
    throw new DataError({ kind: 'conflict', status: 428, title: 'Say which version is replaced, by If-Match, or that there is none, by If-None-Match: *.' });
  }
  if (wanted === undefined ? stored : wanted !== stored?.etag) throw new DataError({ kind: 'conflict', title: 'It was changed elsewhere in the meantime.' });
}
