import { after, type ApiObject, byId, firstOf, groupBy, idOf, instant, number, objectOf, objectsOf, span, text, type Told } from './api.ts';
import { eachOf, type Row } from './desk.ts';
import { addAssignments, addVisits, type AssignmentChange, type Closings, type StatusChange } from './history.ts';
import { authorType, type Zendesk } from './zendesk-desk.ts';
import { slasOf } from './zendesk-sla.ts';

const MINUTE = 60_000;

/** Adds tickets with their metrics, SLAs and, where audits are given, their visits and assignments. */
export function addTickets(zendesk: Zendesk): void {
  const { desk, data, options, status, channel } = zendesk;
  const metricsOf = byId(data.ticketMetrics, 'ticket_id');
  const auditsOf = groupBy(data.audits, 'ticket_id');
  const eventsOf = groupBy(data.metricEvents, 'ticket_id');
  eachOf(desk, data.tickets, data.audits ? ['tickets', 'statusChanges', 'assignments'] : ['tickets'], (ticket, row) => {
    const id = text(ticket.id) ?? null;
    if (id && ticket.status === 'deleted') {
      desk.log.add('excluded', 'tickets', undefined, row, id);
      desk.exclude(id);
      return;
    }
    const metrics = metricsOf.get(id ?? '') ?? objectOf(ticket.metric_set);
    const now = statusOf(zendesk, ticket, row);
    const isClosed = now.statusCategory === 'closed';
    const told = id ? addHistory(zendesk, id, auditsOf.get(id) ?? [], row) : undefined;
    const via = objectOf(ticket.via);
    desk.add('tickets', {
      id,
      subject: text(ticket.subject),
      createdAt: instant(ticket.created_at),
      ...now,
      priority: text(ticket.priority),
      category: text(ticket.type),
      channel: channel(text(via.channel), 'tickets', row),
      channelAccount: accountOf(ticket, via),
      ownerId: idOf(ticket.assignee_id),
      teamId: idOf(ticket.group_id),
      companyId: idOf(ticket.organization_id),
      contactId: idOf(ticket.requester_id),
      ...closingOf(zendesk, ticket, metrics, isClosed, told, row),
      ...durationsOf(metrics),
      ...slasOf(desk, eventsOf.get(id ?? ''), isClosed, row),
      ...options.ticketFields?.(ticket),
    });
  });

  function statusOf({ data: { customStatuses } }: Zendesk, ticket: ApiObject, row: number): ReturnType<typeof status> & Row {
    const own = text(ticket.status) ?? '';
    const custom = customStatuses ? text(ticket.custom_status_id) : undefined;
    const read = status(custom ?? own, row);
    // A custom status that nobody names is still one of the six.
    return { ...read, statusCategory: read.statusCategory ?? status(own).statusCategory ?? 'open' };
  }
}

/** The address or number that was written to or called. */
function accountOf(ticket: ApiObject, via: ApiObject): Told<string> {
  const to = objectOf(objectOf(via.source).to);
  return firstOf(text(ticket.recipient), text(to.address), text(to.phone), text(to.name));
}

function closingOf({ desk }: Zendesk, ticket: ApiObject, metrics: ApiObject, isClosed: boolean, told: Closings | undefined, row: number): Row {
  const hasMetrics = Object.keys(metrics).length > 0;
  const closedAt = isClosed ? (told?.closedAt ?? instant(metrics.solved_at) ?? null) : hasMetrics || told ? null : undefined;
  if (isClosed && !closedAt) desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
  const reopenCount = told?.reopenCount ?? number(metrics.reopens);
  const firstMs = span(objectOf(metrics.first_resolution_time_in_minutes).calendar, MINUTE);
  return {
    closedAt,
    // Minutes are all that Zendesk keeps of the first time; where it is also the last, that is exact.
    firstClosedAt: told?.firstClosedAt ?? (reopenCount === 0 && closedAt ? closedAt : hasMetrics || told ? after(instant(ticket.created_at), firstMs) : undefined),
    reopenCount,
  };
}

function durationsOf(metrics: ApiObject): Row {
  const minutes = (name: string): ApiObject => objectOf(metrics[`${name}_in_minutes`]);
  const replies = number(metrics.replies);
  return {
    firstResponseTimeMs: span(minutes('reply_time').calendar, MINUTE),
    firstResponseTimeBusinessMs: span(minutes('reply_time').business, MINUTE),
    timeToCloseMs: span(minutes('full_resolution_time').calendar, MINUTE),
    timeToCloseBusinessMs: span(minutes('full_resolution_time').business, MINUTE),
    customerWaitMs: span(minutes('requester_wait_time').calendar, MINUTE),
    repWaitMs: span(minutes('agent_wait_time').calendar, MINUTE),
    onHoldMs: span(minutes('on_hold_time').calendar, MINUTE),
    oneTouch: replies == null ? replies : replies === 1,
    assignedAt: instant(metrics.initially_assigned_at),
    customerUpdatedAt: instant(metrics.requester_updated_at),
    lastCommentAt: instant(metrics.latest_comment_added_at),
  };
}

/** Visits and assignments from a ticket's audits; undefined without them. */
function addHistory(zendesk: Zendesk, id: string, audits: readonly ApiObject[], row: number): Closings | undefined {
  const { desk, data, status } = zendesk;
  const visits: StatusChange[] = [];
  const assignments: AssignmentChange[] = [];
  const statusField = data.customStatuses ? 'custom_status_id' : 'status';
  for (const audit of audits) {
    const at = instant(audit.created_at);
    for (const event of objectsOf(audit.events)) {
      if (event.type !== 'Create' && event.type !== 'Change') continue;
      if (event.field_name === statusField) {
        const via = text(objectOf(event.via).channel) ?? text(objectOf(audit.via).channel);
        visits.push({ ...status(text(event.value) ?? ''), at, actorType: authorType(zendesk, text(audit.author_id), id, via) });
      } else if (event.field_name === 'assignee_id') assignments.push({ at, ownerId: idOf(event.value) ?? null });
      else if (event.field_name === 'group_id') assignments.push({ at, teamId: idOf(event.value) ?? null });
    }
  }
  addAssignments(desk, id, assignments, row);
  return visits.length ? addVisits(desk, id, visits, row) : undefined;
}
