import type { NormalRecords, Records } from '../records/records.ts';
import { hasWorkers, MOST_ROWS, rowsIn } from './size.ts';
import type { WorkerUrl } from './start-worker.ts';
import type { WorkerEngine } from './worker-engine.ts';

export interface RecordsOptions {
  /** Where the worker file is, for records of more than 20,000 rows; absent: beside the kit's files. Null: no worker. */
  workerUrl?: WorkerUrl;
}

/** An engine in a worker for many records; undefined for few, and where the page gets no worker. */
export async function engineElsewhere(records: Records | NormalRecords, { workerUrl }: RecordsOptions): Promise<WorkerEngine | undefined> {
  if (!hasWorkers(workerUrl) || rowsIn(records) <= MOST_ROWS) return undefined;
  return (await import('./open.ts')).recordsInWorker(records, workerUrl);
}
