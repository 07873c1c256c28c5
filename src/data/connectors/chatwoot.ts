import type { Records } from '../records/records.ts';
import { type ApiObject, byId, groupBy, idOf, instant, isObject, number, objectOf, ownOf, text } from './api.ts';
import { addConversations } from './chatwoot-conversations.ts';
import { checkLists, checkOptions, type Desk, eachOf, emptyDesk } from './desk.ts';
import type { ConnectorOptions } from './options.ts';
import { channelReader, type ChannelReader, type KnownStatus, statusReader, wordIn } from './words.ts';

/** Chatwoot's objects, as its API returns them, the pages of each list joined. */
export interface ChatwootData {
  /** `/api/v1/accounts/{id}/conversations?status=all` */
  conversations?: readonly object[];
  /** `/api/v1/accounts/{id}/conversations/{id}/messages` of all conversations, each with its `conversation_id`. */
  messages?: readonly object[];
  /** Reporting events of all conversations: when they were resolved, reopened and first answered. */
  reportingEvents?: readonly object[];
  inboxes?: readonly object[];
  agents?: readonly object[];
  teams?: readonly object[];
  contacts?: readonly object[];
  /** `/api/v1/accounts/{id}/csat_survey_responses` */
  csatResponses?: readonly object[];
}

const LISTS = ['conversations', 'messages', 'reportingEvents', 'inboxes', 'agents', 'teams', 'contacts', 'csatResponses'];

const CHANNELS = {
  'Channel::WebWidget': 'chat',
  'Channel::Email': 'email',
  'Channel::Api': 'api',
  'Channel::FacebookPage': 'facebook',
  'Channel::Instagram': 'instagram',
  'Channel::TwitterProfile': 'twitter',
  'Channel::Whatsapp': 'whatsapp',
  'Channel::TwilioSms': 'sms',
  'Channel::Sms': 'sms',
  'Channel::Telegram': 'telegram',
  'Channel::Line': 'line',
  'Channel::Voice': 'phone',
};

/** A pending conversation is with a bot: the customer waits, not the desk. */
const STATUSES: readonly (readonly [string, KnownStatus])[] = [
  ['open', { category: 'open' }],
  ['pending', { category: 'open' }],
  ['snoozed', { category: 'waiting' }],
  ['resolved', { category: 'closed' }],
];

const SECOND = 1000;

/** What the conversion of every list needs to know. */
export interface Chatwoot {
  desk: Desk;
  data: ApiObject;
  options: ConnectorOptions;
  inboxes: ReadonlyMap<string, ApiObject>;
  channel: ChannelReader;
}

/**
 * The records of a help desk from Chatwoot's objects; each conversation is a ticket. Times and durations are seconds there.
 * What could not be taken as it is is counted in `problems`; data that are no lists throw a `DataError`.
 */
export function fromChatwoot(data: ChatwootData, options: ConnectorOptions = {}): Records {
  checkLists('fromChatwoot', data, LISTS);
  checkOptions('fromChatwoot', options);
  const desk = emptyDesk();
  const chatwoot: Chatwoot = { desk, data, options, inboxes: byId(data.inboxes), channel: channelReader(desk, CHANNELS, options) };
  addConversations(chatwoot, statusReader(desk, new Map(STATUSES), options), groupBy(data.reportingEvents, 'conversation_id'));
  addMessages(chatwoot);
  addPeople(chatwoot);
  addRatings(desk, data);
  return desk.records();
}

/** Kinds of message, as a number or by name. */
const KINDS: Readonly<Record<string, string>> = { '0': 'incoming', '1': 'outgoing', '2': 'activity', '3': 'template' };

function addMessages({ desk, data, inboxes, channel }: Chatwoot): void {
  eachOf(desk, data.messages, ['messages'], (message, row) => {
    const given = text(message.message_type) ?? '';
    const kind = ownOf(KINDS, given) ?? given;
    if (kind === 'activity') return;
    const ticketId = idOf(message.conversation_id);
    if (!ticketId) desk.log.add('no-ticket', 'messages', 'ticketId', row, message.id);
    const sender = objectOf(message.sender);
    desk.add('messages', {
      id: text(message.id),
      ticketId,
      conversationId: ticketId,
      sentAt: instant(message.created_at, SECOND),
      direction: kind === 'incoming' ? 'inbound' : 'outbound',
      authorType: kind === 'incoming' ? 'customer' : authorOf(message, kind, sender),
      authorId: idOf(sender.id ?? message.sender_id),
      channel: channel(text(inboxes.get(text(message.inbox_id) ?? '')?.channel_type), 'messages', row),
      isPublic: message.private === undefined ? undefined : message.private !== true,
    });
  });
}

/** Greetings, surveys and what automation rules and campaigns send come from the system. */
function authorOf(message: ApiObject, kind: string, sender: ApiObject): string {
  const isAutomatic = 'automation_rule_id' in objectOf(message.content_attributes) || 'campaign_id' in objectOf(message.additional_attributes);
  if (kind === 'template' || isAutomatic) return 'system';
  const type = (text(sender.type) ?? text(message.sender_type) ?? '').toLowerCase();
  if (/bot|captain/.test(type)) return 'bot';
  return type === 'user' ? 'rep' : 'system';
}

const AVAILABILITY = { online: 'available', busy: 'busy', offline: 'offline' };

function addPeople({ desk, data, options }: Chatwoot): void {
  eachOf(desk, data.agents, ['reps'], (agent, row) => {
    const id = text(agent.id) ?? '';
    const label = text(agent.availability_status);
    desk.add('reps', {
      id,
      name: text(agent.name) ?? text(agent.email),
      availability: wordIn(AVAILABILITY, label, desk, 'reps', 'availability', row),
      availabilityLabel: label,
      capacity: ownOf(options.capacities, id),
    });
  });
  eachOf(desk, data.teams, ['teams'], (team) => desk.add('teams', { id: text(team.id), name: text(team.name) }));
  eachOf(desk, data.contacts, ['contacts'], (contact) => {
    const company = text(objectOf(contact.additional_attributes).company_name);
    desk.add('contacts', { id: text(contact.id), name: text(contact.name) ?? text(contact.email), company });
  });
}

function addRatings(desk: Desk, data: ApiObject): void {
  eachOf(desk, data.csatResponses, ['feedback'], (response) => {
    const score = number(response.rating);
    if (score == null) return;
    desk.add('feedback', {
      id: text(response.id),
      ticketId: idOf(response.conversation_id),
      contactId: isObject(response.contact) ? idOf(response.contact.id) : undefined,
      type: 'csat',
      score,
      scaleMin: 1,
      scaleMax: 5,
      higherIsBetter: true,
      submittedAt: instant(response.created_at, SECOND),
      comment: text(response.feedback_message),
    });
  });
}
