import { afterEach, expect, test, vi } from 'vitest';
import type { DataAdapter, DataRequest, RecordsAdapter } from '../../../src/data/adapter.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { DataClient } from '../../../src/data/client.ts';
import { report } from '../../../src/data/datasets/report.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { ticketsByChannel } from '../../../src/data/datasets/tickets-by-channel.ts';
import { presetReport } from '../../../src/data/reports/presets.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';

const AS_OF = '2026-03-02T12:00:00Z';
const ticket = (id: string, more: object = {}) => ({ id, createdAt: '2026-03-02T08:00:00Z', closedAt: null, statusCategory: 'open', reopenCount: 0, channel: 'email', ownerId: 'r1', ...more });
const RECORDS = {
  asOf: AS_OF,
  timezone: 'UTC',
  tickets: [ticket('t1'), ticket('t2', { createdAt: '2026-03-01T08:00:00Z' })],
  messages: [{ id: 'm0', ticketId: 't1', sentAt: '2026-03-02T08:00:00Z', direction: 'inbound' }, { id: 'm1', ticketId: 't1', sentAt: '2026-03-02T09:00:00Z', direction: 'outbound' }],
  reps: [{ id: 'r1', name: 'Ada' }],
  contacts: [{ id: 'c1', name: 'Kim' }],
};

/** The adapter, with a list of the datasets that are asked of it. */
function counted(adapter: RecordsAdapter): RecordsAdapter & { asked: string[] } {
  const asked: string[] = [];
  const note = (requests: readonly DataRequest[]) => asked.push(...requests.map(({ dataset }) => dataset));
  const load: DataAdapter['load'] = (request, context) => (note([request as DataRequest]), adapter.load(request, context));
  return { ...adapter, asked, load, loadMany: (requests, context) => (note(requests), adapter.loadMany!(requests, context)) };
}

let client: DataClient;
afterEach(() => client.unmount());

async function page() {
  const adapter = counted(recordsAdapter(RECORDS));
  client = new DataClient(adapter);
  client.mount();
  const scope = resolveScope({}, await client.catalog());
  const summary = client.observe(teamSummary, () => {});
  summary.update({}, scope);
  const channels = client.observe(ticketsByChannel, () => {});
  channels.update({}, scope);
  const created = client.observe(report, () => {});
  created.update({ report: presetReport('tickets-created')! }, scope);
  await client.whenIdle();
  expect(adapter.asked.sort()).toEqual(['report', 'team-summary', 'tickets-by-channel']);
  adapter.asked.length = 0;
  return { adapter, summary, channels };
}

test('a message asks for what rests on messages, and for nothing else', async () => {
  const { adapter, summary } = await page();
  expect(summary.state.data?.figures['first-response-time']?.value).toBe(3_600_000);
  await adapter.apply({ upsert: { contacts: [{ id: 'c1', name: 'Lou' }] }, asOf: AS_OF });
  await adapter.apply({ upsert: { messages: [{ id: 'm1', ticketId: 't1', sentAt: '2026-03-02T10:00:00Z', direction: 'outbound' }] }, asOf: AS_OF });
  await vi.waitFor(() => expect(summary.state.data?.figures['first-response-time']?.value).toBe(7_200_000));
  expect(adapter.asked).toEqual(['team-summary']);
});

test('a ticket asks for all that counts tickets, once for many changes, and the former answer stays meanwhile', async () => {
  const { adapter, channels } = await page();
  const shown: (number | null | undefined)[] = [];
  const stop = setInterval(() => shown.push(channels.state.data?.figures['open']?.value));
  for (let i = 3; i < 10; i++) await adapter.apply({ upsert: { tickets: [ticket(`t${i}`)] } });
  await vi.waitFor(() => expect(channels.state.data?.figures['open']?.value).toBe(9));
  await client.whenIdle();
  clearInterval(stop);
  expect(new Set(shown)).not.toContain(undefined);
  expect(adapter.asked.sort()).toEqual(['report', 'team-summary', 'tickets-by-channel']);
});

test('a clock that moves asks for everything', async () => {
  const { adapter, summary } = await page();
  await adapter.apply({ asOf: '2026-03-02T14:00:00Z' });
  await vi.waitFor(() => expect(summary.state.data?.asOf).toBe('2026-03-02T14:00:00.000Z'));
  await client.whenIdle();
  expect(adapter.asked.sort()).toEqual(['report', 'team-summary', 'tickets-by-channel']);
});

test('what was known already asks for nothing', async () => {
  const { adapter, summary } = await page();
  const { tickets, messages, reps, contacts } = RECORDS;
  expect(await adapter.apply({ upsert: { tickets, messages, reps, contacts } })).toEqual({ sources: [], asOf: '2026-03-02T12:00:00.000Z' });
  await adapter.apply({ remove: { messages: ['m1'] } });
  await vi.waitFor(() => expect(summary.state.data?.figures['first-response-time']?.value).toBeNull());
  expect(adapter.asked).toEqual(['team-summary']);
});

test('changes that came while nobody listened are not missed', async () => {
  const { adapter, channels } = await page();
  client.unmount();
  channels.destroy();
  await adapter.apply({ upsert: { tickets: [ticket('t3')] }, asOf: '2026-03-02T13:00:00Z' });
  client.mount();
  const again = client.observe(ticketsByChannel, () => {});
  again.update({}, resolveScope({}, await client.catalog()));
  await client.whenIdle();
  expect(again.state.data).toMatchObject({ asOf: '2026-03-02T13:00:00.000Z', figures: { open: { value: 3 } } });
});

test('an element that is moved asks for nothing', async () => {
  const { adapter } = await page();
  client.unmount();
  client.mount();
  await client.whenIdle();
  expect(adapter.asked).toEqual([]);
});

test('an adapter that nobody listens to answers from after a change', async () => {
  const adapter = recordsAdapter(RECORDS);
  const { signal } = new AbortController();
  const scope = resolveScope({}, await adapter.catalog!({ signal }));
  const load = () => adapter.load({ dataset: 'tickets-by-channel', params: {}, scope }, { signal });
  expect((await load()).figures['open']?.value).toBe(2);
  await adapter.apply({ upsert: { tickets: [ticket('t3')] }, asOf: '2026-03-02T13:00:00Z' });
  expect(await load()).toMatchObject({ asOf: '2026-03-02T13:00:00.000Z', figures: { open: { value: 3 } } });
});
