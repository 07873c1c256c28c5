import { afterEach, expect, it, vi } from 'vitest';
import { documentAdapter } from '../../../src/data/adapters/document-adapter.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { DataClient } from '../../../src/data/client.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';

const tickets = [
  { id: 1, createdAt: '2026-03-01T09:00:00Z', closedAt: '2026-03-02T10:00:00Z', channel: 'email', reopenCount: 0 },
  { id: 2, createdAt: '2026-03-02T09:00:00Z', closedAt: null, channel: 'chat', reopenCount: 0 },
];
const csv = 'nr,opened,done,via\n1,2026-03-01T09:00:00Z,2026-03-02T10:00:00Z,email\n2,2026-03-02T09:00:00Z,,chat\n';
const asOf = '2026-03-02T12:00:00Z';

afterEach(() => {
  vi.restoreAllMocks();
});

async function summaryOf(client: DataClient) {
  const scope = resolveScope({}, await client.catalog());
  client.observe(teamSummary, () => {}).update({}, scope);
  const observation = client.observe(teamSummary, () => {});
  observation.update({}, scope);
  await client.whenIdle();
  return observation.state;
}

it('answers the same from records, from a document, and from a document that names a file', async () => {
  const fetch = vi.fn(async () => new Response(csv));
  const document = { version: 1, timezone: 'UTC', asOf, tickets: { src: 'tickets.csv', fields: { id: 'nr', createdAt: 'opened', closedAt: 'done', channel: 'via' } } };
  const clients = [
    new DataClient(recordsAdapter({ tickets, timezone: 'UTC', asOf })),
    new DataClient(documentAdapter({ version: 1, timezone: 'UTC', asOf, tickets })),
    new DataClient(documentAdapter(document, { base: 'https://desk.example.com/data/', fetch })),
  ];
  for (const client of clients) {
    const { status, data } = await summaryOf(client);
    expect(status).toBe('ready');
    expect(data!.figures).toMatchObject({ open: { value: 1 }, closed: { value: 1 }, 'time-to-close': { value: 25 * 3_600_000, n: 1 } });
  }
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('tells a document that is missing, and finds it once it is there', async () => {
  const fetch = vi
    .fn()
    .mockImplementationOnce(async () => new Response('', { status: 404 }))
    .mockImplementation(async () => Response.json({ version: 1, timezone: 'UTC', asOf, tickets }));
  const client = new DataClient(documentAdapter('https://desk.example.com/helpdesk.json', { fetch }));
  await expect(client.catalog()).rejects.toMatchObject({ problem: { kind: 'not-found', title: expect.stringContaining('helpdesk.json') } });
  expect(await summaryOf(client)).toMatchObject({ status: 'ready', data: { figures: { open: { value: 1 } } } });
});

it('gives up a document that stalls, not one that is slow', async () => {
  vi.useFakeTimers();
  let send: (text: string) => void = () => {};
  let signal: AbortSignal | null | undefined;
  const fetch = vi.fn(async (_url: RequestInfo | URL, init?: RequestInit) => {
    signal = init?.signal;
    const body = new ReadableStream<Uint8Array>({ start: (stream) => void (send = (text) => stream.enqueue(new TextEncoder().encode(text))) });
    return new Response(body);
  });
  const adapter = documentAdapter('https://desk.example.com/helpdesk.json', { fetch });
  const client = new DataClient(adapter);
  const outcome = expect(client.catalog()).rejects.toMatchObject({ problem: { kind: 'timeout', title: expect.stringContaining('30 seconds') } });
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  for (let slow = 0; slow < 4; slow++) {
    await vi.advanceTimersByTimeAsync(25_000);
    send(' ');
  }
  await vi.advanceTimersByTimeAsync(25_000);
  expect(signal!.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  await outcome;
  expect(signal!.aborted).toBe(true);
  vi.useRealTimers();
});

it('reads nothing before it is asked', () => {
  const fetch = vi.fn();
  documentAdapter('https://desk.example.com/helpdesk.json', { fetch });
  expect(fetch).not.toHaveBeenCalled();
});
