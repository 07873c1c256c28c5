import { hashKey } from '@tanstack/query-core';
import type { QueryCache, QueryClient, QueryKey, QueryObserverOptions } from '@tanstack/query-core';

interface Options extends QueryObserverOptions {
  queryKey: QueryKey;
  _defaulted?: boolean;
}

/**
 * What a cache's queries and observers ask of their client, and no more: the library's own `QueryClient` brings mutations
 * and offline queues besides, two kilobytes that no page of ours would use. `defaults` hold for every query.
 */
export function queryClientFor(cache: QueryCache, defaults: Omit<QueryObserverOptions, 'queryKey'>): QueryClient {
  const asked = {
    getQueryCache: () => cache,
    getQueryDefaults: () => ({}),
    defaultQueryOptions: (options: Options) =>
      options._defaulted ? options : { ...defaults, queryHash: hashKey(options.queryKey), ...options, _defaulted: true },
  };
  return asked as Partial<QueryClient> as QueryClient;
}
