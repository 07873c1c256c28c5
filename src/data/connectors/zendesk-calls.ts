import { type ApiObject, firstOf, idOf, instant, ownOf, span, text, type Told } from './api.ts';
import { eachOf } from './desk.ts';
import type { Zendesk } from './zendesk-desk.ts';

const SECOND = 1000;

const STATUSES: Readonly<Record<string, string>> = {
  completed: 'completed',
  abandoned_on_hold: 'completed',
  abandoned_in_queue: 'abandoned',
  abandoned_in_ivr: 'abandoned',
  abandoned_in_voicemail: 'missed',
  not_answered: 'missed',
  no_answer: 'missed',
  missed: 'missed',
  busy: 'missed',
  failed: 'failed',
  in_progress: 'inProgress',
};

/** Adds calls, one for each call: its legs are not read. */
export function addCalls({ desk, data }: Zendesk): void {
  eachOf(desk, data.calls, ['calls'], (call) => {
    desk.add('calls', {
      id: text(call.id),
      ticketId: idOf(call.ticket_id),
      startedAt: instant(call.created_at),
      direction: text(call.direction),
      status: statusOf(call),
      durationMs: span(call.talk_time, SECOND),
      waitMs: firstOf(span(call.time_to_answer, SECOND), span(call.wait_time, SECOND)),
      ownerId: idOf(call.agent_id),
      contactId: idOf(call.customer_id),
      channelAccount: firstOf(text(call.phone_number), idOf(call.phone_number_id)),
    });
  });
}

function statusOf(call: ApiObject): Told<string> {
  const status = text(call.completion_status);
  const known = status && (ownOf(STATUSES, status) ?? status);
  return known === 'completed' && call.voicemail === true ? 'missed' : known;
}

/** Adds ratings that were given; those only offered are no answers. */
export function addRatings({ desk, data }: Zendesk): void {
  eachOf(desk, data.satisfactionRatings, ['feedback'], (rating, row) => {
    const score = text(rating.score) ?? '';
    const isGood = score.startsWith('good');
    if (/^(?:offered|unoffered)$/.test(score)) return;
    if (!isGood && !score.startsWith('bad')) return desk.log.add('unknown-value', 'feedback', 'score', row, score);
    desk.add('feedback', {
      id: text(rating.id),
      ticketId: idOf(rating.ticket_id),
      contactId: idOf(rating.requester_id),
      type: 'csat',
      score: isGood ? 1 : 0,
      scaleMin: 0,
      scaleMax: 1,
      higherIsBetter: true,
      sentiment: isGood ? 'positive' : 'negative',
      submittedAt: firstOf(instant(rating.updated_at), instant(rating.created_at)),
      comment: text(rating.comment),
      reason: text(rating.reason),
    });
  });
}
