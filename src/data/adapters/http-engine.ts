import type { QueryEngine } from '../adapter.ts';
import type { HttpOptions } from './http-options.ts';
import { lazyEngine } from './lazy-engine.ts';

/**
 * An engine behind HTTP: all queries of a turn in one `POST {url}/query`, `GET {url}/catalog`, and `GET {url}/changes` where
 * the backend has it. Rejects with a `DataError`; repeats only what a 401 refused, all else is the client's to repeat.
 * Its code is loaded when the first question is asked.
 */
export function httpEngine(options: HttpOptions): QueryEngine {
  return lazyEngine(async () => (await import('./http-engine-client.ts')).openBackend(options));
}
