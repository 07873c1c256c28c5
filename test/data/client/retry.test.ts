import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataClient } from '../../../src/data/client.ts';
import { MAX_ATTEMPTS, retryDelay } from '../../../src/data/client-retry.ts';
import type { Problem } from '../../../src/data/problem.ts';
import { AS_OF, figures, problem, recordingAdapter, scope, summary } from './recording-adapter.ts';

const KINDS: Readonly<Record<number, Problem['kind']>> = { 408: 'timeout', 429: 'rate-limited' };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(AS_OF) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Answers every attempt with the same failure; gives back when each was made. */
async function attempts(failure: Partial<Problem>, kind: Problem['kind'] = 'server') {
  const asked: number[] = [];
  const load = async () => {
    asked.push(Date.now());
    throw problem(kind, failure);
  };
  const observation = new DataClient({ load }).observe(summary, () => {});
  observation.update({}, scope());
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  return { asked, state: observation.state };
}

describe.each([408, 429, 500, 502, 503, 504])('status %i', (status) => {
  it.each([undefined, 0, 7000, 59_000])('with retryAfter %s is asked at most four times, never early', async (retryAfter) => {
    const { asked, state } = await attempts({ status, retryAfter }, KINDS[status]);
    expect(asked).toHaveLength(4);
    asked.slice(1).forEach((at, i) => expect(at - asked[i]!).toBeGreaterThanOrEqual(retryAfter ?? 0));
    expect(state).toMatchObject({ status: 'error', problem: { status }, fetching: false });
  });
});

it('retries a network fault, worded by any engine', async () => {
  expect((await attempts({}, 'network')).asked).toHaveLength(4);
  const load = vi.fn(async () => {
    throw new TypeError('Failed to fetch');
  });
  const observation = new DataClient({ load }).observe(summary, () => {});
  observation.update({}, scope());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load).toHaveBeenCalledTimes(MAX_ATTEMPTS);
  expect(observation.state.problem).toMatchObject({ kind: 'network' });
});

it.each([
  [400, 'bad-query'],
  [401, 'signed-out'],
  [403, 'denied'],
  [404, 'not-found'],
  [409, 'conflict'],
  [413, 'too-large'],
  [501, 'server'],
  [undefined, 'server'],
  [undefined, 'bad-data'],
  [undefined, 'timeout'],
] as const)('does not repeat status %s (%s)', async (status, kind) => {
  expect((await attempts({ status }, kind)).asked).toHaveLength(1);
});

it('leaves a source in peace that asks for longer than a minute, polls included', async () => {
  const adapter = recordingAdapter();
  const client = new DataClient(adapter, { refresh: 60 });
  client.mount();
  client.observe(summary, () => {}).update({}, scope());
  await vi.advanceTimersByTimeAsync(5);
  adapter.asked[0]!.fail(problem('rate-limited', { status: 429, retryAfter: 200_000 }));
  await vi.advanceTimersByTimeAsync(190_000);
  expect(adapter.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(adapter.asked).toHaveLength(2);
  client.unmount();
});

it('answers once the source has recovered', async () => {
  const adapter = recordingAdapter();
  const observation = new DataClient(adapter).observe(summary, () => {});
  observation.update({}, scope());
  await vi.advanceTimersByTimeAsync(5);
  adapter.asked[0]!.fail(problem('server', { status: 503 }));
  await vi.advanceTimersByTimeAsync(1100);
  adapter.asked[1]!.answer(figures(2));
  await vi.advanceTimersByTimeAsync(5);
  expect(observation.state).toMatchObject({ status: 'ready', data: figures(2) });
});

describe('jitter', () => {
  /** The most retries of 1,000 clients that fall into one span of 100 ms, over the mean of all spans. */
  function crowding(delay: (failures: number, failure: Problem) => number): number {
    const spans = new Array<number>(10).fill(0);
    for (let i = 0; i < 1000; i++) spans[Math.min(9, Math.floor((delay(0, { kind: 'server', title: '', retryAfter: 5000 }) - 5000) / 100))]!++;
    return Math.max(...spans) / 100;
  }

  it('spreads a thousand clients', () => {
    expect(crowding(retryDelay)).toBeLessThan(3);
  });

  it('is missed by the same check when there is none', () => {
    expect(crowding((_failures, { retryAfter }) => retryAfter! + 500)).toBeGreaterThanOrEqual(3);
  });
});
