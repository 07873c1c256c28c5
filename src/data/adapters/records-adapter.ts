import type { RecordsAdapter } from '../adapter.ts';
import type { NormalRecords, Records } from '../records/records.ts';
import { recordsEngine } from '../when-asked.ts';
import type { RecordsOptions } from '../worker/elsewhere.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** Everything, from records in memory: in a worker, where they are many. The engine is loaded when the first question is asked. */
export function recordsAdapter(records: Records | NormalRecords, options: RecordsOptions = {}): RecordsAdapter {
  const engine = recordsEngine(records, options);
  return {
    ...lazyAdapter(async () => (await import('./engine-adapter.ts')).engineAdapter(engine)),
    apply: (change) => engine.apply(change),
  };
}
