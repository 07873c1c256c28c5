import { idOf, instant, objectOf, ownOf, span, text, type Told } from './api.ts';
import { eachOf } from './desk.ts';
import { associated, type HubSpot } from './hubspot-desk.ts';

const STATUSES: Readonly<Record<string, string>> = {
  COMPLETED: 'completed',
  BUSY: 'missed',
  NO_ANSWER: 'missed',
  MISSED: 'missed',
  FAILED: 'failed',
  QUEUED: 'inProgress',
  RINGING: 'inProgress',
  CONNECTING: 'inProgress',
  CALLING_CRM_USER: 'inProgress',
  IN_PROGRESS: 'inProgress',
};

/** HubSpot's own outcomes of calls that nobody took: no answer, busy, voicemail. */
const UNANSWERED: readonly Told<string>[] = ['73a0d17f-1163-4015-bdd5-ec830791da20', '9d9162e7-6cf3-4944-bf63-4dff82258764', 'b2cf5968-551e-4856-9783-52b3da59a7d0'];

/** Adds calls. HubSpot does not tell how long callers waited. */
export function addCalls({ desk, data }: HubSpot): void {
  eachOf(desk, data.calls, ['calls'], (call) => {
    const p = objectOf(call.properties);
    const direction = text(p.hs_call_direction)?.toLowerCase() ?? null;
    desk.add('calls', {
      id: text(call.id),
      ticketId: associated(call, 'tickets'),
      startedAt: instant(p.hs_timestamp),
      direction,
      status: statusOf(text(p.hs_call_status), direction, text(p.hs_call_disposition)),
      durationMs: span(p.hs_call_duration),
      ownerId: idOf(p.hubspot_owner_id),
      channelAccount: text(direction === 'outbound' ? p.hs_call_from_number : p.hs_call_to_number),
      outcome: text(p.hs_call_disposition),
      callSource: text(p.hs_call_source),
    });
  });
}

function statusOf(status: Told<string>, direction: string | null, outcome: Told<string>): Told<string> {
  if (status === 'CANCELED') return direction === 'inbound' ? 'abandoned' : 'failed';
  const known = status && (ownOf(STATUSES, status) ?? status);
  return known === 'completed' && UNANSWERED.includes(outcome) ? 'missed' : known;
}
