import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../../../src/data/adapter.ts';
import { DataClient } from '../../../src/data/client.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { scope } from '../client/recording-adapter.ts';
import { adapterOver, engineOver, here, honest, json, QUERY, RESULT, type Respond } from './backend.ts';

let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T12:00:00Z') });
});
afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
  vi.useRealTimers();
});

/** A stream that the test writes to. */
function line() {
  let out!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (out = controller) });
  return {
    response: () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    say: async (text: string) => {
      out.enqueue(new TextEncoder().encode(text));
      await vi.advanceTimersByTimeAsync(0);
    },
    close: () => out.close(),
    breakOff: () => out.error(new TypeError('network error')),
  };
}

/** Follows a backend whose connections are answered one after the other; the last answer serves for all that come after. */
async function follow(answers: readonly Respond[], options: Parameters<typeof engineOver>[1] = {}) {
  const changes: Change[] = [];
  const server = engineOver({ changes: (asked, nth) => answers[Math.min(nth, answers.length) - 1]!(asked, nth), query: () => json({ results: [RESULT] }) }, options);
  const stop = server.engine.subscribe!((change) => changes.push(change));
  stops.push(stop);
  await vi.advanceTimersByTimeAsync(0);
  return { ...server, changes, stop, connections: () => server.to('changes') };
}

const status = (code: number, headers: HeadersInit = {}) => () => new Response(null, { status: code, headers });

describe('changes', () => {
  it('are told as they come; headers go along', async () => {
    const one = line();
    const { changes, connections } = await follow([one.response], { headers: { authorization: 'a' } });
    await one.say('event: change\ndata: {"sources":["tickets"],"asOf":"2026-03-02T12:00:01Z"}\n\n');
    await one.say(': still here\n\ndata: {"sources":["calls"]}\n\n');
    expect(changes).toEqual([{ sources: ['tickets'], asOf: '2026-03-02T12:00:01Z' }, { sources: ['calls'] }]);
    expect(Object.fromEntries(connections()[0]!.headers)).toMatchObject({ authorization: 'a', accept: 'text/event-stream' });
  });

  it('that cannot be read may be anything, and odd instants are no clock', async () => {
    const one = line();
    const { changes } = await follow([one.response]);
    await one.say('data: {"sources":"tickets"}\n\ndata: {half\n\ndata: null\n\ndata: {"asOf":"9999"}\n\nevent: other\ndata: {}\n\n');
    expect(changes).toEqual([{}, {}, {}, {}]);
  });

  it('go on where they broke off, by Last-Event-ID', async () => {
    const [one, two] = [line(), line()];
    const { changes, connections } = await follow([one.response, two.response]);
    await one.say('id: 41\ndata: {"sources":["tickets"]}\n\nid: 42\n\n');
    one.breakOff();
    await vi.advanceTimersByTimeAsync(2001);
    expect(connections().map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '42']);
    await two.say('id: 43\ndata: {"sources":["calls"]}\n\n');
    expect(changes).toEqual([{ sources: ['tickets'] }, { sources: ['calls'] }]);
  });

  it('missed without an id to go on from are told as a change of everything', async () => {
    const [one, two] = [line(), line()];
    const { changes } = await follow([one.response, two.response]);
    one.close();
    await vi.advanceTimersByTimeAsync(2001);
    expect(changes).toEqual([{}]);
  });

  it('end with the subscription', async () => {
    const one = line();
    const { connections, stop, changes } = await follow([one.response]);
    stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(connections()).toHaveLength(1);
    expect(connections()[0]!.signal.aborted).toBe(true);
    expect(changes).toEqual([]);
  });
});

describe('a connection', () => {
  it.each([
    ['is missing', status(404)],
    ['is forbidden', status(403)],
    ['has no content', status(204)],
    ['is a page', () => new Response('<h1>', { headers: { 'content-type': 'text/html' } })],
  ])('that %s is not asked for again', async (_name, answer) => {
    const { connections } = await follow([answer]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(connections()).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503, 504])('refused with %i is tried again, ever more rarely', async (code) => {
    const { connections } = await follow([status(code)]);
    await vi.advanceTimersByTimeAsync(600_000);
    const tries = connections();
    expect(tries.length).toBeGreaterThan(15);
    expect(tries.length).toBeLessThan(120);
    tries.slice(1).forEach(({ at }, i) => expect(at - tries[i]!.at).toBeGreaterThanOrEqual(1000));
  });

  it('waits as long as the server asks, also for minutes', async () => {
    const { connections } = await follow([status(503, { 'retry-after': '200' }), line().response]);
    await vi.advanceTimersByTimeAsync(199_000);
    expect(connections()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3000);
    expect(connections()).toHaveLength(2);
  });

  it('waits as long as the stream asks', async () => {
    const one = line();
    const { connections } = await follow([one.response, line().response]);
    await one.say('retry: 20000\n\n');
    one.close();
    await vi.advanceTimersByTimeAsync(19_900);
    expect(connections()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1200);
    expect(connections()).toHaveLength(2);
  });

  it('that is silent for a minute and a half is opened anew; comments keep it', async () => {
    const [one, two] = [line(), line()];
    const { connections } = await follow([one.response, two.response]);
    await vi.advanceTimersByTimeAsync(80_000);
    await one.say(':\n');
    await vi.advanceTimersByTimeAsync(80_000);
    expect(connections()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(12_001);
    expect(connections()).toHaveLength(2);
    expect(connections()[0]!.signal.aborted).toBe(true);
  });

  it('that is signed out asks for headers once, then waits until a request is accepted', async () => {
    let token = 'old';
    const headers = vi.fn(() => ({ authorization: token }));
    const one = line();
    const { engine, connections } = await follow([(asked) => (asked.headers.get('authorization') === 'new' ? one.response() : status(401)())], { headers });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(connections()).toHaveLength(2);
    expect(headers).toHaveBeenCalledTimes(2);
    token = 'new';
    await engine.query([QUERY], here());
    await vi.advanceTimersByTimeAsync(3000);
    expect(connections()).toHaveLength(4);
    await one.say('data: {}\n\n');
    expect(connections().at(-1)!.signal.aborted).toBe(false);
  });
});

it('events twice or out of order change no figure and turn no clock back', async () => {
  const one = line();
  const { adapter, to } = adapterOver({ ...honest, changes: one.response });
  const client = new DataClient(adapter);
  client.mount();
  stops.push(() => client.unmount());
  const observation = client.observe(teamSummary, () => {});
  observation.update({}, scope());
  await vi.waitFor(() => expect(observation.state.status).toBe('ready'));
  const before = observation.state.data;
  const event = (asOf: string) => `id: ${asOf}\ndata: {"sources":["tickets"],"asOf":"2026-03-02T12:00:0${asOf}Z"}\n\n`;
  await one.say(event('3') + event('1') + event('3') + event('2'));
  // A first change waits for the code that tells what rests on it.
  await vi.waitFor(() => expect(client.asOf).toBe('2026-03-02T12:00:03Z'));
  await vi.waitFor(() => expect(observation.state.fetching).toBe(false));
  expect(client.asOf).toBe('2026-03-02T12:00:03Z');
  expect(observation.state).toMatchObject({ status: 'ready', data: before });
  expect(to('query').length).toBeLessThanOrEqual(3);
});
