import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { retryDelay } from '../../../src/data/client-retry.ts';
import { DataClient } from '../../../src/data/client.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { toProblem, DataError } from '../../../src/data/problem.ts';
import { scope } from '../client/recording-adapter.ts';
import { adapterOver, honest, type Asked } from './backend.ts';

const START = Date.parse('2026-03-02T12:00:00Z');
const WAIT = 9000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const headersOf: Readonly<Record<string, () => HeadersInit>> = {
  seconds: () => ({ 'retry-after': String(WAIT / 1000) }),
  // Whole seconds only, so the date is rounded up, as a server that means it does.
  date: () => ({ 'retry-after': new Date(Math.ceil((Date.now() + WAIT) / 1000) * 1000).toUTCString() }),
  absent: () => ({}),
};

const refusing = (status: number, header: string) => () => new Response('busy', { status, headers: headersOf[header]!() });

/** When the queries of a widget went out, against a backend that goes on failing. */
async function attempts(status: number, header: string, broken: (adapter: DataAdapter) => DataAdapter = (adapter) => adapter) {
  const { adapter, to } = adapterOver({ ...honest, query: refusing(status, header) });
  const observation = new DataClient(broken(adapter)).observe(teamSummary, () => {});
  observation.update({}, scope());
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  return { times: to('query').map(({ at }: Asked) => at), state: observation.state };
}

const waits = (times: readonly number[]): number[] => times.slice(1).map((at, i) => at - times[i]!);

describe.each([408, 429, 500, 502, 503, 504])('status %i', (status) => {
  it.each(['seconds', 'date', 'absent'])('with Retry-After: %s is sent four times, never early', async (header) => {
    const { times, state } = await attempts(status, header);
    expect(times).toHaveLength(4);
    for (const wait of waits(times)) expect(wait).toBeGreaterThanOrEqual(header === 'absent' ? 0 : WAIT);
    expect(state).toMatchObject({ status: 'error', fetching: false, problem: { status } });
  });
});

it.each([400, 401, 403, 404, 409, 413, 501])('status %i is sent once', async (status) => {
  expect((await attempts(status, 'seconds')).times).toHaveLength(1);
});

it('a catalogue that fails is asked for by the same rule', async () => {
  const { adapter, to } = adapterOver({ ...honest, catalog: refusing(503, 'seconds') });
  new DataClient(adapter).observe(teamSummary, () => {}).update({}, scope());
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(to('catalog')).toHaveLength(4);
  for (const wait of waits(to('catalog').map(({ at }) => at))) expect(wait).toBeGreaterThanOrEqual(WAIT);
});

describe('broken on purpose', () => {
  it('a header that is ignored is seen', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const deaf = (adapter: DataAdapter): DataAdapter => ({
      load: async (request, context) => {
        try {
          return await adapter.load(request, context);
        } catch (thrown) {
          const { retryAfter: _, ...problem } = toProblem(thrown);
          throw new DataError(problem);
        }
      },
    });
    expect(Math.min(...waits((await attempts(503, 'seconds')).times))).toBeGreaterThanOrEqual(WAIT);
    expect(Math.min(...waits((await attempts(503, 'seconds', deaf)).times))).toBeLessThan(WAIT);
  });

  it('a missing jitter is seen', async () => {
    const spread = async (random: () => number): Promise<number> => {
      vi.spyOn(Math, 'random').mockImplementation(random);
      const first = await Promise.all(Array.from({ length: 20 }, async () => attemptsOf(503)));
      vi.restoreAllMocks();
      return new Set(first).size;
    };
    let seed = 1;
    const spreading = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    expect(await spread(spreading)).toBeGreaterThan(10);
    expect(await spread(() => 0.5)).toBe(1);
    expect(retryDelay(0, { kind: 'server', title: '', retryAfter: WAIT })).toBeGreaterThanOrEqual(WAIT);
  });
});

/** How long one client of many waits before its second attempt. */
async function attemptsOf(status: number): Promise<number> {
  const { adapter, to } = adapterOver({ ...honest, query: refusing(status, 'absent') });
  new DataClient(adapter).observe(teamSummary, () => {}).update({}, scope());
  await vi.advanceTimersByTimeAsync(60_000);
  return waits(to('query').map(({ at }) => at))[0]!;
}
