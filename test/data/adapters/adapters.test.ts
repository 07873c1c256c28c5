import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, DataAdapter, DataRequest, QueryEngine } from '../../../src/data/adapter.ts';
import { composeAdapters } from '../../../src/data/adapters/compose-adapters.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { functionsAdapter } from '../../../src/data/adapters/functions-adapter.ts';
import { lazyAdapter } from '../../../src/data/adapters/lazy-adapter.ts';
import type { Catalog } from '../../../src/data/catalog/catalog.ts';
import { DataClient } from '../../../src/data/client.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { ticketsByChannel } from '../../../src/data/datasets/tickets-by-channel.ts';
import { DataError } from '../../../src/data/problem.ts';
import type { Query } from '../../../src/data/query/query.ts';
import { AS_OF, figures, problem, scope } from '../client/recording-adapter.ts';

const { signal } = new AbortController();
const request = (dataset: string, params: object = {}) => ({ dataset, params, scope: scope() }) as DataRequest;

const member = (name: string) => ({ name, kind: 'measure' as const, type: 'number', label: name, description: '' });
const catalog: Catalog = {
  timezone: 'UTC',
  asOf: AS_OF,
  sources: [{ name: 'tickets', label: 'Tickets', members: ['tickets.open', 'tickets.count', 'tickets.channel', 'tickets.createdAt', 'tickets.closedAt'].map(member) }],
  capabilities: { sla: false, history: false, availability: false, capacity: false, csat: false, ces: false, calls: false, messages: false, businessHours: false },
};

/** Answers every query with one row of 1, and notes what it was asked. */
function fakeEngine(parts: Partial<QueryEngine> = {}) {
  const batches: (readonly Query[])[] = [];
  const engine: QueryEngine = {
    async query(queries) {
      batches.push(queries);
      return queries.map(({ measures = [], dimensions = [] }) => {
        const columns = [...dimensions.map((name) => ({ name, type: 'string' as const })), ...measures.map((name) => ({ name, type: 'number' as const }))];
        return { ok: true, value: { columns, data: columns.map(({ type }) => [type === 'string' ? 'email' : 1]), asOf: AS_OF } };
      });
    },
    catalog: vi.fn(async () => catalog),
    ...parts,
  };
  return { engine, batches };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(AS_OF) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('functionsAdapter', () => {
  it('offers what it has functions for, and gives them params, scope and signal', async () => {
    const answer = vi.fn(async () => figures(1));
    const adapter = functionsAdapter({ 'team-summary': answer });
    expect(adapter.datasets).toEqual(['team-summary']);
    expect(await adapter.load(request('team-summary', { stat: 'p90' }), { signal })).toEqual(figures(1));
    expect(answer).toHaveBeenCalledWith({ stat: 'p90' }, scope(), { signal });
    await expect(adapter.load(request('choices'), { signal })).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
  });
});

describe('engineAdapter', () => {
  it('asks the engine once for all requests of a turn, and equal queries once', async () => {
    const { engine, batches } = fakeEngine();
    const client = new DataClient(engineAdapter(engine));
    client.observe(teamSummary, () => {}).update({}, scope());
    const channels = client.observe(ticketsByChannel, () => {});
    channels.update({}, scope());
    await vi.advanceTimersByTimeAsync(20);
    expect(batches).toHaveLength(1);
    const keys = batches[0]!.map((query) => JSON.stringify(query));
    expect(new Set(keys).size).toBe(keys.length);
    // Both widgets show the open tickets, now and at the baseline.
    expect(batches[0]!.filter(({ measures, dimensions }) => measures?.[0] === 'tickets.open' && !dimensions)).toHaveLength(2);
    expect(channels.state.data).toMatchObject({ rows: [{ key: 'email', figures: { open: { value: 1 } } }] });
  });

  it('lets a failed query fail alone', async () => {
    const { engine } = fakeEngine();
    const failing: QueryEngine = {
      ...engine,
      query: async (queries, context) =>
        (await engine.query(queries, context)).map((answer, i) =>
          queries[i]!.measures![0] === 'tickets.count' ? { ok: false, error: { kind: 'server', title: 'Counting failed.' } } : answer,
        ),
    };
    const answer = await engineAdapter(failing).load(request('team-summary'), { signal });
    expect(answer).toMatchObject({ figures: { open: { value: 1 }, closed: { value: null, partial: 'Counting failed.' } } });
  });

  it.each([
    ['too few answers', async () => []],
    ['columns that differ in length', async (queries: readonly Query[]) => queries.map(() => ({ ok: true, value: { columns: [{ name: 'a', type: 'number' }], data: [[1], [2]], asOf: AS_OF } }))],
    ['cells that are no values', async (queries: readonly Query[]) => queries.map(() => ({ ok: true, value: { columns: [{ name: 'a', type: 'number' }], data: [[NaN]], asOf: AS_OF } }))],
  ])('refuses %s as bad data', async (_name, query) => {
    const { engine } = fakeEngine({ query: query as never });
    await expect(engineAdapter(engine).load(request('team-summary'), { signal })).rejects.toMatchObject({ problem: { kind: 'bad-data' } });
  });

  it('shares a recent catalogue, and asks for a new one after a change', async () => {
    let tell: ((change: Change) => void) | undefined;
    const stop = vi.fn();
    const { engine } = fakeEngine({
      subscribe: (listener) => {
        tell = listener;
        return stop;
      },
    });
    const adapter = engineAdapter(engine);
    const seen = vi.fn();
    const end = adapter.subscribe!(seen);
    await adapter.load(request('team-summary'), { signal });
    await adapter.load(request('team-summary'), { signal });
    expect(engine.catalog).toHaveBeenCalledTimes(1);
    tell!({ sources: ['tickets'] });
    await vi.waitFor(() => expect(seen).toHaveBeenCalledWith({ sources: ['tickets'] }));
    await adapter.load(request('team-summary'), { signal });
    expect(engine.catalog).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(31_000);
    await adapter.load(request('team-summary'), { signal });
    expect(engine.catalog).toHaveBeenCalledTimes(3);
    end();
    expect(stop).toHaveBeenCalled();
  });

  it('tells a catalogue that cannot be had, and asks for it again', async () => {
    const { engine } = fakeEngine({ catalog: vi.fn().mockRejectedValueOnce(problem('network')).mockResolvedValue(catalog) });
    const adapter = engineAdapter(engine);
    await expect(adapter.load(request('team-summary'), { signal })).rejects.toMatchObject({ problem: { kind: 'network' } });
    expect(await adapter.load(request('team-summary'), { signal })).toHaveProperty('figures');
  });

  it('takes now from the scope, else the source, else the machine', async () => {
    const asked = async (own: Catalog, now?: string) => {
      const { engine, batches } = fakeEngine({ catalog: async () => own });
      await engineAdapter(engine).load({ ...request('team-summary'), scope: { ...scope(), now } }, { signal });
      return batches[0]![0]!.context!.now;
    };
    vi.setSystemTime('2026-05-05T05:00:00Z');
    expect(await asked(catalog, '2026-03-01T08:00:00.000Z')).toBe('2026-03-01T08:00:00.000Z');
    expect(await asked(catalog)).toBe(AS_OF);
    expect(await asked({ ...catalog, asOf: undefined })).toBe('2026-05-05T05:00:00.000Z');
  });

  it('knows nothing of a day that begins after the source’s last word, whatever the engine says', async () => {
    const { engine } = fakeEngine();
    const later = { ...scope(), now: '2026-03-05T09:00:00Z' };
    const summary = await engineAdapter(engine).load({ ...request('team-summary'), scope: later }, { signal });
    expect(summary).toMatchObject({ figures: { closed: { value: null }, open: { value: 1 } } });
    const channels = await engineAdapter(engine).load({ ...request('tickets-by-channel'), scope: later }, { signal });
    expect(channels).toMatchObject({ rows: [{ figures: { today: { value: null }, open: { value: 1 } } }] });
  });

  it('answers a dataset of one’s own', async () => {
    const { engine } = fakeEngine();
    const adapter = engineAdapter(engine, {
      datasets: {
        'team-summary': {
          queries: () => ({ only: { measures: ['tickets.open'] } }),
          shape: ({ only }) => figures(only!.ok ? Number(only!.value.data[0]![0]) + 41 : 0),
        },
      },
    });
    expect(await adapter.load(request('team-summary'), { signal })).toEqual(figures(42));
    await expect(adapter.load(request('no-such'), { signal })).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
  });
});

describe('lazyAdapter', () => {
  it('is made once, when first asked', async () => {
    const make = vi.fn(async () => functionsAdapter({ 'team-summary': async () => figures(1) }));
    const adapter = lazyAdapter(make);
    expect(make).not.toHaveBeenCalled();
    const both = await Promise.all([adapter.load(request('team-summary'), { signal }), adapter.loadMany!([request('team-summary'), request('choices')], { signal })]);
    expect(both).toEqual([figures(1), [{ ok: true, value: figures(1) }, { ok: false, error: expect.objectContaining({ kind: 'unsupported' }) }]]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tells why it could not be made, and tries again with the next', async () => {
    const make = vi.fn().mockRejectedValueOnce(problem('not-found')).mockResolvedValue(functionsAdapter({ 'team-summary': async () => figures(1) }));
    const adapter = lazyAdapter(make);
    await expect(adapter.load(request('team-summary'), { signal })).rejects.toMatchObject({ problem: { kind: 'not-found' } });
    expect(await adapter.load(request('team-summary'), { signal })).toEqual(figures(1));
  });

  it('passes changes on, those asked for before it was made too', async () => {
    let tell: ((change: Change) => void) | undefined;
    const stop = vi.fn();
    const adapter = lazyAdapter(async () => ({
      ...functionsAdapter({ 'team-summary': async () => figures(1) }),
      subscribe: (listener) => {
        tell = listener;
        return stop;
      },
    }));
    const seen = vi.fn();
    const end = adapter.subscribe!(seen);
    await adapter.load(request('team-summary'), { signal });
    tell!({});
    expect(seen).toHaveBeenCalledWith({});
    end();
    expect(stop).toHaveBeenCalled();
  });
});

describe('composeAdapters', () => {
  const one = (value: number, name = 'team-summary'): DataAdapter => functionsAdapter({ [name]: async () => figures(value) });

  it('answers by the first that offers, and passes on what that then cannot', async () => {
    const unable: DataAdapter = { load: async () => Promise.reject(problem('unsupported')) };
    const adapter = composeAdapters(one(1, 'choices'), unable, one(2), one(3));
    expect(await adapter.load(request('team-summary'), { signal })).toEqual(figures(2));
    expect(adapter.datasets).toBeUndefined();
    expect(composeAdapters(one(1), one(2, 'choices'), one(3)).datasets).toEqual(['team-summary', 'choices']);
    await expect(composeAdapters(one(1)).load(request('choices'), { signal })).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
  });

  it('does not hide a failure behind the next', async () => {
    const broken = functionsAdapter({ 'team-summary': async () => Promise.reject(problem('denied')) });
    await expect(composeAdapters(broken, one(2)).load(request('team-summary'), { signal })).rejects.toMatchObject({ problem: { kind: 'denied' } });
  });

  it('sends each its share of a turn at once', async () => {
    const loadMany = vi.fn<NonNullable<DataAdapter['loadMany']>>(async (requests) => requests.map(() => ({ ok: true, value: figures(1) })));
    const broken: DataAdapter = { datasets: ['records'], load: async () => figures(0) as never, loadMany: () => Promise.reject(new Error('all of it')) };
    const adapter = composeAdapters({ datasets: ['team-summary', 'report'], load: vi.fn(), loadMany }, broken, one(2, 'choices'));
    const answers = await adapter.loadMany!([request('report'), request('choices'), request('records'), request('team-summary')], { signal });
    expect(answers.map((answer) => (answer.ok ? (answer.value as ReturnType<typeof figures>).figures['open']!.value : answer.error.detail))).toEqual([1, 2, 'all of it', 1]);
    expect(loadMany).toHaveBeenCalledTimes(1);
  });

  it('merges what they know, the first first, and serves with those that can be had', async () => {
    const calls: Catalog = {
      ...catalog,
      timezone: 'Asia/Tokyo',
      sources: [{ name: 'calls', label: 'Calls', members: [member('calls.count')] }, { ...catalog.sources[0]!, members: [member('tickets.age')] }],
      capabilities: { ...catalog.capabilities, calls: true },
      permissions: { view: true, create: false, edit: true, share: true },
    };
    const adapter = composeAdapters(
      { ...one(1), catalog: async () => catalog },
      { ...one(1), catalog: async () => Promise.reject(problem('network')) },
      { ...one(1), catalog: async () => calls },
    );
    const merged = await adapter.catalog!({ signal });
    expect(merged).toMatchObject({ timezone: 'UTC', asOf: AS_OF, capabilities: { calls: true, sla: false }, permissions: { view: true, create: false } });
    expect(merged.sources.map(({ name, members }) => [name, members.length])).toEqual([['tickets', 6], ['calls', 1]]);
    const none = composeAdapters({ ...one(1), catalog: async () => Promise.reject(problem('network')) });
    await expect(none.catalog!({ signal })).rejects.toBeInstanceOf(DataError);
    expect(composeAdapters(one(1)).catalog).toBeUndefined();
  });

  it('tells changes of any, until stopped', () => {
    const stops = [vi.fn(), vi.fn()];
    const adapter = composeAdapters(...stops.map((stop) => ({ ...one(1), subscribe: (tell: (change: Change) => void) => (tell({}), stop) })), one(1));
    const seen = vi.fn();
    adapter.subscribe!(seen)();
    expect(seen).toHaveBeenCalledTimes(2);
    for (const stop of stops) expect(stop).toHaveBeenCalledTimes(1);
  });
});
