import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Records } from '../../../src/data/records/records.ts';
import { value } from '../engine/ask.ts';

/** The server of docs/connectors.md, run as it stands there, beside a Zendesk of our own. */
const guide = readFileSync(new URL('../../../docs/connectors.md', import.meta.url), 'utf8');
const code = /```js\n(.*?)```/s.exec(guide)![1]!;
const connectors = new URL('../../../src/data/connectors/index.ts', import.meta.url).href;

const running: { child?: ChildProcess; zendesk?: Server; folder?: string } = {};
afterEach(() => {
  running.child?.kill();
  running.zendesk?.close();
  if (running.folder) rmSync(running.folder, { recursive: true, force: true });
});

const ticket = (id: number) => ({ id, status: 'open', created_at: '2026-03-02T09:00:00Z', via: { channel: 'email' } });

/** A Zendesk of two pages of tickets. `away` leads the second page to another host. */
async function startZendesk(asked: string[], away?: string): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`);
    const base = `http://${request.headers.host}`;
    const isSecond = request.url!.includes('after=2');
    const links = { next: `${away ?? base}/api/v2/tickets.json?after=2` };
    const tickets = isSecond ? { tickets: [ticket(2)], meta: { has_more: false } } : { tickets: [ticket(1)], meta: { has_more: true }, links };
    response.end(JSON.stringify(request.url!.includes('metrics') ? { ticket_metrics: [] } : request.url!.includes('users') ? { users: [] } : tickets));
  });
  running.zendesk = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startProxy(zendesk: string): Promise<{ url: string; errors: string[] }> {
  running.folder = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  writeFileSync(join(running.folder, 'proxy.mjs'), code.replace('helpdesk-widgets/data/connectors', connectors).replace('./session.js', './session.mjs'));
  writeFileSync(join(running.folder, 'session.mjs'), `export const isSignedIn = (request) => request.headers.cookie === 'session=ada';`);
  const child = spawn('node', [join(running.folder, 'proxy.mjs')], { env: { ...process.env, ZENDESK_URL: zendesk, ZENDESK_USER: 'ada', ZENDESK_TOKEN: 'secret', PORT: '0' } });
  running.child = child;
  const errors: string[] = [];
  child.stderr.on('data', (text: Buffer) => errors.push(String(text)));
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(String(text).trim()));
    child.once('exit', () => reject(new Error(errors.join(''))));
  });
  return { url: `http://127.0.0.1:${port}/records`, errors };
}

const asAda = { headers: { cookie: 'session=ada' } };

test('hands all pages as records to who is signed in, asks once, and keeps the key', async () => {
  const asked: string[] = [];
  const { url } = await startProxy(await startZendesk(asked));
  expect((await fetch(url)).status).toBe(401);
  expect(asked).toEqual([]);
  const body = await (await fetch(url, asAda)).text();
  const records = JSON.parse(body) as Records;
  expect(await value(records, 'tickets.open')).toBe(2);
  await fetch(url, asAda);
  expect(asked.map((line) => line.split(' ')[2]).sort()).toEqual([
    '/api/v2/ticket_metrics.json?page[size]=100',
    '/api/v2/tickets.json?after=2',
    '/api/v2/tickets.json?page[size]=100',
    '/api/v2/users.json?page[size]=100',
  ]);
  expect(asked.every((line) => line.startsWith(`Basic ${btoa('ada/token:secret')} `))).toBe(true);
  expect(body).not.toContain('secret');
});

test('does not follow a link with the key to another host, nor tell the page why', async () => {
  const { url, errors } = await startProxy(await startZendesk([], 'http://127.0.0.1:9'));
  const answer = await fetch(url, asAda);
  expect([answer.status, await answer.text()]).toEqual([502, '']);
  await vi.waitFor(() => expect(errors.join('')).toContain('A link led away from Zendesk.'));
});
