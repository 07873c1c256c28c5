import type { QueryEngine } from '../adapter.ts';

/** An engine that is made when first asked; a failure to make it is told to those who asked, and tried again with the next. */
export function lazyEngine(make: () => Promise<QueryEngine>): QueryEngine {
  const ready = lazily(make);
  return {
    query: async (queries, context) => (await ready()).query(queries, context),
    catalog: async (context) => (await ready()).catalog(context),
    subscribe(onChange) {
      let ended = false;
      let stop: (() => void) | undefined;
      ready().then(
        (engine) => {
          if (!ended) stop = engine.subscribe?.(onChange);
        },
        // Whoever asks for figures is told of the failure.
        () => {},
      );
      return () => {
        ended = true;
        stop?.();
      };
    },
  };
}

/** The same promise for all, until it fails. */
export function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
