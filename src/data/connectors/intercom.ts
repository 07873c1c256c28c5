import type { Records } from '../records/records.ts';
import { type ApiObject, idOf, instant, msOf, objectsOf, ownOf, text, type Told } from './api.ts';
import { checkLists, checkOptions, type Desk, eachOf, emptyDesk } from './desk.ts';
import { addConversations } from './intercom-conversations.ts';
import { addTickets } from './intercom-tickets.ts';
import type { ConnectorOptions } from './options.ts';
import { channelReader, type KnownStatus, statusReader } from './words.ts';

/** Intercom's objects, as its API returns them, the pages of each list joined. */
export interface IntercomData {
  /** `/conversations/{id}` of each, for their parts; the list alone has none, and so no messages. */
  conversations?: readonly object[];
  /** `/tickets/search` */
  tickets?: readonly object[];
  admins?: readonly object[];
  teams?: readonly object[];
  contacts?: readonly object[];
  companies?: readonly object[];
  calls?: readonly object[];
}

export interface IntercomOptions extends ConnectorOptions {
  /**
   * What the desk's SLAs measure. Intercom tells one status for a whole conversation, so without this it is
   * kept as `slaStatus`, and no SLA figure is drawn from it.
   */
  slaKind?: 'firstResponse' | 'nextResponse' | 'close';
}

const LISTS = ['conversations', 'tickets', 'admins', 'teams', 'contacts', 'companies', 'calls'];

const CHANNELS = {
  conversation: 'chat',
  push: 'chat',
  email: 'email',
  phone_call: 'phone',
  phone_switch: 'phone',
  facebook: 'facebook',
  instagram: 'instagram',
  twitter: 'twitter',
  whatsapp: 'whatsapp',
  sms: 'sms',
};

const STATUSES: readonly (readonly [string, KnownStatus])[] = [
  ['open', { category: 'open' }],
  ['snoozed', { category: 'waiting' }],
  ['closed', { category: 'closed' }],
  ['submitted', { category: 'open' }],
  ['in_progress', { category: 'open' }],
  ['waiting_on_customer', { category: 'waiting' }],
  ['resolved', { category: 'closed' }],
];

/** Milliseconds per unit of its times and durations. */
const SECOND = 1000;

/**
 * The records of a help desk from Intercom's objects; conversations and tickets are both tickets. Times and durations are
 * seconds there. What could not be taken as it is is counted in `problems`; data that are no lists throw a `DataError`.
 */
export function fromIntercom(data: IntercomData, options: IntercomOptions = {}): Records {
  checkLists('fromIntercom', data, LISTS);
  checkOptions('fromIntercom', options, ['slaKind']);
  const desk = emptyDesk();
  const status = statusReader(desk, new Map(STATUSES), options);
  const tickets = addTickets(desk, data.tickets, status, options);
  addConversations(desk, data.conversations, tickets, status, channelReader(desk, CHANNELS, options), options);
  for (const ticket of tickets.values()) desk.add('tickets', ticket);
  addCalls(desk, data);
  addPeople(desk, data, options);
  return desk.records({ orders: { priority: ['priority', 'not_priority'] } });
}

function addCalls(desk: Desk, data: ApiObject): void {
  eachOf(desk, data.calls, ['calls'], (call) => {
    const startedAt = instant(call.initiated_at ?? call.created_at, SECOND);
    const answeredAt = instant(call.answered_at, SECOND);
    const endedAt = instant(call.ended_at, SECOND);
    desk.add('calls', {
      id: text(call.id),
      ticketId: idOf(call.conversation_id),
      startedAt,
      direction: text(call.direction),
      status: callStatus(call, answeredAt, endedAt),
      durationMs: between(answeredAt, endedAt),
      waitMs: between(startedAt, answeredAt),
      ownerId: idOf(call.admin_id),
      contactId: idOf(call.contact_id),
      endedReason: text(call.ended_reason),
    });
  });
}

/** Who hung up before an answer is told only by the reason, in words that Intercom does not list. */
function callStatus(call: ApiObject, answeredAt: Told<string>, endedAt: Told<string>): string {
  if (!endedAt) return 'inProgress';
  const reason = text(call.ended_reason) ?? '';
  if (/voicemail/.test(reason)) return 'missed';
  if (answeredAt) return 'completed';
  if (/fail|error/.test(reason)) return 'failed';
  return call.direction === 'inbound' && /abandon|hung_?up|hang_?up/.test(reason) ? 'abandoned' : 'missed';
}

function between(start: Told<string>, end: Told<string>): number | null {
  const ms = msOf(end) - msOf(start);
  return Number.isNaN(ms) ? null : ms;
}

function addPeople(desk: Desk, data: ApiObject, options: IntercomOptions): void {
  eachOf(desk, data.admins, ['reps'], (admin) => {
    const id = text(admin.id) ?? '';
    desk.add('reps', {
      id,
      name: text(admin.name) ?? text(admin.email),
      teamId: Array.isArray(admin.team_ids) ? (idOf(admin.team_ids[0]) ?? null) : undefined,
      // Whether an admin is logged in is not told, only whether they set themselves away.
      availability: admin.away_mode_enabled === undefined ? undefined : admin.away_mode_enabled === true ? 'away' : 'available',
      capacity: ownOf(options.capacities, id),
    });
  });
  eachOf(desk, data.teams, ['teams'], (team) => desk.add('teams', { id: text(team.id), name: text(team.name) }));
  eachOf(desk, data.companies, ['companies'], (company) => desk.add('companies', { id: text(company.id), name: text(company.name) }));
  eachOf(desk, data.contacts, ['contacts'], (contact) => {
    const [company] = objectsOf((contact.companies as { data?: unknown } | undefined)?.data);
    desk.add('contacts', { id: text(contact.id), name: text(contact.name) ?? text(contact.email), companyId: idOf(company?.id) });
  });
}
