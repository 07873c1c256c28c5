import type { MeasureRef } from '../../../src/data/catalog/members.ts';
import { EVER, tag, type DimensionSql, type Frame, type Measures, type Reading } from './relation.ts';
import { closesAt, waitsAt } from './thread.ts';
import { allTicketsAt } from './tickets.ts';

const MINUTE = 60_000;
const KINDS = ['firstResponse', 'nextResponse', 'close'] as const;
type Kind = (typeof KINDS)[number];

/** Most urgent first. */
const URGENCY = ['overdue', 'dueSoon', 'active', 'paused', 'missed', 'metLate', 'metOnTime', 'none'];

/**
 * Every SLA of every ticket: `_row`, `kind`, `visible`, `closed`, `status`, `due`, `placed` (slaCompletedAt), `remaining`,
 * `elapsed`, `createdAt`.
 */
export function slasAt(frame: Frame, reading: Reading): string {
  return frame.define(`slas_${tag(reading)}`, () => {
    const { share = 0.25, min = 5 * MINUTE, max = 60 * MINUTE } = frame.options.dueSoon ?? {};
    const moves = frame.options.now === undefined;
    return `
      WITH given AS (${KINDS.map((kind) => givenSql(frame, reading, kind)).join(' UNION ALL BY NAME ')}),
      counted AS (
        SELECT *, CASE WHEN closed AND told IN ('active', 'dueSoon', 'overdue', 'paused') THEN NULL
            WHEN told IN ('metOnTime', 'metLate') AND metAhead THEN NULL WHEN told = 'missed' AND closeAhead THEN NULL ELSE told END AS own,
          CASE WHEN target IS NULL THEN ${max} ELSE least(greatest(${share} * target, ${min}), ${max}) END AS threshold
        FROM given),
      running AS (
        SELECT *, CASE WHEN due IS NULL THEN NULL WHEN ${reading.now} > due THEN 'overdue'
          WHEN due - ${reading.now} <= threshold THEN 'dueSoon' ELSE 'active' END AS clock
        FROM counted),
      decided AS (
        SELECT *, CASE
          WHEN own IN ('active', 'dueSoon') AND ${moves} AND due IS NOT NULL
            THEN CASE WHEN clock = 'overdue' OR own = 'active' THEN clock ELSE own END
          WHEN own IS NOT NULL THEN own
          WHEN due IS NULL THEN 'none'
          WHEN done IS NOT NULL THEN CASE WHEN done <= due THEN 'metOnTime' ELSE 'metLate' END
          WHEN dropped THEN 'none'
          WHEN unknown THEN NULL
          WHEN ended THEN 'missed'
          ELSE clock END AS status
        FROM running)
      SELECT _row, kind, visible, closed, status, due, createdAt, unknown,
        CASE WHEN status IN ('metOnTime', 'metLate') THEN placedMet
          WHEN status = 'missed' THEN CASE WHEN due IS NULL THEN lastClose ELSE least(due, coalesce(endedAt, due)) END
          ELSE due END AS placed,
        CASE WHEN status IN ('active', 'dueSoon', 'overdue') THEN due - ${reading.now} END AS remaining,
        CASE WHEN status IN ('active', 'dueSoon', 'overdue') AND target > 0 THEN 1 - (due - ${reading.now}) / target END AS elapsed
      FROM decided`;
  });
}

/**
 * What is known of one SLA: `told` by the source, `due`, `target`, `done` (its completion), `ended` without one, `dropped` by a
 * rep's move to waiting, `endedAt` (the close that ended it), `unknown` whether it was completed.
 */
function givenSql(frame: Frame, reading: Reading, kind: Kind): string {
  const ahead = `>= ${reading.before}, FALSE)`;
  const fields = `t._row, '${kind}' AS kind, t.visible, t.createdAt, t.statusCategory = 'closed' AS closed, t.${kind}SlaStatus AS told, t.${kind}SlaDueAt AS due, coalesce(c.lastClose, t.closeDate) AS lastClose,
    coalesce(a.closeDate ${ahead} AS closeAhead`;
  const from = `FROM ${allTicketsAt(frame, reading)} t
    JOIN ${allTicketsAt(frame, EVER)} a ON a._row = t._row
    LEFT JOIN (SELECT ticketId, max(moment) AS lastClose FROM ${closesAt(frame, reading)} WHERE followed GROUP BY ticketId) c ON c.ticketId = t.id`;
  const closed = "t.statusCategory = 'closed'";
  if (kind === 'firstResponse') {
    return `SELECT ${fields}, t.firstResponseSlaDueAt - t.createdAt AS target, t.firstResponseAt AS done, t.firstResponseAt AS placedMet,
      ${closed} AS ended, FALSE AS dropped, t.closedAt AS endedAt, FALSE AS unknown, coalesce(a.firstResponseAt ${ahead} AS metAhead ${from}`;
  }
  if (kind === 'close') {
    return `SELECT ${fields}, t.closeSlaDueAt - t.createdAt AS target, CASE WHEN ${closed} THEN t.closedAt END AS done,
      CASE WHEN ${closed} THEN t.closedAt END AS placedMet, FALSE AS ended, FALSE AS dropped, t.closedAt AS endedAt,
      ${closed} AND t.closedAt IS NULL AS unknown, coalesce(a.closeDate ${ahead} AS metAhead ${from}`;
  }
  // The latest cycle of the ticket; without any, the source's due date stands alone and ends with the ticket.
  return `SELECT ${fields}, CASE WHEN w.repliedAt IS NULL AND w.droppedAt IS NULL THEN t.nextResponseSlaDueAt - w.askedAt END AS target,
    w.repliedAt AS done, r.latest AS placedMet, CASE WHEN w.thread IS NULL THEN ${closed} ELSE coalesce(w.closing, FALSE) END AS ended,
    w.droppedAt IS NOT NULL AND NOT w.closing AS dropped, coalesce(CASE WHEN w.closing THEN w.droppedAt END, t.closedAt) AS endedAt, ${closed} AND ${!frame.desk.has('messages')} AS unknown,
      coalesce(l.latest ${ahead} AS metAhead
    ${from}
    LEFT JOIN (SELECT thread, max(repliedAt) AS latest FROM ${waitsAt(frame, EVER)} GROUP BY thread) l ON l.thread = 't' || t.id
    LEFT JOIN (SELECT * FROM ${waitsAt(frame, reading)} QUALIFY row_number() OVER (PARTITION BY thread ORDER BY askedAt DESC, askedRow DESC) = 1) w
      ON w.thread = 't' || t.id
    LEFT JOIN (SELECT thread, max(repliedAt) AS latest FROM ${waitsAt(frame, reading)} GROUP BY thread) r ON r.thread = 't' || t.id`;
}

/** Of every ticket the most urgent of its SLAs: `_row`, `status`. */
function anyAt(frame: Frame, reading: Reading): string {
  return frame.define(`any_sla_${tag(reading)}`, () => `
      SELECT _row, bool_or(visible) AS visible, bool_or(closed) AS closed,
        CASE WHEN bool_or(unknown AND status IS NULL) AND bool_and(status IS NULL OR status = 'none') THEN NULL
          ELSE coalesce(arg_min(status, list_position(${words(URGENCY)}, status)), 'none') END AS status
      FROM ${slasAt(frame, reading)} GROUP BY _row`);
}

const words = (all: readonly string[]): string => `[${all.map((word) => `'${word}'`).join(', ')}]`;
const kindIs = (ref: MeasureRef): string => (ref.sla === 'any' ? 'TRUE' : `kind = '${ref.sla}'`);

function stock(status: string): Measures[string] {
  return {
    relation: (frame, ref) =>
      ref.sla === 'any'
        ? `SELECT _row, 1 AS value FROM ${anyAt(frame, frame.at)} WHERE visible AND NOT closed AND status = '${status}'`
        : `SELECT _row, 1 AS value FROM ${slasAt(frame, frame.at)} WHERE ${kindIs(ref)} AND visible AND NOT closed AND status = '${status}'`,
  };
}

/**
 * SLAs by their date, the worst with the highest rank: completions, or where asked for open overdue ones, then what cannot be
 * told, and last what only has a date. Close completions are of tickets still closed, and in a window of a known day.
 */
function completions(frame: Frame, ref: MeasureRef, withOverdue: boolean): string {
  const date = frame.options.attribution === 'due' ? 'due' : frame.options.attribution === 'created' ? `(CASE WHEN placed < ${frame.at.before} THEN createdAt END)` : 'placed';
  const overdue = withOverdue ? "OR (status = 'overdue' AND NOT closed)" : '';
  const undated = `kind = 'close' AND unknown AND coalesce(status, '') <> 'missed' AND ${frame.at.before <= frame.cut}`;
  return `SELECT _row, CASE WHEN ${date} < ${frame.at.before} AND NOT (missing AND kind = 'close') THEN ${date} END AS placed, CASE WHEN told THEN status END AS status, missing,
      CASE WHEN told THEN list_position(['metOnTime', 'overdue', 'metLate', 'missed'], status) WHEN missing THEN 0 ELSE -1 END AS rank
    FROM (SELECT *, NOT told AND unknown AND CASE WHEN status IS NULL THEN due IS NOT NULL ELSE status IN ('metOnTime', 'metLate', 'missed') END AS missing FROM (
      SELECT *, NOT (${undated}) AND (coalesce(status IN ('metOnTime', 'metLate', 'missed') AND (kind <> 'close' OR closed), FALSE) ${overdue}) AS told
      FROM ${slasAt(frame, frame.at)} WHERE ${kindIs(ref)} AND visible))`;
}

function count(status: string): Measures[string] {
  return {
    relation: (frame, ref) => `SELECT _row, CASE WHEN status = '${status}' THEN 1 END AS value, placed, rank FROM (${completions(frame, ref, false)})`,
  };
}

function rate(strict: boolean): Measures[string] {
  return {
    relation: (frame, ref) => `SELECT _row, (status = 'metOnTime')::INTEGER AS value, missing, placed, rank FROM (${completions(frame, ref, strict)})`,
  };
}

/** The measures of SLAs, by kind. */
export const SLA_MEASURES: Measures = {
  'tickets.slaActive': stock('active'),
  'tickets.slaDueSoon': stock('dueSoon'),
  'tickets.slaOverdue': stock('overdue'),
  'tickets.slaPaused': stock('paused'),
  'tickets.slaNone': stock('none'),
  'tickets.slaOnTime': count('metOnTime'),
  'tickets.slaLate': count('metLate'),
  'tickets.slaMissed': count('missed'),
  'tickets.slaOpenOverdue': {
    relation: (frame, ref) => `SELECT _row, CASE WHEN status = 'overdue' THEN 1 END AS value, placed,
      CASE WHEN status = 'overdue' THEN 1 ELSE 0 END AS rank FROM (${completions(frame, ref, true)})`,
  },
  'tickets.slaOnTimeRate': rate(false),
  'tickets.slaOnTimeRateStrict': rate(true),
};

/** What is worked out of SLAs, ticket by ticket. */
export const SLA_DIMENSIONS: readonly DimensionSql[] = [
  {
    source: 'tickets',
    columns: [
      'anySlaStatus',
      ...KINDS.flatMap((kind) => [`${kind}SlaStatus`, `slaRemaining.${kind}`, `slaElapsed.${kind}`]),
    ],
    relation: (frame) => {
      const reading = frame.stock ? frame.at : frame.fields;
      const columns = KINDS.flatMap((kind) => [
        `any_value(s.status) FILTER (s.kind = '${kind}') AS "${kind}SlaStatus"`,
        `any_value(s.remaining) FILTER (s.kind = '${kind}') AS "slaRemaining.${kind}"`,
        `any_value(s.elapsed) FILTER (s.kind = '${kind}') AS "slaElapsed.${kind}"`,
      ]);
      return `SELECT s._row, any_value(a.status) AS "anySlaStatus", ${columns.join(', ')}
        FROM ${slasAt(frame, reading)} s JOIN ${anyAt(frame, reading)} a ON a._row = s._row GROUP BY s._row`;
    },
  },
];
