import type { Records } from '../records/records.ts';
import { type ApiObject, byId, flag, idOf, instant, isObject, number, objectsOf, ownOf, text } from './api.ts';
import { checkLists, checkOptions, type Desk, eachOf, emptyDesk } from './desk.ts';
import { addTickets } from './freshdesk-tickets.ts';
import type { ConnectorOptions } from './options.ts';
import { channelReader, type KnownStatus, statusReader } from './words.ts';

/** Freshdesk's objects, as its API returns them, the pages of each list joined. */
export interface FreshdeskData {
  /** `/api/v2/tickets?include=stats&updated_since=...`: without a date Freshdesk lists only 30 days. */
  tickets?: readonly object[];
  /** `/api/v2/ticket_fields`: names of the account's own statuses. */
  ticketFields?: readonly object[];
  /** `/api/v2/tickets/{id}/conversations` of all tickets. */
  conversations?: readonly object[];
  agents?: readonly object[];
  groups?: readonly object[];
  contacts?: readonly object[];
  companies?: readonly object[];
  /** `/api/v2/surveys/satisfaction_ratings` */
  satisfactionRatings?: readonly object[];
}

const LISTS = ['tickets', 'ticketFields', 'conversations', 'agents', 'groups', 'contacts', 'companies', 'satisfactionRatings'];

/** Sources by their code. */
const CHANNELS = { '1': 'email', '2': 'portal', '3': 'phone', '5': 'twitter', '6': 'facebook', '7': 'chat', '9': 'form', '10': 'email' };

/** Where a note or reply differs in channel from its ticket. */
const MESSAGE_CHANNELS: Readonly<Record<string, string>> = { '5': 'twitter', '7': 'facebook', '8': 'email', '9': 'phone' };

const OUTBOUND_EMAIL = 10;

/** The four statuses that every account has, by code; their names may be changed. */
const STATUSES: readonly (readonly [string, KnownStatus])[] = [
  ['2', { name: 'Open', category: 'open' }],
  ['3', { name: 'Pending', category: 'waiting' }],
  ['4', { name: 'Resolved', category: 'closed' }],
  ['5', { name: 'Closed', category: 'closed' }],
];

/**
 * The records of a help desk from Freshdesk's objects. Times of any offset become UTC, codes become words.
 * What could not be taken as it is is counted in `problems`; data that are no lists throw a `DataError`.
 */
export function fromFreshdesk(data: FreshdeskData, options: ConnectorOptions = {}): Records {
  checkLists('fromFreshdesk', data, LISTS);
  checkOptions('fromFreshdesk', options);
  const desk = emptyDesk();
  const channel = channelReader(desk, CHANNELS, options);
  addTickets(desk, data.tickets, channel, statusReader(desk, statusesOf(data), options), options);
  addMessages(desk, data, { ...CHANNELS, ...options.channels });
  addPeople(desk, data, options);
  addRatings(desk, data);
  return desk.records();
}

/** Statuses by code: the built-in ones, what the ticket fields name, and what tickets of the older API name. */
function statusesOf(data: ApiObject): Map<string, KnownStatus> {
  const statuses = new Map(STATUSES);
  const name = (code: string, found: unknown): void => {
    const named = text(Array.isArray(found) ? found[0] : found);
    if (named) statuses.set(code, { ...statuses.get(code), name: named });
  };
  for (const ticket of objectsOf(data.tickets)) name(text(ticket.status) ?? '', ticket.status_name);
  const field = objectsOf(data.ticketFields).find((candidate) => candidate.name === 'status');
  if (isObject(field?.choices)) for (const [code, names] of Object.entries(field.choices)) name(code, names);
  for (const choice of objectsOf(field?.choices)) name(text(choice.id) ?? '', choice.value ?? choice.label);
  return statuses;
}

/** Adds notes and replies, and before them what the ticket itself says: Freshdesk does not list that among them. */
function addMessages(desk: Desk, data: ApiObject, channels: Readonly<Record<string, string>>): void {
  if (!data.conversations) return;
  const tickets = byId(data.tickets);
  // Unknown codes stay as they are: their tickets have counted them.
  const channelOf = (ticket: ApiObject): string | null => {
    const code = text(ticket.source);
    return code ? (ownOf(channels, code) ?? code) : null;
  };
  for (const ticket of objectsOf(data.tickets)) {
    const id = text(ticket.id);
    const isOutbound = number(ticket.source) === OUTBOUND_EMAIL;
    desk.add('messages', {
      id: id && `ticket-${id}`,
      ticketId: id,
      sentAt: instant(ticket.created_at),
      direction: isOutbound ? 'outbound' : 'inbound',
      authorType: isOutbound ? 'rep' : 'customer',
      authorId: idOf(isOutbound ? ticket.responder_id : ticket.requester_id),
      channel: channelOf(ticket),
      isPublic: true,
    });
  }
  eachOf(desk, data.conversations, ['messages'], (note, row) => {
    const ticketId = idOf(note.ticket_id);
    if (!ticketId) desk.log.add('no-ticket', 'messages', 'ticketId', row, note.id);
    const isInbound = flag(note.incoming) === true;
    const ticket = tickets.get(ticketId ?? '');
    desk.add('messages', {
      id: text(note.id),
      ticketId,
      sentAt: instant(note.created_at),
      direction: isInbound ? 'inbound' : 'outbound',
      authorType: isInbound ? 'customer' : 'rep',
      authorId: idOf(note.user_id),
      channel: ownOf(MESSAGE_CHANNELS, text(note.source) ?? '') ?? (ticket && channelOf(ticket)),
      isPublic: note.private === undefined ? undefined : note.private !== true,
    });
  });
}

function addPeople(desk: Desk, data: ApiObject, options: ConnectorOptions): void {
  eachOf(desk, data.agents, ['reps'], (agent) => {
    const id = text(agent.id) ?? '';
    const contact = isObject(agent.contact) ? agent.contact : agent;
    const available = flag(agent.available);
    desk.add('reps', {
      id,
      name: text(contact.name) ?? text(contact.email),
      teamId: Array.isArray(agent.group_ids) ? (idOf(agent.group_ids[0]) ?? null) : undefined,
      // Whether new tickets are given to the agent is all that is told.
      availability: contact.active === false ? 'offline' : available == null ? undefined : available ? 'available' : 'away',
      availabilitySince: instant(agent.available_since),
      capacity: ownOf(options.capacities, id),
    });
  });
  eachOf(desk, data.groups, ['teams'], (group) => desk.add('teams', { id: text(group.id), name: text(group.name) }));
  eachOf(desk, data.companies, ['companies'], (company) => desk.add('companies', { id: text(company.id), name: text(company.name) }));
  eachOf(desk, data.contacts, ['contacts'], (contact) =>
    desk.add('contacts', { id: text(contact.id), name: text(contact.name) ?? text(contact.email), companyId: idOf(contact.company_id) }),
  );
}

/** Ratings are codes: 100 neutral, 101 to 103 happier, −101 to −103 unhappier. */
function addRatings(desk: Desk, data: ApiObject): void {
  eachOf(desk, data.satisfactionRatings, ['feedback'], (rating, row) => {
    const code = number(isObject(rating.ratings) ? rating.ratings.default_question : undefined);
    const size = Math.abs(code ?? NaN) - 100;
    if (!(size >= 0 && size <= 3)) return desk.log.add('unknown-value', 'feedback', 'score', row, code ?? undefined);
    const score = code! < 0 ? -size : size;
    desk.add('feedback', {
      id: text(rating.id),
      ticketId: idOf(rating.ticket_id),
      contactId: idOf(rating.user_id),
      type: 'csat',
      score,
      scaleMin: -3,
      scaleMax: 3,
      higherIsBetter: true,
      sentiment: score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral',
      submittedAt: instant(rating.created_at),
      comment: text(rating.feedback),
      surveyId: text(rating.survey_id),
    });
  });
}
