import { after, type ApiObject, firstOf, flag, idOf, instant, msOf, number, objectOf, objectsOf, span, text, type Told } from './api.ts';
import type { Chatwoot } from './chatwoot.ts';
import { eachOf, type Row } from './desk.ts';
import type { StatusReader } from './words.ts';

const SECOND = 1000;

/** Adds conversations as tickets, and as conversations, with what the reporting events tell of them. */
export function addConversations(chatwoot: Chatwoot, status: StatusReader, eventsOf: ReadonlyMap<string, ApiObject[]>): void {
  const { desk, data, options, inboxes, channel } = chatwoot;
  eachOf(desk, data.conversations, ['tickets', 'conversations'], (conversation, row) => {
    const id = text(conversation.id) ?? null;
    const now = status(text(conversation.status) ?? '', row);
    const isClosed = now.statusCategory === 'closed';
    const meta = objectOf(conversation.meta);
    const sender = objectOf(meta.sender);
    const inbox = text(conversation.inbox_id);
    const kind = channel(firstOf(text(meta.channel), text(inboxes.get(inbox ?? '')?.channel_type)), 'tickets', row);
    const createdAt = instant(conversation.created_at, SECOND);
    const events = eventsOf.get(id ?? '') ?? [];
    const closing = data.reportingEvents ? closingOf(chatwoot, events, isClosed, row) : isClosed ? noClosing(chatwoot, row) : {};
    desk.add('tickets', {
      id,
      createdAt,
      ...now,
      statusCategory: now.statusCategory ?? 'open',
      priority: text(conversation.priority),
      category: Array.isArray(conversation.labels) ? conversation.labels.join(', ') || null : undefined,
      channel: kind,
      channelAccount: inbox && (text(inboxes.get(inbox)?.name) ?? inbox),
      ownerId: idOf(conversation.assignee_id ?? objectOf(meta.assignee).id),
      teamId: idOf(conversation.team_id ?? objectOf(meta.team).id),
      contactId: idOf(sender.id),
      company: text(objectOf(sender.additional_attributes).company_name),
      ...closing,
      ...responseOf(conversation, events),
      ...slasOf(conversation, createdAt, isClosed),
      waitingSince: instant(conversation.waiting_since, SECOND),
      lastActivityAt: firstOf(instant(conversation.last_activity_at, SECOND), instant(conversation.timestamp, SECOND)),
      ...botsOf(events),
      ...options.ticketFields?.(conversation),
    });
    desk.add('conversations', { id, ticketId: id, channel: kind, startedAt: createdAt, closedAt: closing.closedAt, status: now.status });
  });
}

function noClosing({ desk }: Chatwoot, row: number): Row {
  desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
  return { closedAt: null };
}

/** When an event happened: at its end. */
function timeOf(event: ApiObject): Told<string> {
  return firstOf(instant(event.event_end_time, SECOND), instant(event.created_at, SECOND));
}

function named(events: readonly ApiObject[], pattern: RegExp): ApiObject[] {
  return events.filter((event) => pattern.test(text(event.name) ?? '')).sort((a, b) => msOf(timeOf(a)) - msOf(timeOf(b)));
}

const RESOLVED = /^conversation_resolved$/;
const REOPENED = /^conversation_(?:re)?opened$/;

function closingOf(chatwoot: Chatwoot, events: readonly ApiObject[], isClosed: boolean, row: number): Row {
  const resolved = named(events, RESOLVED);
  const first = timeOf(resolved[0] ?? {}) ?? null;
  const last = resolved.at(-1);
  // A conversation that is opened for the first time gives that event, too.
  const reopened = named(events, REOPENED).filter((event) => first && msOf(timeOf(event)) >= msOf(first));
  const lost = resolved.length - (isClosed ? 1 : 0);
  return {
    ...(isClosed && !last ? noClosing(chatwoot, row) : { closedAt: isClosed ? timeOf(last ?? {}) : null }),
    firstClosedAt: first,
    reopenCount: Math.max(reopened.length, lost, 0),
    timeToCloseMs: isClosed ? span(last?.value, SECOND) : undefined,
    timeToCloseBusinessMs: isClosed ? span(last?.value_in_business_hours, SECOND) : undefined,
  };
}

function responseOf(conversation: ApiObject, events: readonly ApiObject[]): Row {
  const [first] = named(events, /^first_response$/);
  const waits = named(events, /^reply_time$/);
  return {
    firstResponseAt: firstOf(instant(conversation.first_reply_created_at, SECOND), first && timeOf(first)),
    firstResponseTimeMs: span(first?.value, SECOND),
    firstResponseTimeBusinessMs: span(first?.value_in_business_hours, SECOND),
    firstResponderId: idOf(first?.user_id),
    customerWaitMs: waits.length ? waits.reduce((sum, event) => sum + (span(event.value, SECOND) ?? 0), 0) : undefined,
  };
}

function botsOf(events: readonly ApiObject[]): Row {
  const handoff = named(events, /^conversation_bot_handoff$/).length > 0;
  const solved = named(events, /^conversation_bot_resolved$/).length > 0;
  return { ...(handoff && { botHandoff: true }), ...(solved && { botResolved: true }) };
}

const KINDS = [
  { kind: 'firstResponseSla', threshold: 'sla_first_response_time_threshold', event: 'frt' },
  { kind: 'nextResponseSla', threshold: 'sla_next_response_time_threshold', event: 'nrt' },
  { kind: 'closeSla', threshold: 'sla_resolution_time_threshold', event: 'rt' },
];

/** Due dates from the thresholds of the applied SLA; its one status covers all three, so only misses say something of each. */
function slasOf(conversation: ApiObject, createdAt: Told<string>, isClosed: boolean): Row {
  const applied = objectOf(conversation.applied_sla);
  if (!Object.keys(applied).length) return {};
  const misses = objectsOf(conversation.sla_events).map((event) => text(event.event_type));
  const business = flag(applied.sla_only_during_business_hours);
  const hasAnswer = (number(conversation.first_reply_created_at) ?? 0) > 0;
  const waitingSince = instant(conversation.waiting_since, SECOND);
  const sla: Row = { slaRule: text(applied.sla_name), slaHours: business ? 'business' : 'calendar' };
  for (const { kind, threshold, event } of KINDS) {
    const limit = span(applied[threshold], SECOND);
    if (limit == null) continue;
    const isNext = event === 'nrt';
    const start = isNext ? (hasAnswer ? waitingSince : null) : createdAt;
    // Chatwoot alone counts business hours.
    const dueAt = business ? null : after(start, limit);
    const isDone = event === 'frt' ? hasAnswer : event === 'rt' ? isClosed : !waitingSince;
    sla[`${kind}DueAt`] = dueAt;
    if (misses.includes(event)) sla[`${kind}Status`] = isDone ? 'metLate' : isClosed ? 'missed' : 'overdue';
    else if (!dueAt && !isNext) sla[`${kind}Status`] = isDone ? 'metOnTime' : isClosed ? 'missed' : 'active';
    else sla[`${kind}Status`] = null;
  }
  return sla;
}
