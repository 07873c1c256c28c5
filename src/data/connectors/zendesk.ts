import type { Records } from '../records/records.ts';
import { byId, objectsOf, text } from './api.ts';
import { checkLists, checkOptions, emptyDesk } from './desk.ts';
import type { ConnectorOptions } from './options.ts';
import { channelReader, type KnownStatus, statusReader } from './words.ts';
import { addCalls, addRatings } from './zendesk-calls.ts';
import type { Zendesk } from './zendesk-desk.ts';
import { addComments } from './zendesk-messages.ts';
import { addPeople } from './zendesk-people.ts';
import { addTickets } from './zendesk-tickets.ts';

/** Zendesk's objects, as its API returns them, the pages of each list joined. */
export interface ZendeskData {
  /** `/api/v2/incremental/tickets`, or any other list of tickets. */
  tickets?: readonly object[];
  /** `/api/v2/ticket_metrics`: closing, reopening and durations. */
  ticketMetrics?: readonly object[];
  /** `/api/v2/incremental/ticket_metric_events`: the SLAs. */
  metricEvents?: readonly object[];
  /** `/api/v2/ticket_audits`: the history of statuses, assignees and groups, and the comments. */
  audits?: readonly object[];
  /** `/api/v2/tickets/{id}/comments` of all tickets, each comment with its `ticket_id`; needless beside audits. */
  comments?: readonly object[];
  users?: readonly object[];
  groups?: readonly object[];
  organizations?: readonly object[];
  satisfactionRatings?: readonly object[];
  /** `/api/v2/channels/voice/stats/incremental/calls` */
  calls?: readonly object[];
  /** `/api/v2/custom_statuses`: names of statuses. */
  customStatuses?: readonly object[];
  /** `/api/v2/agent_availabilities` */
  agentAvailabilities?: readonly object[];
}

const LISTS = [
  'tickets',
  'ticketMetrics',
  'metricEvents',
  'audits',
  'comments',
  'users',
  'groups',
  'organizations',
  'satisfactionRatings',
  'calls',
  'customStatuses',
  'agentAvailabilities',
];

const CHANNELS = {
  email: 'email',
  web: 'form',
  mobile: 'form',
  mobile_sdk: 'form',
  web_widget: 'form',
  web_form: 'form',
  chat: 'chat',
  messaging: 'chat',
  native_messaging: 'chat',
  voice: 'phone',
  phone: 'phone',
  api: 'api',
  facebook: 'facebook',
  twitter: 'twitter',
  whatsapp: 'whatsapp',
  sms: 'sms',
};

const STATUSES: readonly (readonly [string, KnownStatus])[] = [
  ['new', { category: 'open' }],
  ['open', { category: 'open' }],
  ['pending', { category: 'waiting' }],
  ['hold', { category: 'waiting' }],
  ['solved', { category: 'closed' }],
  ['closed', { category: 'closed' }],
];

/**
 * The records of a help desk from Zendesk's objects. Metrics are minutes there, calls seconds.
 * What could not be taken as it is is counted in `problems`; data that are no lists throw a `DataError`.
 */
export function fromZendesk(data: ZendeskData, options: ConnectorOptions = {}): Records {
  checkLists('fromZendesk', data, LISTS);
  checkOptions('fromZendesk', options);
  const desk = emptyDesk();
  const statuses = new Map(STATUSES);
  for (const custom of objectsOf(data.customStatuses)) {
    statuses.set(text(custom.id) ?? '', { ...statuses.get(text(custom.status_category) ?? ''), name: text(custom.agent_label) });
  }
  const zendesk: Zendesk = {
    desk,
    data,
    options,
    users: byId(data.users),
    tickets: byId(data.tickets),
    status: statusReader(desk, statuses, options),
    channel: channelReader(desk, CHANNELS, options),
  };
  addTickets(zendesk);
  addComments(zendesk);
  addCalls(zendesk);
  addRatings(zendesk);
  addPeople(zendesk);
  // Its own order of urgency: it says “normal” for what others call medium.
  return desk.records({ orders: { priority: ['urgent', 'high', 'normal', 'low'] } });
}
