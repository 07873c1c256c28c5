import type { LoadOptions } from '../document/files.ts';
import { isCloneError, sendParcel } from './parcel.ts';
import { serveFiles } from './serve-files.ts';
import { startWorker, type WorkerUrl } from './start-worker.ts';
import { workerEngine, type WorkerEngine } from './worker-engine.ts';

/**
 * An engine on a document that a worker reads: the page fetches, the worker parses. Undefined where the page gets no worker.
 * `first` is the `fetch` of the first load; a later one, after the worker has ended, asks anew. Rejects as `loadDocument` does.
 */
export function documentInWorker(source: string | URL | object, options: LoadOptions & { workerUrl?: WorkerUrl }, first: typeof fetch | undefined): Promise<WorkerEngine | undefined> {
  let ask = first;
  return workerEngine(async () => {
    const connection = await startWorker(options.workerUrl);
    if (!connection) return undefined;
    const files = serveFiles(connection.port, ask ?? options.fetch ?? globalThis.fetch.bind(globalThis));
    const stopListening = connection.listen((message) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else files(message);
    });
    try {
      const page = globalThis.location?.href;
      const base = options.base ? new URL(options.base, page).href : page;
      const { maxBytes, signal } = options;
      const whole = source instanceof URL ? source.href : source;
      await connection.call('document', { source: await sendParcel(connection.port, whole), base, maxBytes }, signal);
    } catch (thrown) {
      connection.close();
      if (isCloneError(thrown)) return undefined;
      throw thrown;
    } finally {
      stopListening();
      ask = undefined;
    }
    return connection;
  });
}
