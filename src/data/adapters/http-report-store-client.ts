import { array, looseObject, optional, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import { check } from '../client-answer.ts';
import { DataError } from '../problem.ts';
import { dashboardSchema, reportSchema } from '../reports/report-schema.ts';
import type { Dashboard, Report, ReportStore, StoredKind } from '../reports/report.ts';
import { readJson } from './http-answer.ts';
import type { HttpOptions } from './http-options.ts';
import { httpSession } from './http-session.ts';

const FOLDERS: Readonly<Record<StoredKind, string>> = { report: 'reports', dashboard: 'dashboards' };
const SCHEMAS: Readonly<Record<StoredKind, GenericSchema<unknown, Report | Dashboard>>> = { report: reportSchema, dashboard: dashboardSchema };
const itemsSchema = array(looseObject({ id: string(), name: string(), etag: optional(string()) }));

/** The working side of `httpReportStore`: a module of its own, so that pages without a backend never load it. */
export function openReportStore(options: HttpOptions, session = httpSession(options)): ReportStore {
  return {
    async list(kind, { signal }) {
      const response = await session.send(FOLDERS[kind], { signal });
      const schema = looseObject({ [FOLDERS[kind]]: itemsSchema });
      const answer = check(schema, await readJson(response, signal), `list of ${FOLDERS[kind]}`);
      return answer[FOLDERS[kind]]!;
    },
    async get<T extends Report | Dashboard>(kind: StoredKind, id: string, { signal }: { signal: AbortSignal }) {
      const response = await session.send(placeOf(kind, id), { signal });
      const value = check(SCHEMAS[kind], await readJson(response, signal), `stored ${kind}`) as T;
      return { value, ...etagOf(response) };
    },
    async put(kind, value, { etag, signal }) {
      const headers: Record<string, string> = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag };
      return etagOf(await session.send(placeOf(kind, value.id), { signal, method: 'PUT', json: value, headers }));
    },
    async remove(kind, id, { signal }) {
      // Removed already is removed.
      await session.send(placeOf(kind, id), { signal, method: 'DELETE', accept: [404, 410] });
    },
  };
}

function placeOf(kind: StoredKind, id: string): string {
  // A browser takes these for steps up, also when they are escaped.
  if (!id || id === '.' || id === '..') throw new DataError({ kind: 'bad-query', path: 'id', title: `A ${kind} cannot be stored under the id “${id}”.` });
  return `${FOLDERS[kind]}/${encodeURIComponent(id)}`;
}

function etagOf({ headers }: Response): { etag?: string } {
  const etag = headers.get('etag');
  return etag ? { etag } : {};
}
