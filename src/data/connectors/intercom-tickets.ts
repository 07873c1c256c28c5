import { type ApiObject, idOf, instant, objectOf, objectsOf, text } from './api.ts';
import { type Desk, eachOf, type Row } from './desk.ts';
import { addVisits, type StatusChange } from './history.ts';
import type { ConnectorOptions } from './options.ts';
import type { StatusReader } from './words.ts';

const SECOND = 1000;

/** Rows of Intercom's tickets by id, their visits added; a conversation of the same id completes them. */
export function addTickets(desk: Desk, tickets: unknown, status: StatusReader, options: ConnectorOptions): Map<string, Row> {
  const rows = new Map<string, Row>();
  eachOf(desk, tickets, ['tickets'], (ticket, row) => {
    const id = text(ticket.id) ?? null;
    const state = objectOf(ticket.ticket_state);
    const word = text(state.category) ?? (ticket.open === false ? 'resolved' : 'submitted');
    const now = status(word, row);
    const label = text(state.internal_label) ?? now.status;
    const isClosed = now.statusCategory === 'closed';
    const changes = changesOf(ticket, status, (change) => (change === word ? label : undefined));
    const told = id && changes.length ? addVisits(desk, id, changes, row) : undefined;
    if (isClosed && !told?.closedAt) desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
    const { _default_title_ } = objectOf(ticket.ticket_attributes);
    rows.set(id ?? `ticket in row ${row}`, {
      id,
      subject: text(_default_title_),
      createdAt: instant(ticket.created_at, SECOND),
      ...now,
      status: label,
      statusCategory: now.statusCategory ?? 'open',
      pipeline: text(ticket.category),
      category: text(objectOf(ticket.ticket_type).name),
      ownerId: idOf(ticket.admin_assignee_id),
      teamId: idOf(ticket.team_assignee_id),
      contactId: idOf(objectsOf(objectOf(ticket.contacts).contacts)[0]?.id),
      closedAt: told ? (isClosed ? told.closedAt : null) : isClosed ? null : undefined,
      ...(told && { firstClosedAt: told.firstClosedAt, reopenCount: told.reopenCount }),
      ...options.ticketFields?.(ticket),
    });
  });
  return rows;
}

/** Changes of state from a ticket's parts. The first part tells the state that the ticket was created in. */
function changesOf(ticket: ApiObject, status: StatusReader, labelOf: (word: string) => string | undefined): StatusChange[] {
  const parts = objectsOf(objectOf(ticket.ticket_parts).ticket_parts)
    .filter((part) => text(part.ticket_state) && text(part.part_type)?.startsWith('ticket_state_updated'))
    .sort((a, b) => Number(a.created_at) - Number(b.created_at));
  const to = (word: string): StatusChange => ({ ...status(word), status: labelOf(word) ?? word, at: null });
  const changes = parts.map((part): StatusChange => ({
    ...to(text(part.ticket_state) ?? ''),
    at: instant(part.created_at, SECOND),
    actorType: objectOf(part.author).type === 'admin' ? 'rep' : 'system',
  }));
  const before = text(parts[0]?.previous_ticket_state);
  return before ? [{ ...to(before), at: instant(ticket.created_at, SECOND) }, ...changes] : changes;
}
