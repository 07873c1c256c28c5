import { type ApiObject, firstOf, flag, idOf, instant, msOf, number, objectOf, objectsOf, span, text, type Told } from './api.ts';
import { eachOf, type Row } from './desk.ts';
import { addAssignments, addVisits, type Closings, type StatusChange } from './history.ts';
import { associated, type HubSpot } from './hubspot-desk.ts';
import { slaOf } from './hubspot-sla.ts';
import { type KnownStatus, statusReader, type StatusReader } from './words.ts';

export interface Stages {
  /** Names of pipelines by id. */
  pipelines: ReadonlyMap<string, string>;
  known: ReadonlyMap<string, KnownStatus>;
}

/** Adds tickets with their visits to stages and their owners over time. */
export function addTickets(hub: HubSpot, stages: Stages): void {
  const { desk, data, options } = hub;
  const status = statusReader(desk, stages.known, options);
  const merged = new Set(objectsOf(data.tickets).flatMap((ticket) => (text(objectOf(ticket.properties).hs_merged_object_ids) ?? '').split(';')));
  eachOf(desk, data.tickets, ['tickets'], (ticket, row) => {
    const p = objectOf(ticket.properties);
    const id = text(ticket.id ?? p.hs_object_id ?? p.hs_ticket_id) ?? null;
    const archivedAt = ticket.archived === true ? instant(ticket.archivedAt) : undefined;
    if (id && (merged.has(id) || (ticket.archived === true && !archivedAt))) {
      desk.log.add('excluded', 'tickets', undefined, row, id);
      desk.exclude(id);
      return;
    }
    const stage = text(p.hs_pipeline_stage);
    const now = stage == null ? undefined : status(stage, row);
    const isClosed = now?.statusCategory ? now.statusCategory === 'closed' : flag(p.hs_is_closed) === true;
    const pipelineId = text(p.hs_pipeline);
    const pipeline = pipelineId && (stages.pipelines.get(pipelineId) || pipelineId);
    const told = id ? addStages(hub, ticket, id, status, pipeline, row) : undefined;
    if (id) addOwners(hub, ticket, id, row);
    desk.add('tickets', {
      id,
      ...now,
      statusCategory: now?.statusCategory ?? (isClosed ? 'closed' : 'open'),
      pipeline,
      ...(archivedAt && { excludedAt: archivedAt }),
      ...closingOf(hub, p, isClosed, told, row),
      ...responseOf(hub, p),
      ...peopleOf(p, ticket),
      ...slaOf(hub, p, isClosed, row),
      ...detailsOf(hub, p, row),
      ...options.ticketFields?.(ticket),
    });
  });
}

function detailsOf({ channel, accounts }: HubSpot, p: ApiObject, row: number): Row {
  const account = text(p.hs_originating_channel_instance_id);
  const touches = number(p.hs_number_of_touches);
  return {
    subject: text(p.subject),
    createdAt: instant(p.createdate),
    priority: text(p.hs_ticket_priority)?.toLowerCase() ?? null,
    category: text(p.hs_ticket_category),
    channel: channel(firstOf(text(p.hs_originating_generic_channel_id), text(p.source_type)), 'tickets', row),
    channelAccount: account && (text(accounts.get(account)?.name) ?? account),
    oneTouch: flag(p.hs_is_one_touch_ticket) ?? (touches == null ? touches : touches === 1),
    timeToAssignMs: span(p.hs_time_to_first_rep_assignment),
    ownerSince: instant(p.hubspot_owner_assigneddate),
    lastReceivedAt: instant(p.hs_last_message_received_at),
    lastSentAt: firstOf(instant(p.hs_last_message_sent_at), instant(p.last_reply_date)),
    lastFromCustomer: flag(p.hs_last_message_from_visitor),
    inHelpDesk: flag(p.hs_in_helpdesk),
    inWaitlist: flag(p.hs_in_waitlist),
    outbound: flag(p.hs_outbound_ticket),
  };
}

function closingOf({ desk }: HubSpot, p: ApiObject, isClosed: boolean, told: Closings | undefined, row: number): Row {
  const own = firstOf(instant(p.closed_date), instant(p.hs_last_closed_date));
  const closedAt = isClosed ? (told?.closedAt ?? own) : own === undefined && !told ? undefined : null;
  if (isClosed && closedAt == null) desk.log.add('no-closing-time', 'tickets', 'closedAt', row);
  const reopened = instant(p.hs_ticket_reopened_at);
  return {
    closedAt,
    ...(told && { firstClosedAt: told.firstClosedAt }),
    // HubSpot keeps when a ticket came back last, not how often.
    reopenCount: told?.reopenCount ?? (reopened === undefined ? undefined : reopened ? 1 : 0),
    reopenedAt: reopened,
    timeToCloseMs: isClosed ? span(p.time_to_close) : undefined,
    timeToCloseBusinessMs: isClosed ? span(p.hs_time_to_close_in_operating_hours) : undefined,
  };
}

function responseOf({ owners }: HubSpot, p: ApiObject): Row {
  const any = instant(p.hs_first_agent_message_sent_at);
  const sender = text(p.hs_first_agent_message_sent_by);
  return {
    firstResponseAt: firstOf(any, instant(p.first_agent_reply_date)),
    // The duration counts e-mails alone, so it must not stand beside a message on any channel.
    firstResponseTimeMs: any ? undefined : span(p.time_to_first_agent_reply),
    firstResponseTimeBusinessMs: span(p.hs_time_to_first_response_in_operating_hours),
    firstResponderId: sender && (owners.get(sender) ?? sender),
  };
}

function peopleOf(p: ApiObject, ticket: ApiObject): Row {
  const companyId = idOf(p.hs_primary_company_id) ?? associated(ticket, 'companies');
  return {
    ownerId: idOf(p.hubspot_owner_id),
    teamId: firstOf(idOf(p.hubspot_team_id), idOf(text(p.hs_assigned_team_ids)?.split(';')[0])),
    contactId: associated(ticket, 'contacts'),
    ...(companyId ? { companyId } : { company: text(p.hs_primary_company_name) }),
  };
}

/** Visits to stages: from the history where it was asked for, else the latest visit to each. */
function addStages({ desk }: HubSpot, ticket: ApiObject, id: string, status: StatusReader, pipeline: Told<string>, row: number): Closings | undefined {
  const history = objectOf(ticket.propertiesWithHistory).hs_pipeline_stage;
  const changes = Array.isArray(history)
    ? objectsOf(history).map((change): StatusChange => ({
        ...status(text(change.value) ?? ''),
        pipeline,
        at: instant(change.timestamp),
        // Workflows and forms move tickets, too; only people at the desk are reps.
        actorType: change.updatedByUserId != null || /^CRM_UI|^MOBILE|^CONVERSATIONS/.test(text(change.sourceType) ?? '') ? 'rep' : 'system',
      }))
    : stageDates(ticket, status, pipeline);
  if (!changes.length) return undefined;
  if (!Array.isArray(history) && isLossy(objectOf(ticket.properties))) {
    desk.log.add('visits-lost', 'statusChanges', undefined, row, id);
    addVisits(desk, id, changes, row);
    return undefined;
  }
  const closings = addVisits(desk, id, changes, row);
  return Array.isArray(history) ? closings : undefined;
}

const ENTERED = /^hs_(?:v2_)?date_entered_(.+)$/;

function stageDates(ticket: ApiObject, status: StatusReader, pipeline: Told<string>): StatusChange[] {
  const found = new Map<string, StatusChange>();
  for (const [key, value] of Object.entries(objectOf(ticket.properties))) {
    const [, stage] = ENTERED.exec(key) ?? [];
    const at = instant(value);
    if (stage && at && !(found.has(stage) && !key.startsWith('hs_v2_'))) found.set(stage, { ...status(stage), pipeline, at });
  }
  return [...found.values()];
}

/** Whether a ticket was in one stage more than once, of which only the latest visit has dates. */
function isLossy(p: ApiObject): boolean {
  if (text(p.hs_ticket_reopened_at)) return true;
  return Object.keys(p).some((key) => {
    const [, version, stage] = /^hs_(v2_cumulative_)?time_in_(.+)$/.exec(key) ?? [];
    if (!stage) return false;
    const latest = version
      ? span(p[`hs_v2_latest_time_in_${stage}`])
      : msOf(instant(p[`hs_date_exited_${stage}`])) - msOf(instant(p[`hs_date_entered_${stage}`]));
    return (span(p[key]) ?? 0) > (latest ?? Infinity) + 1000;
  });
}

function addOwners({ desk }: HubSpot, ticket: ApiObject, id: string, row: number): void {
  const { hubspot_owner_id, hubspot_team_id } = objectOf(ticket.propertiesWithHistory);
  if (!Array.isArray(hubspot_owner_id)) return;
  desk.supply('assignments');
  const owners = objectsOf(hubspot_owner_id).map(({ value, timestamp }) => ({ at: instant(timestamp), ownerId: idOf(value) ?? null }));
  const teams = objectsOf(hubspot_team_id).map(({ value, timestamp }) => ({ at: instant(timestamp), teamId: idOf(value) ?? null }));
  addAssignments(desk, id, [...owners, ...teams], row);
}
