import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, DataAdapter } from '../../../src/data/adapter.ts';
import { DataClient } from '../../../src/data/client.ts';
import type { Dataset } from '../../../src/data/datasets/dataset.ts';
import { AS_OF, figures, problem, recordingAdapter, scope, summary } from './recording-adapter.ts';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });

function show(visibilityState: 'visible' | 'hidden') {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(AS_OF) });
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', page);
});
afterEach(() => {
  page.visibilityState = 'visible';
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Answers everything at once with the number of the request. */
function quickAdapter(parts: Partial<DataAdapter> = {}) {
  let requests = 0;
  return { get requests() { return requests; }, load: (async () => figures(++requests)) as never, ...parts } as DataAdapter & { readonly requests: number };
}

function mounted(adapter: DataAdapter, refresh = 60) {
  const client = new DataClient(adapter, { refresh });
  client.mount();
  const observation = client.observe(summary, () => {});
  observation.update({}, scope());
  return { client, observation };
}

describe('polling', () => {
  it('asks once every interval while mounted', async () => {
    const adapter = quickAdapter();
    const { client } = mounted(adapter);
    await vi.advanceTimersByTimeAsync(180_500);
    expect(adapter.requests).toBe(4);
    client.unmount();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(adapter.requests).toBe(4);
  });

  it('puts all widgets of a poll into one loadMany', async () => {
    const loadMany = vi.fn<NonNullable<DataAdapter['loadMany']>>(async (requests) => requests.map(() => ({ ok: true, value: figures(1) })));
    const { client } = mounted(quickAdapter({ loadMany }));
    for (const owner of ['ann', 'bob']) client.observe(summary, () => {}).update({}, scope(owner));
    await vi.advanceTimersByTimeAsync(60_500);
    expect(loadMany.mock.calls.map(([requests]) => requests.length)).toEqual([3, 3]);
    client.unmount();
  });

  it('never with 0', async () => {
    const adapter = quickAdapter();
    const { client } = mounted(adapter, 0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(adapter.requests).toBe(1);
    client.refreshSeconds = 600;
    await vi.advanceTimersByTimeAsync(601_000);
    expect(adapter.requests).toBe(2);
    client.unmount();
  });

  it('rests while the page is hidden and catches up when it is shown', async () => {
    const adapter = quickAdapter();
    const { client } = mounted(adapter);
    await vi.advanceTimersByTimeAsync(10);
    show('hidden');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(adapter.requests).toBe(1);
    show('visible');
    await vi.advanceTimersByTimeAsync(10);
    expect(adapter.requests).toBe(2);
    client.unmount();
  });

  it('asks nothing on a short look away', async () => {
    const adapter = quickAdapter();
    const { client } = mounted(adapter);
    await vi.advanceTimersByTimeAsync(10);
    show('hidden');
    await vi.advanceTimersByTimeAsync(5000);
    show('visible');
    await vi.advanceTimersByTimeAsync(10);
    expect(adapter.requests).toBe(1);
    client.unmount();
  });

  it('goes on with a retry that fell due while the page was hidden', async () => {
    const adapter = recordingAdapter();
    const { client, observation } = mounted(adapter);
    await vi.advanceTimersByTimeAsync(5);
    adapter.asked[0]!.fail(problem('server', { status: 503 }));
    await vi.advanceTimersByTimeAsync(0);
    show('hidden');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(adapter.asked).toHaveLength(1);
    show('visible');
    await vi.advanceTimersByTimeAsync(5);
    adapter.asked[1]!.answer(figures(2));
    await vi.advanceTimersByTimeAsync(5);
    expect(observation.state.status).toBe('ready');
    client.unmount();
  });

  it('leaves out what is off screen, a first answer included, and catches up', async () => {
    const adapter = quickAdapter();
    const client = new DataClient(adapter, { refresh: 60 });
    client.mount();
    const observation = client.observe(summary, () => {});
    observation.setActive(false);
    observation.update({}, scope());
    await vi.advanceTimersByTimeAsync(120_000);
    expect(adapter.requests).toBe(0);
    expect(observation.state.status).toBe('waiting');
    observation.setActive(true);
    await vi.advanceTimersByTimeAsync(10);
    expect(observation.state.status).toBe('ready');
    observation.setActive(false);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(adapter.requests).toBe(1);
    observation.setActive(true);
    await vi.advanceTimersByTimeAsync(10);
    expect(adapter.requests).toBe(2);
    client.unmount();
  });
});

describe('changes', () => {
  function feed() {
    const listeners = new Set<(change: Change) => void>();
    const subscribe: DataAdapter['subscribe'] = (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { subscribe, listeners, tell: (change: Change) => listeners.forEach((listener) => listener(change)) };
  }
  const ofTickets = { ...summary, sources: ['tickets', 'feedback'] } as Dataset<'team-summary'>;

  it('ask again what depends on their sources, and everything where they name none', async () => {
    const { subscribe, tell, listeners } = feed();
    const adapter = quickAdapter({ subscribe });
    const client = new DataClient(adapter);
    client.mount();
    client.observe(ofTickets, () => {}).update({}, scope());
    await vi.advanceTimersByTimeAsync(10);
    tell({ sources: ['reps'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(1);
    tell({ sources: [] });
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(1);
    tell({ sources: ['reps', 'feedback'], asOf: '2026-03-02T12:30:00.000Z' });
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(2);
    expect(client.asOf).toBe('2026-03-02T12:30:00.000Z');
    tell({});
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(3);
    client.unmount();
    expect(listeners.size).toBe(0);
  });

  it('during an answer are followed by one more, however many they were', async () => {
    const { subscribe, tell } = feed();
    const adapter = recordingAdapter({ subscribe });
    const { client, observation } = mounted(adapter, 0);
    await vi.advanceTimersByTimeAsync(5);
    tell({});
    tell({});
    await vi.advanceTimersByTimeAsync(300);
    adapter.asked[0]!.answer(figures(1));
    await vi.advanceTimersByTimeAsync(5);
    expect(adapter.asked).toHaveLength(2);
    adapter.asked[1]!.answer(figures(2));
    await vi.advanceTimersByTimeAsync(50);
    expect(adapter.asked).toHaveLength(2);
    expect(observation.state.data).toEqual(figures(2));
    client.unmount();
  });

  it('within a quarter of a second are asked for once, what they name taken together', async () => {
    const { subscribe, tell } = feed();
    const adapter = recordingAdapter({ subscribe });
    const client = new DataClient(adapter);
    client.mount();
    const other = { ...summary, name: 'tickets-by-channel', sources: ['reps'] } as unknown as typeof summary;
    for (const dataset of [ofTickets, other]) client.observe(dataset, () => {}).update({}, scope());
    await vi.advanceTimersByTimeAsync(5);
    for (const { answer } of adapter.asked) answer(figures(1));
    await vi.advanceTimersByTimeAsync(5);
    for (let i = 0; i < 20; i++) {
      tell({ sources: [i % 2 ? 'tickets' : 'feedback'] });
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(adapter.asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(adapter.asked.slice(2).map(({ request }) => request.dataset)).toEqual(['team-summary']);
    client.unmount();
  });

  it('are not asked for again after the poll that brought them', async () => {
    const { subscribe, tell } = feed();
    const adapter = quickAdapter({ subscribe });
    const { client } = mounted(adapter, 60);
    await vi.advanceTimersByTimeAsync(59_900);
    expect(adapter.requests).toBe(1);
    tell({ sources: ['tickets'] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(adapter.requests).toBe(2);
    client.unmount();
  });

  it('ask for what the adapter says an answer rests on, before what the dataset says', async () => {
    const { subscribe, tell } = feed();
    const adapter = quickAdapter({ subscribe, sources: ({ scope: { filters } }) => (filters.values['tickets.ownerId'] ? ['reps'] : []) });
    const client = new DataClient(adapter);
    client.mount();
    for (const owner of [undefined, 'ann']) client.observe(ofTickets, () => {}).update({}, scope(owner));
    await vi.advanceTimersByTimeAsync(10);
    expect(adapter.requests).toBe(2);
    tell({ sources: ['tickets'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(2);
    tell({ sources: ['reps'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(adapter.requests).toBe(3);
    client.unmount();
  });

  it('on a hidden page wait until it is shown', async () => {
    const { subscribe, tell } = feed();
    const adapter = quickAdapter({ subscribe });
    const { client } = mounted(adapter, 0);
    await vi.advanceTimersByTimeAsync(10);
    show('hidden');
    tell({});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(adapter.requests).toBe(1);
    show('visible');
    await vi.advanceTimersByTimeAsync(10);
    expect(adapter.requests).toBe(2);
    client.unmount();
  });
});
