import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DataClient, type DataRequest, type Datasets, resolveScope, teamSummary, ticketsByChannel } from '../../src/data/index.ts';
import { fakeAdapter, fixtures, situations, type FakeAdapter } from '../../src/testing/index.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const scope = (timezone = 'UTC') => resolveScope({ timezone }, undefined);
const ask = (adapter: FakeAdapter, dataset: keyof Datasets, timezone?: string, signal = new AbortController().signal): Promise<unknown> =>
  adapter.load({ dataset, params: {}, scope: scope(timezone) } as DataRequest, { signal });
/** How calls end, in order: the answer's kind of fault, or 'answered'. */
const outcomes = async (...calls: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(calls)).map((each) => (each.status === 'fulfilled' ? 'answered' : ((each.reason as { problem?: { kind: string } }).problem?.kind ?? String(each.reason))));

const OFFLINE = { kind: 'network', title: 'Offline.' } as const;

describe('a script', () => {
  test('fails the calls of given numbers for one dataset', async () => {
    const adapter = fakeAdapter(fixtures, [{ dataset: 'team-summary', call: [1, 3], fault: OFFLINE }]);
    const calls = (['team-summary', 'choices', 'team-summary', 'team-summary', 'team-summary'] as const).map((dataset) => ask(adapter, dataset));
    expect(await outcomes(...calls)).toEqual(['network', 'answered', 'answered', 'network', 'answered']);
  });

  test('fails by what was asked, with a problem made from it, or with any error', async () => {
    const adapter = fakeAdapter(fixtures, [
      { when: (request) => request.scope.timezone === 'Asia/Tokyo', fault: ({ dataset }) => ({ kind: 'denied', title: `No ${dataset}.` }) },
      { dataset: 'choices', fault: new TypeError('broken') },
    ]);
    expect(await outcomes(ask(adapter, 'records', 'Asia/Tokyo'), ask(adapter, 'records'), ask(adapter, 'choices'))).toEqual(['denied', 'answered', 'TypeError: broken']);
    await expect(ask(adapter, 'records', 'Asia/Tokyo')).rejects.toMatchObject({ problem: { title: 'No records.' } });
  });

  test('counts calls by its own conditions, and the first line that fits counts', async () => {
    const adapter = fakeAdapter(fixtures, [
      { dataset: 'choices', call: 2, fault: OFFLINE },
      { call: 2, fault: { kind: 'server', title: 'x' } },
    ]);
    expect(await outcomes(ask(adapter, 'choices'), ask(adapter, 'choices'), ask(adapter, 'choices'))).toEqual(['answered', 'network', 'answered']);
    expect(await outcomes(...(['records', 'records'] as const).map((dataset) => ask(fakeAdapter(fixtures, [{ call: 2, fault: OFFLINE }]), dataset)))).toEqual(['answered', 'answered']);
  });

  test('delays by the clock of the page, and ends with the call’s signal', async () => {
    const adapter = fakeAdapter(fixtures, [{ dataset: 'choices', delay: 3000 }, { dataset: 'records', delay: Infinity }]);
    const settled = vi.fn();
    void ask(adapter, 'choices').then(settled);
    await vi.advanceTimersByTimeAsync(2999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(fixtures.choices);
    const stop = new AbortController();
    const never = ask(adapter, 'records', 'UTC', stop.signal);
    stop.abort(new Error('left'));
    await expect(never).rejects.toThrow('left');
    await expect(ask(adapter, 'records', 'UTC', stop.signal)).rejects.toThrow('left');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives another answer, also one that is none', async () => {
    const adapter = fakeAdapter(fixtures, [{ dataset: 'sla-progress', answer: situations['sla-progress'].empty }, { dataset: 'choices', answer: undefined }]);
    expect(await ask(adapter, 'sla-progress')).toBe(situations['sla-progress'].empty);
    expect(await ask(adapter, 'choices')).toBeUndefined();
  });

  test('is replaced whole, and counts anew', async () => {
    const adapter = fakeAdapter(fixtures, [{ fault: OFFLINE }]);
    expect(await outcomes(ask(adapter, 'choices'))).toEqual(['network']);
    adapter.play([{ call: 2, fault: OFFLINE }]);
    expect(await outcomes(ask(adapter, 'choices'), ask(adapter, 'choices'))).toEqual(['answered', 'network']);
  });
});

test('a client tries again what the script fails for a while, and asks again upon a change', async () => {
  const adapter = fakeAdapter(fixtures, [{ dataset: 'team-summary', call: [1, 2, 3], fault: OFFLINE }, { dataset: 'tickets-by-channel', call: 1, delay: 5000 }]);
  const client = new DataClient(adapter);
  client.mount();
  const summary = client.observe(teamSummary, () => {});
  const channels = client.observe(ticketsByChannel, () => {});
  summary.update({}, scope());
  channels.update({}, scope());
  await vi.advanceTimersByTimeAsync(4999);
  expect(channels.state).toMatchObject({ status: 'loading' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([summary.state.status, channels.state.status]).toEqual(['ready', 'ready']);
  const asked = adapter.requests.length;
  expect(adapter.requests.filter(({ dataset }) => dataset === 'team-summary')).toHaveLength(4);
  adapter.tell();
  await vi.advanceTimersByTimeAsync(5000);
  expect(adapter.requests).toHaveLength(asked + 2);
  client.unmount();
  adapter.tell();
  await vi.advanceTimersByTimeAsync(5000);
  expect(adapter.requests).toHaveLength(asked + 2);
});
