import { createGzip, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../src/data/document/load-document.ts';
import { BASE, faultOf, gzip, load, type Served } from './served.ts';

const CSV = { 't.csv': 'id,opened\n1,2026-03-01\n' };
const of = (tickets: object, more: object = {}) => ({ tickets, ...more });
const file = (more: object = {}) => ({ src: 't.csv', fields: { id: 'id' }, ...more });

describe('a document that cannot be right', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['an unknown source', { tikets: [] }, 'tikets', /“tikets” in The document is not known here\. Did you mean “tickets”\?/],
    ['an unknown key of a file', of(file({ field: {} })), 'tickets.field', /Did you mean “fields”\?/],
    ['an unknown field', of(file({ fields: { id: 'id', createdat: 'opened' } })), 'tickets.fields.createdat', /“createdat” is no field of tickets\. Did you mean “createdAt”\?/],
    [
      'a misspelt field with words under its right name',
      of(file({ fields: { id: 'id', opend: 'opened', chanel: 'id' }, values: { channel: { a: 'b' } } })),
      'tickets.fields.opend',
      /“opend” is no field of tickets/,
    ],
    ['a misspelt field alone', of(file({ fields: { chanel: 'id' }, values: { channel: { a: 'b' } } })), 'tickets.fields.chanel', /“chanel” is no field of tickets\. Did you mean “channel”\?/],
    ['a wrong delimiter', of(file({ delimiter: ';' })), 'tickets.delimiter', /^t\.csv is read as one single column; its delimiter looks like “,”\.$/],
    ['a column that is not there', of(file({ fields: { id: 'ident' } })), 'tickets.fields.id', /t\.csv has no column “ident”\. Did you mean “id”\?/],
    ['a kept column that is not there', of(file({ keep: ['id', 'open'] })), 'tickets.keep[1]', /Did you mean “opened”\?/],
    ['words of a field that is not mapped', of(file({ values: { priority: {} } })), 'tickets.values.priority', /is no field of tickets that is mapped/],
    ['the same field as id and as name', of(file({ fields: { owner: 'id', ownerId: 'id' } })), 'tickets.fields.owner', /one of them is enough/],
    ['an unreadable date format', of(file({ dateFormat: 'nice' })), 'tickets.dateFormat', /“nice” tells no order/],
    ['an unreadable date format of one field', of(file({ dateFormat: { id: 'HH:mm' } })), 'tickets.dateFormat.id', /tells no order/],
    ['a unit that is none', of(file({ units: { id: 'years' } })), 'tickets.units.id', /must be/],
    ['a delimiter of two letters', of(file({ delimiter: '::' })), 'tickets.delimiter', /must be/],
    ['an unknown encoding', of(file({ encoding: 'klingon' })), 'tickets.encoding', /“klingon” is no encoding/],
    ['an unknown zone', of(file(), { timezone: 'Europe/Warsawa' }), 'timezone', /not a time zone\. Did you mean Europe\/Warsaw\?/],
    ['an unknown zone of a calendar', { calendars: [{ id: 'c', name: 'C', timezone: 'Oslo', weekly: [] }] }, 'calendars[0].timezone', /not a time zone/],
    ['hours that are none', { calendars: [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 1, from: '9', to: '17:00' }] }] }, 'calendars[0].weekly[0].from', /must be/],
    ['a day that is none', { calendars: [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 8, from: '09:00', to: '17:00' }] }] }, 'calendars[0].weekly[0].day', /must be/],
    ['an asOf that is none', of(file(), { asOf: 'today' }), 'asOf', /“asOf” must be an instant/],
    ['a newer version', of(file(), { version: 2 }), 'version', /is of version 2; this kit reads version 1/],
    ['a source that is no table', { tickets: 5 }, 'tickets', /“tickets” in The document must be an object, not 5/],
    ['a column that is no list', { tickets: { id: 5 } }, 'tickets.id', /must be a list/],
    ['a list', [], '', /The document must be an object/],
    ['columns that say nothing', { tickets: [{ colour: 'red', size: 5 }] }, 'tickets.fields', /The columns of The document are not known/],
    ['settings of another kind', { settings: { calls: { asReplies: 'no' } } }, 'settings.calls.asReplies', /must be true or false/],
  ])('is one clear error: %s', async (_, document, path, sentence) => {
    const problem = await faultOf(load(document as object, CSV));
    expect(problem).toMatchObject({ kind: 'bad-data', title: expect.stringMatching(sentence) });
    expect(problem.path ?? '').toBe(path);
  });
});

describe('a document or file that cannot be read', () => {
  const cases: [string, string, Record<string, Served>, string, RegExp][] = [
    ['missing', 'd.json', {}, 'not-found', /^d\.json was not found \(HTTP 404\)\.$/],
    ['refused', 'd.json', { 'd.json': new Response('', { status: 403 }) }, 'denied', /^d\.json may not be read/],
    ['behind a sign-in', 'd.json', { 'd.json': new Response('', { status: 401 }) }, 'signed-out', /asks you to sign in/],
    ['of a server in trouble', 'd.json', { 'd.json': new Response('', { status: 503, headers: { 'retry-after': '7' } }) }, 'server', /could not be read \(HTTP 503\)/],
    ['a web page', 'd.json', { 'd.json': '  <!DOCTYPE html><html></html>' }, 'bad-data', /^d\.json is a web page, not data\.$/],
    ['a web page in place of rows', 't.csv', { 't.csv': '<html><body>Sign in' }, 'bad-data', /is a web page/],
    ['wrong JSON', 'd.json', { 'd.json': '{\n  "tickets": [],\n  "timezone": UTC\n}' }, 'bad-data', /^d\.json is not valid JSON in line 3, column 15/],
    ['JSON cut off', 'd.json', { 'd.json': '{ "tickets": [' }, 'bad-data', /it may be cut off/],
    ['empty JSON', 'd.json', { 'd.json': '' }, 'bad-data', /^d\.json is empty\.$/],
    ['other JSON', 'd.json', { 'd.json': '"hello"' }, 'bad-data', /d\.json/],
    ['wrong JSON far down', 't.json', { 't.json': `[\n${'{"id":1,"createdAt":0},\n'.repeat(20_000)}{"id":}\n]` }, 'bad-data', /in line 20002, column 7/],
    ['wrong JSON in one long line', 't.json', { 't.json': `[${'{"id":1,"createdAt":0},'.repeat(20_000)}{"id":}]` }, 'bad-data', /in line 1, column 460008/],
    ['a row without end', 't.json', { 't.json': `[{"id":"${'x'.repeat(3_000_000)}` }, 'bad-data', /holds a row of more than 1,000,000 letters/],
    ['a line without end', 't.ndjson', { 't.ndjson': `{"id":1,"createdAt":0}\n{"id":"${'x'.repeat(3_000_000)}` }, 'bad-data', /holds a row of more than 1,000,000 letters/],
    ['rows cut off', 't.json', { 't.json': '[{"id":1},{"id"' }, 'bad-data', /never closed; it may be cut off/],
    ['rows with more behind', 't.json', { 't.json': '[{"id":1,"createdAt":0}] x' }, 'bad-data', /something follows its list/],
    ['a list closed by another bracket', 't.json', { 't.json': '[}' }, 'bad-data', /not valid JSON/],
    ['packed, but broken', 'd.json', { 'd.json': gzip('{}').slice(0, 12) }, 'bad-data', /packed with gzip, but cannot be unpacked/],
    ['packed twice, one behind the other', 't.csv', { 't.csv': new Uint8Array([...gzip('id,createdAt\n'), ...gzip('1,2026-03-01\n')]) }, 'bad-data', /goes on after its end, as several packed files in one do/],
    ['an unknown export', 't.csv', { 't.csv': 'colour,size\nred,5\n' }, 'bad-data', /The columns of t\.csv are not known/],
  ];
  it.each(cases)('is one clear error: %s', async (_, input, files, kind, sentence) => {
    expect(await faultOf(load(input, files))).toMatchObject({ kind, title: expect.stringMatching(sentence) });
  });

  it('tells which columns it found and which are needed', async () => {
    const { detail } = await faultOf(load('t.csv', { 't.csv': 'colour,size\nred,5\n' }));
    expect(detail).toBe('It has colour, size. Needed are at least id and createdAt: name their columns under “fields” in a document.');
  });

  it('says when to come back', async () => {
    const busy = new Response('', { status: 429, headers: { 'retry-after': '7' } });
    expect(await faultOf(load('d.json', { 'd.json': busy }))).toMatchObject({ kind: 'rate-limited', status: 429, retryAfter: 7000 });
  });

  it('is told from a page opened as a file, with what to do', async () => {
    const problem = await faultOf(loadDocument('helpdesk.json', { base: 'file:///home/me/page.html' }));
    expect(problem).toMatchObject({ kind: 'network', title: 'helpdesk.json cannot be read from a page that was opened as a file; browsers forbid it.' });
    expect(problem.detail).toMatch(/web server/);
  });

  it('has no complete address', async () => {
    expect(await faultOf(loadDocument('helpdesk.json', { fetch: () => Promise.reject(new Error('asked')) }))).toMatchObject({ kind: 'bad-data', detail: 'Give options.base.' });
  });

  it('cannot be reached, or breaks off', async () => {
    const refused = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await faultOf(loadDocument('d.json', { base: BASE, fetch: refused }))).toMatchObject({ kind: 'network', title: 'd.json could not be reached.', detail: 'Failed to fetch' });
    let sent = false;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new TypeError('reset'));
        else controller.enqueue(new TextEncoder().encode('id,createdAt\n1,2026-'));
        sent = true;
      },
    });
    expect(await faultOf(load('t.csv', { 't.csv': new Response(broken) }))).toMatchObject({ kind: 'network', title: 't.csv broke off while it was read.' });
  });
});

describe('too much', () => {
  const limit = 5_000_000;
  const sentence = 't.csv is larger than 5 MB unpacked and was not read.';

  it('is refused by what the server says', async () => {
    let read = false;
    const body = new ReadableStream<Uint8Array>({
      pull() {
        read = true;
      },
    }, { highWaterMark: 0 });
    const big = new Response(body, { headers: { 'content-length': '5000001' } });
    expect(await faultOf(load('t.csv', { 't.csv': big }, { maxBytes: limit }))).toMatchObject({ kind: 'too-large', title: sentence });
    expect(read).toBe(false);
  });

  it('is refused once it has come', async () => {
    const line = new TextEncoder().encode(`id,createdAt\n${'1,2026-03-01\n'.repeat(1000)}`);
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += line.length;
        controller.enqueue(line);
      },
      cancel() {
        cancelled = true;
      },
    });
    expect(await faultOf(load('t.csv', { 't.csv': new Response(endless) }, { maxBytes: limit }))).toMatchObject({ kind: 'too-large', title: sentence });
    expect(sent).toBeLessThan(limit + 10 * line.length);
    expect(cancelled).toBe(true);
  });

  it('is refused where a small packed file would grow without end', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 'a'));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await faultOf(load('t.csv', { 't.csv': new Uint8Array(bomb) }, { maxBytes: limit }))).toMatchObject({ kind: 'too-large', title: sentence });
  });

  it('is refused without taking the memory: 300 MB of nothing in 300 kB', async () => {
    const zeros = Buffer.alloc(1_000_000);
    const bomb = createGzip({ level: 1 });
    Readable.from(Array.from({ length: 300 }, () => zeros)).pipe(bomb);
    const before = process.memoryUsage().rss;
    let peak = before;
    const watched = { onProgress: () => (peak = Math.max(peak, process.memoryUsage().rss)) };
    const answer = new Response(Readable.toWeb(bomb) as ReadableStream<Uint8Array>);
    expect(await faultOf(load('t.csv', { 't.csv': answer }, watched))).toMatchObject({ kind: 'too-large', title: 't.csv is larger than 200 MB unpacked and was not read.' });
    expect(peak - before).toBeLessThan(800_000_000);
  });
});

it('nothing but white space ends soon', async () => {
  const blank = ' \n'.repeat(10_000_000);
  for (const name of ['t.csv', 't.json', 't']) await load(name, { [name]: blank }).catch((error: unknown) => expect(error).toMatchObject({ problem: { kind: 'bad-data' } }));
}, 20_000);

describe('a load that is stopped', () => {
  it('ends at once, and stops what is being fetched', async () => {
    const stop = new AbortController();
    let cancelled = false;
    const slow = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('id,createdAt\n1,2026-03-01\n'));
      },
      cancel() {
        cancelled = true;
      },
    });
    const fetch: typeof globalThis.fetch = (_, init) => {
      init?.signal?.addEventListener('abort', () => void slow.cancel().catch(() => (cancelled = true)));
      return Promise.resolve(new Response(slow));
    };
    const loading = loadDocument('t.csv', { base: BASE, fetch, signal: stop.signal, onProgress: () => stop.abort(new DOMException('enough', 'AbortError')) });
    await expect(loading).rejects.toThrow('enough');
    expect(cancelled).toBe(true);
  });

  it('never begins where it is already stopped', async () => {
    let asked = 0;
    const fetch: typeof globalThis.fetch = (_, init) => {
      asked++;
      init?.signal?.throwIfAborted();
      return Promise.resolve(new Response('{}'));
    };
    await expect(loadDocument('d.json', { base: BASE, fetch, signal: AbortSignal.abort(new DOMException('enough', 'AbortError')) })).rejects.toThrow('enough');
    expect(asked).toBeLessThanOrEqual(1);
  });
});
