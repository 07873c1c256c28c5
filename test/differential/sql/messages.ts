import type { MeasureRef } from '../../../src/data/catalog/members.ts';
import { elapsed } from './business.ts';
import { tag, type DimensionSql, type Frame, type Measures, type Reading } from './relation.ts';
import { said, staysAt, threadAt, waitsAt } from './thread.ts';
import { ticketsAt } from './tickets.ts';

export { CALLS, STAYS } from './thread.ts';

/**
 * Visible messages, all fields filled in; besides them the calls in place of replies and the stays in open statuses, both
 * `virtual`.
 */
export function messagesAt(frame: Frame, reading: Reading): string {
  const stays = frame.options.basis === 'status';
  return frame.define(`messages_${tag(reading)}${stays ? '_stays' : ''}`, () => `
      SELECT * EXCLUDE (readable, thread, gone) FROM ${said(frame, reading)} WHERE NOT gone
      ${
        stays
          ? `UNION ALL BY NAME
      SELECT _row, ticketId, exitedAt AS sentAt, TRUE AS virtual FROM ${staysAt(frame, reading)} WHERE exitedAt IS NOT NULL`
          : ''
      }`);
}

/**
 * Of every ticket, excluded ones too: `_row`, `start` (response start; NULL: none, and not awaiting), `at` (first response by messages
 * and calls) and `by` (its author).
 */
export function firstResponses(frame: Frame, reading: Reading): string {
  return frame.define(`first_responses_${tag(reading)}`, () => `
      WITH threads AS (
        SELECT thread, bool_or(NOT virtual) AS written, NOT arg_min(asks, place) AS repFirst, min(CASE WHEN asks THEN place END) AS asked,
          min(CASE WHEN asks THEN moment END) AS askedAt
        FROM ${threadAt(frame, reading)} GROUP BY thread),
      starts AS (
        SELECT t._row, 't' || t.id AS thread, t.createdAt, coalesce(h.written AND h.repFirst, FALSE) AS late, h.asked, h.askedAt
        FROM tickets t LEFT JOIN threads h ON h.thread = 't' || t.id
        WHERE t.createdAt < ${reading.before})
      SELECT s._row, CASE WHEN s.late THEN any_value(s.askedAt) ELSE any_value(s.createdAt) END AS start,
        arg_min(m.moment, m.place) AS "at", arg_min_null(m.by, m.place) AS by
      FROM starts s
      LEFT JOIN ${threadAt(frame, reading)} m ON m.thread = s.thread AND NOT m.asks
        AND CASE WHEN s.late THEN m.place > s.asked ELSE m.moment >= s.createdAt END
      GROUP BY s._row, s.late`);
}

/** The team of a wait's ticket, whose calendar serves. */
const teams = (frame: Frame): string => ticketsAt(frame, frame.fields);

function replies(frame: Frame): string {
  return `SELECT w.replyRow AS _row, ${elapsed(frame, 'w.askedAt', 'w.repliedAt', 't.teamId')} AS value, w.thread
    FROM ${waitsAt(frame, frame.at)} w LEFT JOIN ${teams(frame)} t ON t.id = w.ticketId WHERE w.replyRow IS NOT NULL`;
}

function customerWaits(frame: Frame): string {
  if (frame.options.basis !== 'status') return replies(frame);
  return `SELECT s._row, ${elapsed(frame, 's.enteredAt', 's.exitedAt', 't.teamId')} AS value
    FROM ${staysAt(frame, frame.at)} s LEFT JOIN ${teams(frame)} t ON t.id = s.ticketId WHERE s.exitedAt IS NOT NULL`;
}

/** Each item of a thread beside the one before it. */
const neighbours = (frame: Frame): string => `SELECT *, lag(asks) OVER (PARTITION BY thread ORDER BY place) AS asksBefore,
    lag(moment) OVER (PARTITION BY thread ORDER BY place) AS atBefore, lead(asks) OVER (PARTITION BY thread ORDER BY place) AS asksAfter
    FROM ${threadAt(frame, frame.at)}`;

function repWaits(frame: Frame): string {
  return `SELECT n._row, ${elapsed(frame, 'n.atBefore', 'n.moment', 't.teamId')} AS value
    FROM (${neighbours(frame)}) n LEFT JOIN ${teams(frame)} t ON t.id = n.ticketId WHERE n.asks AND NOT n.asksBefore`;
}

/** The last earlier message in the other direction, whoever wrote it. */
function sinceLast(frame: Frame, reading: Reading): string {
  const before = (direction: string) => `max(CASE WHEN direction = '${direction}' THEN sentAt END) OVER earlier`;
  return `SELECT m._row, ${elapsed(frame, 'm.before', 'm.sentAt', 't.teamId')} AS value FROM (
      SELECT *, CASE direction WHEN 'inbound' THEN ${before('outbound')} WHEN 'outbound' THEN ${before('inbound')} END AS before
      FROM ${said(frame, reading)} WHERE NOT virtual AND sentAt IS NOT NULL AND thread IS NOT NULL
      WINDOW earlier AS (PARTITION BY thread ORDER BY sentAt, _row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) m
    LEFT JOIN ${teams(frame)} t ON t.id = m.ticketId WHERE m.before IS NOT NULL`;
}

const rows = (frame: Frame, where: string): string => `SELECT _row, 1 AS value FROM ${messagesAt(frame, frame.at)} WHERE NOT virtual AND ${where}`;
const PUBLIC = 'coalesce(isPublic, TRUE)';

/** The measures of messages. */
export const MESSAGE_MEASURES: Measures = {
  'messages.count': { relation: (frame) => rows(frame, 'TRUE') },
  'messages.received': { relation: (frame) => rows(frame, `${PUBLIC} AND direction = 'inbound' AND authorType = 'customer'`) },
  'messages.sent': { relation: (frame) => rows(frame, `${PUBLIC} AND direction = 'outbound' AND authorType = 'rep'`) },
  'messages.replyTime': { relation: replies },
  'messages.customerWaitTime': { relation: customerWaits },
  'messages.waitsDropped': {
    relation: (frame) => `SELECT askedRow AS _row, 1 AS value FROM ${waitsAt(frame, frame.at)} WHERE droppedAt IS NOT NULL`,
  },
  'messages.repWaitTime': { relation: repWaits },
  'messages.repUnanswered': {
    relation: (frame) => `SELECT _row, 1 AS value FROM (${neighbours(frame)}) WHERE NOT asks AND asksAfter IS NULL`,
  },
  'messages.timeSinceLastResponse': { relation: (frame) => sinceLast(frame, frame.at) },
};

/** What is worked out of messages, one by one. */
export const MESSAGE_DIMENSIONS: readonly DimensionSql[] = [
  {
    source: 'messages',
    columns: ['isReply', 'isFirstReply', 'botInteraction', 'timeSinceLastResponse', 'replyTime', 'customerWaitTime', 'repWaitTime'],
    relation: (frame) => `
      WITH reply AS (
        SELECT w.*, row_number() OVER (PARTITION BY w.thread ORDER BY m.place) AS turn
        FROM (${replies(frame)}) w JOIN ${threadAt(frame, frame.at)} m ON m._row = w._row),
      talk AS (
        SELECT _row, authorType, direction, readable,
          arg_min_null(authorType, seat) FILTER (readable) OVER (PARTITION BY thread ORDER BY seat ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS nextAuthor
        FROM (SELECT *, row_number() OVER (PARTITION BY thread ORDER BY sentAt, _row) AS seat FROM ${said(frame, frame.at)} WHERE NOT virtual))
      SELECT m._row, r._row IS NOT NULL AS "isReply", coalesce(r.turn = 1, FALSE) AS "isFirstReply",
        coalesce(k.authorType = 'bot' OR (k.direction = 'inbound' AND k.nextAuthor = 'bot'), FALSE) AS "botInteraction",
        s.value AS "timeSinceLastResponse", r.value AS "replyTime", c.value AS "customerWaitTime", p.value AS "repWaitTime"
      FROM ${messagesAt(frame, frame.at)} m
      LEFT JOIN reply r ON r._row = m._row
      LEFT JOIN talk k ON k._row = m._row
      LEFT JOIN (${sinceLast(frame, frame.at)}) s ON s._row = m._row
      LEFT JOIN reply c ON c._row = m._row
      LEFT JOIN (${repWaits(frame)}) p ON p._row = m._row`,
  },
  {
    source: 'messages',
    columns: ['author'],
    relation: (frame) => `
      SELECT m._row, coalesce(CASE WHEN m.authorType = 'customer' THEN coalesce(k.name, r.name) ELSE coalesce(r.name, k.name) END, m.authorId,
        CASE WHEN m.authorType = 'rep' THEN coalesce(o.name, t.ownerId) END) AS author
      FROM ${messagesAt(frame, frame.at)} m
      LEFT JOIN reps r ON r.id = m.authorId
      LEFT JOIN contacts k ON k.id = m.authorId
      LEFT JOIN ${ticketsAt(frame, frame.fields)} t ON t.id = m.ticketId
      LEFT JOIN reps o ON o.id = t.ownerId`,
  },
  {
    source: 'tickets',
    columns: ['nextResponseAt'],
    relation: (frame) => `
      SELECT t._row, max(w.repliedAt) AS "nextResponseAt"
      FROM tickets t LEFT JOIN ${waitsAt(frame, frame.at)} w ON w.thread = 't' || t.id GROUP BY t._row`,
  },
  {
    source: 'tickets',
    columns: ['currentWait'],
    relation: (frame) => `SELECT _row, value AS "currentWait" FROM (${currentWaits(frame, frame.stock ? frame.at : frame.fields)})`,
  },
];

/** Open tickets with a question that nobody answered: `_row`, `value` how long. */
function currentWaits(frame: Frame, reading: Reading): string {
  if (frame.options.basis === 'status') {
    return `SELECT t._row, ${elapsed(frame, 's.enteredAt', `${reading.now}`, 't.teamId')} AS value, s.enteredAt AS since
      FROM ${ticketsAt(frame, reading)} t JOIN ${staysAt(frame, reading)} s ON s.ticketId = t.id
      WHERE t.statusCategory <> 'closed' AND s.exitedAt IS NULL`;
  }
  return `SELECT t._row, ${elapsed(frame, 'w.askedAt', `${reading.now}`, 't.teamId')} AS value, w.askedAt AS since
    FROM ${ticketsAt(frame, reading)} t JOIN ${waitsAt(frame, reading)} w ON w.thread = 't' || t.id
    WHERE t.statusCategory <> 'closed' AND w.repliedAt IS NULL AND w.droppedAt IS NULL`;
}

/** Reps' public messages of each ticket, calls included. */
function repMessages(frame: Frame): string {
  return frame.define(`rep_messages_${tag(frame.at)}`, () => `
      SELECT t._row, count(m._row) AS said FROM ${ticketsAt(frame, frame.at)} t
      LEFT JOIN ${threadAt(frame, frame.at)} m ON m.thread = 't' || t.id AND NOT m.asks GROUP BY t._row`);
}

const CLOSED = "t.statusCategory = 'closed'";

function oneTouch(frame: Frame): string {
  const told = frame.desk.has('messages') ? 'coalesce(t.oneTouch, m.said = 1)' : 't.oneTouch';
  return `SELECT t._row, CASE WHEN t.closedAt IS NOT NULL THEN (${told})::INTEGER END AS value, t.closedAt IS NULL OR ${told} IS NULL AS missing
    FROM ${ticketsAt(frame, frame.at)} t JOIN ${repMessages(frame)} m ON m._row = t._row WHERE ${CLOSED}`;
}

function firstContact(frame: Frame): string {
  return `SELECT t._row, CASE WHEN NOT unknown THEN (NOT asked AND reopenCount = 0)::INTEGER END AS value, unknown AS missing FROM (
      SELECT *, closedAt IS NULL OR (reopenCount IS NULL AND NOT asked) AS unknown FROM (
        SELECT t._row, t.reopens AS reopenCount, t.closedAt,
          EXISTS (SELECT 1 FROM ${threadAt(frame, frame.at)} m WHERE m.thread = 't' || t.id AND m.asks AND m.moment > t.firstResponseAt) AS asked
        FROM ${ticketsAt(frame, frame.at)} t WHERE ${CLOSED} AND t.firstResponseAt IS NOT NULL)) t`;
}

function repliesPerTicket(frame: Frame): string {
  return `SELECT t._row, CASE WHEN t.closedAt IS NOT NULL THEN m.said END AS value, t.closedAt IS NULL AS missing
    FROM ${ticketsAt(frame, frame.at)} t JOIN ${repMessages(frame)} m ON m._row = t._row WHERE ${CLOSED}`;
}

/** The measures of tickets that rest on messages. */
export const WAITING_MEASURES: Measures = {
  'tickets.awaitingReply': {
    relation: (frame: Frame, _ref: MeasureRef) => `SELECT DISTINCT _row, 1 AS value FROM (${currentWaits(frame, frame.at)})`,
  },
  'tickets.currentWait': { relation: (frame) => currentWaits(frame, frame.at) },
  'tickets.oneTouchRate': { relation: oneTouch },
  'tickets.firstContactResolutionRate': { relation: firstContact },
  'tickets.repliesPerTicket': { relation: repliesPerTicket },
};
