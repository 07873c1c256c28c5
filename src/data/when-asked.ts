import type { DataAdapter, QueryEngine } from './adapter.ts';
import type { EngineAdapterOptions } from './adapters/engine-adapter.ts';
import { lazyAdapter } from './adapters/lazy-adapter.ts';
import type { LoadedRecords, LoadOptions } from './document/load-document.ts';
import type { NormalRecords, Records } from './records/records.ts';

/*
 * The engine and the document reader as the package exports them: files of their own, that no page loads before it asks.
 * All of it is asynchronous anyway, so that nobody sees a difference.
 */

/**
 * Reads a help desk document: by its address, as an object, or a single file of a known export.
 * Bad rows are counted in `problems`; a missing file, wrong JSON, an unknown zone, source or field rejects with a `DataError`.
 */
export async function loadDocument(input: string | URL | object, options?: LoadOptions): Promise<LoadedRecords> {
  return (await import('./document/load-document.ts')).loadDocument(input, options);
}

/** An engine that answers queries from records in memory, in short slices; faulty queries fail alone. */
export function recordsEngine(records: Records | NormalRecords): QueryEngine {
  let engine: QueryEngine | undefined;
  const open = async (): Promise<QueryEngine> => {
    const { recordsEngine: make } = await import('./engine/records-engine.ts');
    return (engine ??= make(records));
  };
  return {
    query: async (queries, context) => (await open()).query(queries, context),
    catalog: async (context) => (await open()).catalog(context),
  };
}

/** An adapter that answers every dataset from queries; all queries of a turn go to the engine at once, equal ones as one. */
export function engineAdapter(engine: QueryEngine, options?: EngineAdapterOptions): DataAdapter {
  return lazyAdapter(async () => (await import('./adapters/engine-adapter.ts')).engineAdapter(engine, options));
}
