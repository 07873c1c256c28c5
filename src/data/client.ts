import { focusManager, QueryCache } from '@tanstack/query-core';
import type { Query as CachedQuery, QueryClient, QueryKey, QueryObserverOptions } from '@tanstack/query-core';
import type { Change, DataAdapter, DataRequest, Datasets, LoadContext } from './adapter.ts';
import type { Catalog } from './catalog/catalog.ts';
import { checkAnswer, checkCatalog } from './client-answer.ts';
import { createLoader } from './client-batcher.ts';
import type { Loader } from './client-batcher.ts';
import { guardedCall, reportLater } from './client-call.ts';
import { createObservation } from './client-observation.ts';
import type { ClientObservation, ClientState, Observation } from './client-observation.ts';
import { queryClientFor } from './client-queries.ts';
import { isTransient, MAX_ATTEMPTS, retryDelay } from './client-retry.ts';
import type { Dataset } from './datasets/dataset.ts';
import { toProblem } from './problem.ts';
import type { Scope } from './scope.ts';

export type { ClientState, Observation } from './client-observation.ts';

export interface ClientOptions {
  /** Tenant and user; part of every key. */
  partition?: string;
  /** Seconds between polls; 0 (the default): never. */
  refresh?: number;
  /** Milliseconds that one answer may take; absent: as the adapter says, else 30,000. */
  timeout?: number;
}

/** Milliseconds within which changes are taken together. */
const TOGETHER = 250;

/**
 * Stands between widgets and an adapter: the same request is asked once, one turn's requests go out together, failures
 * are retried as the source allows, the last good answer stays.
 */
export class DataClient {
  readonly adapter: DataAdapter;
  readonly partition: string;
  readonly #cache = new QueryCache({ onSettled: (_data, _error, query) => this.#askChanged(query.queryHash) });
  readonly #queries: QueryClient;
  readonly #timeout: number;
  readonly #load: Loader;
  readonly #observations = new Set<ClientObservation>();
  /** Requests whose source changed while they were under way: their answer may be older than the change. */
  readonly #changed = new Set<string>();
  #refresh: number;
  #mounts = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stops: readonly (() => void)[] = [];
  #asOf: string | undefined;
  #uncached = 0;
  /** What changed and is not asked for again yet. */
  #told: (readonly string[] | undefined)[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** Whether changes may have come that nobody listened to. */
  #missed = false;

  constructor(adapter: DataAdapter, options: ClientOptions = {}) {
    this.adapter = adapter;
    this.partition = options.partition ?? '';
    this.#refresh = options.refresh ?? 0;
    this.#timeout = options.timeout ?? adapter.timeout ?? 30_000;
    this.#load = createLoader(adapter, this.#timeout);
    this.#queries = queryClientFor(this.#cache, {
      networkMode: 'always',
      structuralSharing: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => failures < MAX_ATTEMPTS - 1 && isTransient(toProblem(error)),
      retryDelay: (failures, error) => retryDelay(failures, toProblem(error)),
    });
  }

  /** Seconds between polls; 0: never. */
  get refreshSeconds(): number {
    return this.#refresh;
  }
  set refreshSeconds(seconds: number) {
    if (seconds === this.#refresh) return;
    this.#refresh = seconds;
    if (this.#mounts) this.#poll();
  }

  /** The newest instant that an answer or a change vouched for; ISO 8601, UTC. */
  get asOf(): string | undefined {
    return this.#asOf;
  }

  /** Begins polling and listening for changes; once for each provider that is connected. */
  mount(): void {
    if (this.#mounts++) return;
    this.#stops = [focusManager.subscribe((visible) => visible && this.#catchUp())];
    try {
      const stop = this.adapter.subscribe?.((change) => this.#onChange(change));
      if (stop) this.#stops = [...this.#stops, stop];
    } catch (error) {
      reportLater(error);
    }
    if (this.#missed && this.adapter.subscribe) {
      this.#told.push(undefined);
      this.#ask(this.#takeTold());
    }
    this.#missed = false;
    this.#poll();
  }

  /** The counterpart of each `mount()`. */
  unmount(): void {
    if (!this.#mounts || --this.#mounts) return;
    clearInterval(this.#timer);
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#takeTold();
    // No change comes while an element is being moved.
    queueMicrotask(() => (this.#missed ||= !this.#mounts));
  }

  /** What the source knows, without what members mean; asked once for all. Undefined where the adapter tells nothing. Rejects with a `DataError`. */
  async catalog(): Promise<Catalog | undefined> {
    const { adapter } = this;
    if (!adapter.catalog) return undefined;
    const query = this.#query({
      queryKey: [this.partition, 'catalog'],
      queryFn: async ({ signal }) => checkCatalog(await guardedCall([signal], this.#timeout, (own) => adapter.catalog!({ signal: own, definitions: false }))),
    });
    return query.isStaleByTime(Infinity) ? query.fetch() : query.state.data;
  }

  /** Watches one dataset; nothing is asked before its first `update`. `onChange` is told of every new state. */
  observe<K extends keyof Datasets>(dataset: Dataset<K>, onChange: (state: ClientState<Datasets[K]['data']>) => void): Observation<K> {
    const observation = createObservation<K>({
      queries: this.#queries,
      offered: !this.adapter.datasets || this.adapter.datasets.includes(dataset.name),
      options: (params, scope) => this.#options(dataset, params, scope),
      onChange,
      onDestroy: () => this.#observations.delete(observation),
    });
    this.#observations.add(observation);
    return observation;
  }

  /** Asks once for work that a user started (a drill, choices): nothing is kept, `signal` ends it. Rejects with a `DataError`. */
  async load<K extends keyof Datasets>(
    dataset: Dataset<K>,
    params: Datasets[K]['params'],
    scope: Scope,
    { signal }: LoadContext,
  ): Promise<Datasets[K]['data']> {
    signal.throwIfAborted();
    const query = this.#query({ ...this.#options(dataset, params, scope), queryKey: [this.partition, 'once', ++this.#uncached] });
    const stop = (): void => void query.cancel({ revert: true });
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await query.fetch();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#cache.remove(query as CachedQuery);
    }
  }

  /** Asks everything observed again; resolves when all have an answer or a failure. */
  async refresh(): Promise<void> {
    this.#takeTold();
    await this.#refetch(() => true, true);
  }

  /** Requests under way or waiting to be tried again. */
  get pending(): number {
    return this.#cache.findAll({ fetchStatus: 'fetching' }).length;
  }

  /** Resolves when nothing is pending. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.pending) return resolve();
      const stop = this.#cache.subscribe(() => {
        if (this.pending) return;
        stop();
        resolve();
      });
    });
  }

  /** Forgets every answer at once and stops what is under way; observers wait until they are updated again. */
  clear(): void {
    this.#takeTold();
    for (const observation of this.#observations) observation.reset();
    this.#cache.clear();
    this.#changed.clear();
    this.#asOf = undefined;
  }

  #options<K extends keyof Datasets>(dataset: Dataset<K>, params: Datasets[K]['params'], scope: Scope): ObserverOptions<K> {
    const request: DataRequest<K> = { dataset: dataset.name, params, scope };
    return {
      queryKey: [this.partition, dataset.name, params, scope],
      queryFn: async ({ signal }) => {
        const answer = checkAnswer(dataset, await this.#load(request as DataRequest, signal));
        this.#noteAsOf((answer as { asOf?: unknown }).asOf);
        return answer;
      },
      staleTime: this.#refresh ? this.#refresh * 1000 : Infinity,
      meta: { request, sources: dataset.sources },
    };
  }

  #query<T>(options: QueryObserverOptions<T>): CachedQuery<T> {
    return this.#cache.build<T, Error, T, QueryKey>(this.#queries, this.#queries.defaultQueryOptions(options) as never);
  }

  /** Asks again what is observed and fits. What waits for the page to be seen again is not waited for. */
  async #refetch(predicate: (query: CachedQuery) => boolean, cancelRefetch: boolean): Promise<void> {
    const queries = this.#cache.findAll({ type: 'active', predicate });
    await Promise.all(
      queries.map((query) => {
        const settled = query.fetch(undefined, { cancelRefetch }).catch(() => undefined);
        return query.state.fetchStatus === 'paused' ? undefined : settled;
      }),
    );
  }

  #noteAsOf(asOf: unknown): void {
    if (typeof asOf === 'string' && !(this.#asOf && this.#asOf >= asOf)) this.#asOf = asOf;
  }

  #poll(): void {
    clearInterval(this.#timer);
    if (!this.#refresh) return;
    this.#timer = setInterval(() => {
      this.#takeTold();
      this.#ask(() => true);
    }, this.#refresh * 1000);
  }

  #catchUp(): void {
    const oldest = this.#refresh ? Date.now() - this.#refresh * 1000 : 0;
    this.#ask(({ state }) => state.isInvalidated || Math.max(state.dataUpdatedAt, state.errorUpdatedAt) <= oldest);
    // What waited to be tried again goes on.
    this.#cache.onFocus();
  }

  #onChange({ sources, asOf }: Change): void {
    this.#noteAsOf(asOf);
    this.#told.push(sources);
    this.#telling ??= setTimeout(() => this.#ask(this.#takeTold()), TOGETHER);
  }

  /** Marks what rests on the changes told so far as out of date; tells which that is. */
  #takeTold(): (query: CachedQuery) => boolean {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const told = this.#told.splice(0);
    const changed = told.includes(undefined) ? undefined : new Set(told.flatMap((sources) => sources!));
    const concerned = new Set(changed?.size === 0 ? [] : this.#cache.findAll({ predicate: ({ meta }) => this.#restsOn(meta, changed) }));
    for (const query of concerned) {
      query.invalidate();
      if (query.state.fetchStatus !== 'idle') this.#changed.add(query.queryHash);
    }
    return (query) => concerned.has(query);
  }

  #restsOn(meta: CachedQuery['meta'], changed: ReadonlySet<string> | undefined): boolean {
    const { request, sources } = (meta ?? {}) as { request?: DataRequest; sources?: readonly string[] };
    const own = (request && this.#sourcesOf(request)) ?? sources;
    return !own || !changed || own.some((source) => changed.has(source));
  }

  #sourcesOf(request: DataRequest): readonly string[] | undefined {
    try {
      return this.adapter.sources?.(request);
    } catch (error) {
      reportLater(error);
      return undefined;
    }
  }

  #askChanged(hash: string): void {
    if (!this.#changed.delete(hash)) return;
    this.#cache.get(hash)?.invalidate();
    this.#ask((query) => query.queryHash === hash);
  }

  /** Asks again what is observed and on screen, unless the page is hidden or the source wants peace. */
  #ask(predicate: (query: CachedQuery) => boolean): void {
    if (!focusManager.isFocused()) return;
    void this.#refetch((query) => predicate(query) && mayAsk(query.state), false);
  }
}

type ObserverOptions<K extends keyof Datasets> = QueryObserverOptions<Datasets[K]['data']>;

function mayAsk({ error, errorUpdatedAt }: CachedQuery['state']): boolean {
  return !error || errorUpdatedAt + (toProblem(error).retryAfter ?? 0) <= Date.now();
}
