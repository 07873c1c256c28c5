import { firstOf, idOf, instant, number, objectOf, objectsOf, ownOf, text } from './api.ts';
import { eachOf, type Row } from './desk.ts';
import { associated, type HubSpot } from './hubspot-desk.ts';
import { wordIn } from './words.ts';

export interface SurveyScale {
  min: number;
  max: number;
  /** Default true. */
  higherIsBetter?: boolean;
}

const SCALES: Readonly<Record<string, SurveyScale>> = { NPS: { min: 0, max: 10 }, CES: { min: 1, max: 7 } };

const SENTIMENTS = {
  positive: 'positive',
  promoter: 'positive',
  happy: 'positive',
  satisfied: 'positive',
  neutral: 'neutral',
  passive: 'neutral',
  negative: 'negative',
  detractor: 'negative',
  unhappy: 'negative',
  dissatisfied: 'negative',
};

/** Adds feedback submissions. */
export function addFeedback({ desk, data, options }: HubSpot): void {
  eachOf(desk, data.feedback, ['feedback'], (submission, row) => {
    const p = objectOf(submission.properties);
    const type = text(p.hs_survey_type) ?? '';
    const surveyId = text(p.hs_survey_id);
    const group = text(p.hs_sentiment) ?? text(p.hs_response_group);
    desk.add('feedback', {
      id: text(submission.id),
      ticketId: idOf(p.hs_ticket_id) ?? associated(submission, 'tickets'),
      contactId: idOf(p.hs_contact_id) ?? associated(submission, 'contacts'),
      type: type.toLowerCase(),
      score: firstOf(number(p.hs_value), number(p.hs_response_value)),
      ...scaleOf(ownOf(options.surveyScales, surveyId ?? '') ?? ownOf(options.surveyScales, type) ?? ownOf(SCALES, type)),
      sentiment: wordIn(SENTIMENTS, group?.toLowerCase(), desk, 'feedback', 'sentiment', row) ?? null,
      submittedAt: instant(p.hs_submission_timestamp),
      comment: text(p.hs_content),
      surveyId,
      surveyName: text(p.hs_survey_name),
      surveyChannel: text(p.hs_survey_channel),
      articleId: text(p.hs_knowledge_article_id),
    });
  });
}

const ROLL_UPS = [
  { type: 'CSAT', score: 'hs_last_csat_rating', at: 'hs_last_csat_date', comment: 'hs_last_csat_comment' },
  { type: 'CES', score: 'hs_feedback_last_ces_rating', at: 'hs_feedback_last_survey_date', comment: 'hs_feedback_last_ces_follow_up' },
  { type: 'NPS', score: 'hs_feedback_last_nps_rating_number', at: 'hs_feedback_last_survey_date', comment: 'hs_feedback_last_nps_follow_up' },
];

/** Adds the last rating that tickets carry of each kind; earlier ones are in feedback submissions alone. */
export function addTicketRatings({ desk, data, options }: HubSpot): void {
  for (const ticket of objectsOf(data.tickets)) {
    const p = objectOf(ticket.properties);
    const ticketId = text(ticket.id ?? p.hs_object_id ?? p.hs_ticket_id);
    for (const { type, score, at, comment } of ROLL_UPS) {
      const rating = number(p[score]);
      if (rating == null) continue;
      const scale = scaleOf(options.surveyScales?.[type] ?? SCALES[type]);
      desk.add('feedback', { id: ticketId && `${ticketId}-${type.toLowerCase()}`, ticketId, type: type.toLowerCase(), score: rating, ...scale, submittedAt: instant(p[at]), comment: text(p[comment]) });
    }
  }
}

function scaleOf(scale: SurveyScale | undefined): Row {
  return scale ? { scaleMin: scale.min, scaleMax: scale.max, higherIsBetter: scale.higherIsBetter ?? true } : {};
}
