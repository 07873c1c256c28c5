import type { DataAdapter } from '../adapter.ts';
import type { NormalRecords, Records } from '../records/records.ts';
import { engineElsewhere, type RecordsOptions } from '../worker/elsewhere.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** Everything, from records in memory: in a worker, where they are many. The engine is loaded when the first question is asked. */
export function recordsAdapter(records: Records | NormalRecords, options: RecordsOptions = {}): DataAdapter {
  return lazyAdapter(async () => {
    const engine = await engineElsewhere(records, options);
    return engine ? (await import('./engine-adapter.ts')).engineAdapter(engine) : (await import('./records-source.ts')).fromRecords(records);
  });
}
