import type { DataAdapter } from '../adapter.ts';
import type { NormalRecords, Records } from '../records/records.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** Everything, from records in memory. The engine is loaded when the first question is asked. */
export function recordsAdapter(records: Records | NormalRecords): DataAdapter {
  return lazyAdapter(async () => (await import('./records-source.ts')).fromRecords(records));
}
