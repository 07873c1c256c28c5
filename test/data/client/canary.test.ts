import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { DataClient } from '../../../src/data/client.ts';
import type { Problem } from '../../../src/data/problem.ts';
import { AS_OF, figures, problem, recordingAdapter, scope, summary } from './recording-adapter.ts';

// The same checks as of the client, made on clients that are broken on purpose: each must see the fault.

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(AS_OF) });
});
afterEach(() => {
  vi.useRealTimers();
});

async function leftRunning(broken: (adapter: DataAdapter) => DataAdapter): Promise<number> {
  const adapter = recordingAdapter();
  const observation = new DataClient(broken(adapter)).observe(summary, () => {});
  for (let i = 0; i < 20; i++) {
    observation.update({}, scope(String(i)));
    await vi.advanceTimersByTimeAsync(5);
  }
  return adapter.asked.slice(0, -1).filter(({ signal }) => !signal.aborted).length;
}

it('sees a signal that is not passed on', async () => {
  expect(await leftRunning((adapter) => adapter)).toBe(0);
  expect(await leftRunning((adapter) => ({ load: (request) => adapter.load(request, { signal: new AbortController().signal }) }))).toBe(19);
});

async function requestsOfFifty(clientOf: (adapter: DataAdapter) => DataClient): Promise<number> {
  const adapter = recordingAdapter();
  const shared = clientOf(adapter);
  for (let i = 0; i < 50; i++) (i ? clientOf(adapter) : shared).observe(summary, () => {}).update({}, scope());
  await vi.advanceTimersByTimeAsync(5);
  return adapter.asked.length;
}

it('sees requests that are not shared', async () => {
  let one: DataClient | undefined;
  expect(await requestsOfFifty((adapter) => (one ??= new DataClient(adapter)))).toBe(1);
  expect(await requestsOfFifty((adapter) => new DataClient(adapter))).toBe(50);
});

async function soonestRetry(told: (failure: Problem) => Problem): Promise<number> {
  const asked: number[] = [];
  const load = async () => {
    asked.push(Date.now());
    throw problem('server', told({ kind: 'server', title: 'Busy.', status: 503, retryAfter: 9000 }));
  };
  new DataClient({ load }).observe(summary, () => {}).update({}, scope());
  await vi.advanceTimersByTimeAsync(120_000);
  return Math.min(...asked.slice(1).map((at, i) => at - asked[i]!));
}

it('sees a wait that is ignored', async () => {
  expect(await soonestRetry((failure) => failure)).toBeGreaterThanOrEqual(9000);
  expect(await soonestRetry(({ retryAfter: _, ...failure }) => failure)).toBeLessThan(9000);
});

it('sees a refresh failure that clears the data', async () => {
  const shown = async (broken: boolean) => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const observation = client.observe(summary, () => {});
    observation.update({}, scope());
    await vi.advanceTimersByTimeAsync(5);
    adapter.asked[0]!.answer(figures(1));
    await vi.advanceTimersByTimeAsync(5);
    if (broken) client.clear();
    else void observation.refetch();
    observation.update({}, scope());
    await vi.advanceTimersByTimeAsync(5);
    adapter.asked[1]!.fail(problem('denied'));
    await vi.advanceTimersByTimeAsync(5);
    return observation.state.data;
  };
  expect(await shown(false)).toEqual(figures(1));
  expect(await shown(true)).toBeUndefined();
});
