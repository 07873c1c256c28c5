import { type ApiObject, instant, text, type Told } from './api.ts';
import type { Row } from './desk.ts';
import type { HubSpot } from './hubspot-desk.ts';
import { wordIn } from './words.ts';

/** Codes of the ticket's SLA properties, and the words that HubSpot has for them. Their order is not that of severity. */
const STATUSES = {
  '0': 'active',
  '1': 'overdue',
  '2': 'dueSoon',
  '3': 'metOnTime',
  '4': 'metLate',
  active_sla: 'active',
  due_soon: 'dueSoon',
  overdue: 'overdue',
  sla_completed_on_time: 'metOnTime',
  sla_completed_late: 'metLate',
  met: 'metOnTime',
  breached: 'breached',
};

const PAUSED = { true: true, paused: true, false: false, active: false, running: false, not_paused: false, unpaused: false };

const KINDS = [
  { kind: 'firstResponseSla', property: 'hs_time_to_first_response_sla', type: 'TIME_TO_RESPOND' },
  { kind: 'nextResponseSla', property: 'hs_time_to_next_response_sla', type: 'TIME_TO_NEXT_RESPONSE' },
  { kind: 'closeSla', property: 'hs_time_to_close_sla', type: 'TIME_TO_CLOSE' },
];

/** Due dates and states of the three SLAs of a ticket. */
export function slaOf({ desk }: HubSpot, p: ApiObject, isClosed: boolean, row: number): Row {
  const paused = wordIn(PAUSED, text(p.hs_sla_pause_status)?.toLowerCase(), desk, 'tickets', 'slaPaused', row);
  const sla: Row = { slaRule: text(p.hs_applied_sla_rule_config_id), slaHours: text(p.hs_sla_operating_hours) };
  for (const { kind, property, type } of KINDS) {
    const own = text(p[`${property}_status`]) ?? (p.hs_most_relevant_sla_type === type ? text(p.hs_most_relevant_sla_status) : text(p[`${property}_status`]));
    const read = wordIn(STATUSES, own?.toLowerCase() ?? own, desk, 'tickets', `${kind}Status`, row);
    const status = read === 'breached' ? breached(p, kind, isClosed) : read;
    sla[`${kind}Status`] = paused && (status === 'active' || status === 'dueSoon') ? 'paused' : status;
    sla[`${kind}DueAt`] = instant(p[`${property}_at`]);
  }
  return sla;
}

/** A reporting layer says of all that went wrong that it is breached. */
function breached(p: ApiObject, kind: string, isClosed: boolean): Told<string> {
  const isDone = kind === 'closeSla' ? isClosed : kind === 'firstResponseSla' ? !!text(p.hs_first_agent_message_sent_at ?? p.first_agent_reply_date) : false;
  return isDone ? 'metLate' : isClosed ? 'missed' : 'overdue';
}
