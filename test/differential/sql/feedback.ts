import type { Frame, Measures } from './relation.ts';

/** Every answer with its judgement: `positive`, `negative` (NULL: cannot be told), and `place` p on the scale from 0 to 1. */
export function feedbackValues({ desk }: Frame): string {
  const { positiveFrom, neutralFrom } = desk.settings.feedback ?? {};
  const worse = 'f."higherIsBetter" IS NOT DISTINCT FROM FALSE';
  const atLeast = (score: number) => `(CASE WHEN ${worse} THEN f.score <= ${score} ELSE f.score >= ${score} END)`;
  const below = (score: number) => `(NOT ${atLeast(score)})`;
  const positive = `CASE WHEN f.type = 'nps' THEN p.place >= 0.9 - 1e-9 ELSE ${positiveFrom === undefined ? 'p.place >= 0.6 - 1e-9' : atLeast(positiveFrom)} END`;
  const negative = `CASE WHEN f.type = 'nps' THEN p.place < 0.7 - 1e-9 ELSE ${neutralFrom === undefined ? 'p.place <= 0.4 + 1e-9' : below(neutralFrom)} END`;
  return `
    SELECT f._row, p.place,
      CASE WHEN f.sentiment IS NOT NULL THEN f.sentiment = 'positive' ELSE ${positive} END AS positive,
      CASE WHEN f.sentiment IS NOT NULL THEN f.sentiment = 'negative' ELSE NOT (${positive}) AND ${negative} END AS negative
    FROM feedback f
    JOIN (SELECT _row, CASE WHEN "scaleMax" > "scaleMin" THEN
      CASE WHEN ${worse} THEN ("scaleMax" - score) / ("scaleMax" - "scaleMin") ELSE (score - "scaleMin") / ("scaleMax" - "scaleMin") END END AS place
      FROM feedback f) p ON p._row = f._row`;
}

/** Answers in the window, with `latest`: of its ticket and type the last one. Those without ticket stand alone. */
function answers(frame: Frame): string {
  return `
    SELECT f.*, v.place, v.positive, v.negative,
      lead(f._row) OVER (PARTITION BY coalesce(f.ticketId, '#' || f._row), f.type ORDER BY f.submittedAt NULLS FIRST, f._row) IS NULL AS latest
    FROM feedback f JOIN (${feedbackValues(frame)}) v ON v._row = f._row
    WHERE f._row IN (SELECT _row FROM ${frame.let})`;
}

function latest(type: string, value: string, missing: string, mix = 'NULL'): Measures[string] {
  return {
    relation: (frame) => `
      SELECT _row, CASE WHEN NOT (${missing}) THEN (${value})::DOUBLE END AS value, (${missing}) AS missing, ${mix} AS mix
      FROM (${answers(frame)}) WHERE latest AND type = '${type}'`,
    perBucket: true,
  };
}

/** The measures of customers' answers. */
export const FEEDBACK_MEASURES: Measures = {
  'feedback.count': { relation: () => 'SELECT _row, 1 AS value FROM feedback' },
  'feedback.superseded': { relation: (frame) => `SELECT _row, 1 AS value FROM (${answers(frame)}) WHERE NOT latest`, perBucket: true },
  'feedback.csat': latest('csat', 'positive::INTEGER', 'positive IS NULL'),
  'feedback.nps': latest('nps', '100 * (positive::INTEGER - negative::INTEGER)', 'positive IS NULL'),
  'feedback.ces': latest('ces', 'score', 'score IS NULL', `CASE WHEN score IS NOT NULL THEN concat_ws('|', coalesce("scaleMin"::VARCHAR, '-'), coalesce("scaleMax"::VARCHAR, '-'), coalesce("higherIsBetter"::VARCHAR, '-')) END`),
  'feedback.cesEasyRate': latest('ces', '(place >= 2.0 / 3 - 1e-9)::INTEGER', 'place IS NULL'),
};
