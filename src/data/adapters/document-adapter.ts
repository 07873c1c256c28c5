import type { DataAdapter } from '../adapter.ts';
import type { LoadOptions } from '../document/load-document.ts';
import { DataError } from '../problem.ts';
import { hasWorkers } from '../worker/size.ts';
import type { WorkerUrl } from '../worker/start-worker.ts';
import { weighDocument } from '../worker/weigh-document.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** A large document may take its time, as long as it gets on. */
const LONGEST_LOAD = 600_000;
const LONGEST_STALL = 30_000;

export interface DocumentOptions extends LoadOptions {
  /** Where the worker file is, for documents of more than about 20,000 rows; absent: beside the kit's files. Null: no worker. */
  workerUrl?: WorkerUrl;
}

/** Everything, from a help desk document: its address, or the document itself. Reader and engine are loaded when the first question is asked. */
export function documentAdapter(source: string | URL | object, options: DocumentOptions = {}): DataAdapter {
  return lazyAdapter(() => unlessStalled(options, (watched, beat) => open(source, watched, beat)), LONGEST_LOAD);
}

/** The adapter on a large document's worker where the page gets one, else on the page. */
async function open(source: string | URL | object, options: DocumentOptions, beat: () => void): Promise<DataAdapter> {
  const weighed = hasWorkers(options.workerUrl) ? await weighDocument(source, options, beat) : undefined;
  try {
    if (weighed?.large) {
      const [{ documentInWorker }, { engineAdapter }] = await Promise.all([import('../worker/open.ts'), import('./engine-adapter.ts')]);
      const engine = await documentInWorker(source, options, weighed.fetch);
      if (engine) return engineAdapter(engine);
    }
    const [{ loadDocument }, { fromRecords }] = await Promise.all([import('../document/load-document.ts'), import('./records-source.ts')]);
    return fromRecords(await loadDocument(source, weighed ? { ...options, fetch: weighed.fetch } : options));
  } finally {
    weighed?.end();
  }
}

/** Ends a load that makes no progress for half a minute. */
async function unlessStalled<T>(options: DocumentOptions, load: (options: DocumentOptions, beat: () => void) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const stalled = new DataError({ kind: 'timeout', title: `The document did not arrive: nothing came for ${LONGEST_STALL / 1000} seconds.` });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settled = false;
  return new Promise<T>((resolve, reject) => {
    const watch = (): void => {
      clearTimeout(timer);
      if (settled) return;
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
    load({ ...options, signal, onProgress }, watch).then(resolve, reject);
  }).finally(() => {
    settled = true;
    clearTimeout(timer);
  });
}
