import type { Change, DataAdapter, QueryEngine, RecordsEngine } from './adapter.ts';
import type { EngineAdapterOptions } from './adapters/engine-adapter.ts';
import { lazyAdapter } from './adapters/lazy-adapter.ts';
import type { LoadedRecords, LoadOptions } from './document/load-document.ts';
import type { NormalRecords, Records } from './records/records.ts';
import { tellListeners } from './tell-listeners.ts';
import { engineElsewhere, type RecordsOptions } from './worker/elsewhere.ts';

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

/** An engine on records in memory, which can say where it works. */
export interface PlacedEngine extends RecordsEngine {
  /** Undefined until it has been asked. */
  readonly where: 'page' | 'worker' | undefined;
  /** Lets go of what it has made of the records, and of its worker; asked again, it begins anew with the records as first given. */
  close(): void;
}

/** An engine that answers queries from records in memory, in a worker or in short slices; faulty queries fail alone. */
export function recordsEngine(records: Records | NormalRecords, options: RecordsOptions = {}): PlacedEngine {
  let made: Promise<RecordsEngine> | undefined;
  let engine: RecordsEngine | undefined;
  const listeners = new Set<(change: Change) => void>();
  const make = async (): Promise<RecordsEngine> => {
    const opened = (await engineElsewhere(records, options)) ?? (await import('./engine/records-engine.ts')).recordsEngine(records);
    opened.subscribe((change) => tellListeners(listeners, change));
    return opened;
  };
  const ready = (): Promise<RecordsEngine> => {
    if (made) return made;
    const making = make();
    made = making;
    making.then(
      (opened) => made === making && (engine = opened),
      () => made === making && (made = undefined),
    );
    return making;
  };
  return {
    get where() {
      return engine && (engine.close ? 'worker' : 'page');
    },
    query: async (queries, context) => (await ready()).query(queries, context),
    catalog: async (context) => (await ready()).catalog(context),
    apply: async (change) => (await ready()).apply(change),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      made?.then((opened) => opened.close?.()).catch(() => undefined);
      made = engine = undefined;
    },
  };
}

/** An adapter that answers every dataset from queries; all queries of a turn go to the engine at once, equal ones as one. */
export function engineAdapter(engine: QueryEngine, options?: EngineAdapterOptions): DataAdapter {
  return lazyAdapter(async () => (await import('./adapters/engine-adapter.ts')).engineAdapter(engine, options));
}
