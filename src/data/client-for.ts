import type { DataAdapter } from './adapter.ts';
import { DataClient } from './client.ts';
import type { ClientOptions } from './client.ts';

const clients = new WeakMap<DataAdapter, Map<string, DataClient>>();

/** The client of this adapter object and partition: the same one for all who ask. `refresh`, where given, is taken over. */
export function clientFor(adapter: DataAdapter, options: ClientOptions = {}): DataClient {
  const ofAdapter = clients.get(adapter) ?? new Map<string, DataClient>();
  clients.set(adapter, ofAdapter);
  const partition = options.partition ?? '';
  const client = ofAdapter.get(partition) ?? new DataClient(adapter, options);
  ofAdapter.set(partition, client);
  if (options.refresh !== undefined) client.refreshSeconds = options.refresh;
  return client;
}
