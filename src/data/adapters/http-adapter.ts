import type { DataAdapter } from '../adapter.ts';
import { DataError } from '../problem.ts';
import { engineAdapter } from './engine-adapter.ts';
import { openBackend } from './http-engine-client.ts';
import type { HttpOptions } from './http-options.ts';
import { reportStoreOver } from './http-report-store.ts';
import { httpSession } from './http-session.ts';

/** Everything, from a backend behind HTTP, also the reports that it keeps; one sign-in for all. */
export function httpAdapter(options: HttpOptions): DataAdapter {
  const session = httpSession(options);
  return { ...engineAdapter(openBackend(options, session)), reports: reportStoreOver(options, session) };
}

/** The address of a backend as the page at `base` means it. Throws a `DataError` for what is no address of the web. */
export function backendUrl(endpoint: string, base: string): string {
  const url = URL.canParse(endpoint, base) ? new URL(endpoint, base) : undefined;
  if (endpoint && url && /^https?:$/.test(url.protocol)) return url.href;
  throw new DataError({ kind: 'bad-query', path: 'endpoint', title: `The attribute endpoint is not an address of the web: '${endpoint.slice(0, 80)}'.` });
}
