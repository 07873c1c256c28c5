import { describe, expect, test } from 'vitest';
import { type ConnectorOptions, fromZendesk, type ZendeskData } from '../../../src/data/connectors/index.ts';
import { codes, rowsOf, ticketOf } from './rows.ts';

const MINUTE = 60_000;
const CREATED = '2026-03-02T09:00:00Z';
const converted = (ticket: object, metrics?: object, data: ZendeskData = {}, options?: ConnectorOptions) =>
  ticketOf(fromZendesk({ tickets: [{ id: 1, created_at: CREATED, status: 'open', ...ticket }], ...(metrics && { ticketMetrics: [{ ticket_id: 1, ...metrics }] }), ...data }, options));

test.each<[string, object, object]>([
  ['id', {}, { id: '1' }],
  ['subject', { subject: 'Printer' }, { subject: 'Printer' }],
  ['created_at', {}, { createdAt: '2026-03-02T09:00:00.000Z' }],
  ['priority', { priority: 'normal' }, { priority: 'normal' }],
  ['type', { type: 'incident' }, { category: 'incident' }],
  ['via.channel', { via: { channel: 'voice' } }, { channel: 'phone' }],
  ['via.source.to', { via: { channel: 'voice', source: { to: { phone: '+1' } } } }, { channelAccount: '+1' }],
  ['recipient', { recipient: 'help@acme.test' }, { channelAccount: 'help@acme.test' }],
  ['assignee_id', { assignee_id: 12 }, { ownerId: '12' }],
  ['group_id', { group_id: 13 }, { teamId: '13' }],
  ['organization_id', { organization_id: 14 }, { companyId: '14' }],
  ['requester_id', { requester_id: 15 }, { contactId: '15' }],
  ['merged tags: an ordinary closed ticket', { tags: ['closed_by_merge'], status: 'closed' }, { statusCategory: 'closed' }],
])('reads %s', (_, ticket, expected) => {
  expect(converted(ticket)).toMatchObject(expected);
});

test.each([
  ['new', 'open'],
  ['open', 'open'],
  ['pending', 'waiting'],
  ['hold', 'waiting'],
  ['solved', 'closed'],
  ['closed', 'closed'],
])('a ticket that is %s is %s', (status, statusCategory) => {
  expect(converted({ status })).toMatchObject({ status, statusCategory });
});

test.each<[string, object, object]>([
  ['reopens', { reopens: 2 }, { reopenCount: 2 }],
  ['reply_time_in_minutes', { reply_time_in_minutes: { calendar: 90, business: 30 } }, { firstResponseTimeMs: 90 * MINUTE, firstResponseTimeBusinessMs: 30 * MINUTE }],
  ['full_resolution_time_in_minutes', { full_resolution_time_in_minutes: { calendar: 120, business: 60 } }, { timeToCloseMs: 120 * MINUTE, timeToCloseBusinessMs: 60 * MINUTE }],
  ['first_resolution_time_in_minutes', { reopens: 1, first_resolution_time_in_minutes: { calendar: 60, business: 0 } }, { firstClosedAt: '2026-03-02T10:00:00.000Z' }],
  ['requester_wait_time_in_minutes', { requester_wait_time_in_minutes: { calendar: 5, business: 1 } }, { customerWaitMs: 5 * MINUTE }],
  ['agent_wait_time_in_minutes', { agent_wait_time_in_minutes: { calendar: 4, business: 0 } }, { repWaitMs: 4 * MINUTE }],
  ['on_hold_time_in_minutes', { on_hold_time_in_minutes: { calendar: 3, business: 0 } }, { onHoldMs: 3 * MINUTE }],
  ['replies: 1', { replies: 1 }, { oneTouch: true }],
  ['replies: 2', { replies: 2 }, { oneTouch: false }],
  ['initially_assigned_at', { initially_assigned_at: CREATED }, { assignedAt: '2026-03-02T09:00:00.000Z' }],
  ['requester_updated_at', { requester_updated_at: CREATED }, { customerUpdatedAt: '2026-03-02T09:00:00.000Z' }],
  ['latest_comment_added_at', { latest_comment_added_at: CREATED }, { lastCommentAt: '2026-03-02T09:00:00.000Z' }],
  ['durations that are null', { reply_time_in_minutes: { calendar: null, business: null }, reopens: null }, { firstResponseTimeMs: null, reopenCount: null }],
])('reads the metric %s', (_, metrics, expected) => {
  expect(converted({}, metrics)).toMatchObject(expected);
});

test('solved_at closes a ticket that is still closed', () => {
  const metrics = { solved_at: '2026-03-03T09:00:00Z', reopens: 0 };
  expect(converted({ status: 'solved' }, metrics)).toMatchObject({ closedAt: '2026-03-03T09:00:00.000Z', firstClosedAt: '2026-03-03T09:00:00.000Z' });
  expect(converted({ status: 'open' }, metrics)).toMatchObject({ closedAt: null });
});

test('a closed ticket without a time is counted', () => {
  expect(fromZendesk({ tickets: [{ id: 1, status: 'closed' }] }).problems).toMatchObject([{ code: 'no-closing-time', source: 'tickets', column: 'closedAt', count: 1, leftOut: false }]);
});

test('metrics may come inside the ticket', () => {
  expect(converted({ metric_set: { reopens: 3 } })).toMatchObject({ reopenCount: 3 });
});

test('custom statuses bear their own names, and unknown ones stay what they are', () => {
  const customStatuses = [{ id: 50, status_category: 'hold', agent_label: 'With engineering' }];
  expect(converted({ custom_status_id: 50 }, undefined, { customStatuses })).toMatchObject({ status: 'With engineering', statusCategory: 'waiting' });
  expect(converted({ custom_status_id: 50 }, undefined, { customStatuses }, { statusCategories: { 'With engineering': 'open' } })).toMatchObject({ statusCategory: 'open' });
  const records = fromZendesk({ tickets: [{ id: 1, status: 'limbo', via: { channel: 'pigeon' } }] });
  expect(ticketOf(records)).toMatchObject({ status: 'limbo', statusCategory: 'open', channel: 'pigeon' });
  expect(codes(records)).toEqual(['unknown-status', 'unknown-channel']);
});

test('options name channels and add fields', () => {
  const options: ConnectorOptions = { channels: { pigeon: 'post' }, ticketFields: ({ tags }) => ({ category: String(tags) }) };
  expect(converted({ via: { channel: 'pigeon' }, tags: ['vip'] }, undefined, {}, options)).toMatchObject({ channel: 'post', category: 'vip' });
});

test('deleted tickets go, with what belongs to them', () => {
  const records = fromZendesk({ tickets: [{ id: 1, status: 'deleted' }], comments: [{ id: 5, ticket_id: 1, author_id: 3, public: true }] });
  expect(rowsOf(records, 'tickets')).toEqual([]);
  expect(rowsOf(records, 'messages')).toEqual([]);
  expect(records.problems).toMatchObject([{ code: 'excluded', leftOut: true, count: 1 }]);
});

const USERS = [
  { id: 3, name: 'Cy', role: 'end-user', organization_id: 14 },
  { id: 4, name: 'Ada', role: 'agent', default_group_id: 13 },
];

describe('audits', () => {
  const audit = (created_at: string, author_id: number, events: object[], via = 'web') => ({ ticket_id: 1, created_at, author_id, via: { channel: via }, events });
  const audits = [
    audit('2026-03-04T09:00:00Z', -1, [{ type: 'Change', field_name: 'status', value: 'closed' }], 'rule'),
    audit('2026-03-02T09:00:00Z', 3, [
      { id: 100, type: 'Comment', author_id: 3, public: true },
      { type: 'Create', field_name: 'status', value: 'new' },
      { type: 'Create', field_name: 'group_id', value: '13' },
    ]),
    audit('2026-03-02T10:00:00Z', 4, [
      { id: 101, type: 'Comment', author_id: 4, public: false },
      { type: 'Change', field_name: 'status', value: 'solved' },
      { type: 'Change', field_name: 'assignee_id', value: '4' },
    ]),
    audit('2026-03-03T09:00:00Z', 3, [{ type: 'Change', field_name: 'status', value: 'open' }]),
    audit('2026-03-03T10:00:00Z', 4, [{ type: 'Change', field_name: 'status', value: 'solved' }]),
  ];
  const records = fromZendesk({ tickets: [{ id: 1, status: 'closed', requester_id: 3, created_at: CREATED }], audits, users: USERS });

  test('give visits in order, whoever made them', () => {
    expect(rowsOf(records, 'statusChanges').map(({ status, statusCategory, actorType, exitedAt }) => [status, statusCategory, actorType, exitedAt])).toEqual([
      ['new', 'open', 'customer', '2026-03-02T10:00:00.000Z'],
      ['solved', 'closed', 'rep', '2026-03-03T09:00:00.000Z'],
      ['open', 'open', 'customer', '2026-03-03T10:00:00.000Z'],
      ['solved', 'closed', 'rep', '2026-03-04T09:00:00.000Z'],
      ['closed', 'closed', 'system', null],
    ]);
  });

  test('give closings: a move between closed statuses is none', () => {
    expect(ticketOf(records)).toMatchObject({ closedAt: '2026-03-03T10:00:00.000Z', firstClosedAt: '2026-03-02T10:00:00.000Z', reopenCount: 1 });
  });

  test('give assignments and messages', () => {
    expect(rowsOf(records, 'assignments')).toEqual([
      { ticketId: '1', ownerId: undefined, teamId: '13', from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T10:00:00.000Z' },
      { ticketId: '1', ownerId: '4', teamId: '13', from: '2026-03-02T10:00:00.000Z', to: null },
    ]);
    expect(rowsOf(records, 'messages')).toMatchObject([
      { id: '100', ticketId: '1', direction: 'inbound', authorType: 'customer', authorId: '3', isPublic: true, sentAt: '2026-03-02T09:00:00.000Z', channel: 'form' },
      { id: '101', direction: 'outbound', authorType: 'rep', isPublic: false },
    ]);
  });

  test('without an instant are counted and left out', () => {
    const lost = fromZendesk({ tickets: [{ id: 1, status: 'open' }], audits: [{ ticket_id: 1, events: [{ type: 'Create', field_name: 'status', value: 'new' }] }] });
    expect(rowsOf(lost, 'statusChanges')).toEqual([]);
    expect(lost.problems).toMatchObject([{ code: 'no-time', source: 'statusChanges', leftOut: true }]);
  });
});

test('comments of triggers come from the system, those without a ticket are counted', () => {
  const records = fromZendesk({
    tickets: [{ id: 1, requester_id: 3, status: 'open' }],
    comments: [
      { id: 5, ticket_id: 1, author_id: 3, public: true, created_at: CREATED, via: { channel: 'email' } },
      { id: 6, ticket_id: 1, author_id: 4, public: true, created_at: CREATED, via: { channel: 'rule' } },
      { id: 7, author_id: 4, public: true, created_at: CREATED },
    ],
  });
  expect(rowsOf(records, 'messages').map(({ authorType, direction, channel }) => [authorType, direction, channel])).toEqual([
    ['customer', 'inbound', 'email'],
    ['system', 'outbound', null],
    ['rep', 'outbound', undefined],
  ]);
  expect(codes(records)).toEqual(['no-ticket']);
});

describe('metric events', () => {
  const event = (metric: string, type: string, time: string, more: object = {}) => ({ ticket_id: 1, metric, instance_id: 1, type, time, ...more });
  const sla = (target: number, business_hours = false) => ({ sla: { target, business_hours, policy: { id: 9, title: 'Gold' } } });
  const slas = (metricEvents: object[], ticket: object = {}) => converted(ticket, undefined, { metricEvents });
  const reply = (...more: object[]) => [event('reply_time', 'activate', '2026-03-02T09:00:00Z'), event('reply_time', 'apply_sla', '2026-03-02T09:00:00Z', sla(60)), ...more];

  test('due: target minutes after the clock started, with the policy', () => {
    expect(slas(reply())).toMatchObject({ firstResponseSlaDueAt: '2026-03-02T10:00:00.000Z', firstResponseSlaStatus: null, slaRule: 'Gold', slaHours: 'calendar' });
  });

  test('met on time, or late after a breach', () => {
    expect(slas(reply(event('reply_time', 'fulfill', '2026-03-02T09:30:00Z')))).toMatchObject({ firstResponseSlaStatus: 'metOnTime' });
    const late = reply(event('reply_time', 'breach', '2026-03-02T10:00:00Z'), event('reply_time', 'fulfill', '2026-03-02T10:30:00Z'));
    expect(slas(late)).toMatchObject({ firstResponseSlaStatus: 'metLate', firstResponseSlaDueAt: '2026-03-02T10:00:00.000Z' });
  });

  test('a breach that was taken back is none', () => {
    const late = reply(event('reply_time', 'breach', '2026-03-02T09:10:00Z', { deleted: true }), event('reply_time', 'fulfill', '2026-03-02T09:30:00Z'));
    expect(slas(late)).toMatchObject({ firstResponseSlaStatus: 'metOnTime' });
  });

  test('missed when closed without', () => {
    expect(slas(reply(), { status: 'closed' })).toMatchObject({ firstResponseSlaStatus: 'missed' });
  });

  test('only Zendesk counts business hours: no due date, running', () => {
    const events = [event('reply_time', 'activate', CREATED), event('reply_time', 'apply_sla', CREATED, sla(60, true))];
    expect(slas(events)).toMatchObject({ firstResponseSlaDueAt: null, firstResponseSlaStatus: 'active', slaHours: 'business' });
  });

  test('later cycles of reply_time are the next response', () => {
    const next = { instance_id: 2 };
    const events = reply(
      event('reply_time', 'fulfill', '2026-03-02T09:30:00Z'),
      event('reply_time', 'activate', '2026-03-02T12:00:00Z', next),
      event('reply_time', 'apply_sla', '2026-03-02T12:00:00Z', { ...sla(30), ...next }),
    );
    expect(slas(events)).toMatchObject({ nextResponseSlaDueAt: '2026-03-02T12:30:00.000Z', nextResponseSlaStatus: null, closeSlaStatus: null });
  });

  test.each(['agent_work_time', 'requester_wait_time'])('%s is the close, paused while its clock stands, and due later by that time', (metric) => {
    const events = [event(metric, 'activate', CREATED), event(metric, 'apply_sla', CREATED, sla(120)), event(metric, 'pause', '2026-03-02T10:00:00Z')];
    expect(slas(events)).toMatchObject({ closeSlaStatus: 'paused', closeSlaDueAt: null });
    expect(slas([...events, event(metric, 'activate', '2026-03-02T10:30:00Z')])).toMatchObject({ closeSlaStatus: null, closeSlaDueAt: '2026-03-02T11:30:00.000Z' });
  });

  test('without a policy there is no SLA', () => {
    expect(slas([event('reply_time', 'activate', CREATED)]).firstResponseSlaStatus).toBeNull();
  });
});

test.each([
  [{ completion_status: 'completed' }, 'completed'],
  [{ completion_status: 'completed', voicemail: true }, 'missed'],
  [{ completion_status: 'abandoned_in_queue' }, 'abandoned'],
  [{ completion_status: 'abandoned_in_voicemail' }, 'missed'],
  [{ completion_status: 'abandoned_on_hold' }, 'completed'],
  [{ completion_status: 'not_answered' }, 'missed'],
  [{ completion_status: 'in_space' }, 'in_space'],
])('a call with %o is %s', (call, status) => {
  expect(rowsOf(fromZendesk({ calls: [{ id: 1, ...call }] }), 'calls')[0]).toMatchObject({ status });
});

test('calls count seconds', () => {
  const call = { id: 1, ticket_id: 7, created_at: CREATED, direction: 'inbound', talk_time: 61, duration: 90, time_to_answer: 12, wait_time: 20, agent_id: 4, customer_id: 3, phone_number_id: 8 };
  expect(rowsOf(fromZendesk({ calls: [call] }), 'calls')[0]).toMatchObject({
    ticketId: '7',
    startedAt: '2026-03-02T09:00:00.000Z',
    direction: 'inbound',
    durationMs: 61_000,
    waitMs: 12_000,
    ownerId: '4',
    contactId: '3',
    channelAccount: '8',
  });
});

test('ratings that were given are feedback, those offered are not', () => {
  const rating = (score: string) => ({ id: score, ticket_id: 1, requester_id: 3, score, created_at: CREATED, updated_at: '2026-03-03T09:00:00Z', comment: 'Ok', reason: 'Slow' });
  const records = fromZendesk({ satisfactionRatings: ['offered', 'unoffered', 'good', 'bad_with_comment', 'meh'].map(rating) });
  expect(rowsOf(records, 'feedback')).toMatchObject([
    { id: 'good', ticketId: '1', contactId: '3', type: 'csat', score: 1, scaleMin: 0, scaleMax: 1, sentiment: 'positive', submittedAt: '2026-03-03T09:00:00.000Z', comment: 'Ok', reason: 'Slow' },
    { id: 'bad_with_comment', score: 0, sentiment: 'negative' },
  ]);
  expect(records.problems).toMatchObject([{ code: 'unknown-value', example: 'meh', rows: [5] }]);
});

test('users are reps or contacts, groups teams, organizations companies', () => {
  const records = fromZendesk(
    {
      users: USERS,
      groups: [{ id: 13, name: 'East' }],
      organizations: [{ id: 14, name: 'Acme' }],
      agentAvailabilities: [{ id: 'x', attributes: { agent_id: 4, agent_status: { name: 'Transfers only', updated_at: CREATED } } }],
    },
    { capacities: { '4': 0 } },
  );
  expect(rowsOf(records, 'contacts')).toEqual([{ id: '3', name: 'Cy', companyId: '14' }]);
  expect(rowsOf(records, 'reps')).toEqual([
    { id: '4', name: 'Ada', teamId: '13', availability: 'busy', availabilityLabel: 'Transfers only', availabilitySince: '2026-03-02T09:00:00.000Z', capacity: 0 },
  ]);
  expect(rowsOf(records, 'teams')).toEqual([{ id: '13', name: 'East' }]);
  expect(rowsOf(records, 'companies')).toEqual([{ id: '14', name: 'Acme' }]);
});
