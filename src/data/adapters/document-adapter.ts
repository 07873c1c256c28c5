import type { DataAdapter } from '../adapter.ts';
import type { LoadOptions } from '../document/load-document.ts';
import { DataError } from '../problem.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** A large document may take its time, as long as it gets on. */
const LONGEST_LOAD = 600_000;
const LONGEST_STALL = 30_000;

/** Everything, from a help desk document: its address, or the document itself. Reader and engine are loaded when the first question is asked. */
export function documentAdapter(source: string | URL | object, options: LoadOptions = {}): DataAdapter {
  return lazyAdapter(async () => {
    const [{ loadDocument }, { fromRecords }] = await Promise.all([import('../document/load-document.ts'), import('./records-source.ts')]);
    return fromRecords(await unlessStalled(options, (watched) => loadDocument(source, watched)));
  }, LONGEST_LOAD);
}

/** Ends a load that makes no progress for half a minute. */
async function unlessStalled<T>(options: LoadOptions, load: (options: LoadOptions) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const stalled = new DataError({ kind: 'timeout', title: `The document did not arrive: nothing came for ${LONGEST_STALL / 1000} seconds.` });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(stalled);
        stop.abort(stalled);
      }, LONGEST_STALL);
    };
    watch();
    const onProgress: LoadOptions['onProgress'] = (progress) => {
      watch();
      options.onProgress?.(progress);
    };
    load({ ...options, signal, onProgress }).then(resolve, reject);
  }).finally(() => clearTimeout(timer));
}
