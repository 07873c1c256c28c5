import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, DataAdapter, DataRequest, Datasets, FigureSet } from '../../../src/data/adapter.ts';
import { composeAdapters } from '../../../src/data/adapters/compose-adapters.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { ReportStore } from '../../../src/data/reports/report.ts';
import { fakeAdapter } from '../../../src/testing/fake-adapter.ts';
import { scope } from '../client/recording-adapter.ts';

/** Adapters as pages combine them: records of tickets, an engine that knows of calls alone, and answers written by hand. */
const { signal } = new AbortController();
const context = { signal };
const at = (hour: number): string => `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
const base = { timezone: 'UTC', asOf: at(12) };
const request = <K extends keyof Datasets>(dataset: K, params: Datasets[K]['params']): DataRequest => ({ dataset, params, scope: scope() });
const open = async (adapter: DataAdapter): Promise<unknown> => ((await adapter.load(request('team-summary', {}), context)) as FigureSet).figures['open']?.value;

const tickets = () => recordsAdapter({ ...base, tickets: [{ id: '1', createdAt: at(8), statusCategory: 'open' }] }, { workerUrl: null });
const calls = () => engineAdapter(recordsEngine({ ...base, timezone: 'Asia/Tokyo', calls: [{ id: 'c', startedAt: at(9), status: 'completed', direction: 'inbound', durationMs: 1000 }] }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at(12)) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('engines of different reach', () => {
  it('know together what each knows, the first its clock and zone', async () => {
    const merged = await composeAdapters(tickets(), calls()).catalog!(context);
    expect(merged.sources.map(({ name }) => name)).toEqual(expect.arrayContaining(['tickets', 'calls']));
    expect(merged).toMatchObject({ timezone: 'UTC', asOf: '2026-03-02T12:00:00.000Z', capabilities: { calls: true, sla: false } });
  });

  it('answer what the one before cannot: a dataset without any of its figures is passed on', async () => {
    const adapter = composeAdapters(tickets(), calls());
    expect(await open(adapter)).toBe(1);
    const performance = (await adapter.load(request('call-performance', {}), context)) as FigureSet;
    expect(performance.figures['completed-calls']).toMatchObject({ value: 1 });
  });

  it('leave the others alone when one fails', async () => {
    const broken = fakeAdapter({ choices: [] }, [{ fault: { kind: 'server', title: 'Down.' } }]);
    const adapter = composeAdapters({ ...broken, catalog: () => Promise.reject(new Error('down')) }, tickets());
    const answers = await adapter.loadMany!([request('choices', { member: 'tickets.channel' }), request('team-summary', {})], context);
    expect(answers).toMatchObject([{ ok: false, error: { kind: 'server', title: 'Down.' } }, { ok: true, value: { figures: { open: { value: 1 } } } }]);
    expect((await adapter.catalog!(context)).sources.map(({ name }) => name)).toContain('tickets');
  });
});

describe('changes', () => {
  it('go to the records, and are told to who listens', async () => {
    const adapter = composeAdapters(fakeAdapter({}), tickets(), calls());
    expect(await open(adapter)).toBe(1);
    const told = vi.fn<(change: Change) => void>();
    const stop = adapter.subscribe!(told);
    expect(await adapter.apply!({ upsert: { tickets: [{ id: '2', createdAt: at(9), statusCategory: 'open' }] } })).toMatchObject({ sources: ['tickets'] });
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[expect.objectContaining({ sources: ['tickets'] })]]));
    expect(await open(adapter)).toBe(2);
    stop();
    await adapter.apply!({ remove: { tickets: ['2'] } });
    expect(told).toHaveBeenCalledTimes(1);
    expect(composeAdapters(fakeAdapter({}), calls()).apply).toBeUndefined();
  });

  it('are heard of all others when one cannot be listened to', async () => {
    const reported = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {});
    const timed = vi.spyOn(globalThis, 'setTimeout').mockImplementation((() => 0) as never);
    const deaf: DataAdapter = {
      ...fakeAdapter({}),
      subscribe: () => {
        throw new Error('deaf');
      },
    };
    const heard = fakeAdapter({});
    const told = vi.fn();
    const stop = composeAdapters(deaf, heard).subscribe!(told);
    // The fault is told to the page, but later and elsewhere.
    expect(reported.mock.calls.length + timed.mock.calls.length).toBe(1);
    vi.restoreAllMocks();
    heard.tell({ sources: ['calls'] });
    expect(told).toHaveBeenCalledExactlyOnceWith({ sources: ['calls'] });
    stop();
    heard.tell();
    expect(told).toHaveBeenCalledTimes(1);
  });
});

it('closes all, and keeps reports where the first keeps them', () => {
  const [one, two] = [vi.fn(), vi.fn()];
  const reports = {} as ReportStore;
  const adapter = composeAdapters({ ...fakeAdapter({}), close: one }, { ...fakeAdapter({}), close: two, reports }, { ...fakeAdapter({}), reports: {} as ReportStore });
  expect(adapter.reports).toBe(reports);
  adapter.close!();
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1]);
  expect(composeAdapters(fakeAdapter({})).close).toBeUndefined();
});
