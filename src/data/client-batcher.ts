import type { DataAdapter, DataRequest, Settled } from './adapter.ts';
import { guardedCall } from './client-call.ts';
import { DataError, toProblem } from './problem.ts';

/** Asks the adapter one thing. Rejects with a `DataError`, or with the signal's reason once that is aborted. */
export type Loader = (request: DataRequest, signal: AbortSignal) => Promise<unknown>;

interface Member {
  readonly request: DataRequest;
  readonly signal: AbortSignal;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Collects what is asked within one turn of the event loop: elements upgraded or updated together share one `loadMany`,
 * and what is superseded within the turn is never sent. `timeout` in milliseconds, for each call of the adapter.
 */
export function createLoader(adapter: DataAdapter, timeout: number): Loader {
  let queue: Member[] = [];

  const flush = (): void => {
    const members = queue.filter((member) => !member.signal.aborted);
    queue = [];
    if (adapter.loadMany && members.length > 1) {
      const requests = members.map((member) => member.request);
      send(members, timeout, (signal) => adapter.loadMany!(requests, { signal }));
      return;
    }
    for (const member of members) {
      send([member], timeout, async (signal) => [{ ok: true, value: await adapter.load(member.request, { signal }) }]);
    }
  };

  return (request, signal) =>
    new Promise((resolve, reject) => {
      const leave = (): void => reject(signal.reason as Error);
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      // A macrotask: elements upgraded one by one in the same turn run microtasks between them.
      if (queue.push({ request, signal, resolve, reject }) === 1) setTimeout(flush);
    });
}

function send(members: readonly Member[], timeout: number, run: (signal: AbortSignal) => Promise<readonly Settled<unknown>[]>): void {
  const signals = members.map((member) => member.signal);
  guardedCall(signals, timeout, run).then(
    (answers) => members.forEach((member, index) => settle(member, answers?.[index])),
    (error) => members.forEach((member) => member.reject(error)),
  );
}

function settle(member: Member, answer: Settled<unknown> | undefined): void {
  if (answer?.ok) member.resolve(answer.value);
  else member.reject(new DataError(answer?.error ? toProblem(answer.error) : noAnswer(member.request.dataset)));
}

function noAnswer(dataset: string) {
  return { kind: 'bad-data', title: `The source gave no answer for “${dataset}”: one settled result for each request was expected.` } as const;
}
