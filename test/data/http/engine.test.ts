import { describe, expect, it, vi } from 'vitest';
import { httpEngine } from '../../../src/data/adapters/http-engine.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import { backend, engineOver, faultOf, here, honest, json, QUERY, RECORDS, RESULT, URL_OF_BACKEND, type Respond } from './backend.ts';

const MARK = 'marker-token-4711';

describe('queries', () => {
  it('go out in one request and come back in order, each failing alone', async () => {
    const { engine, asked } = engineOver(honest);
    const queries = [QUERY, { measures: ['tickets.cuont'] }, { measures: ['tickets.count'] }];
    const answers = await engine.query(queries, here());
    expect(asked.map(({ path, method, body }) => [method, path, body])).toEqual([['POST', 'query', { queries }]]);
    expect(answers).toEqual(await recordsEngine(RECORDS).query(queries, here()));
    expect(answers[1]).toMatchObject({ ok: false, error: { kind: 'bad-query', path: expect.stringContaining('queries[1]') } });
  });

  it('ask nothing for nothing', async () => {
    const { engine, asked } = engineOver(honest);
    expect(await engine.query([], here())).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('keep the query part of the address, and stand no slash twice', async () => {
    const seen: string[] = [];
    const fetch = async (input: unknown) => {
      seen.push(String(input));
      return json({ results: [RESULT] });
    };
    await httpEngine({ url: 'https://desk.test/api//?tenant=a#top', fetch: fetch as typeof globalThis.fetch }).query([QUERY], here());
    expect(seen).toEqual(['https://desk.test/api/query?tenant=a']);
  });

  it('need an address', async () => {
    expect(await faultOf(httpEngine({ url: ' ' }).query([QUERY], here()))).toMatchObject({ kind: 'bad-query', path: 'url' });
  });

  it('send headers and credentials along, and call fetch as a plain function', async () => {
    const fetch = vi.fn(async function (this: unknown) {
      expect(this).toBeUndefined();
      return json({ results: [RESULT] });
    });
    await httpEngine({ url: URL_OF_BACKEND, headers: { 'x-tenant': 'a' }, credentials: 'include', fetch: fetch as never }).query([QUERY], here());
    const [, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
    expect(init.credentials).toBe('include');
    expect(Object.fromEntries(new Headers(init.headers))).toMatchObject({ 'x-tenant': 'a', 'content-type': 'application/json', accept: 'application/json' });
  });

  it('end with the signal', async () => {
    const stop = new AbortController();
    const { engine } = engineOver({ query: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) });
    const request = engine.query([QUERY], { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('left')));
    await expect(request).rejects.toThrow('left');
  });
});

describe('a catalogue', () => {
  it('is asked for with its ETag, and kept while it stands', async () => {
    const { engine, asked } = engineOver({
      catalog: async (one, count) => (one.headers.get('if-none-match') === '"1"' && count === 2 ? new Response(null, { status: 304 }) : honest['catalog']!(one, count)),
    });
    const first = await engine.catalog(here());
    expect(await engine.catalog(here())).toBe(first);
    expect(await engine.catalog(here())).not.toBe(first);
    expect(asked.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
  });
});

const bytes = (text: string, type = 'application/json'): Respond => () => new Response(text, { headers: { 'content-type': type } });
const WHOLE = JSON.stringify({ results: [RESULT] });

describe('an answer that is none', () => {
  it.each<[string, Respond, string, RegExp]>([
    ['a page instead of data', bytes('<!doctype html><h1>Error</h1>', 'text/html; charset=utf-8'), 'bad-data', /a web page instead of data/],
    ['a page that says it is JSON', bytes('<!doctype html><h1>Error</h1>'), 'bad-data', /no valid JSON/],
    ['another type', bytes(WHOLE, 'text/plain'), 'bad-data', /text\/plain instead of application\/json/],
    ['no type', () => new Response(new Uint8Array([123, 125])), 'bad-data', /unnamed type/],
    ['half a body', bytes(WHOLE.slice(0, 60)), 'bad-data', /not whole/],
    ['nothing', bytes(''), 'bad-data', /empty answer/],
    ['no UTF-8', () => new Response(new Uint8Array([0x22, 0xe9, 0x22]), { headers: { 'content-type': 'application/json; charset=latin1' } }), 'bad-data', /UTF-8/],
    ['a newer version', () => json({ version: 2, results: [RESULT] }), 'bad-data', /version 2 of the format; this page reads version 1/],
    ['an odd version', () => json({ version: 'beta', results: [RESULT] }), 'bad-data', /version beta/],
    ['no results', () => json({ rows: [] }), 'bad-data', /results is missing; a list is needed/],
    ['a list', () => json([RESULT]), 'bad-data', /not as agreed/],
    ['null', () => json(null), 'bad-data', /not as agreed/],
    ['too few results', () => json({ results: [] }), 'bad-data', /0 results to 1 queries/],
    ['too many results', () => json({ results: [RESULT, RESULT] }), 'bad-data', /2 results to 1 queries/],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }), { headers: { 'content-type': 'application/json' } }),
      'network',
      /broke off/,
    ],
    [
      'no connection',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'network',
      /could not be reached/,
    ],
  ])('%s is one clear problem', async (_name, query, kind, title) => {
    const { engine } = engineOver({ query });
    const problem = await faultOf(engine.query([QUERY], here()));
    expect(problem).toMatchObject({ kind, title: expect.stringMatching(title) });
  });

  it('a failure without words of its own tells its status', async () => {
    const silent = engineOver({ query: () => new Response(null, { status: 400 }) }).engine;
    expect(await faultOf(silent.query([QUERY], here()))).toMatchObject({ status: 400, detail: 'It answered with status 400.' });
    const worded = engineOver({ query: () => Response.json({ error: 'No such view.' }, { status: 400 }) }).engine;
    expect(await faultOf(worded.query([QUERY], here()))).toMatchObject({ detail: 'No such view.' });
  });

  it.each([
    ['columns of different length', { ...RESULT, data: [['chat'], [1, 2]] }, /equally long/],
    ['too few columns', { ...RESULT, data: [['chat']] }, /one array for each column/],
    ['an object for a cell', { ...RESULT, data: [['chat'], [{}]] }, /data\.1/],
    ['no clock', { columns: [], data: [] }, /asOf/],
    ['null', null, /result 2/],
  ])('as one result of several, %s fails alone', async (_name, result, words) => {
    const { engine } = engineOver({ query: () => json({ results: [RESULT, result] }) });
    const answers = await engine.query([QUERY, QUERY], here());
    expect(answers[0]).toEqual({ ok: true, value: RESULT });
    expect(answers[1]).toMatchObject({ ok: false, error: { kind: 'bad-data', title: expect.stringMatching(words) } });
  });

  it('names its own fault of one query, whatever shape it has', async () => {
    const faults = [{ kind: 'unsupported', title: 'No calls here.', detail: 7, path: 'queries[0]' }, 'broken', { kind: 'toString', title: '' }];
    const { engine } = engineOver({ query: () => json({ results: faults.map((error) => ({ error })) }) });
    expect(await engine.query([QUERY, QUERY, QUERY], here())).toEqual([
      { ok: false, error: { kind: 'unsupported', title: 'No calls here.', path: 'queries[0]' } },
      { ok: false, error: { kind: 'server', title: 'The source failed.' } },
      { ok: false, error: { kind: 'server', title: 'The source failed.' } },
    ]);
  });

  it('as a catalogue, is refused the same way', async () => {
    expect(await faultOf(engineOver({ catalog: bytes('<h1>', 'text/html') }).engine.catalog(here()))).toMatchObject({ kind: 'bad-data' });
    expect(await faultOf(engineOver({ catalog: () => json({ version: 3, sources: [], capabilities: {} }) }).engine.catalog(here()))).toMatchObject({ title: expect.stringContaining('version 3') });
    expect(await faultOf(engineOver({ catalog: () => json({ capabilities: {} }) }).engine.catalog(here()))).toMatchObject({ path: 'sources' });
  });
});

describe('a status', () => {
  it.each([
    [400, 'bad-query'],
    [401, 'signed-out'],
    [403, 'denied'],
    [404, 'not-found'],
    [408, 'timeout'],
    [409, 'conflict'],
    [413, 'too-large'],
    [418, 'server'],
    [422, 'bad-query'],
    [429, 'rate-limited'],
    [500, 'server'],
    [501, 'server'],
    [503, 'server'],
  ])('%i is %s, with a page as its body', async (status, kind) => {
    const { engine } = engineOver({ query: () => new Response('<h1>Oh no</h1>', { status, headers: { 'content-type': 'text/html' } }) });
    const problem = await faultOf(engine.query([QUERY], here()));
    expect(problem).toMatchObject({ kind, status });
    expect(problem.title).not.toContain('Oh no');
  });

  it('with a problem document says what that says', async () => {
    const problem = { type: 'about:blank', title: 'Too many rows.', detail: 'At most 10,000.', kind: 'too-large', path: 'queries[0].limit', status: 200 };
    const { engine } = engineOver({ query: () => json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } }) });
    expect(await faultOf(engine.query([QUERY], here()))).toEqual({ kind: 'too-large', title: 'Too many rows.', detail: 'At most 10,000.', path: 'queries[0].limit', status: 400 });
  });

  it('settles who is signed out and who is denied, whatever the document says', async () => {
    const { engine } = engineOver({ query: () => json({ title: 'x', kind: 'server' }, { status: 403 }) });
    expect(await faultOf(engine.query([QUERY], here()))).toMatchObject({ kind: 'denied' });
  });

  it.each([
    ['7', 7000],
    ['0', 0],
    ['Mon, 02 Mar 2026 12:00:09 GMT', 9000],
    ['Mon, 02 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-3', undefined],
    ['7 apples', undefined],
  ])('with Retry-After: %s asks for %s ms', async (value, expected) => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T12:00:00Z') });
    const { engine } = engineOver({ query: () => new Response(null, { status: 503, headers: { 'retry-after': value } }) });
    const { retryAfter } = await faultOf(engine.query([QUERY], here()));
    vi.useRealTimers();
    expect(retryAfter).toBe(expected);
  });

  it('counts a date by the clock of the server that sent it', async () => {
    const headers = { 'retry-after': 'Mon, 02 Mar 2026 12:00:09 GMT', date: 'Mon, 02 Mar 2026 12:00:04 GMT' };
    const { engine } = engineOver({ query: () => new Response(null, { status: 429, headers }) });
    expect(await faultOf(engine.query([QUERY], here()))).toMatchObject({ kind: 'rate-limited', retryAfter: 5000 });
  });
});

describe('a secret in the headers', () => {
  const headers = { authorization: `Bearer ${MARK}` };
  const echo = { title: `No entry for Bearer ${MARK}`, detail: `token=${MARK}`, path: MARK, kind: 'bad-query' };

  it('is taken out of what a server says', async () => {
    const whole = await faultOf(engineOver({ query: () => json(echo, { status: 500 }) }, { headers }).engine.query([QUERY], here()));
    const [alone] = await engineOver({ query: () => json({ results: [{ error: echo }] }) }, { headers }).engine.query([QUERY], here());
    expect(JSON.stringify([whole, alone])).not.toContain(MARK);
    expect(whole.title).toContain('No entry for');
  });

  it('is not told when the page cannot give it', async () => {
    const { engine } = engineOver(honest, { headers: () => Promise.reject(new Error(`bad ${MARK}`)) });
    const problem = await faultOf(engine.query([QUERY], here()));
    expect(problem.kind).toBe('signed-out');
    expect(JSON.stringify(problem)).not.toContain(MARK);
  });
});

it('an engine is made when first asked, and told of changes at once', async () => {
  const { fetch, asked } = backend({ ...honest, changes: () => new Response('data: {"sources":["calls"]}\n\n', { headers: { 'content-type': 'text/event-stream' } }) });
  const engine = httpEngine({ url: URL_OF_BACKEND, fetch });
  const change = await new Promise((resolve) => {
    const stop = engine.subscribe!((one) => {
      stop();
      resolve(one);
    });
  });
  expect(change).toEqual({ sources: ['calls'] });
  expect(await engine.catalog(here())).toHaveProperty('sources');
  expect(asked.map(({ path }) => path)).toEqual(['changes', 'catalog']);
});
