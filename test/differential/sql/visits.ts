import { tag, type Frame, type Reading } from './relation.ts';

/** Whether the history tells which statuses are closed. */
export const tellsCategories = ({ desk }: Frame): boolean => desk.has('statusChanges', 'statusCategory');

/**
 * Visits of tickets to statuses, as known then. Neighbouring rows with one status are one visit, unless the source gave the
 * first an exit before the next began. `before`: category of the visit before; `first`: whether there is none.
 */
export function visitsAt(frame: Frame, reading: Reading): string {
  return frame.define(`visits_${tag(reading)}`, () => `
      WITH known AS (
        SELECT s.*, CASE WHEN s.exitedAt < ${reading.before} THEN s.exitedAt END AS leftAt
        FROM statusChanges s
        LEFT JOIN tickets t ON t.id = s.ticketId
        WHERE (s.enteredAt IS NULL OR s.enteredAt < ${reading.before}) AND (t.excludedAt IS NULL OR t.excludedAt >= ${reading.before})),
      beside AS (
        SELECT *, lag(status) OVER w AS statusBefore, lag(exitedAt) OVER w AS exitBefore, lag(_row) OVER w AS rowBefore,
          lead(enteredAt) OVER w AS enteredNext
        FROM known WINDOW w AS (PARTITION BY coalesce(ticketId, '#' || _row) ORDER BY enteredAt, _row)),
      numbered AS (
        SELECT *, sum(CASE WHEN rowBefore IS NOT NULL AND coalesce(status = statusBefore, FALSE) AND NOT coalesce(exitBefore < enteredAt, FALSE) THEN 0 ELSE 1 END)
          OVER (PARTITION BY coalesce(ticketId, '#' || _row) ORDER BY enteredAt, _row) AS visit
        FROM beside),
      merged AS (
        SELECT min_by(_row, (enteredAt, _row)) AS _row, any_value(ticketId) AS ticketId, any_value(status) AS status,
          arg_min_null(statusCategory, (enteredAt, _row)) AS statusCategory, arg_min_null(pipeline, (enteredAt, _row)) AS pipeline,
          min(enteredAt) AS enteredAt, arg_max_null(coalesce(leftAt, enteredNext), (enteredAt, _row)) AS exitedAt,
          arg_min_null(actorType, (enteredAt, _row)) AS actorType, visit
        FROM numbered GROUP BY coalesce(ticketId, '#' || _row), visit)
      SELECT m.* EXCLUDE (pipeline, visit), coalesce(m.pipeline, t.pipeline) AS pipeline,
        lag(m.statusCategory) OVER (PARTITION BY coalesce(m.ticketId, '#' || m._row) ORDER BY m.enteredAt, m._row) AS earlier,
        lag(m._row) OVER (PARTITION BY coalesce(m.ticketId, '#' || m._row) ORDER BY m.enteredAt, m._row) IS NULL AS first
      FROM merged m LEFT JOIN tickets t ON t.id = m.ticketId`);
}

/** The state of each ticket by its history: `ticketId`, status, statusCategory, closedAt, firstClosedAt, reopenCount. */
export function historyAt(frame: Frame, reading: Reading): string {
  return frame.define(`history_${tag(reading)}`, () => `
      SELECT ticketId, arg_max_null(status, (enteredAt, _row)) AS status, arg_max_null(statusCategory, (enteredAt, _row)) AS statusCategory,
        CASE WHEN arg_max_null(statusCategory, (enteredAt, _row)) = 'closed'
          THEN max(enteredAt) FILTER (statusCategory = 'closed' AND earlier IS DISTINCT FROM 'closed') END AS closedAt,
        min(enteredAt) FILTER (statusCategory = 'closed') AS firstClosedAt,
        count(*) FILTER (statusCategory <> 'closed' AND earlier = 'closed') AS reopenCount
      FROM ${visitsAt(frame, reading)} WHERE ticketId IS NOT NULL AND enteredAt IS NOT NULL GROUP BY ticketId`);
}
