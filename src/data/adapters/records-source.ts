import type { DataAdapter } from '../adapter.ts';
import { recordsEngine } from '../engine/records-engine.ts';
import type { NormalRecords, Records } from '../records/records.ts';
import { engineAdapter } from './engine-adapter.ts';

/** The heavy side of `recordsAdapter` and `documentAdapter`: a module of its own, so that pages without records never load it. */
export function fromRecords(records: Records | NormalRecords): DataAdapter {
  return engineAdapter(recordsEngine(records));
}
