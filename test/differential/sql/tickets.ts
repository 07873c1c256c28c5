import { elapsed } from './business.ts';
import { firstResponses } from './messages.ts';
import { tag, type Frame, type Reading } from './relation.ts';
import { historyAt, tellsCategories } from './visits.ts';

/** All that the records hold. */
const END: Reading = { before: 1e13, now: 1e13 };

/** Visible tickets, all fields filled in and as known then, and besides them `start` (response start). */
export function ticketsAt(frame: Frame, reading: Reading): string {
  return frame.define(`tickets_${tag(reading)}`, () => `SELECT * EXCLUDE (visible) FROM ${allTicketsAt(frame, reading)} WHERE visible`);
}

/** The same with those that are invisible then; `visible` tells. */
export function allTicketsAt(frame: Frame, reading: Reading): string {
  return frame.define(`all_tickets_${tag(reading)}`, () => {
    // The present is what tickets say themselves; an earlier state is what history says, as soon as it goes on after the instant.
    const past = `(SELECT coalesce(max(moment) >= ${reading.before}, FALSE) FROM (SELECT enteredAt AS moment FROM statusChanges UNION ALL SELECT "from" FROM assignments))`;
    const known = (column: string) => `CASE WHEN ${column} < ${reading.before} THEN ${column} END`;
    // A ticket is closed by its history where that goes on after the instant, else by its own word.
    const dated = 'EXISTS (SELECT 1 FROM statusChanges v WHERE v.ticketId = t.id AND v.enteredAt IS NOT NULL)';
    const later = `EXISTS (SELECT 1 FROM statusChanges v WHERE v.ticketId = t.id AND v.enteredAt >= ${reading.before})`;
    const changed = tellsCategories(frame) ? `(${past} AND ${dated} AND (${later} OR coalesce(t.closedAt >= ${reading.before}, FALSE)))` : 'FALSE';
    const closedToday = `coalesce(t.statusCategory = 'closed' AND (t.closedAt IS NULL OR t.closedAt < ${reading.before}), t.closedAt < ${reading.before}, FALSE)`;
    return `
      WITH owners AS (
        SELECT ticketId, arg_max_null(ownerId, ("from", _row)) FILTER (inForce) AS ownerId, arg_max_null(teamId, ("from", _row)) FILTER (inForce) AS teamId, TRUE AS found
        FROM (SELECT *, "to" IS NULL OR "to" >= ${reading.before} AS inForce FROM assignments)
        WHERE ${past} AND "from" < ${reading.before} AND ticketId IS NOT NULL GROUP BY ticketId),
      stated AS (
        SELECT t.* EXCLUDE (status, statusCategory, closedAt, firstClosedAt, reopenCount, ownerId, teamId, excludedAt, firstResponseAt, companyId),
          t.createdAt < ${reading.before} AND (t.excludedAt IS NULL OR t.excludedAt >= ${reading.before}) AS visible,
          ${known('t.excludedAt')} AS excludedAt,
          coalesce(CASE WHEN ${past} THEN h.status END, t.status) AS status,
          CASE WHEN CASE WHEN ${changed} THEN coalesce(h.statusCategory = 'closed', FALSE) ELSE ${closedToday} END THEN 'closed'
            ELSE coalesce(nullif(coalesce(CASE WHEN ${past} THEN h.statusCategory END, t.statusCategory), 'closed'), 'open') END AS statusCategory,
          CASE WHEN ${changed} THEN h.closedAt ELSE ${known('t.closedAt')} END AS closedAt,
          coalesce(t.firstClosedAt, h.firstClosedAt, CASE WHEN t.reopenCount = 0 THEN t.closedAt END) AS firstClosed,
          t.reopenCount, CASE WHEN ${changed} THEN coalesce(h.reopenCount, 0) ELSE coalesce(t.reopenCount, h.reopenCount) END AS reopens,
          h.statusCategory IS NOT NULL AS followed,
          CASE WHEN o.found AND ${frame.desk.has('assignments', 'ownerId')} THEN o.ownerId ELSE t.ownerId END AS ownerId,
          CASE WHEN o.found AND ${frame.desk.has('assignments', 'teamId')} THEN o.teamId WHEN o.found THEN coalesce(t.teamId, today.teamId) ELSE t.teamId END AS ownTeam,
          coalesce(t.companyId, c.companyId) AS companyId,
          coalesce(t.firstResponseAt, f.at, CASE WHEN e.at IS NULL THEN t.createdAt + t.firstResponseTimeMs END) AS firstResponse,
          f.by AS firstAuthor, coalesce(t.firstResponseAt, e.at, t.createdAt + t.firstResponseTimeMs) AS everAnswered,
          CASE WHEN f._row IS NULL THEN t.createdAt ELSE f.start END AS start
        FROM (SELECT * REPLACE (CASE WHEN coalesce(statusCategory, 'closed') = 'closed' THEN closedAt END AS closedAt) FROM tickets) t
        LEFT JOIN ${tellsCategories(frame) || frame.desk.has('statusChanges') ? historyAt(frame, reading) : '(SELECT NULL ticketId, NULL status, NULL statusCategory, NULL::DOUBLE closedAt, NULL::DOUBLE firstClosedAt, NULL reopenCount)'} h ON h.ticketId = t.id
        LEFT JOIN owners o ON o.ticketId = t.id
        LEFT JOIN reps today ON today.id = t.ownerId
        LEFT JOIN contacts c ON c.id = t.contactId
        LEFT JOIN ${firstResponses(frame, reading)} f ON f._row = t._row
        LEFT JOIN ${firstResponses(frame, END)} e ON e._row = t._row)
      SELECT s.* EXCLUDE (firstClosed, firstResponse, everAnswered, firstAuthor, ownTeam, firstResponderId),
        coalesce(s.ownTeam, r.teamId) AS teamId,
        ${known('s.firstClosed')} AS firstClosedAt,
        ${known('s.firstResponse')} AS firstResponseAt,
        CASE WHEN s.everAnswered IS NULL THEN s.firstResponderId WHEN s.firstResponse < ${reading.before} THEN coalesce(s.firstResponderId, s.firstAuthor, s.ownerId) END AS firstResponderId,
        s.statusCategory <> 'closed' AS isOpen,
        CASE WHEN s.statusCategory = 'closed' THEN s.closedAt END AS closeDate
      FROM stated s LEFT JOIN reps r ON r.id = s.ownerId`;
  });
}

/** Every duration of tickets that is one of its dates, where the ticket belongs to the population. */
export function ticketTimes(frame: Frame, reading: Reading): string {
  return frame.define(`ticket_times_${tag(reading)}`, () => {
    const own = (plain: string, business: string) =>
      frame.options.hours !== 'business' ? `t.${plain}` : frame.options.calendar === undefined ? `t.${business}` : 'NULL::DOUBLE';
    return `
      SELECT t._row,
        CASE WHEN t.firstResponseAt IS NOT NULL THEN coalesce(${own('firstResponseTimeMs', 'firstResponseTimeBusinessMs')}, ${elapsed(frame, 't.start', 't.firstResponseAt', 't.teamId')}) END AS firstResponseTime,
        CASE WHEN t.closeDate IS NOT NULL THEN coalesce(CASE WHEN t.closeDate = raw.closedAt THEN ${own('timeToCloseMs', 'timeToCloseBusinessMs')} END, ${elapsed(frame, 't.createdAt', 't.closeDate', 't.teamId')}) END AS timeToClose,
        CASE WHEN t.firstClosedAt IS NOT NULL THEN ${elapsed(frame, 't.createdAt', 't.firstClosedAt', 't.teamId')} END AS timeToFirstClose,
        CASE WHEN t.isOpen THEN ${elapsed(frame, 't.createdAt', `${reading.now}`, 't.teamId')} END AS age
      FROM ${ticketsAt(frame, reading)} t JOIN tickets raw ON raw._row = t._row`;
  });
}
