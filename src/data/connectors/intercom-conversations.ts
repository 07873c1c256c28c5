import { type ApiObject, firstOf, idOf, instant, number, objectOf, objectsOf, span, text, type Told } from './api.ts';
import { type Desk, eachOf, type Row } from './desk.ts';
import { addVisits, type Closings, type StatusChange } from './history.ts';
import type { IntercomOptions } from './intercom.ts';
import { type ChannelReader, type StatusReader, wordIn } from './words.ts';

const SECOND = 1000;

const SLA = { hit: 'metOnTime', missed: 'metLate', active: 'active', cancelled: 'none' };

/** Adds conversations, their messages and ratings, and puts their rows as tickets into `tickets`. */
export function addConversations(desk: Desk, conversations: unknown, tickets: Map<string, Row>, status: StatusReader, channel: ChannelReader, options: IntercomOptions): void {
  eachOf(desk, conversations, ['tickets', 'conversations'], (conversation, row) => {
    const id = text(conversation.id) ?? null;
    const source = objectOf(conversation.source);
    const kind = channel(text(source.type), 'conversations', row);
    const state = text(conversation.state) ?? (conversation.open === false ? 'closed' : 'open');
    const now = status(state, row);
    const known = tickets.get(id ?? '');
    const told = id ? addParts(desk, conversation, id, kind, status, !known, row) : undefined;
    const stats = objectOf(conversation.statistics);
    const isClosed = now.statusCategory === 'closed';
    const closedAt = isClosed ? (instant(stats.last_close_at, SECOND) ?? told?.closedAt ?? null) : null;
    if (isClosed && !closedAt) desk.log.add('no-closing-time', 'conversations', 'closedAt', row);
    const startedAt = instant(conversation.created_at, SECOND);
    desk.add('conversations', { id, ticketId: id, channel: kind, startedAt, closedAt, status: state });
    tickets.set(id ?? `conversation in row ${row}`, {
      id,
      subject: firstOf(text(conversation.title), text(source.subject)),
      createdAt: startedAt,
      ...now,
      statusCategory: now.statusCategory ?? 'open',
      priority: text(conversation.priority),
      channel: kind,
      ownerId: idOf(conversation.admin_assignee_id),
      teamId: idOf(conversation.team_assignee_id),
      contactId: idOf(objectsOf(objectOf(conversation.contacts).contacts)[0]?.id),
      companyId: idOf(objectOf(conversation.company).id),
      closedAt,
      firstClosedAt: firstOf(instant(stats.first_close_at, SECOND), told?.firstClosedAt),
      reopenCount: firstOf(number(stats.count_reopens), told?.reopenCount),
      ...statisticsOf(stats, isClosed),
      waitingSince: instant(conversation.waiting_since, SECOND),
      ...slaOf(desk, objectOf(conversation.sla_applied), options, isClosed, row),
      ...options.ticketFields?.(conversation),
      // A conversation that became a ticket is in the ticket's state.
      ...known,
    });
    addRating(desk, objectOf(conversation.conversation_rating), id);
  });
}

function statisticsOf(stats: ApiObject, isClosed: boolean): Row {
  return {
    firstResponseAt: instant(stats.first_admin_reply_at, SECOND),
    // Office hours alone count in these two.
    firstResponseTimeBusinessMs: span(stats.time_to_admin_reply, SECOND),
    timeToCloseBusinessMs: isClosed ? span(stats.time_to_last_close, SECOND) : undefined,
    timeToAssignMs: span(stats.time_to_assignment, SECOND),
    handlingMs: span(stats.handling_time, SECOND),
    assignedAt: instant(stats.first_assignment_at, SECOND),
    lastReceivedAt: instant(stats.last_contact_reply_at, SECOND),
    lastSentAt: instant(stats.last_admin_reply_at, SECOND),
  };
}

function slaOf(desk: Desk, applied: ApiObject, { slaKind }: IntercomOptions, isClosed: boolean, row: number): Row {
  const status = wordIn(SLA, text(applied.sla_status), desk, 'tickets', 'slaStatus', row);
  if (!slaKind) return { slaRule: text(applied.sla_name), slaStatus: status };
  return { slaRule: text(applied.sla_name), [`${slaKind}SlaStatus`]: isClosed && status === 'active' ? 'missed' : status };
}

/** What a part of a conversation does to its state. */
const MOVES: readonly (readonly [RegExp, string])[] = [
  [/close/, 'closed'],
  [/unsnooze|reopen|^open$/, 'open'],
  [/snooze/, 'snoozed'],
];

const MESSAGES = /^(?:comment|quick_reply|note)$/;
const WITH_TEXT = /^(?:open|close|note_and_close|note_and_reopen|note_and_snooze)$/;

/** Adds the messages and visits that a conversation's parts tell; undefined without parts. */
function addParts(desk: Desk, conversation: ApiObject, id: string, channel: Told<string>, status: StatusReader, hasOwnStates: boolean, row: number): Closings | undefined {
  const list = objectOf(conversation.conversation_parts).conversation_parts;
  if (!Array.isArray(list)) return undefined;
  const at = instant(conversation.created_at, SECOND);
  const source = objectOf(conversation.source);
  desk.supply('messages');
  if (Object.keys(source).length) addMessage(desk, source, { id: `source-${id}`, ticketId: id, conversationId: id, sentAt: at, channel, isPublic: true }, source.delivered_as === 'automated');
  const changes: StatusChange[] = [{ ...status('open'), at, actorType: 'system' }];
  for (const part of objectsOf(list)) {
    const type = text(part.part_type) ?? '';
    const sentAt = instant(part.created_at, SECOND);
    if (MESSAGES.test(type) || (WITH_TEXT.test(type) && text(part.body))) {
      addMessage(desk, part, { id: text(part.id), ticketId: id, conversationId: id, sentAt, channel, isPublic: !type.startsWith('note') }, false);
    }
    const state = MOVES.find(([pattern]) => pattern.test(type))?.[1];
    if (state) changes.push({ ...status(state), at: sentAt, actorType: actorOf(part) });
  }
  return hasOwnStates ? addVisits(desk, id, changes, row) : undefined;
}

/** The kind of author of a part; teams and operators' rules write as the system. */
function actorOf(part: ApiObject): string {
  const type = text(objectOf(part.author).type) ?? '';
  if (type === 'admin') return 'rep';
  return /bot|operator/.test(type) ? 'bot' : /user|lead|contact|visitor/.test(type) ? 'customer' : 'system';
}

function addMessage(desk: Desk, part: ApiObject, row: Row, isAutomatic: boolean): void {
  const actor = actorOf(part);
  desk.add('messages', {
    ...row,
    direction: actor === 'customer' ? 'inbound' : 'outbound',
    authorType: isAutomatic && actor === 'rep' ? 'system' : actor,
    authorId: idOf(objectOf(part.author).id),
  });
}

/** Adds a rating that was given. */
function addRating(desk: Desk, rating: ApiObject, ticketId: string | null): void {
  const score = number(rating.rating);
  if (score == null) return;
  desk.add('feedback', {
    id: ticketId && `rating-${ticketId}`,
    ticketId,
    contactId: idOf(objectOf(rating.contact).id),
    type: 'csat',
    score,
    scaleMin: 1,
    scaleMax: 5,
    higherIsBetter: true,
    // Its created_at is when it was asked for.
    submittedAt: firstOf(instant(rating.updated_at, SECOND), instant(rating.created_at, SECOND)),
    comment: text(rating.remark),
  });
}
