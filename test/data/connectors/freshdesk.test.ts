import { describe, expect, test } from 'vitest';
import { type ConnectorOptions, type FreshdeskData, fromFreshdesk } from '../../../src/data/connectors/index.ts';
import { codes, rowsOf, ticketOf } from './rows.ts';

const CREATED = '2026-03-02T14:30:00+05:30';
const converted = (ticket: object, data: FreshdeskData = {}, options?: ConnectorOptions) =>
  ticketOf(fromFreshdesk({ tickets: [{ id: 1, created_at: CREATED, status: 2, ...ticket }], ...data }, options));

test.each<[string, object, object]>([
  ['id', {}, { id: '1' }],
  ['subject', { subject: 'Printer' }, { subject: 'Printer' }],
  ['created_at at +05:30', {}, { createdAt: '2026-03-02T09:00:00.000Z' }],
  ['priority 1', { priority: 1 }, { priority: 'low' }],
  ['priority 2', { priority: 2 }, { priority: 'medium' }],
  ['priority 3', { priority: 3 }, { priority: 'high' }],
  ['priority 4', { priority: 4 }, { priority: 'urgent' }],
  ['source 1', { source: 1 }, { channel: 'email' }],
  ['source 2', { source: 2 }, { channel: 'portal' }],
  ['source 3', { source: 3 }, { channel: 'phone' }],
  ['source 7', { source: 7 }, { channel: 'chat' }],
  ['type', { type: 'Question' }, { category: 'Question' }],
  ['ticket_type of the older API', { ticket_type: 'Question' }, { category: 'Question' }],
  ['email_config_id', { email_config_id: 5 }, { channelAccount: '5' }],
  ['responder_id', { responder_id: 6 }, { ownerId: '6' }],
  ['group_id', { group_id: 7 }, { teamId: '7' }],
  ['company_id', { company_id: 8 }, { companyId: '8' }],
  ['requester_id', { requester_id: 9 }, { contactId: '9' }],
  ['first_responded_at', { stats: { first_responded_at: CREATED } }, { firstResponseAt: '2026-03-02T09:00:00.000Z' }],
  ['requester_responded_at', { stats: { requester_responded_at: CREATED } }, { lastReceivedAt: '2026-03-02T09:00:00.000Z' }],
  ['agent_responded_at', { stats: { agent_responded_at: CREATED } }, { lastSentAt: '2026-03-02T09:00:00.000Z' }],
  ['pending_since', { stats: { pending_since: CREATED } }, { waitingSince: '2026-03-02T09:00:00.000Z' }],
  ['reopened_at', { stats: { reopened_at: CREATED } }, { reopenedAt: '2026-03-02T09:00:00.000Z', reopenCount: 1 }],
  ['a ticket that never came back', { stats: { reopened_at: null } }, { reopenCount: 0, closedAt: null }],
  ['fr_due_by', { fr_due_by: CREATED }, { firstResponseSlaDueAt: '2026-03-02T09:00:00.000Z' }],
  ['frDueBy of the older API', { frDueBy: CREATED }, { firstResponseSlaDueAt: '2026-03-02T09:00:00.000Z' }],
  ['nr_due_by', { nr_due_by: CREATED }, { nextResponseSlaDueAt: '2026-03-02T09:00:00.000Z' }],
  ['nr_escalated', { nr_escalated: true }, { nextResponseSlaStatus: 'overdue' }],
  ['due_by', { due_by: CREATED }, { closeSlaDueAt: '2026-03-02T09:00:00.000Z' }],
  ['sla_policy_id', { sla_policy_id: 3 }, { slaRule: '3' }],
])('reads %s', (_, ticket, expected) => {
  expect(converted(ticket)).toMatchObject(expected);
});

describe('statuses', () => {
  test.each([
    [2, 'Open', 'open'],
    [3, 'Pending', 'waiting'],
    [4, 'Resolved', 'closed'],
    [5, 'Closed', 'closed'],
  ])('%i is %s, %s', (code, status, statusCategory) => {
    expect(converted({ status: code })).toMatchObject({ status, statusCategory });
  });

  test.each<[string, FreshdeskData]>([
    ['choices by code', { ticketFields: [{ name: 'status', choices: { '2': ['Offen', 'Offen'], '6': ['Beim Kunden', 'Bei Ihnen'] } }] }],
    ['a list of choices', { ticketFields: [{ name: 'status', choices: [{ id: 2, value: 'Offen' }, { id: 6, value: 'Beim Kunden' }] }] }],
  ])('bear the names of the account: %s', (_, data) => {
    expect(converted({}, data)).toMatchObject({ status: 'Offen', statusCategory: 'open' });
    expect(converted({ status: 6 }, data, { statusCategories: { '6': 'waiting' } })).toMatchObject({ status: 'Beim Kunden', statusCategory: 'waiting' });
  });

  test('of unknown code keep it, and are counted', () => {
    const records = fromFreshdesk({ tickets: [{ id: 1, status: 9, source: 99, priority: 8 }] });
    expect(ticketOf(records)).toMatchObject({ status: '9', statusCategory: 'open', channel: '99', priority: null });
    expect(codes(records)).toEqual(['unknown-status', 'unknown-value', 'unknown-channel']);
    expect(converted({ status: 9 }, {}, { statusNames: { '9': 'Parked' } })).toMatchObject({ status: 'Parked' });
  });
});

describe('closing', () => {
  const at = (hour: number) => `2026-03-03T${String(hour).padStart(2, '0')}:00:00Z`;
  const stats = (more: object) => ({ resolved_at: null, closed_at: null, reopened_at: null, ...more });

  test.each<[string, object, string | null]>([
    ['resolved_at', stats({ resolved_at: at(9) }), at(9)],
    ['closed_at alone', stats({ closed_at: at(10) }), at(10)],
    ['the first of the two: closing what is resolved changes nothing', stats({ resolved_at: at(9), closed_at: at(10) }), at(9)],
    ['none from before it came back', stats({ resolved_at: at(9), reopened_at: at(10), closed_at: at(11) }), at(11)],
  ])('is %s', (_, given, expected) => {
    expect(converted({ status: 5, stats: given }).closedAt).toBe(expected?.replace('Z', '.000Z'));
  });

  test('is not told of an open ticket, which then has come back', () => {
    expect(converted({ status: 2, stats: stats({ resolved_at: at(9) }) })).toMatchObject({ closedAt: null, reopenCount: 1 });
  });

  test.each([{ status: 5 }, { status: 5, stats: stats({ resolved_at: at(9), reopened_at: at(10) }) }])('unknown is counted: %o', (ticket) => {
    const records = fromFreshdesk({ tickets: [{ id: 1, ...ticket }] });
    expect(ticketOf(records).closedAt).toBeNull();
    expect(codes(records)).toEqual(['no-closing-time']);
  });
});

test.each([
  ['fr_escalated', 'firstResponseSlaStatus', { status: 2 }, 'overdue'],
  ['fr_escalated', 'firstResponseSlaStatus', { status: 2, stats: { first_responded_at: CREATED } }, 'metLate'],
  ['fr_escalated', 'firstResponseSlaStatus', { status: 5 }, 'missed'],
  ['is_escalated', 'closeSlaStatus', { status: 2 }, 'overdue'],
  ['isescalated', 'closeSlaStatus', { status: 2 }, 'overdue'],
  ['is_escalated', 'closeSlaStatus', { status: 5 }, 'metLate'],
])('%s: %s of %o is %s', (field, column, ticket, expected) => {
  expect(converted({ ...ticket, [field]: true })[column]).toBe(expected);
  expect(converted({ ...ticket, [field]: false })[column]).toBeNull();
});

test('spam and deleted tickets go, with what belongs to them', () => {
  const records = fromFreshdesk({ tickets: [{ id: 1, spam: true }, { id: 2, deleted: true }, { id: 3, status: 2 }], conversations: [{ id: 9, ticket_id: 1, incoming: true }] });
  expect(rowsOf(records, 'tickets').map(({ id }) => id)).toEqual(['3']);
  expect(rowsOf(records, 'messages').map(({ id }) => id)).toEqual(['ticket-3']);
  expect(records.problems).toMatchObject([{ code: 'excluded', count: 2, leftOut: true }]);
});

test('what the ticket says is the first message, and notes are not public', () => {
  const records = fromFreshdesk({
    tickets: [
      { id: 1, status: 2, source: 2, created_at: CREATED, requester_id: 9 },
      { id: 2, status: 2, source: 10, created_at: CREATED, responder_id: 6 },
    ],
    conversations: [
      { id: 11, ticket_id: 1, incoming: false, private: true, user_id: 6, source: 2, created_at: '2026-03-02T10:00:00Z' },
      { id: 12, ticket_id: 1, incoming: true, private: false, user_id: 9, source: 9, created_at: '2026-03-02T11:00:00Z' },
    ],
  });
  expect(rowsOf(records, 'messages')).toEqual([
    { id: 'ticket-1', ticketId: '1', sentAt: '2026-03-02T09:00:00.000Z', direction: 'inbound', authorType: 'customer', authorId: '9', channel: 'portal', isPublic: true },
    { id: 'ticket-2', ticketId: '2', sentAt: '2026-03-02T09:00:00.000Z', direction: 'outbound', authorType: 'rep', authorId: '6', channel: 'email', isPublic: true },
    { id: '11', ticketId: '1', sentAt: '2026-03-02T10:00:00.000Z', direction: 'outbound', authorType: 'rep', authorId: '6', channel: 'portal', isPublic: false },
    { id: '12', ticketId: '1', sentAt: '2026-03-02T11:00:00.000Z', direction: 'inbound', authorType: 'customer', authorId: '9', channel: 'phone', isPublic: true },
  ]);
});

test('people have names', () => {
  const records = fromFreshdesk({
    agents: [
      { id: 6, available: true, available_since: CREATED, group_ids: [7], contact: { name: 'Ada', active: true } },
      { id: 10, available: false, contact: { name: 'Bob', active: true } },
      { id: 11, available: true, contact: { email: 'cy@acme.test', active: false } },
    ],
    groups: [{ id: 7, name: 'East' }],
    companies: [{ id: 8, name: 'Acme' }],
    contacts: [{ id: 9, name: null, email: 'dee@acme.test', company_id: 8 }],
  });
  expect(rowsOf(records, 'reps')).toMatchObject([
    { id: '6', name: 'Ada', teamId: '7', availability: 'available', availabilitySince: '2026-03-02T09:00:00.000Z' },
    { id: '10', name: 'Bob', availability: 'away' },
    { id: '11', name: 'cy@acme.test', availability: 'offline' },
  ]);
  expect(rowsOf(records, 'teams')).toEqual([{ id: '7', name: 'East' }]);
  expect(rowsOf(records, 'companies')).toEqual([{ id: '8', name: 'Acme' }]);
  expect(rowsOf(records, 'contacts')).toEqual([{ id: '9', name: 'dee@acme.test', companyId: '8' }]);
});

test.each([
  [103, 3, 'positive'],
  [101, 1, 'positive'],
  [100, 0, 'neutral'],
  [-101, -1, 'negative'],
  [-103, -3, 'negative'],
])('the rating %i is %i, %s', (default_question, score, sentiment) => {
  const rating = { id: 1, ticket_id: 2, user_id: 9, survey_id: 3, feedback: 'Ok', created_at: CREATED, ratings: { default_question } };
  expect(rowsOf(fromFreshdesk({ satisfactionRatings: [rating] }), 'feedback')).toEqual([
    { id: '1', ticketId: '2', contactId: '9', type: 'csat', score, scaleMin: -3, scaleMax: 3, higherIsBetter: true, sentiment, submittedAt: '2026-03-02T09:00:00.000Z', comment: 'Ok', surveyId: '3' },
  ]);
});

test('a rating of another code is counted', () => {
  const records = fromFreshdesk({ satisfactionRatings: [{ id: 1, ratings: { default_question: 5 } }, { id: 2 }] });
  expect(rowsOf(records, 'feedback')).toEqual([]);
  expect(records.problems).toMatchObject([{ code: 'unknown-value', count: 2, example: '5' }]);
});
