import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { clientFor } from '../../../src/data/client-for.ts';
import { DataClient } from '../../../src/data/client.ts';
import { AS_OF, figures, problem, recordingAdapter, scope, summary } from './recording-adapter.ts';

const turn = () => vi.advanceTimersByTimeAsync(5);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(AS_OF) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watch(client: DataClient, owner?: string) {
  const states: string[] = [];
  const observation = client.observe(summary, (state) =>
    states.push([state.status, state.data?.figures['open']?.value, state.problem?.kind, state.fetching ? 'fetching' : ''].filter((part) => part !== undefined && part !== '').join(' ')),
  );
  observation.update({}, scope(owner));
  return { observation, states };
}

describe('one answer', () => {
  it('goes from waiting through loading to ready', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const seen: string[] = [];
    const observation = client.observe(summary, (state) => seen.push(state.status));
    expect(observation.state).toEqual({ status: 'waiting', fetching: false });
    observation.update({}, scope());
    await turn();
    adapter.asked[0]!.answer(figures(3));
    await turn();
    expect(seen).toEqual(['loading', 'ready']);
    expect(observation.state.data).toEqual(figures(3));
    expect(observation.state.updatedAt).toBe(adapter.asked[0]!.at + 5);
    expect(client.asOf).toBe(AS_OF);
  });

  it('is asked once by fifty equal widgets', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const watched = Array.from({ length: 50 }, () => watch(client, 'ann'));
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    expect(adapter.asked).toHaveLength(1);
    expect(watched.every(({ observation }) => observation.state.status === 'ready')).toBe(true);
  });

  it('is asked apart for another scope, other params or another partition', async () => {
    const adapter = recordingAdapter();
    const client = clientFor(adapter);
    watch(client, 'ann');
    watch(client, 'bob');
    client.observe(summary, () => {}).update({ stat: 'p90' }, scope('ann'));
    watch(clientFor(adapter, { partition: 'b' }), 'ann');
    await turn();
    expect(adapter.asked).toHaveLength(4);
    expect(clientFor(adapter)).toBe(client);
  });
});

describe('one turn', () => {
  it('is one loadMany, each member with its own answer', async () => {
    const loadMany = vi.fn<NonNullable<DataAdapter['loadMany']>>(async () => [
      { ok: true, value: figures(1) },
      { ok: false, error: { kind: 'denied', title: 'No.' } },
    ]);
    const adapter = recordingAdapter({ loadMany });
    const client = new DataClient(adapter);
    const a = watch(client, 'ann');
    const b = watch(client, 'bob');
    await turn();
    expect(loadMany).toHaveBeenCalledTimes(1);
    expect(adapter.asked).toHaveLength(0);
    expect(a.observation.state.data).toEqual(figures(1));
    expect(b.observation.state).toMatchObject({ status: 'error', problem: { kind: 'denied' } });
  });

  it('tells those whose answer is missing from a short loadMany', async () => {
    const client = new DataClient(recordingAdapter({ loadMany: async () => [{ ok: true, value: figures(1) }] }));
    watch(client, 'ann');
    const { observation } = watch(client, 'bob');
    await turn();
    expect(observation.state.problem).toMatchObject({ kind: 'bad-data' });
  });

  it('aborts its loadMany when all members have left, not before', async () => {
    let signal: AbortSignal | undefined;
    const loadMany: DataAdapter['loadMany'] = (_requests, context) => {
      signal = context.signal;
      return new Promise(() => {});
    };
    const client = new DataClient(recordingAdapter({ loadMany }));
    const a = watch(client, 'ann');
    const b = watch(client, 'bob');
    await turn();
    a.observation.destroy();
    expect(signal!.aborted).toBe(false);
    b.observation.destroy();
    expect(signal!.aborted).toBe(true);
  });
});

describe('a changing scope', () => {
  it('keeps only the last of 500 changes, aborting every superseded request', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const { observation, states } = watch(client, '0');
    for (let i = 1; i < 500; i++) {
      if (i % 3 === 0) await turn();
      observation.update({}, scope(String(i)));
    }
    await turn();
    const last = adapter.asked.pop()!;
    expect(adapter.asked.length).toBeGreaterThan(100);
    expect(adapter.asked.filter(({ signal }) => !signal.aborted)).toHaveLength(0);
    expect(last.signal.aborted).toBe(false);
    last.answer(figures(499));
    for (const { answer } of adapter.asked) answer(figures(0));
    await turn();
    expect(observation.state.data).toEqual(figures(499));
    expect(states.filter((state) => state.startsWith('ready'))).toEqual(['ready 499']);
  });

  it('shows the former answer while the new one is on its way, never after it failed', async () => {
    const adapter = recordingAdapter();
    const { observation } = watch(new DataClient(adapter), 'ann');
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    observation.update({}, scope('bob'));
    expect(observation.state).toMatchObject({ status: 'ready', data: figures(1), fetching: true });
    await turn();
    adapter.asked[1]!.fail(problem('denied'));
    await turn();
    expect(observation.state).toMatchObject({ status: 'error', problem: { kind: 'denied' } });
    expect(observation.state.data).toBeUndefined();
  });

  it('does not show the answer to other params', async () => {
    const adapter = recordingAdapter();
    const { observation } = watch(new DataClient(adapter));
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    observation.update({ stat: 'median' }, scope());
    expect(observation.state.status).toBe('loading');
    expect(observation.state.data).toBeUndefined();
  });

  it('that cannot be written as JSON is told', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const observation = new DataClient(recordingAdapter()).observe(summary, () => {});
    observation.update(loop, scope());
    expect(observation.state).toMatchObject({ status: 'error', problem: { kind: 'bad-query' } });
  });
});

describe('a bad adapter', () => {
  it.each([
    ['throws at once', () => { throw new Error('boom'); }, { kind: 'server', detail: 'boom' }],
    ['rejects with a plain error', () => Promise.reject(new Error('later')), { kind: 'server', detail: 'later' }],
    ['answers nonsense', async () => ({ asOf: AS_OF, figures: { open: { value: '3' } } }), { kind: 'bad-data', path: 'figures.open.value', title: expect.stringContaining('number') }],
    ['answers without a part', async () => ({ asOf: AS_OF }), { kind: 'bad-data', path: 'figures', title: expect.stringContaining('is not as agreed: figures is missing; an object is needed.') }],
    ['answers nothing', async () => undefined, { kind: 'bad-data' }],
    ['answers without a promise', () => 7, { kind: 'bad-data' }],
  ])('that %s is one clear problem', async (_name, load, expected) => {
    const { observation } = watch(new DataClient({ load } as unknown as DataAdapter));
    await turn();
    expect(observation.state).toMatchObject({ status: 'error', problem: expected });
  });

  it('that hangs is a timeout, and is told to stop', async () => {
    const adapter = recordingAdapter();
    const { observation } = watch(new DataClient(adapter));
    await vi.advanceTimersByTimeAsync(29_900);
    expect(observation.state.status).toBe('loading');
    await vi.advanceTimersByTimeAsync(200);
    expect(observation.state).toMatchObject({ status: 'error', problem: { kind: 'timeout' } });
    expect(adapter.asked[0]!.signal.aborted).toBe(true);
    expect(adapter.asked).toHaveLength(1);
  });

  it('that answers after removal changes nothing', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const { observation, states } = watch(client);
    await turn();
    observation.destroy();
    expect(adapter.asked[0]!.signal.aborted).toBe(true);
    const before = states.length;
    adapter.asked[0]!.answer(figures(1));
    await turn();
    expect(states).toHaveLength(before);
    expect(client.pending).toBe(0);
  });

  it('whose subscribe throws still answers', async () => {
    const told = vi.fn();
    vi.stubGlobal('queueMicrotask', told);
    const adapter = recordingAdapter({ subscribe: () => { throw new Error('no feed'); } });
    const client = new DataClient(adapter);
    client.mount();
    const { observation } = watch(client);
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    expect(observation.state.status).toBe('ready');
    expect(told).toHaveBeenCalledTimes(1);
    client.unmount();
  });

  it('that lacks the dataset is not asked', async () => {
    const adapter = recordingAdapter({ datasets: ['choices'] });
    const { observation } = watch(new DataClient(adapter));
    await turn();
    expect(observation.state.status).toBe('unsupported');
    expect(adapter.asked).toHaveLength(0);
  });

  it('that says "unsupported" is a state, not an error', async () => {
    const adapter = recordingAdapter();
    const { observation } = watch(new DataClient(adapter));
    await turn();
    adapter.asked[0]!.fail(problem('unsupported'));
    await turn();
    expect(observation.state.status).toBe('unsupported');
  });
});

describe('failures after an answer', () => {
  it('keep the last good answer and its age', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter, { refresh: 60 });
    client.mount();
    const { observation } = watch(client);
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    const { updatedAt } = observation.state;
    await vi.advanceTimersByTimeAsync(60_000);
    adapter.asked[1]!.fail(problem('denied'));
    await turn();
    expect(observation.state).toMatchObject({ status: 'ready', data: figures(1), problem: { kind: 'denied' }, updatedAt, fetching: false });
    await vi.advanceTimersByTimeAsync(60_000);
    adapter.asked[2]!.answer(figures(2));
    await turn();
    expect(observation.state).toMatchObject({ status: 'ready', data: figures(2) });
    expect(observation.state.problem).toBeUndefined();
    client.unmount();
  });
});

describe('partition', () => {
  it('clears data and requests at once, and stays silent until asked again', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const a = watch(client, 'ann');
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    const b = watch(client, 'bob');
    await turn();
    client.clear();
    expect(a.observation.state).toEqual({ status: 'waiting', fetching: false });
    expect(b.observation.state).toEqual({ status: 'waiting', fetching: false });
    expect(adapter.asked[1]!.signal.aborted).toBe(true);
    expect(client.asOf).toBeUndefined();
    adapter.asked[1]!.answer(figures(9));
    await turn();
    expect(b.observation.state.data).toBeUndefined();
    expect(adapter.asked).toHaveLength(2);
    a.observation.update({}, scope('ann'));
    expect(a.observation.state.status).toBe('loading');
  });
});

describe('idle and once', () => {
  it('counts what is under way and tells when it is over', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    await client.whenIdle();
    watch(client, 'ann');
    watch(client, 'bob');
    expect(client.pending).toBe(2);
    const idle = vi.fn();
    void client.whenIdle().then(idle);
    await turn();
    adapter.asked[0]!.answer(figures(1));
    await turn();
    expect(idle).not.toHaveBeenCalled();
    adapter.asked[1]!.fail(problem('denied'));
    await turn();
    expect(idle).toHaveBeenCalled();
  });

  it('refresh() resolves when all have an answer or a failure', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const a = watch(client, 'ann');
    watch(client, 'bob');
    await turn();
    adapter.asked[0]!.answer(figures(1));
    adapter.asked[1]!.answer(figures(1));
    await turn();
    const done = vi.fn();
    void client.refresh().then(done);
    await turn();
    adapter.asked[2]!.answer(figures(2));
    await turn();
    expect(done).not.toHaveBeenCalled();
    adapter.asked[3]!.fail(problem('denied'));
    await turn();
    expect(done).toHaveBeenCalled();
    expect(a.observation.state.data).toEqual(figures(2));
  });

  it('load() asks apart from the cache and ends by its own signal', async () => {
    const adapter = recordingAdapter();
    const client = new DataClient(adapter);
    const ended = new AbortController();
    const a = client.load(summary, {}, scope(), { signal: ended.signal });
    const b = client.load(summary, {}, scope(), { signal: new AbortController().signal });
    const outcome = expect(a).rejects.toMatchObject({ name: 'AbortError' });
    await turn();
    expect(adapter.asked).toHaveLength(2);
    ended.abort();
    expect(adapter.asked[0]!.signal.aborted).toBe(true);
    await outcome;
    adapter.asked[1]!.answer(figures(4));
    await turn();
    expect(await b).toEqual(figures(4));
    expect(client.pending).toBe(0);
  });

  it('asks the catalogue once for all, again after a failure', async () => {
    const catalog = { sources: [], capabilities: {}, timezone: 'Europe/Warsaw' };
    const ask = vi.fn().mockRejectedValueOnce(problem('denied')).mockResolvedValue(catalog);
    const client = new DataClient(recordingAdapter({ catalog: ask }));
    await expect(client.catalog()).rejects.toMatchObject({ problem: { kind: 'denied' } });
    expect(await Promise.all([client.catalog(), client.catalog()])).toEqual([catalog, catalog]);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(await new DataClient(recordingAdapter()).catalog()).toBeUndefined();
    const bad = new DataClient(recordingAdapter({ catalog: async () => ({ sources: [{ name: 3 }] }) as never }));
    await expect(bad.catalog()).rejects.toMatchObject({ problem: { kind: 'bad-data', path: 'sources.0.name' } });
  });
});
