import type { Change, DataAdapter, DataRequest, Datasets, LoadContext } from '../adapter.ts';
import { loadAll } from './load-all.ts';

/** An adapter that is made when first asked; a failure to make it is told to those who asked, and tried again with the next. `timeout` in milliseconds, the making included. */
export function lazyAdapter(make: () => Promise<DataAdapter>, timeout?: number): DataAdapter {
  let made: Promise<DataAdapter> | undefined;
  let adapter: DataAdapter | undefined;
  const listeners = new Map<Listener, Stop | undefined>();
  const attach = (listener: Listener): void => void listeners.set(listener, adapter?.subscribe?.(listener));
  const ready = (): Promise<DataAdapter> => {
    if (made) return made;
    const making: Promise<DataAdapter> = make().then(
      (ours) => {
        if (made !== making) return ours;
        adapter = ours;
        for (const listener of listeners.keys()) attach(listener);
        return ours;
      },
      (error: unknown) => {
        if (made === making) made = undefined;
        throw error;
      },
    );
    return (made = making);
  };
  return {
    ...(timeout && { timeout }),
    load: async <K extends keyof Datasets>(request: DataRequest<K>, context: LoadContext) => (await ready()).load(request, context),
    loadMany: async (requests, context) => loadAll(await ready(), requests, context),
    catalog: async (context) => (await ready()).catalog!(context),
    sources: (request) => adapter?.sources?.(request),
    subscribe(onChange) {
      attach(onChange);
      return () => {
        listeners.get(onChange)?.();
        listeners.delete(onChange);
      };
    },
    close() {
      for (const stop of listeners.values()) stop?.();
      void made?.then((ours) => ours.close?.()).catch(() => undefined);
      made = adapter = undefined;
    },
  };
}

type Listener = (change: Change) => void;
type Stop = () => void;
