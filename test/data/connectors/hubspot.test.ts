import { describe, expect, test } from 'vitest';
import { fromHubSpot, type HubSpotData, type HubSpotOptions } from '../../../src/data/connectors/index.ts';
import { codes, rowsOf, ticketOf } from './rows.ts';

const HOUR = 3_600_000;
const ticket = (properties: object, more: object = {}) => ({ id: '7', properties: { createdate: '2026-03-02T09:00:00Z', ...properties }, ...more });
const converted = (properties: object, data: HubSpotData = {}, options?: HubSpotOptions) => ticketOf(fromHubSpot({ tickets: [ticket(properties)], ...data }, options));

const PIPELINES = [
  {
    id: '0',
    label: 'Support',
    stages: [
      { id: '1', label: 'New', metadata: { isClosed: 'false', ticketState: 'OPEN' } },
      { id: '2', label: 'Waiting on contact', metadata: { ticketState: 'OPEN' } },
      { id: '4', label: 'Closed', metadata: { isClosed: 'true', ticketState: 'CLOSED' } },
    ],
  },
];

test.each([
  ['hs_ticket_id', { hs_ticket_id: '9' }, { id: '9' }],
  ['hs_object_id', { hs_object_id: 9 }, { id: '9' }],
])('takes the id from %s where the object has none', (_, properties, expected) => {
  expect(ticketOf(fromHubSpot({ tickets: [{ properties }] }))).toMatchObject(expected);
});

test.each<[string, object, object]>([
  ['subject', { subject: 'Printer' }, { subject: 'Printer' }],
  ['createdate with microseconds', { createdate: '2026-03-02T09:00:00.123456+00:00' }, { createdAt: '2026-03-02T09:00:00.123Z' }],
  ['createdate as milliseconds in a text', { createdate: '1772442000000' }, { createdAt: '2026-03-02T09:00:00.000Z' }],
  ['hs_ticket_priority', { hs_ticket_priority: 'HIGH' }, { priority: 'high' }],
  ['hs_ticket_category', { hs_ticket_category: 'BILLING_ISSUE' }, { category: 'BILLING_ISSUE' }],
  ['source_type', { source_type: 'FORM' }, { channel: 'form' }],
  ['hs_originating_generic_channel_id before source_type', { source_type: 'FORM', hs_originating_generic_channel_id: '1002' }, { channel: 'email' }],
  ['hs_originating_channel_instance_id', { hs_originating_channel_instance_id: '33' }, { channelAccount: '33' }],
  ['hubspot_owner_id', { hubspot_owner_id: '52' }, { ownerId: '52' }],
  ['hubspot_owner_assigneddate', { hubspot_owner_assigneddate: '2026-03-02T10:00:00Z' }, { ownerSince: '2026-03-02T10:00:00.000Z' }],
  ['hubspot_team_id', { hubspot_team_id: '5' }, { teamId: '5' }],
  ['hs_assigned_team_ids', { hs_assigned_team_ids: '6;7' }, { teamId: '6' }],
  ['hs_primary_company_name', { hs_primary_company_name: 'Acme' }, { company: 'Acme' }],
  ['hs_first_agent_message_sent_at', { hs_first_agent_message_sent_at: '2026-03-02T09:30:00Z' }, { firstResponseAt: '2026-03-02T09:30:00.000Z' }],
  ['first_agent_reply_date', { first_agent_reply_date: '2026-03-02T09:40:00Z' }, { firstResponseAt: '2026-03-02T09:40:00.000Z' }],
  ['time_to_first_agent_reply, milliseconds in a text', { time_to_first_agent_reply: '2400000' }, { firstResponseTimeMs: 2_400_000 }],
  ['hs_time_to_first_response_in_operating_hours', { hs_time_to_first_response_in_operating_hours: '60000' }, { firstResponseTimeBusinessMs: 60_000 }],
  ['hs_time_to_first_rep_assignment', { hs_time_to_first_rep_assignment: '1000' }, { timeToAssignMs: 1000 }],
  ['hs_last_message_received_at', { hs_last_message_received_at: '2026-03-02T11:00:00Z' }, { lastReceivedAt: '2026-03-02T11:00:00.000Z' }],
  ['hs_last_message_sent_at', { hs_last_message_sent_at: '2026-03-02T12:00:00Z' }, { lastSentAt: '2026-03-02T12:00:00.000Z' }],
  ['last_reply_date', { last_reply_date: '2026-03-02T12:00:00Z' }, { lastSentAt: '2026-03-02T12:00:00.000Z' }],
  ['hs_last_message_from_visitor', { hs_last_message_from_visitor: 'true' }, { lastFromCustomer: true }],
  ['hs_is_one_touch_ticket', { hs_is_one_touch_ticket: 'true' }, { oneTouch: true }],
  ['hs_number_of_touches', { hs_number_of_touches: '2' }, { oneTouch: false }],
  ['hs_in_helpdesk', { hs_in_helpdesk: 'true' }, { inHelpDesk: true }],
  ['hs_in_waitlist', { hs_in_waitlist: 'false' }, { inWaitlist: false }],
  ['hs_outbound_ticket', { hs_outbound_ticket: 'true' }, { outbound: true }],
  ['hs_ticket_reopened_at', { hs_ticket_reopened_at: '2026-03-03T09:00:00Z' }, { reopenCount: 1, reopenedAt: '2026-03-03T09:00:00.000Z' }],
  ['no hs_ticket_reopened_at', { hs_ticket_reopened_at: null }, { reopenCount: 0 }],
  ['hs_is_closed with closed_date', { hs_is_closed: 'true', closed_date: '2026-03-04T09:00:00Z' }, { statusCategory: 'closed', closedAt: '2026-03-04T09:00:00.000Z' }],
  ['hs_last_closed_date', { hs_is_closed: 'true', hs_last_closed_date: '2026-03-04T09:00:00Z' }, { closedAt: '2026-03-04T09:00:00.000Z' }],
  ['a closed_date of a ticket that is open again', { hs_is_closed: 'false', closed_date: '2026-03-04T09:00:00Z' }, { statusCategory: 'open', closedAt: null }],
  ['time_to_close', { hs_is_closed: 'true', closed_date: '2026-03-04T09:00:00Z', time_to_close: '172800000' }, { timeToCloseMs: 48 * HOUR }],
  ['hs_time_to_close_in_operating_hours', { hs_is_closed: 'true', closed_date: '2026-03-04T09:00:00Z', hs_time_to_close_in_operating_hours: '3600000' }, { timeToCloseBusinessMs: HOUR }],
  ['hs_applied_sla_rule_config_id', { hs_applied_sla_rule_config_id: '88' }, { slaRule: '88' }],
  ['hs_sla_operating_hours', { hs_sla_operating_hours: '12' }, { slaHours: '12' }],
])('reads %s', (_, properties, expected) => {
  expect(converted(properties)).toMatchObject(expected);
});

test('says nothing of properties that were not asked for, and null of empty ones', () => {
  expect(converted({}).subject).toBeUndefined();
  expect(converted({}).firstResponseAt).toBeUndefined();
  expect(converted({ subject: '', first_agent_reply_date: null })).toMatchObject({ subject: null, firstResponseAt: null });
});

test('a duration of e-mails alone does not stand beside the first message on any channel', () => {
  const both = converted({ hs_first_agent_message_sent_at: '2026-03-02T09:30:00Z', time_to_first_agent_reply: '2400000' });
  expect(both.firstResponseTimeMs).toBeUndefined();
});

test('the first responder is an owner, though HubSpot may name the user', () => {
  const owners = [{ id: '52', userId: 900 }];
  expect(converted({ hs_first_agent_message_sent_by: '900' }, { owners })).toMatchObject({ firstResponderId: '52' });
});

describe('stages', () => {
  test('bear the names of their pipeline and are closed as it says', () => {
    expect(converted({ hs_pipeline: '0', hs_pipeline_stage: '4', closed_date: '2026-03-04T09:00:00Z' }, { pipelines: PIPELINES })).toMatchObject({
      status: 'Closed',
      statusCategory: 'closed',
      pipeline: 'Support',
    });
  });

  test('wait where the options say so', () => {
    const options = { statusCategories: { 'Waiting on contact': 'waiting' as const } };
    expect(converted({ hs_pipeline_stage: '2' }, { pipelines: PIPELINES }, options)).toMatchObject({ statusCategory: 'waiting' });
  });

  test('unknown to the pipelines keep their id, and are counted', () => {
    const records = fromHubSpot({ tickets: [ticket({ hs_pipeline_stage: '77' })], pipelines: PIPELINES });
    expect(ticketOf(records)).toMatchObject({ status: '77', statusCategory: 'open' });
    expect(records.problems).toMatchObject([{ code: 'unknown-status', source: 'tickets', column: 'status', count: 1, example: '77', rows: [1] }]);
  });

  test('have visits from their dates, the newer properties first', () => {
    const records = fromHubSpot({
      tickets: [
        ticket({
          hs_pipeline: '0',
          hs_pipeline_stage: '4',
          closed_date: '2026-03-03T00:00:00Z',
          hs_date_entered_1: '2026-03-02T09:00:01Z',
          hs_v2_date_entered_1: '2026-03-02T09:00:00Z',
          hs_v2_date_entered_4: '2026-03-03T00:00:00Z',
          hs_v2_cumulative_time_in_1: '54000000',
          hs_v2_latest_time_in_1: '54000000',
        }),
      ],
      pipelines: PIPELINES,
    });
    expect(rowsOf(records, 'statusChanges')).toMatchObject([
      { ticketId: '7', status: 'New', statusCategory: 'open', pipeline: 'Support', enteredAt: '2026-03-02T09:00:00.000Z', exitedAt: '2026-03-03T00:00:00.000Z' },
      { status: 'Closed', statusCategory: 'closed', exitedAt: null },
    ]);
    expect(codes(records)).toEqual([]);
  });

  test.each([
    ['hs_v2_cumulative_time_in', { hs_v2_cumulative_time_in_1: '7200000', hs_v2_latest_time_in_1: '3600000' }],
    ['hs_time_in', { hs_time_in_1: '7200000', hs_date_exited_1: '2026-03-02T10:00:00Z' }],
    ['hs_ticket_reopened_at', { hs_ticket_reopened_at: '2026-03-02T10:00:00Z' }],
  ])('visited more often than their dates tell are counted: %s', (_, properties) => {
    expect(codes(fromHubSpot({ tickets: [ticket({ hs_date_entered_1: '2026-03-02T09:00:00Z', ...properties })] }))).toEqual(['visits-lost']);
  });

  test('have their whole history where it was asked for, whatever its order', () => {
    const stage = (value: string, timestamp: string, sourceType: string) => ({ value, timestamp, sourceType });
    const propertiesWithHistory = {
      hs_pipeline_stage: [
        stage('4', '2026-03-05T09:00:00Z', 'CRM_UI'),
        stage('1', '2026-03-04T09:00:00Z', 'AUTOMATION_PLATFORM'),
        stage('4', '2026-03-03T09:00:00Z', 'CRM_UI'),
        stage('1', '2026-03-02T09:00:00Z', 'FORM'),
      ],
      hubspot_owner_id: [
        { value: '53', timestamp: '2026-03-02T11:00:00Z' },
        { value: '52', timestamp: '2026-03-02T10:00:00Z' },
      ],
      hubspot_team_id: [{ value: '5', timestamp: '2026-03-02T10:00:00Z' }],
    };
    const records = fromHubSpot({ tickets: [ticket({ hs_pipeline_stage: '4', closed_date: '2026-03-05T09:00:02Z' }, { propertiesWithHistory })], pipelines: PIPELINES });
    expect(ticketOf(records)).toMatchObject({ closedAt: '2026-03-05T09:00:00.000Z', firstClosedAt: '2026-03-03T09:00:00.000Z', reopenCount: 1 });
    expect(rowsOf(records, 'statusChanges').map(({ status, actorType }) => [status, actorType])).toEqual([
      ['New', 'system'],
      ['Closed', 'rep'],
      ['New', 'system'],
      ['Closed', 'rep'],
    ]);
    expect(rowsOf(records, 'assignments')).toEqual([
      { ticketId: '7', ownerId: '52', teamId: '5', from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T11:00:00.000Z' },
      { ticketId: '7', ownerId: '53', teamId: '5', from: '2026-03-02T11:00:00.000Z', to: null },
    ]);
  });
});

describe('SLAs', () => {
  const KINDS = [
    ['firstResponseSla', 'hs_time_to_first_response_sla', 'TIME_TO_RESPOND'],
    ['nextResponseSla', 'hs_time_to_next_response_sla', 'TIME_TO_NEXT_RESPONSE'],
    ['closeSla', 'hs_time_to_close_sla', 'TIME_TO_CLOSE'],
  ] as const;
  const CODES = [
    ['0', 'active_sla', 'active'],
    ['1', 'overdue', 'overdue'],
    ['2', 'due_soon', 'dueSoon'],
    ['3', 'sla_completed_on_time', 'metOnTime'],
    ['4', 'sla_completed_late', 'metLate'],
  ] as const;

  test.each(KINDS.flatMap(([kind, property, type]) => CODES.map(([code, word, status]) => ({ kind, property, type, code, word, status }))))(
    '$property: $code and $word are $status',
    ({ kind, property, type, code, word, status }) => {
      expect(converted({ [`${property}_status`]: code })).toMatchObject({ [`${kind}Status`]: status });
      expect(converted({ [`${property}_status`]: Number(code) })).toMatchObject({ [`${kind}Status`]: status });
      expect(converted({ hs_most_relevant_sla_type: type, hs_most_relevant_sla_status: word })).toMatchObject({ [`${kind}Status`]: status });
    },
  );

  test.each(KINDS)('%s has its due date', (kind, property) => {
    expect(converted({ [`${property}_at`]: '1772442000000' })).toMatchObject({ [`${kind}DueAt`]: '2026-03-02T09:00:00.000Z' });
  });

  test('empty ones are none where the desk has that SLA, and nothing where it has not', () => {
    const records = fromHubSpot({ tickets: [ticket({ hs_time_to_close_sla_status: '3' }), { id: '8', properties: { hs_time_to_close_sla_status: '' } }] });
    expect(rowsOf(records, 'tickets')[1]).toMatchObject({ closeSlaStatus: 'none' });
    expect(rowsOf(records, 'tickets')[1]!.firstResponseSlaStatus).toBeUndefined();
    expect(converted({ hs_time_to_close_sla_status: null }).closeSlaStatus).toBeNull();
  });

  test('a pause holds what runs, not what is late or done', () => {
    const paused = (code: string) => converted({ hs_sla_pause_status: 'PAUSED', hs_time_to_close_sla_status: code }).closeSlaStatus;
    expect(['0', '1', '2', '3', '4'].map(paused)).toEqual(['paused', 'overdue', 'paused', 'metOnTime', 'metLate']);
  });

  test('the words of a reporting layer depend on what has happened', () => {
    const first = { hs_time_to_first_response_sla_status: 'BREACHED' };
    expect(converted({ hs_time_to_first_response_sla_status: 'MET' }).firstResponseSlaStatus).toBe('metOnTime');
    expect(converted(first).firstResponseSlaStatus).toBe('overdue');
    expect(converted({ ...first, first_agent_reply_date: '2026-03-02T10:00:00Z' }).firstResponseSlaStatus).toBe('metLate');
    expect(converted({ ...first, hs_is_closed: 'true', closed_date: '2026-03-02T10:00:00Z' }).firstResponseSlaStatus).toBe('missed');
  });

  test('an unknown code is left empty and counted', () => {
    const records = fromHubSpot({ tickets: [ticket({ hs_time_to_close_sla_status: '9' })] });
    expect(records.problems).toMatchObject([{ code: 'unknown-value', column: 'closeSlaStatus', example: '9' }]);
  });
});

test('merged, archived and spam go, with what belongs to them', () => {
  const records = fromHubSpot({
    tickets: [
      ticket({ hs_merged_object_ids: '8;9' }),
      { id: '8', properties: {} },
      { id: '10', properties: {}, archived: true, archivedAt: '2026-03-05T00:00:00Z' },
      { id: '11', properties: {}, archived: true },
    ],
    calls: [{ id: 'c', properties: {}, associations: { tickets: { results: [{ id: '8' }] } } }],
    threads: [
      { id: 't', threadAssociations: { associatedTicketId: '7' } },
      { id: 's', spam: true, threadAssociations: { associatedTicketId: '7' } },
    ],
    messages: [
      { id: 'm', conversationsThreadId: 't', direction: 'INCOMING' },
      { id: 'n', conversationsThreadId: 's', direction: 'INCOMING' },
    ],
  });
  expect(rowsOf(records, 'tickets').map(({ id, excludedAt }) => [id, excludedAt])).toEqual([
    ['7', undefined],
    ['10', '2026-03-05T00:00:00.000Z'],
  ]);
  expect(rowsOf(records, 'calls')).toEqual([]);
  expect(rowsOf(records, 'messages').map(({ id }) => id)).toEqual(['m']);
  expect(records.problems).toMatchObject([
    { code: 'excluded', source: 'tickets', count: 2, leftOut: true, rows: [2, 4] },
    { code: 'excluded', source: 'conversations', count: 1 },
  ]);
});

test('threads are conversations', () => {
  const records = fromHubSpot({
    owners: [{ id: '52', userId: 900 }],
    channelAccounts: [{ id: '33', name: 'help@acme.test' }],
    threads: [
      {
        id: '1',
        status: 'CLOSED',
        createdAt: '2026-03-02T09:00:00Z',
        closedAt: '2026-03-02T10:00:00Z',
        inboxId: '4',
        originalChannelId: '1000',
        originalChannelAccountId: '33',
        assignedTo: 'A-900',
        latestMessageTimestamp: '2026-03-02T09:50:00Z',
        latestMessageSentTimestamp: '2026-03-02T09:50:00Z',
        latestMessageReceivedTimestamp: '2026-03-02T09:40:00Z',
        spam: false,
        associatedContactId: '5',
        threadAssociations: { associatedTicketId: '7' },
      },
    ],
  });
  expect(rowsOf(records, 'conversations')).toEqual([
    {
      id: '1',
      ticketId: '7',
      channel: 'chat',
      channelAccount: 'help@acme.test',
      startedAt: '2026-03-02T09:00:00.000Z',
      closedAt: '2026-03-02T10:00:00.000Z',
      status: 'closed',
      contactId: '5',
      ownerId: '52',
      inbox: '4',
      lastMessageAt: '2026-03-02T09:50:00.000Z',
      lastSentAt: '2026-03-02T09:50:00.000Z',
      lastReceivedAt: '2026-03-02T09:40:00.000Z',
    },
  ]);
});

test('messages tell direction, author and whether the customer sees them', () => {
  const message = (id: string, more: object) => ({ id, type: 'MESSAGE', conversationsThreadId: '1', createdAt: '2026-03-02T09:00:00Z', channelId: '1002', ...more });
  const records = fromHubSpot({
    owners: [{ id: '52', userId: 900 }],
    threads: [{ id: '1', threadAssociations: { associatedTicketId: '7' } }],
    messages: [
      message('a', { direction: 'INCOMING', senders: [{ actorId: 'V-5' }] }),
      message('b', { direction: 'OUTGOING', senders: [{ actorId: 'A-900' }] }),
      message('c', { type: 'COMMENT', createdBy: 'A-900' }),
      message('d', { direction: 'OUTGOING', senders: [{ actorId: 'B-1' }] }),
      message('e', { direction: 'OUTGOING', senders: [{ actorId: 'S-1' }] }),
      message('f', { type: 'WELCOME_MESSAGE', direction: 'OUTGOING', senders: [{ actorId: 'A-900' }] }),
      message('g', { type: 'THREAD_STATUS_CHANGE', createdBy: 'A-900' }),
      message('h', { direction: 'INCOMING', conversationsThreadId: '2', channelId: '4711' }),
    ],
  });
  expect(rowsOf(records, 'messages').map(({ id, ticketId, direction, authorType, authorId, isPublic, channel }) => [id, ticketId, direction, authorType, authorId, isPublic, channel])).toEqual([
    ['a', '7', 'inbound', 'customer', '5', true, 'email'],
    ['b', '7', 'outbound', 'rep', '52', true, 'email'],
    ['c', '7', 'outbound', 'rep', '52', false, 'email'],
    ['d', '7', 'outbound', 'bot', '1', true, 'email'],
    ['e', '7', 'outbound', 'system', '1', true, 'email'],
    ['f', '7', 'outbound', 'system', '52', true, 'email'],
    ['h', undefined, 'inbound', 'customer', undefined, true, '4711'],
  ]);
  expect(codes(records)).toEqual(['unknown-channel', 'no-ticket']);
});

test.each([
  ['COMPLETED', 'INBOUND', '', 'completed'],
  ['COMPLETED', 'INBOUND', 'b2cf5968-551e-4856-9783-52b3da59a7d0', 'missed'],
  ['BUSY', 'OUTBOUND', '', 'missed'],
  ['NO_ANSWER', 'OUTBOUND', '', 'missed'],
  ['MISSED', 'INBOUND', '', 'missed'],
  ['CANCELED', 'INBOUND', '', 'abandoned'],
  ['CANCELED', 'OUTBOUND', '', 'failed'],
  ['FAILED', 'OUTBOUND', '', 'failed'],
  ['IN_PROGRESS', 'INBOUND', '', 'inProgress'],
  ['TELEPATHY', 'INBOUND', '', 'TELEPATHY'],
])('a call that is %s, %s, outcome “%s”, is %s', (hs_call_status, hs_call_direction, hs_call_disposition, status) => {
  const [call] = rowsOf(fromHubSpot({ calls: [{ id: '1', properties: { hs_call_status, hs_call_direction, hs_call_disposition } }] }), 'calls');
  expect(call).toMatchObject({ status, direction: hs_call_direction.toLowerCase() });
});

test('calls have time, talk time, rep, ticket and the number of the desk', () => {
  const properties = {
    hs_timestamp: '2026-03-02T09:00:00Z',
    hs_call_duration: '61000',
    hubspot_owner_id: '52',
    hs_call_source: 'INTEGRATIONS_PLATFORM',
    hs_call_from_number: '+1',
    hs_call_to_number: '+2',
  };
  const records = fromHubSpot({
    calls: ['INBOUND', 'OUTBOUND'].map((hs_call_direction, id) => ({ id, properties: { ...properties, hs_call_direction }, associations: { tickets: { results: [{ id: '7', type: 'call_to_ticket' }] } } })),
  });
  const [inbound, outbound] = rowsOf(records, 'calls');
  expect(inbound).toMatchObject({ ticketId: '7', startedAt: '2026-03-02T09:00:00.000Z', durationMs: 61_000, ownerId: '52', channelAccount: '+2', callSource: 'INTEGRATIONS_PLATFORM' });
  expect(outbound).toMatchObject({ channelAccount: '+1' });
});

describe('feedback', () => {
  const submission = (properties: object, options?: HubSpotOptions) => rowsOf(fromHubSpot({ feedback: [{ id: '1', properties }] }, options), 'feedback')[0];

  test('has its survey, score, ticket, time and words', () => {
    expect(
      submission({
        hs_survey_type: 'CES',
        hs_survey_id: '3',
        hs_survey_name: 'Effort',
        hs_survey_channel: 'EMAIL',
        hs_value: '6',
        hs_sentiment: 'POSITIVE',
        hs_content: 'Quick',
        hs_submission_timestamp: '2026-03-02T09:00:00Z',
        hs_ticket_id: '7',
        hs_contact_id: '5',
        hs_knowledge_article_id: '12',
      }),
    ).toEqual({
      id: '1',
      ticketId: '7',
      contactId: '5',
      type: 'ces',
      score: 6,
      scaleMin: 1,
      scaleMax: 7,
      higherIsBetter: true,
      sentiment: 'positive',
      submittedAt: '2026-03-02T09:00:00.000Z',
      comment: 'Quick',
      surveyId: '3',
      surveyName: 'Effort',
      surveyChannel: 'EMAIL',
      articleId: '12',
    });
  });

  test('has no scale that nobody told', () => {
    const bare = submission({ hs_survey_type: 'CSAT', hs_response_value: '3' })!;
    expect([bare.score, bare.scaleMin, bare.scaleMax]).toEqual([3, undefined, undefined]);
    expect(submission({ hs_survey_type: 'NPS', hs_value: '9', hs_response_group: 'PROMOTER' })).toMatchObject({ scaleMin: 0, scaleMax: 10, sentiment: 'positive' });
    const surveyScales = { CSAT: { min: 1, max: 3 }, '8': { min: 1, max: 10, higherIsBetter: false } };
    expect(submission({ hs_survey_type: 'CSAT', hs_value: '3' }, { surveyScales })).toMatchObject({ scaleMax: 3, higherIsBetter: true });
    expect(submission({ hs_survey_type: 'CSAT', hs_survey_id: '8', hs_value: '3' }, { surveyScales })).toMatchObject({ scaleMax: 10, higherIsBetter: false });
  });

  test('comes from tickets where submissions are not given', () => {
    const properties = {
      hs_last_csat_rating: '4',
      hs_last_csat_date: '2026-03-02T09:00:00Z',
      hs_last_csat_comment: 'Fine',
      hs_feedback_last_ces_rating: '6',
      hs_feedback_last_survey_date: '2026-03-03T09:00:00Z',
    };
    expect(rowsOf(fromHubSpot({ tickets: [ticket(properties)] }), 'feedback')).toMatchObject([
      { id: '7-csat', ticketId: '7', type: 'csat', score: 4, submittedAt: '2026-03-02T09:00:00.000Z', comment: 'Fine' },
      { id: '7-ces', type: 'ces', score: 6, scaleMax: 7, submittedAt: '2026-03-03T09:00:00.000Z' },
    ]);
    expect(rowsOf(fromHubSpot({ tickets: [ticket(properties)], feedback: [] }), 'feedback')).toEqual([]);
  });
});

test('owners are reps with team, availability and capacity', () => {
  const records = fromHubSpot(
    {
      owners: [
        { id: '52', userId: 900, firstName: 'Ada', lastName: 'Byron', email: 'ada@acme.test', teams: [{ id: '5', name: 'East' }, { id: '6', name: 'West', primary: true }] },
        { id: '53', userId: 901, firstName: '', lastName: '', email: 'bob@acme.test', teams: [] },
        { id: '54', userId: 902, archived: true },
      ],
      users: [
        { id: 'u', properties: { hs_internal_user_id: '900', hs_availability_status: 'available' } },
        { id: 'v', properties: { hs_internal_user_id: '901', hs_availability_status: 'lunch' } },
      ],
    },
    { capacities: { '52': 8 } },
  );
  expect(rowsOf(records, 'reps')).toEqual([
    { id: '52', name: 'Ada Byron', teamId: '6', availability: 'available', availabilityLabel: 'available', capacity: 8 },
    { id: '53', name: 'bob@acme.test', teamId: null, availability: 'unknown', availabilityLabel: 'lunch' },
    { id: '54', name: undefined, teamId: undefined, availability: 'offline', availabilityLabel: undefined },
  ]);
  expect(rowsOf(records, 'teams')).toEqual([
    { id: '5', name: 'East' },
    { id: '6', name: 'West' },
  ]);
  expect(codes(records)).toEqual(['unknown-value']);
});

test('contacts and companies have names', () => {
  const records = fromHubSpot({
    contacts: [{ id: '5', properties: { firstname: 'Cy', lastname: null, email: 'cy@acme.test', associatedcompanyid: '3' } }],
    companies: [{ id: '3', properties: { name: null, domain: 'acme.test' } }],
  });
  expect(rowsOf(records, 'contacts')).toEqual([{ id: '5', name: 'Cy', companyId: '3' }]);
  expect(rowsOf(records, 'companies')).toEqual([{ id: '3', name: 'acme.test' }]);
});
