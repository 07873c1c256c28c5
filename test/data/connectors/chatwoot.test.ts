import { describe, expect, test } from 'vitest';
import { type ChatwootData, fromChatwoot } from '../../../src/data/connectors/index.ts';
import { codes, rowsOf, ticketOf } from './rows.ts';

const T = 1_772_442_000;
const AT = '2026-03-02T09:00:00.000Z';
const later = (seconds: number) => new Date((T + seconds) * 1000).toISOString();
const converted = (conversation: object, data: ChatwootData = {}) => ticketOf(fromChatwoot({ conversations: [{ id: 1, created_at: T, status: 'open', ...conversation }], ...data }));

test.each<[string, object, object]>([
  ['id', {}, { id: '1' }],
  ['created_at in seconds', {}, { createdAt: AT }],
  ['created_at in a text', { created_at: String(T) }, { createdAt: AT }],
  ['priority', { priority: 'urgent' }, { priority: 'urgent' }],
  ['labels', { labels: ['billing', 'vip'] }, { category: 'billing, vip' }],
  ['no labels', { labels: [] }, { category: null }],
  ['meta.channel', { meta: { channel: 'Channel::Email' } }, { channel: 'email' }],
  ['inbox_id', { inbox_id: 4 }, { channelAccount: '4' }],
  ['assignee_id', { assignee_id: 5 }, { ownerId: '5' }],
  ['meta.assignee', { meta: { assignee: { id: 5 } } }, { ownerId: '5' }],
  ['team_id', { team_id: 6 }, { teamId: '6' }],
  ['meta.team', { meta: { team: { id: 6 } } }, { teamId: '6' }],
  ['meta.sender with a company', { meta: { sender: { id: 7, additional_attributes: { company_name: 'Acme' } } } }, { contactId: '7', company: 'Acme' }],
  ['first_reply_created_at', { first_reply_created_at: T }, { firstResponseAt: AT }],
  ['first_reply_created_at 0, which is never', { first_reply_created_at: 0 }, { firstResponseAt: null }],
  ['waiting_since', { waiting_since: T }, { waitingSince: AT }],
  ['last_activity_at', { last_activity_at: T }, { lastActivityAt: AT }],
  ['timestamp', { timestamp: String(T) }, { lastActivityAt: AT }],
])('reads %s', (_, conversation, expected) => {
  expect(converted(conversation)).toMatchObject(expected);
});

test.each([
  ['open', 'open'],
  ['pending', 'open'],
  ['snoozed', 'waiting'],
  ['resolved', 'closed'],
])('a conversation that is %s is %s', (status, statusCategory) => {
  expect(converted({ status })).toMatchObject({ status, statusCategory });
});

test('inboxes tell channel and name', () => {
  expect(converted({ inbox_id: 4 }, { inboxes: [{ id: 4, name: 'Website', channel_type: 'Channel::WebWidget' }] })).toMatchObject({ channel: 'chat', channelAccount: 'Website' });
});

test('unknown statuses and channels keep their own names, and are counted', () => {
  const records = fromChatwoot({ conversations: [{ id: 1, status: 'limbo', meta: { channel: 'Channel::Pigeon' } }] });
  expect(ticketOf(records)).toMatchObject({ status: 'limbo', statusCategory: 'open', channel: 'Channel::Pigeon' });
  expect(codes(records)).toEqual(['unknown-status', 'unknown-channel']);
});

describe('reporting events', () => {
  const event = (name: string, at: number, more: object = {}) => ({ name, conversation_id: 1, event_start_time: T, event_end_time: T + at, ...more });
  const reportingEvents = [
    event('conversation_resolved', 900, { value: 900, value_in_business_hours: 300 }),
    event('conversation_opened', 0),
    event('first_response', 60, { value: 60, value_in_business_hours: 30, user_id: 5 }),
    event('conversation_resolved', 300, { value: 300, value_in_business_hours: 100 }),
    event('conversation_opened', 600),
    event('reply_time', 60, { value: 60 }),
    event('reply_time', 700, { value: 40 }),
    event('conversation_bot_handoff', 10),
    event('conversation_bot_resolved', 20),
  ];

  test('tell closings, responses and bots', () => {
    expect(converted({ status: 'resolved' }, { reportingEvents })).toMatchObject({
      closedAt: later(900),
      firstClosedAt: later(300),
      reopenCount: 1,
      timeToCloseMs: 900_000,
      timeToCloseBusinessMs: 300_000,
      firstResponseAt: later(60),
      firstResponseTimeMs: 60_000,
      firstResponseTimeBusinessMs: 30_000,
      firstResponderId: '5',
      customerWaitMs: 100_000,
      botHandoff: true,
      botResolved: true,
    });
  });

  test('of an open conversation tell that it came back, even where that event is missing', () => {
    const resolved = reportingEvents.slice(0, 1);
    expect(converted({}, { reportingEvents: resolved })).toMatchObject({ closedAt: null, firstClosedAt: later(900), reopenCount: 1 });
  });

  test('missing for a resolved conversation is counted', () => {
    expect(codes(fromChatwoot({ conversations: [{ id: 1, status: 'resolved' }] }))).toEqual(['no-closing-time']);
    expect(codes(fromChatwoot({ conversations: [{ id: 1, status: 'resolved' }], reportingEvents: [] }))).toEqual(['no-closing-time']);
  });
});

describe('SLAs', () => {
  const applied_sla = {
    sla_name: 'Gold',
    sla_status: 'active_with_misses',
    sla_first_response_time_threshold: 60,
    sla_next_response_time_threshold: 120,
    sla_resolution_time_threshold: 3600,
    sla_only_during_business_hours: false,
  };

  test('are due after their thresholds', () => {
    expect(converted({ applied_sla, first_reply_created_at: T + 30, waiting_since: T + 100 })).toMatchObject({
      slaRule: 'Gold',
      slaHours: 'calendar',
      firstResponseSlaDueAt: later(60),
      nextResponseSlaDueAt: later(220),
      closeSlaDueAt: later(3600),
      closeSlaStatus: null,
    });
  });

  test.each([
    ['frt', 'firstResponseSlaStatus', {}, 'overdue'],
    ['frt', 'firstResponseSlaStatus', { first_reply_created_at: T }, 'metLate'],
    ['frt', 'firstResponseSlaStatus', { status: 'resolved' }, 'missed'],
    ['nrt', 'nextResponseSlaStatus', { waiting_since: T }, 'overdue'],
    ['nrt', 'nextResponseSlaStatus', { waiting_since: 0 }, 'metLate'],
    ['rt', 'closeSlaStatus', {}, 'overdue'],
    ['rt', 'closeSlaStatus', { status: 'resolved' }, 'metLate'],
  ])('a miss of %s: %s of %o is %s', (event_type, column, conversation, expected) => {
    expect(converted({ applied_sla, sla_events: [{ event_type }], ...conversation })[column]).toBe(expected);
  });

  test('in business hours have no due date that we could tell', () => {
    expect(converted({ applied_sla: { ...applied_sla, sla_only_during_business_hours: true } })).toMatchObject({
      firstResponseSlaDueAt: null,
      firstResponseSlaStatus: 'active',
      slaHours: 'business',
    });
  });
});

test('messages tell direction, author and whether the customer sees them', () => {
  const message = (id: number, message_type: unknown, more: object = {}) => ({ id, conversation_id: 1, inbox_id: 4, created_at: T + id, message_type, private: false, ...more });
  const records = fromChatwoot({
    inboxes: [{ id: 4, channel_type: 'Channel::WebWidget' }],
    messages: [
      message(1, 0, { sender: { id: 7, type: 'contact' } }),
      message(2, 'outgoing', { sender: { id: 5, type: 'user' } }),
      message(3, 1, { sender: { id: 5, type: 'user' }, private: true }),
      message(4, 1, { sender: { id: 9, type: 'agent_bot' } }),
      message(5, 1, { sender: { id: 5, type: 'user' }, content_attributes: { automation_rule_id: 3 } }),
      message(6, 3),
      message(7, 2),
      message(8, 0, { conversation_id: null }),
    ],
  });
  expect(rowsOf(records, 'messages').map(({ id, ticketId, direction, authorType, authorId, isPublic, channel }) => [id, ticketId, direction, authorType, authorId, isPublic, channel])).toEqual([
    ['1', '1', 'inbound', 'customer', '7', true, 'chat'],
    ['2', '1', 'outbound', 'rep', '5', true, 'chat'],
    ['3', '1', 'outbound', 'rep', '5', false, 'chat'],
    ['4', '1', 'outbound', 'bot', '9', true, 'chat'],
    ['5', '1', 'outbound', 'system', '5', true, 'chat'],
    ['6', '1', 'outbound', 'system', undefined, true, 'chat'],
    ['8', null, 'inbound', 'customer', undefined, true, 'chat'],
  ]);
  expect(codes(records)).toEqual(['no-ticket']);
});

test('ratings, agents, teams and contacts', () => {
  const records = fromChatwoot({
    csatResponses: [{ id: 1, conversation_id: 9, rating: 5, feedback_message: 'Ok', created_at: T, contact: { id: 7 } }, { id: 2, rating: null }],
    agents: [
      { id: 5, name: 'Ada', availability_status: 'online' },
      { id: 6, name: 'Bob', availability_status: 'busy' },
      { id: 7, name: 'Cy', availability_status: 'offline' },
    ],
    teams: [{ id: 6, name: 'east' }],
    contacts: [{ id: 7, name: 'Dee', additional_attributes: { company_name: 'Acme' } }],
  });
  expect(rowsOf(records, 'feedback')).toEqual([
    { id: '1', ticketId: '9', contactId: '7', type: 'csat', score: 5, scaleMin: 1, scaleMax: 5, higherIsBetter: true, submittedAt: AT, comment: 'Ok' },
  ]);
  expect(rowsOf(records, 'reps').map(({ id, name, availability, availabilityLabel }) => [id, name, availability, availabilityLabel])).toEqual([
    ['5', 'Ada', 'available', 'online'],
    ['6', 'Bob', 'busy', 'busy'],
    ['7', 'Cy', 'offline', 'offline'],
  ]);
  expect(rowsOf(records, 'teams')).toEqual([{ id: '6', name: 'east' }]);
  expect(rowsOf(records, 'contacts')).toEqual([{ id: '7', name: 'Dee', company: 'Acme' }]);
});
