import { type ApiObject, firstOf, flag, idOf, instant, isObject, msOf, objectOf, text, type Told } from './api.ts';
import { type Desk, eachOf, type Row } from './desk.ts';
import type { ConnectorOptions } from './options.ts';
import { type ChannelReader, type StatusReader, wordIn } from './words.ts';

const PRIORITIES = { '1': 'low', '2': 'medium', '3': 'high', '4': 'urgent' };

/** Adds tickets, of the present API or in the shape of the one before. */
export function addTickets(desk: Desk, tickets: unknown, channel: ChannelReader, status: StatusReader, options: ConnectorOptions): void {
  eachOf(desk, tickets, ['tickets'], (ticket, row) => {
    const id = text(ticket.id) ?? null;
    if (id && (ticket.spam === true || ticket.deleted === true)) {
      desk.log.add('excluded', 'tickets', undefined, row, id);
      desk.exclude(id);
      return;
    }
    const now = status(text(ticket.status) ?? '', row);
    const isClosed = now.statusCategory === 'closed';
    const stats = objectOf(ticket.stats);
    desk.add('tickets', {
      id,
      subject: text(ticket.subject),
      createdAt: instant(ticket.created_at),
      ...now,
      statusCategory: now.statusCategory ?? 'open',
      priority: wordIn(PRIORITIES, text(ticket.priority), desk, 'tickets', 'priority', row),
      category: firstOf(text(ticket.type), text(ticket.ticket_type)),
      channel: channel(text(ticket.source), 'tickets', row),
      channelAccount: idOf(ticket.email_config_id),
      ownerId: idOf(ticket.responder_id),
      teamId: idOf(ticket.group_id),
      companyId: idOf(ticket.company_id),
      contactId: idOf(ticket.requester_id),
      firstResponseAt: instant(stats.first_responded_at),
      ...(isObject(ticket.stats) ? closingOf(desk, stats, isClosed, row) : isClosed && unknownClosing(desk, row)),
      ...slasOf(ticket, stats, isClosed),
      lastReceivedAt: instant(stats.requester_responded_at),
      lastSentAt: instant(stats.agent_responded_at),
      waitingSince: instant(stats.pending_since),
      ...options.ticketFields?.(ticket),
    });
  });
}

function unknownClosing(desk: Desk, row: number): Row {
  desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
  return { closedAt: null };
}

/** Resolved and closed are both closed, so the first of the two counts, but none from before the ticket came back. */
function closingOf(desk: Desk, stats: ApiObject, isClosed: boolean, row: number): Row {
  const reopenedAt = instant(stats.reopened_at);
  const closings = [instant(stats.resolved_at), instant(stats.closed_at)].filter(
    (at): at is string => !!at && !(reopenedAt && msOf(at) < msOf(reopenedAt)),
  );
  closings.sort((a, b) => msOf(a) - msOf(b));
  const closedAt = isClosed ? (closings[0] ?? null) : null;
  if (isClosed && !closedAt) desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
  // Freshdesk keeps when a ticket came back last, not how often. One that is open after a closing came back, too.
  const cameBack = !!reopenedAt || (!isClosed && closings.length > 0);
  return { closedAt, reopenedAt, reopenCount: cameBack ? 1 : 0 };
}

/** Only a breach is told; what is in time, due soon or late follows from the due dates. */
function slasOf(ticket: ApiObject, stats: ApiObject, isClosed: boolean): Row {
  const hasAnswer = !!instant(stats.first_responded_at);
  const escalated = (value: unknown, isDone: boolean): Told<string> => {
    const told = flag(value);
    return told === undefined ? undefined : told ? (isDone ? 'metLate' : isClosed ? 'missed' : 'overdue') : null;
  };
  return {
    firstResponseSlaDueAt: firstOf(instant(ticket.fr_due_by), instant(ticket.frDueBy)),
    firstResponseSlaStatus: escalated(ticket.fr_escalated, hasAnswer),
    nextResponseSlaDueAt: instant(ticket.nr_due_by),
    nextResponseSlaStatus: escalated(ticket.nr_escalated, false),
    closeSlaDueAt: instant(ticket.due_by),
    closeSlaStatus: escalated(ticket.is_escalated ?? ticket.isescalated, isClosed),
    slaRule: text(ticket.sla_policy_id),
  };
}
