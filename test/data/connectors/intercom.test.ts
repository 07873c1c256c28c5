import { describe, expect, test } from 'vitest';
import { fromIntercom, type IntercomData, type IntercomOptions } from '../../../src/data/connectors/index.ts';
import { codes, rowsOf, ticketOf } from './rows.ts';

const T = 1_772_442_000;
const AT = '2026-03-02T09:00:00.000Z';
const later = (seconds: number) => new Date((T + seconds) * 1000).toISOString();
const converted = (conversation: object, data: IntercomData = {}, options?: IntercomOptions) =>
  ticketOf(fromIntercom({ conversations: [{ id: '1', created_at: T, state: 'open', ...conversation }], ...data }, options));

test.each<[string, object, object]>([
  ['id', {}, { id: '1' }],
  ['created_at in seconds', {}, { createdAt: AT }],
  ['title', { title: 'Printer' }, { subject: 'Printer' }],
  ['source.subject', { title: null, source: { subject: 'Printer' } }, { subject: 'Printer' }],
  ['source.type', { source: { type: 'email' } }, { channel: 'email' }],
  ['priority', { priority: 'priority' }, { priority: 'priority' }],
  ['admin_assignee_id', { admin_assignee_id: 5 }, { ownerId: '5' }],
  ['admin_assignee_id 0, which is nobody', { admin_assignee_id: '0' }, { ownerId: null }],
  ['team_assignee_id', { team_assignee_id: 6 }, { teamId: '6' }],
  ['contacts', { contacts: { contacts: [{ id: 'c' }] } }, { contactId: 'c' }],
  ['company', { company: { id: '7' } }, { companyId: '7' }],
  ['waiting_since', { waiting_since: T }, { waitingSince: AT }],
  ['state open', {}, { status: 'open', statusCategory: 'open', closedAt: null }],
  ['state snoozed', { state: 'snoozed' }, { status: 'snoozed', statusCategory: 'waiting' }],
  ['open: false without a state', { state: undefined, open: false, statistics: { last_close_at: T } }, { statusCategory: 'closed', closedAt: AT }],
  ['last_close_at of an open one', { statistics: { last_close_at: T } }, { closedAt: null }],
  ['first_close_at', { statistics: { first_close_at: T } }, { firstClosedAt: AT }],
  ['count_reopens', { statistics: { count_reopens: 2 } }, { reopenCount: 2 }],
  ['first_admin_reply_at', { statistics: { first_admin_reply_at: T } }, { firstResponseAt: AT }],
  ['time_to_admin_reply, in office hours', { statistics: { time_to_admin_reply: 60 } }, { firstResponseTimeBusinessMs: 60_000, firstResponseTimeMs: undefined }],
  ['time_to_last_close', { state: 'closed', statistics: { last_close_at: T, time_to_last_close: 90 } }, { timeToCloseBusinessMs: 90_000 }],
  ['time_to_assignment', { statistics: { time_to_assignment: 3 } }, { timeToAssignMs: 3000 }],
  ['handling_time', { statistics: { handling_time: 4 } }, { handlingMs: 4000 }],
  ['first_assignment_at', { statistics: { first_assignment_at: T } }, { assignedAt: AT }],
  ['last_contact_reply_at', { statistics: { last_contact_reply_at: T } }, { lastReceivedAt: AT }],
  ['last_admin_reply_at', { statistics: { last_admin_reply_at: T } }, { lastSentAt: AT }],
])('reads %s', (_, conversation, expected) => {
  expect({ firstResponseTimeMs: undefined, ...converted(conversation) }).toMatchObject(expected);
});

test('null and missing keys are no reason to fail', () => {
  const nulls = { source: null, contacts: null, statistics: null, conversation_rating: null, sla_applied: null, conversation_parts: null, company: null };
  expect(converted({ ...nulls })).toMatchObject({ id: '1', statusCategory: 'open' });
  expect(codes(fromIntercom({ conversations: [{}] }))).toEqual([]);
});

test('unknown states and channels keep their own names, and are counted', () => {
  const records = fromIntercom({ conversations: [{ id: '1', state: 'limbo', source: { type: 'pigeon' } }] });
  expect(ticketOf(records)).toMatchObject({ status: 'limbo', statusCategory: 'open', channel: 'pigeon' });
  expect(codes(records)).toEqual(['unknown-channel', 'unknown-status']);
});

test('one SLA status for all kinds is used only for the kind that the options name', () => {
  const sla = (sla_status: string, options?: IntercomOptions) => converted({ sla_applied: { sla_name: 'Gold', sla_status } }, {}, options);
  expect(sla('hit')).toMatchObject({ slaRule: 'Gold', slaStatus: 'metOnTime' });
  expect(sla('hit').firstResponseSlaStatus).toBeUndefined();
  const statuses = ['hit', 'missed', 'active', 'cancelled'].map((word) => sla(word, { slaKind: 'firstResponse' }).firstResponseSlaStatus);
  expect(statuses).toEqual(['metOnTime', 'metLate', 'active', 'none']);
});

describe('parts', () => {
  const part = (id: number, part_type: string, type: string, body: string | null = null) => ({ id, part_type, body, created_at: T + id, author: { type, id: `${type}-1` } });
  const source = { type: 'conversation', delivered_as: 'customer_initiated', author: { type: 'user', id: 'u' } };
  const parts = [
    part(1, 'comment', 'admin', 'Hello'),
    part(2, 'note', 'admin', 'Aside'),
    part(3, 'snoozed', 'admin'),
    part(4, 'unsnoozed', 'bot'),
    part(5, 'comment', 'bot', 'Beep'),
    part(6, 'close', 'admin', 'Bye'),
    part(7, 'open', 'user', 'Wait'),
    part(8, 'assignment', 'admin'),
    part(9, 'close', 'team'),
  ];
  const records = fromIntercom({ conversations: [{ id: '1', created_at: T, state: 'closed', source, conversation_parts: { conversation_parts: parts } }] });

  test('are messages, the opening one first', () => {
    expect(rowsOf(records, 'messages').map(({ id, direction, authorType, authorId, isPublic, sentAt }) => [id, direction, authorType, authorId, isPublic, sentAt])).toEqual([
      ['source-1', 'inbound', 'customer', 'u', true, AT],
      ['1', 'outbound', 'rep', 'admin-1', true, later(1)],
      ['2', 'outbound', 'rep', 'admin-1', false, later(2)],
      ['5', 'outbound', 'bot', 'bot-1', true, later(5)],
      ['6', 'outbound', 'rep', 'admin-1', true, later(6)],
      ['7', 'inbound', 'customer', 'user-1', true, later(7)],
    ]);
  });

  test('are visits to states', () => {
    expect(rowsOf(records, 'statusChanges').map(({ status, statusCategory, actorType }) => [status, statusCategory, actorType])).toEqual([
      ['open', 'open', 'system'],
      ['snoozed', 'waiting', 'rep'],
      ['open', 'open', 'bot'],
      ['closed', 'closed', 'rep'],
      ['open', 'open', 'customer'],
      ['closed', 'closed', 'system'],
    ]);
  });

  test('tell closings where statistics do not', () => {
    expect(ticketOf(records)).toMatchObject({ closedAt: later(9), firstClosedAt: later(6), reopenCount: 1 });
    expect(rowsOf(records, 'conversations')).toEqual([{ id: '1', ticketId: '1', channel: 'chat', startedAt: AT, closedAt: later(9), status: 'closed' }]);
  });

  test('of campaigns come from the system', () => {
    const outbound = { type: 'email', delivered_as: 'automated', author: { type: 'admin', id: 'a' } };
    const sent = fromIntercom({ conversations: [{ id: '1', created_at: T, source: outbound, conversation_parts: { conversation_parts: [] } }] });
    expect(rowsOf(sent, 'messages')).toMatchObject([{ direction: 'outbound', authorType: 'system' }]);
  });
});

describe('tickets', () => {
  const ticket = {
    id: '1',
    created_at: T,
    category: 'Back-office',
    ticket_attributes: { _default_title_: 'Printer' },
    ticket_type: { name: 'Bug' },
    ticket_state: { category: 'resolved', internal_label: 'Shipped' },
    admin_assignee_id: '5',
    team_assignee_id: '0',
    contacts: { contacts: [{ id: 'c' }] },
    ticket_parts: {
      ticket_parts: [
        { part_type: 'ticket_state_updated_by_admin', ticket_state: 'resolved', previous_ticket_state: 'in_progress', created_at: T + 60, author: { type: 'admin' } },
        { part_type: 'note', created_at: T + 30 },
      ],
    },
  };

  test('have type, state and history', () => {
    const records = fromIntercom({ tickets: [ticket] });
    expect(ticketOf(records)).toMatchObject({
      id: '1',
      subject: 'Printer',
      pipeline: 'Back-office',
      category: 'Bug',
      status: 'Shipped',
      statusCategory: 'closed',
      closedAt: later(60),
      firstClosedAt: later(60),
      reopenCount: 0,
      ownerId: '5',
      teamId: null,
      contactId: 'c',
    });
    expect(rowsOf(records, 'statusChanges')).toMatchObject([
      { status: 'in_progress', statusCategory: 'open', enteredAt: AT, exitedAt: later(60) },
      { status: 'Shipped', statusCategory: 'closed', actorType: 'rep' },
    ]);
  });

  test.each([
    ['submitted', 'open'],
    ['in_progress', 'open'],
    ['waiting_on_customer', 'waiting'],
    ['resolved', 'closed'],
  ])('in the state %s are %s', (category, statusCategory) => {
    expect(ticketOf(fromIntercom({ tickets: [{ id: '1', ticket_state: { category } }] }))).toMatchObject({ status: category, statusCategory });
  });

  test('that were a conversation are one ticket, in the ticket’s state', () => {
    const records = fromIntercom({ tickets: [ticket], conversations: [{ id: '1', created_at: T, state: 'open', source: { type: 'email' } }] });
    expect(rowsOf(records, 'tickets')).toHaveLength(1);
    expect(ticketOf(records)).toMatchObject({ status: 'Shipped', channel: 'email', category: 'Bug' });
  });
});

test.each([
  [{ answered_at: T + 3, ended_at: T + 63, ended_reason: 'completed' }, 'completed', 60_000, 3000],
  [{ answered_at: T + 3 }, 'inProgress', null, 3000],
  [{ ended_at: T + 9, ended_reason: 'caller_hung_up' }, 'abandoned', null, null],
  [{ ended_at: T + 9, ended_reason: 'no_answer' }, 'missed', null, null],
  [{ answered_at: T + 3, ended_at: T + 9, ended_reason: 'voicemail' }, 'missed', 6000, 3000],
])('a call with %o is %s', (call, status, durationMs, waitMs) => {
  const records = fromIntercom({ calls: [{ id: '1', conversation_id: '9', admin_id: '5', contact_id: 'c', direction: 'inbound', initiated_at: T, ...call }] });
  expect(rowsOf(records, 'calls')[0]).toMatchObject({ ticketId: '9', ownerId: '5', contactId: 'c', direction: 'inbound', startedAt: AT, status, durationMs, waitMs });
});

test('ratings that were given are feedback', () => {
  const rated = (conversation_rating: object) => fromIntercom({ conversations: [{ id: '1', conversation_rating }] });
  expect(rowsOf(rated({ rating: 4, remark: 'Ok', created_at: T, updated_at: T + 5, contact: { id: 'c' } }), 'feedback')).toEqual([
    { id: 'rating-1', ticketId: '1', contactId: 'c', type: 'csat', score: 4, scaleMin: 1, scaleMax: 5, higherIsBetter: true, submittedAt: later(5), comment: 'Ok' },
  ]);
  expect(rated({ rating: null, created_at: T }).feedback).toBeUndefined();
});

test('people have names', () => {
  const records = fromIntercom({
    admins: [{ id: '5', name: 'Ada', away_mode_enabled: true, team_ids: [6] }, { id: '8', email: 'bob@acme.test', away_mode_enabled: false, team_ids: [] }],
    teams: [{ id: '6', name: 'East' }],
    contacts: [{ id: 'c', name: 'Cy', companies: { data: [{ id: '7' }] } }],
    companies: [{ id: '7', name: 'Acme' }],
  });
  expect(rowsOf(records, 'reps')).toEqual([
    { id: '5', name: 'Ada', teamId: '6', availability: 'away' },
    { id: '8', name: 'bob@acme.test', teamId: null, availability: 'available' },
  ]);
  expect(rowsOf(records, 'contacts')).toEqual([{ id: 'c', name: 'Cy', companyId: '7' }]);
  expect(rowsOf(records, 'teams')).toEqual([{ id: '6', name: 'East' }]);
  expect(rowsOf(records, 'companies')).toEqual([{ id: '7', name: 'Acme' }]);
});
