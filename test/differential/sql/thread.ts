import { tag, type Frame, type Reading } from './relation.ts';
import { allTicketsAt } from './tickets.ts';
import { visitsAt } from './visits.ts';

/** Where rows of `messagesAt` begin that are calls in place of replies. */
export const CALLS = 1_000_000_000;
/** ... and that are stays in open statuses. */
export const STAYS = 2_000_000_000;

const MINUTE = 60_000;

/** Messages and calls that stand for replies, all fields filled in. `gone`: of an excluded ticket. `thread` is the ticket, else the conversation, else the message's own. */
export function said(frame: Frame, reading: Reading): string {
  return frame.define(`said_${tag(reading)}`, () => {
    const calls = frame.desk.settings.calls?.asReplies === false ? 'FALSE' : "c.status = 'completed'";
    return `
      SELECT m._row, m.id, coalesce(m.ticketId, v.ticketId) AS ticketId, m.conversationId, m.sentAt,
        coalesce(m.direction, CASE WHEN m.authorType = 'customer' THEN 'inbound' WHEN m.authorType IS NOT NULL THEN 'outbound' END) AS direction,
        coalesce(m.authorType, CASE m.direction WHEN 'inbound' THEN 'customer' WHEN 'outbound' THEN 'rep' END) AS authorType,
        m.authorId, coalesce(m.channel, t.channel) AS channel, m.isPublic, coalesce(m.isPublic, TRUE) AS readable, FALSE AS virtual,
        coalesce(t.excludedAt < ${reading.before}, FALSE) AS gone,
        coalesce('t' || coalesce(m.ticketId, v.ticketId), 'c' || m.conversationId, 'm' || m._row) AS thread
      FROM messages m
      LEFT JOIN conversations v ON v.id = m.conversationId
      LEFT JOIN tickets t ON t.id = coalesce(m.ticketId, v.ticketId)
      WHERE (m.sentAt IS NULL OR m.sentAt < ${reading.before})
      UNION ALL
      SELECT ${CALLS} + c._row, c.id, c.ticketId, NULL, c.startedAt, 'outbound', 'rep', c.ownerId, 'phone', TRUE, TRUE, TRUE,
        coalesce(t.excludedAt < ${reading.before}, FALSE), 't' || c.ticketId
      FROM calls c
      LEFT JOIN tickets t ON t.id = c.ticketId
      WHERE c.startedAt < ${reading.before} AND c.ticketId IS NOT NULL AND ${calls}`;
  });
}

/** Customers' public messages and reps', in the order of each thread; `place` counts from 1. */
export function threadAt(frame: Frame, reading: Reading): string {
  return frame.define(`thread_${tag(reading)}`, () => `
      SELECT _row, thread, ticketId, sentAt AS moment, authorId AS by, virtual, authorType = 'customer' AS asks,
        row_number() OVER (PARTITION BY thread ORDER BY sentAt, virtual, _row) AS place
      FROM ${said(frame, reading)}
      WHERE readable AND sentAt IS NOT NULL AND thread IS NOT NULL
        AND ((authorType = 'customer' AND direction = 'inbound') OR (authorType = 'rep' AND direction = 'outbound'))`);
}

/**
 * The same with the first rep message after each (`nextRep`, its instant `repliedAt`), and the instant and kind of what
 * dropped it: the first close or move to waiting that was not followed by a rep message within a minute.
 */
function answersAt(frame: Frame, reading: Reading): string {
  return frame.define(`answers_${tag(reading)}`, () => `
      WITH ahead AS (
        SELECT *, min(CASE WHEN NOT asks THEN place END) OVER (PARTITION BY thread ORDER BY place ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS nextRep
        FROM ${threadAt(frame, reading)})
      SELECT a.*, r._row AS replyRow, r.moment AS repliedAt,
        (SELECT min(d.moment) FROM ${dropsAt(frame, reading)} d
          WHERE 't' || d.ticketId = a.thread AND d.moment >= a.moment AND d.moment + ${MINUTE} < coalesce(r.moment, ${reading.before})) AS droppedAt
      FROM ahead a
      LEFT JOIN ${threadAt(frame, reading)} r ON r.thread = a.thread AND r.place = a.nextRep
      WHERE a.asks`);
}

/** Closes of tickets: `ticketId`, `moment`, `followed` whether by the history of categories; else, ticket by ticket, by the two dates that are known. */
export function closesAt(frame: Frame, reading: Reading): string {
  return frame.define(`closes_${tag(reading)}`, () => `
      WITH history AS (
        SELECT ticketId, enteredAt AS moment, statusCategory, lag(statusCategory) OVER (PARTITION BY ticketId ORDER BY enteredAt, _row) AS earlier
        FROM ${visitsAt(frame, reading)} WHERE enteredAt IS NOT NULL)
      SELECT ticketId, moment, TRUE AS followed FROM history WHERE statusCategory = 'closed' AND earlier IS DISTINCT FROM 'closed'
      UNION
      SELECT t.id, u.moment, FALSE FROM ${allTicketsAt(frame, reading)} t, LATERAL (SELECT unnest([t.firstClosedAt, t.closedAt]) AS moment) u
      WHERE u.moment IS NOT NULL AND t.id NOT IN (SELECT ticketId FROM history WHERE statusCategory IS NOT NULL AND ticketId IS NOT NULL)`);
}

/** What ends a wait without a reply: closes, and reps' moves to a waiting status. */
function dropsAt(frame: Frame, reading: Reading): string {
  return frame.define(`drops_${tag(reading)}`, () => `
      SELECT ticketId, moment, TRUE AS closing FROM ${closesAt(frame, reading)}
      UNION ALL
      SELECT ticketId, enteredAt, FALSE FROM (
        SELECT *, row_number() OVER (PARTITION BY ticketId ORDER BY enteredAt, _row) AS place FROM ${visitsAt(frame, reading)})
      WHERE statusCategory = 'waiting' AND coalesce(actorType, 'rep') = 'rep' AND place > 1`);
}

/**
 * Waits of customers: `thread`, `ticketId`, `askedRow` and `askedAt` of the oldest message, then either `replyRow` and
 * `repliedAt`, or `droppedAt` (and whether by a close), or neither: still waiting.
 */
export function waitsAt(frame: Frame, reading: Reading): string {
  return frame.define(`waits_${tag(reading)}`, () => `
      SELECT thread, any_value(ticketId) AS ticketId, arg_min(_row, place) AS askedRow, min(moment) AS askedAt, droppedAt,
        CASE WHEN droppedAt IS NULL THEN any_value(replyRow) END AS replyRow,
        CASE WHEN droppedAt IS NULL THEN any_value(repliedAt) END AS repliedAt,
        EXISTS (SELECT 1 FROM ${dropsAt(frame, reading)} d WHERE 't' || d.ticketId = thread AND d.moment = droppedAt AND d.closing) AS closing
      FROM ${answersAt(frame, reading)}
      GROUP BY thread, coalesce(nextRep, 0), droppedAt`);
}

/** Unbroken stays in open statuses: `ticketId`, `_row` from STAYS on, `enteredAt`, `exitedAt` (NULL: running). */
export function staysAt(frame: Frame, reading: Reading): string {
  return frame.define(`stays_${tag(reading)}`, () => `
      WITH visits AS (
        SELECT *, lag(statusCategory) OVER w AS was, lag(exitedAt) OVER w AS wasUntil FROM ${visitsAt(frame, reading)}
        WHERE ticketId IS NOT NULL AND enteredAt IS NOT NULL WINDOW w AS (PARTITION BY ticketId ORDER BY enteredAt, _row)),
      open AS (
        SELECT *, was IS DISTINCT FROM 'open' OR NOT coalesce(enteredAt <= wasUntil, FALSE) AS begins FROM visits WHERE statusCategory = 'open'),
      numbered AS (SELECT *, sum(CASE WHEN begins THEN 1 ELSE 0 END) OVER (PARTITION BY ticketId ORDER BY enteredAt, _row) AS stay FROM open)
      SELECT ticketId, ${STAYS} + min(_row) AS _row, min(enteredAt) AS enteredAt,
        CASE WHEN bool_or(exitedAt IS NULL) THEN NULL ELSE max(exitedAt) END AS exitedAt
      FROM numbered GROUP BY ticketId, stay`);
}
