import type { QueryEngine } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { readCatalog, readJson, readResults } from './http-answer.ts';
import { followChanges } from './http-changes.ts';
import type { HttpOptions } from './http-options.ts';
import { httpSession } from './http-session.ts';

/** The working side of `httpEngine`: a module of its own, so that pages without a backend never load it. */
export function openBackend(options: HttpOptions, session = httpSession(options)): QueryEngine {
  let known: { etag: string; catalog: Catalog } | undefined;
  return {
    async query(queries, { signal }) {
      if (!queries.length) return [];
      const response = await session.send('query', { signal, method: 'POST', json: { queries } });
      return readResults(await readJson(response, signal), queries.length, session.told);
    },
    async catalog({ signal }) {
      const former = known;
      const headers = former && { 'if-none-match': former.etag };
      const response = await session.send('catalog', { signal, headers, accept: former && [304] });
      if (former && response.status === 304) return former.catalog;
      const catalog = readCatalog(await readJson(response, signal));
      const etag = response.headers.get('etag');
      known = etag ? { etag, catalog } : undefined;
      return catalog;
    },
    subscribe: (onChange) => followChanges(session, onChange),
  };
}
