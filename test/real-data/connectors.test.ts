import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromChatwoot, fromFreshdesk, fromHubSpot, fromIntercom, fromZendesk } from '../../src/data/connectors/index.ts';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import type { Records } from '../../src/data/records/records.ts';
import { DATA_FOLDER } from './data-folder.ts';

const folder = `${DATA_FOLDER}api-payloads/`;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- recorded answers, whose shapes are what is tested
const recorded = (path: string): any => JSON.parse(readFileSync(folder + path, 'utf8'));
const rows = (records: Records, source: 'tickets' | 'messages' | 'reps' | 'teams' | 'conversations' | 'calls'): Record<string, unknown>[] => records[source] as never;

/** What was counted while converting and while reading, `where: code count`. */
async function problemsOf(records: Records): Promise<string[]> {
  const catalog = await recordsEngine(records).catalog({ signal: new AbortController().signal });
  return (catalog.problems ?? []).map(({ source, column, code, count }) => `${source}${column ? `.${column}` : ''}: ${code} ${count}`);
}

describe.skipIf(!existsSync(folder))('answers recorded from real APIs', () => {
  test('HubSpot: a ticket as a connector typed it, and as the API gives it, in texts', async () => {
    const ticket = recorded('hubspot/ticket.recorded.json');
    const raw = { ...ticket, properties: Object.fromEntries(Object.entries(ticket.properties).map(([key, value]) => [key, value === null ? null : String(value)])) };
    const owners = [recorded('hubspot/owner.recorded.json')];
    const records = fromHubSpot({ tickets: [raw], owners });
    expect(records).toEqual(fromHubSpot({ tickets: [ticket], owners }));
    expect(rows(records, 'tickets')[0]).toMatchObject({
      id: '1401690016',
      subject: 'test',
      status: '1',
      statusCategory: 'open',
      createdAt: '2023-01-30T23:52:42.464Z',
      ownerId: '52550153',
      closedAt: null,
      firstResponseAt: null,
      lastFromCustomer: true,
    });
    expect(rows(records, 'reps')).toMatchObject([{ id: '52550153', name: 'Team-1 Airbyte' }]);
    expect(records.statusChanges).toMatchObject([{ ticketId: '1401690016', status: '1', enteredAt: '2023-01-30T23:52:42.464Z', exitedAt: null }]);
    expect(await problemsOf(records)).toEqual([]);
  });

  test('Zendesk: minutes, missing keys, a sample ticket', async () => {
    const { ticket_metrics: ticketMetrics } = recorded('zendesk/ticket_metrics.recorded.json');
    const { tickets } = recorded('zendesk/tickets.recorded.json');
    const others = [161, 160, 159].map((id, at) => ({ id, status: 'open', created_at: ticketMetrics[at].created_at }));
    const records = fromZendesk({ tickets: [...tickets, ...others], ticketMetrics });
    const byId = new Map(rows(records, 'tickets').map((row) => [row.id, row]));
    expect(byId.get('145')).toMatchObject({ channel: 'phone', channelAccount: '(removed)', priority: 'low', category: 'question', status: 'new' });
    expect(byId.get('1')).toMatchObject({ status: 'closed', statusCategory: 'closed', closedAt: null, ownerId: '360786799676', teamId: '360003074836' });
    expect(byId.get('160')).toMatchObject({ firstResponseTimeMs: 97_667 * 60_000, reopenCount: 1, oneTouch: false, firstClosedAt: '2024-04-17T15:11:06.000Z', closedAt: null });
    expect(byId.get('161')).toMatchObject({ firstResponseTimeMs: null, reopenCount: 0, assignedAt: undefined });
    // The API's sample ticket came by no channel; ticket 1 was recorded without its metrics.
    expect(await problemsOf(records)).toEqual(['tickets.channel: unknown-channel 1', 'tickets.closedAt: no-closing-time 1']);
  });

  test('Freshdesk: present and older shapes, +10:00', async () => {
    const conversations = recorded('freshdesk/conversations.json');
    const records = fromFreshdesk({ tickets: [recorded('freshdesk/ticket_1.json')], conversations, agents: recorded('freshdesk/agents.json'), groups: recorded('freshdesk/groups.json') });
    expect(rows(records, 'tickets')[0]).toMatchObject({
      id: '1',
      status: 'Open',
      statusCategory: 'open',
      priority: 'low',
      channel: 'portal',
      category: 'Question',
      createdAt: '2016-05-18T04:36:04.000Z',
      closedAt: null,
      reopenCount: 1,
      firstResponseSlaDueAt: '2016-05-18T05:36:04.000Z',
      closeSlaStatus: 'overdue',
    });
    expect(rows(records, 'messages').map(({ id, isPublic }) => [id, isPublic])).toEqual([
      ['ticket-1', true],
      ['1', false],
      ['2', true],
    ]);
    expect(rows(records, 'reps').map(({ name, availability }) => [name, availability])).toEqual([
      ['Support', 'available'],
      ['Clark Kent', 'offline'],
    ]);
    expect(rows(records, 'teams')).toHaveLength(2);
    expect(await problemsOf(records)).toEqual([]);

    const older = fromFreshdesk({ tickets: recorded('freshdesk/all_tickets.json') });
    expect(rows(older, 'tickets')[0]).toMatchObject({ createdAt: '2014-12-31T02:27:09.000Z', closeSlaDueAt: '2015-01-05T02:27:09.000Z', firstResponseSlaDueAt: '2015-01-01T02:27:09.000Z', category: 'Question' });
    expect(await problemsOf(older)).toEqual([]);
    // Both tickets of that answer were given the same id.
    expect(await problemsOf(fromFreshdesk({ tickets: recorded('freshdesk/search_tickets.json').results }))).toEqual(['tickets.id: duplicate-id 1']);
  });

  test('Intercom: every example of its reference', async () => {
    const examples = recorded('intercom/response-examples.json');
    const found = examples['GET /conversations/{conversation_id}']['conversation found'];
    const conversations = [...examples['GET /conversations'].successful.conversations, ...examples['POST /conversations/search'].successful.conversations, found];
    const tickets = [examples['GET /tickets/{ticket_id}']['Ticket found'], ...examples['POST /tickets/search'].successful.tickets];
    const records = fromIntercom({
      conversations,
      tickets,
      admins: examples['GET /admins']['Successful response'].admins,
      teams: examples['GET /teams'].successful.teams,
      calls: [examples['GET /calls/{call_id}'].successful],
    });
    expect(rows(records, 'tickets').map(({ id, status }) => [id, status])).toEqual([
      ['631', 'Submitted'],
      ['633', 'Submitted'],
      ['471', 'closed'],
      ['515', 'closed'],
      ['503', 'closed'],
    ]);
    expect(rows(records, 'tickets')[0]).toMatchObject({ ownerId: null, teamId: null, createdAt: '2024-12-18T16:06:14.000Z' });
    expect(rows(records, 'messages')).toMatchObject([
      { id: 'source-503', direction: 'outbound', authorType: 'rep' },
      { id: '1', direction: 'outbound', authorType: 'rep' },
    ]);
    expect(rows(records, 'calls')).toMatchObject([{ status: 'completed', durationMs: 90_000, waitMs: 3000, ticketId: '456' }]);
    // The examples are closed without statistics or a part that closes them, and the call is of a conversation that is not among them.
    expect(await problemsOf(records)).toEqual(['conversations.closedAt: no-closing-time 3', 'calls.ticketId: unknown-ticket 1']);
  });

  test('Chatwoot: the channels of its reference are known', async () => {
    const channels = Object.keys(recorded('chatwoot/examples.json').channel_summary);
    const records = fromChatwoot({ conversations: channels.map((channel, id) => ({ id: id + 1, status: 'open', timestamp: '1772442000', created_at: 1_772_442_000, meta: { channel } })) });
    expect(rows(records, 'conversations').map(({ channel }) => channel)).toEqual(['chat', 'api']);
    expect(await problemsOf(records)).toEqual([]);
  });
});
