import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlacedEngine } from '../../../src/data/when-asked.ts';
import { recordsEngine } from '../../../src/data/when-asked.ts';
import type { DataError } from '../../../src/data/problem.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import { desk, QUERIES, signal } from './desk.ts';

const MANY = 30_000;
const Native = Worker;
/** Workers that were started, the latest last. */
const started: Worker[] = [];
class Watched extends Native {
  ended = false;
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    started.push(this);
  }
  override terminate(): void {
    this.ended = true;
    super.terminate();
  }
}
globalThis.Worker = Watched;

const opened: PlacedEngine[] = [];
const open: typeof recordsEngine = (records, options) => {
  const engine = recordsEngine(records, options);
  opened.push(engine);
  return engine;
};
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const engine of opened.splice(0)) engine.close();
  started.length = 0;
});

describe('many records', () => {
  it('are answered in a worker as on the page', async () => {
    const records = desk(MANY);
    const [there, here] = [open(records), open(records, { workerUrl: null })];
    expect(await there.query(QUERIES, { signal })).toEqual(await here.query(QUERIES, { signal }));
    expect([there.where, here.where]).toEqual(['worker', 'page']);
    expect(await there.catalog({ signal })).toEqual(await here.catalog({ signal }));
    expect(await there.catalog({ signal, definitions: false })).toEqual(await here.catalog({ signal, definitions: false }));
  }, 60_000);

  it('go there as finished columns, too, which stay the host’s own', async () => {
    const records = normalizeRecords(desk(MANY));
    const lengths = () => Object.values(records.tables.tickets!.columns).map((column) => (column.kind === 'string' ? column.codes : column.values).length);
    const engine = open(records);
    const answers = await engine.query(QUERIES, { signal });
    expect(engine.where).toBe('worker');
    expect(new Set(lengths())).toEqual(new Set([MANY]));
    expect(answers).toEqual(await open(records, { workerUrl: null }).query(QUERIES, { signal }));
  }, 60_000);

  it('or as arrays by name, with dates as objects', async () => {
    const { tickets, ...rest } = desk(MANY);
    const names = Object.keys(tickets[999]!);
    const arrays = Object.fromEntries(names.map((name) => [name, tickets.map((ticket) => (ticket as Record<string, unknown>)[name])]));
    arrays['createdAt'] = arrays['createdAt']!.map((text) => new Date(text as string));
    const records = { ...rest, tickets: arrays };
    const engine = open(records);
    expect(await engine.query(QUERIES, { signal })).toEqual(await open(records, { workerUrl: null }).query(QUERIES, { signal }));
    expect(engine.where).toBe('worker');
  }, 60_000);

  it('that cannot be copied are answered on the page', async () => {
    const records = desk(MANY);
    records.tickets[MANY - 1] = { ...records.tickets[MANY - 1], id: 'odd', open: () => undefined };
    const engine = open(records);
    const [settled] = await engine.query(QUERIES, { signal });
    expect([engine.where, settled?.ok && settled.value.data[0]![0]]).toEqual(['page', MANY]);
    expect((started[0] as Watched).ended).toBe(true);
  }, 60_000);

  it('that are none reject as on the page', async () => {
    const records = { ...desk(MANY), tikets: [] };
    const reason = async (engine: PlacedEngine) => engine.query(QUERIES, { signal }).catch((error: unknown) => (error as DataError).problem);
    const told = await reason(open(records));
    expect(told).toMatchObject({ kind: 'bad-data', path: 'tikets' });
    expect(told).toEqual(await reason(open(records, { workerUrl: null })));
    expect((started[0] as Watched).ended).toBe(true);
  }, 60_000);

  it('change there, and listeners are told', async () => {
    const records = desk(MANY);
    const change = { upsert: { tickets: [{ id: 'new', createdAt: '2026-03-01T00:00:00Z', channel: 'fax' }] }, remove: { tickets: ['t1', 't2'] } };
    const both = [open(records), open(records, { workerUrl: null })];
    const told: unknown[][] = [[], []];
    for (const [i, engine] of both.entries()) engine.subscribe((change) => told[i]!.push(change));
    // What is asked after a change sees it, without waiting for it.
    const answers = await Promise.all(both.map(async (engine) => {
      await engine.query([QUERIES[0]!], { signal });
      const [change1, results] = [engine.apply(change), engine.query(QUERIES, { signal })];
      return [await change1, await results];
    }));
    expect(both[0]!.where).toBe('worker');
    expect(answers[0]).toEqual(answers[1]);
    expect(told[0]).toHaveLength(1);
    expect(told[0]).toEqual(told[1]);
  }, 60_000);
});

it('few records are answered on the page, and no worker is started', async () => {
  const engine = open(desk(2000));
  await engine.query(QUERIES, { signal });
  expect([engine.where, started.length]).toEqual(['page', 0]);
});

describe('where the page gets no worker', () => {
  const answered = async (workerUrl: string): Promise<PlacedEngine> => {
    const engine = open(desk(MANY), { workerUrl });
    const [settled] = await engine.query(QUERIES, { signal });
    expect(settled?.ok && settled.value.data[0]![0]).toBe(MANY);
    return engine;
  };

  it('because the file is missing, it answers itself and says nothing', async () => {
    const said = vi.spyOn(console, 'info');
    expect((await answered('/nowhere/worker.js')).where).toBe('page');
    expect(started).toHaveLength(1);
    await answered('/nowhere/worker.js');
    // A file that was not there is not asked for again.
    expect(started).toHaveLength(1);
    expect(said).not.toHaveBeenCalled();
  }, 60_000);

  it('because the file is on another origin, it answers itself and notes why', async () => {
    const said = vi.spyOn(console, 'info').mockReturnValue();
    expect((await answered('http://127.0.0.1:9/worker.js')).where).toBe('page');
    await answered('http://127.0.0.1:9/worker.js');
    expect(started).toHaveLength(0);
    expect(said).toHaveBeenCalledTimes(1);
  }, 60_000);

  it('because the constructor throws, it answers itself', async () => {
    globalThis.Worker = function refuse() {
      throw new DOMException('refused', 'SecurityError');
    } as unknown as typeof Worker;
    try {
      expect((await answered('/refused/worker.js')).where).toBe('page');
    } finally {
      globalThis.Worker = Watched;
    }
  }, 60_000);

  it('because the worker stays silent, it answers itself in the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const url = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
    const engine = answered(url);
    await vi.waitFor(() => expect(started).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await engine).where).toBe('page');
    expect((started[0] as Watched).ended).toBe(true);
  }, 60_000);

  it('because the file is of another version, it answers itself and notes why', async () => {
    const said = vi.spyOn(console, 'info').mockReturnValue();
    const url = URL.createObjectURL(new Blob(["postMessage({ ready: '9.8.7' })"], { type: 'text/javascript' }));
    expect((await answered(url)).where).toBe('page');
    expect(said.mock.calls[0]?.[0]).toMatch(/9\.8\.7/);
  }, 60_000);
});

describe('a question that is given up', () => {
  it('rejects at once with its reason, and the worker goes on with others', async () => {
    const engine = open(desk(MANY));
    await engine.catalog({ signal });
    const stop = new AbortController();
    const asked = engine.query(QUERIES, stop);
    stop.abort(new Error('another filter'));
    await expect(asked).rejects.toThrow('another filter');
    await expect(engine.query(QUERIES, stop)).rejects.toThrow('another filter');
    const [settled] = await engine.query(QUERIES, { signal });
    expect(settled?.ok).toBe(true);
  }, 60_000);
});

describe('a worker that stops', () => {
  const crash = (): void => void started.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  const kind = async (asked: Promise<unknown>) => asked.then(() => 'answered', (error: unknown) => (error as DataError).problem);

  it('fails what was asked with one clear problem, and begins again', async () => {
    const engine = open(desk(MANY));
    await engine.catalog({ signal });
    const asked = [engine.query(QUERIES, { signal }), engine.query(QUERIES, { signal })];
    await vi.waitFor(() => expect(started).toHaveLength(1));
    await Promise.resolve();
    crash();
    for (const one of asked) expect(await kind(one)).toEqual({ kind: 'server', title: 'The engine stopped in the middle of its work.', detail: 'out of memory' });
    expect(await kind(engine.query(QUERIES, { signal }))).toBe('answered');
    expect([started.length, engine.where]).toEqual([2, 'worker']);
    crash();
    expect(await kind(engine.query(QUERIES, { signal }))).toMatchObject({ kind: 'server', detail: expect.stringContaining('twice') as string });
  }, 60_000);

  it('with changes of its own says that they are lost', async () => {
    const engine = open(desk(MANY));
    await engine.apply({ remove: { tickets: ['t3'] } });
    crash();
    expect(await kind(engine.query(QUERIES, { signal }))).toMatchObject({ kind: 'server', detail: expect.stringContaining('Changes') as string });
  }, 60_000);
});
