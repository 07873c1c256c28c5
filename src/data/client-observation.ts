import { hashKey, QueryObserver } from '@tanstack/query-core';
import type { QueryClient, QueryObserverOptions, QueryObserverResult } from '@tanstack/query-core';
import type { Datasets } from './adapter.ts';
import { reportLater } from './client-call.ts';
import type { Problem } from './problem.ts';
import { toProblem } from './problem.ts';
import type { Scope } from './scope.ts';

/** What is known of one request. `data` with `problem`: the last good answer, stale. */
export interface ClientState<T> {
  /** `waiting`: nothing asked yet. `unsupported`: the source does not offer this. */
  status: 'waiting' | 'loading' | 'ready' | 'error' | 'unsupported';
  /** The last good answer; stays through failures and while a changed scope is being answered. */
  data?: T;
  /** The newest failure. */
  problem?: Problem;
  fetching: boolean;
  /** When `data` arrived, milliseconds since the epoch. */
  updatedAt?: number;
}

/** One widget's view of one dataset. */
export interface Observation<K extends keyof Datasets> {
  readonly state: ClientState<Datasets[K]['data']>;
  /** Starts the request, or changes it; the former one is dropped (and stopped when nobody else reads it). */
  update(params: Datasets[K]['params'], scope: Scope): void;
  /** Asks again; resolves when settled. */
  refetch(): Promise<void>;
  /** False: nothing is asked, a first answer included; true again: what was missed is asked. */
  setActive(active: boolean): void;
  destroy(): void;
}

/** What the client alone may do. */
export interface ClientObservation {
  reset(): void;
}

interface Setup<K extends keyof Datasets> {
  queries: QueryClient;
  offered: boolean;
  options(params: Datasets[K]['params'], scope: Scope): QueryObserverOptions<Datasets[K]['data']>;
  onChange(state: ClientState<Datasets[K]['data']>): void;
  onDestroy(): void;
}

const SHOWN = ['data', 'dataUpdatedAt', 'error', 'fetchStatus', 'status'] as const;

export function createObservation<K extends keyof Datasets>(setup: Setup<K>): Observation<K> & ClientObservation {
  type Data = Datasets[K]['data'];
  type State = ClientState<Data>;
  let state: State = { status: 'waiting', fetching: false };
  let observer: QueryObserver<Data> | undefined;
  let options: QueryObserverOptions<Data> | undefined;
  let active = true;
  let destroyed = false;
  /** The last answer to these same params, shown while a changed scope is being answered. */
  let former: { params: string; data: Data; updatedAt: number } | undefined;
  let paramsHash = '';

  const set = (next: State): void => {
    if (same(state, next)) return;
    state = next;
    try {
      setup.onChange(next);
    } catch (error) {
      // One reader's fault must not keep the others from their answer.
      reportLater(error);
    }
  };

  const read = (result: QueryObserverResult<Data>): void => {
    const { data, dataUpdatedAt, error, status } = result;
    const fetching = result.fetchStatus !== 'idle';
    const problem = error ? toProblem(error) : undefined;
    if (data !== undefined) former = { params: paramsHash, data, updatedAt: dataUpdatedAt };
    if (problem?.kind === 'unsupported') set({ status: 'unsupported', problem, fetching });
    else if (data !== undefined) set({ status: 'ready', data, problem, fetching, updatedAt: dataUpdatedAt });
    else if (status === 'error') set({ status: 'error', problem, fetching });
    else if (former?.params === paramsHash) set({ status: 'ready', data: former.data, fetching, updatedAt: former.updatedAt });
    else set({ status: fetching ? 'loading' : 'waiting', fetching });
  };

  const start = (): void => {
    if (!options || destroyed) return;
    const next: QueryObserverOptions<Data> = { ...options, enabled: active, notifyOnChangeProps: [...SHOWN] };
    if (observer) observer.setOptions(next);
    else {
      observer = new QueryObserver(setup.queries, next);
      observer.subscribe(read);
    }
    read(observer.getCurrentResult());
  };

  const stop = (): void => {
    observer?.destroy();
    observer = options = former = undefined;
  };

  return {
    get state() {
      return state;
    },
    update(params, scope) {
      if (!setup.offered) return set({ status: 'unsupported', fetching: false });
      try {
        options = setup.options(params, scope);
        paramsHash = hashKey([params]);
        start();
      } catch (error) {
        stop();
        set({ status: 'error', problem: { kind: 'bad-query', title: 'The request cannot be written as JSON.', detail: toProblem(error).detail }, fetching: false });
      }
    },
    async refetch() {
      await observer?.refetch();
    },
    setActive(next) {
      if (next === active) return;
      active = next;
      start();
    },
    reset() {
      stop();
      set({ status: 'waiting', fetching: false });
    },
    destroy() {
      destroyed = true;
      stop();
      setup.onDestroy();
    },
  };
}

function same<T>(a: ClientState<T>, b: ClientState<T>): boolean {
  return a.status === b.status && a.data === b.data && a.problem === b.problem && a.fetching === b.fetching && a.updatedAt === b.updatedAt;
}
