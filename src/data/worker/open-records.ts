import type { NormalRecords, Records } from '../records/records.ts';
import { isCloneError, sendParcel } from './parcel.ts';
import { startWorker, type WorkerUrl } from './start-worker.ts';
import { workerEngine, type WorkerEngine } from './worker-engine.ts';

/**
 * An engine on these records in a worker; undefined where the page gets none, or where the records hold what cannot be copied
 * into one. Rejects with a `DataError` for what are no records.
 */
export function recordsInWorker(records: Records | NormalRecords, workerUrl: WorkerUrl | undefined): Promise<WorkerEngine | undefined> {
  return workerEngine(async () => {
    const connection = await startWorker(workerUrl);
    if (!connection) return undefined;
    try {
      await connection.call('records', { records: await sendParcel(connection.port, records) });
    } catch (thrown) {
      connection.close();
      if (isCloneError(thrown)) return undefined;
      throw thrown;
    }
    return connection;
  });
}
