import { afterEach, describe, expect, it } from 'vitest';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { documentAdapter, type DocumentOptions } from '../../../src/data/adapters/document-adapter.ts';
import type { LoadProgress } from '../../../src/data/document/files.ts';
import { DataError } from '../../../src/data/problem.ts';
import { presetReport } from '../../../src/data/reports/presets.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';

const MANY = 30_000;
let workers = 0;
const Native = Worker;
globalThis.Worker = class extends Native {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers++;
  }
};

const opened: DataAdapter[] = [];
afterEach(() => {
  workers = 0;
  for (const adapter of opened.splice(0)) adapter.close?.();
});

function csv(rows: number): string {
  const lines = ['Number,Opened,Closed,Via,Owner'];
  for (let row = 0; row < rows; row++) {
    const day = 1 + (row % 27);
    lines.push([`INC${row}`, `2026-03-${day} 0${row % 10}:30`, row % 3 ? `2026-03-${day + 1} 11:00` : '', row % 2 ? 'Phone' : '"E-mail, web"', `Rep ${row % 40}`].join());
  }
  lines[5] = 'INC5,not a day,,Phone,Rep 1';
  return `${lines.join('\r\n')}\r\n`;
}

async function packed(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
}

const FIELDS = { id: 'Number', createdAt: 'Opened', closedAt: 'Closed', channel: 'Via', owner: 'Owner' };
const document_ = (src: string, more: object = {}) => ({ version: 1, timezone: 'Europe/Warsaw', asOf: '2026-04-01T00:00:00Z', tickets: { src, fields: FIELDS, ...more } });
const json = (value: unknown) => JSON.stringify(value);
const rowsAsJson = (rows: number) => Array.from({ length: rows }, (_, id) => ({ id, createdAt: `2026-03-0${1 + (id % 9)}T10:00:00Z`, channel: id % 2 ? 'chat' : 'email' }));

/** Answers from these files, in pieces that are the host's own, and counts how often each is asked for. */
function host(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>) {
  const asked: string[] = [];
  const given: Uint8Array[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const name = new URL(String(input)).pathname.slice(1);
    asked.push(name);
    const file = files[name];
    if (file === undefined) return new Response('gone', { status: 404 });
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    given.push(bytes);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 60_000) }, (_, i) => bytes.subarray(i * 60_000, (i + 1) * 60_000));
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    return Promise.resolve(new Response(body, { headers: { 'Last-Modified': 'Wed, 01 Apr 2026 00:00:00 GMT' } }));
  };
  return { fetch, asked, given };
}

const BASE = 'https://desk.example.com/';

/** What a document comes to: its catalogue and one report, or why not. */
async function told(source: string | object, options: DocumentOptions): Promise<unknown> {
  const adapter = documentAdapter(source, { base: BASE, ...options });
  opened.push(adapter);
  const { signal } = new AbortController();
  try {
    const catalog = await adapter.catalog!({ signal });
    const request = { dataset: 'report' as const, params: { report: presetReport('tickets-created')!, period: 'this-month' as const }, scope: resolveScope({ timezone: 'Europe/Warsaw', now: '2026-03-31T12:00:00Z' }, catalog) };
    return { catalog, report: await adapter.load(request, { signal }) };
  } catch (thrown) {
    if (thrown instanceof DataError) return thrown.problem;
    throw thrown;
  }
}

const LARGE = csv(MANY);

describe('a large document', () => {
  it.each<[string, string | object, () => Promise<Record<string, string | Uint8Array<ArrayBuffer>>> | Record<string, string | Uint8Array<ArrayBuffer>>]>([
    ['that names a CSV file', 'helpdesk.json', () => ({ 'helpdesk.json': json(document_('data/t.csv')), 'data/t.csv': LARGE })],
    ['that names a packed file', 'helpdesk.json', async () => ({ 'helpdesk.json': json(document_('t.csv.gz')), 't.csv.gz': await packed(LARGE + csv(60_000).replace(/INC/g, 'INQ')) })],
    ['with its rows inside', 'helpdesk.json', () => ({ 'helpdesk.json': json({ version: 1, tickets: rowsAsJson(MANY) }) })],
    ['that is an object and names a file', document_('t.csv'), () => ({ 't.csv': LARGE })],
    ['that is an object with rows', { version: 1, tickets: rowsAsJson(MANY) }, () => ({})],
    ['that is one file of a known export', 'all.csv', () => ({ 'all.csv': LARGE.replace('Number,Opened,Closed,Via,Owner', 'number,opened_at,closed_at,contact_type,assigned_to') })],
    ['with a file that is not there', 'helpdesk.json', () => ({ 'helpdesk.json': json({ ...document_('t.csv'), reps: { src: 'gone.csv' } }), 't.csv': LARGE })],
    ['with a column that is not there', 'helpdesk.json', () => ({ 'helpdesk.json': json(document_('t.csv', { fields: { ...FIELDS, status: 'Stat' } })), 't.csv': LARGE })],
  ])('%s is read in a worker as on the page, and each file is asked for once', async (_, source, make) => {
    const files = await make();
    const [there, here] = [host(files), host(files)];
    const found = await told(source, { fetch: there.fetch });
    expect(workers).toBe(1);
    expect(found).toEqual(await told(source, { fetch: here.fetch, workerUrl: null }));
    expect(workers).toBe(1);
    expect(there.asked).toEqual([...new Set(there.asked)]);
    // Bytes are copied: the host may go on with its own.
    expect(there.given.every(({ length, buffer }) => length > 0 && buffer.byteLength > 0)).toBe(true);
  }, 60_000);

  it('tells how far it has come', async () => {
    const { fetch } = host({ 'helpdesk.json': json(document_('t.csv')), 't.csv': LARGE });
    const steps: LoadProgress[] = [];
    await told('helpdesk.json', { fetch, onProgress: (progress) => steps.push(progress) });
    expect(workers).toBe(1);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.map(({ bytes }) => bytes)).toEqual(steps.map(({ bytes }) => bytes).sort((a, b) => a - b));
    expect(steps.at(-1)).toMatchObject({ bytes: json(document_('t.csv')).length + new TextEncoder().encode(LARGE).length, rows: MANY });
  }, 60_000);

  it('is given up with its reason, and nothing more is fetched', async () => {
    const stop = new AbortController();
    let pieces = 0;
    const fetch: typeof globalThis.fetch = () => {
      const line = new TextEncoder().encode(pieces ? '1,2026-03-01T00:00:00Z,Phone\n'.repeat(1500) : 'number,opened_at,contact_type\n');
      return Promise.resolve(new Response(new ReadableStream({ pull: (controller) => {
        controller.enqueue(line);
        if (++pieces === 200) stop.abort(new Error('left the page'));
      } })));
    };
    await expect(told('all.csv', { fetch, signal: stop.signal })).rejects.toThrow('left the page');
    const then = pieces;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(pieces).toBeLessThanOrEqual(then + 2);
  }, 60_000);

  it('is read on the page where the worker file is missing, without a second request', async () => {
    const { fetch, asked } = host({ 'helpdesk.json': json(document_('t.csv')), 't.csv': LARGE });
    const found = await told('helpdesk.json', { fetch, workerUrl: '/not-there/worker.js' });
    expect(found).toHaveProperty('report');
    expect(asked).toEqual(['helpdesk.json', 't.csv']);
  }, 60_000);
});

describe('a small document', () => {
  it.each<[string, string | object, Record<string, string>]>([
    ['by its address', 'helpdesk.json', { 'helpdesk.json': json(document_('t.csv')), 't.csv': csv(3000) }],
    ['as an object', document_('t.csv'), { 't.csv': csv(3000) }],
    ['that is not there', 'gone.json', {}],
    ['whose file is a web page', 'helpdesk.json', { 'helpdesk.json': json(document_('t.csv')), 't.csv': '<!doctype html><title>Sign in</title>' }],
    ['that is no JSON', 'helpdesk.json', { 'helpdesk.json': '{ "version": 1, ' }],
  ])('%s is read on the page, and each file is asked for once', async (_, source, files) => {
    const [weighed, plain] = [host(files), host(files)];
    expect(await told(source, { fetch: weighed.fetch })).toEqual(await told(source, { fetch: plain.fetch, workerUrl: null }));
    expect(workers).toBe(0);
    expect(weighed.asked).toEqual(plain.asked);
  }, 60_000);
});
