import type { Frame, Measures } from './relation.ts';
import { ticketsAt, ticketTimes } from './tickets.ts';
import { visitsAt } from './visits.ts';
import { elapsed } from './business.ts';

const tickets = (frame: Frame, select: string, where = 'TRUE') => `
  SELECT t._row, ${select} FROM ${ticketsAt(frame, frame.at)} t JOIN ${ticketTimes(frame, frame.at)} d ON d._row = t._row WHERE ${where}`;
const counted = (where: string, placed = 'NULL') => ({ relation: (frame: Frame) => tickets(frame, `1 AS value, ${placed} AS placed`, where) });

const CLOSED = "t.statusCategory = 'closed'";
/** Ever closed, as far as anything tells of it. */
const EVER_CLOSED = `(t.firstClosedAt IS NOT NULL OR ${CLOSED})`;
/** Without a first close the last one places the ticket. */
const FIRST_CLOSE = 'coalesce(t.firstClosedAt, t.closeDate)';
/** Closed, and nobody knows when: in no stock. */
const IN_STOCK = 't.isOpen';

/** Time spent in waiting statuses between creation and close. */
function waiting(frame: Frame): string {
  return `(SELECT coalesce(sum(${elapsed(frame, 'greatest(v.enteredAt, t.createdAt)', 'least(coalesce(v.exitedAt, t.closeDate), t.closeDate)', 't.teamId')}), 0)
    FROM ${visitsAt(frame, frame.at)} v WHERE v.ticketId = t.id AND v.statusCategory = 'waiting'
      AND greatest(v.enteredAt, t.createdAt) < least(coalesce(v.exitedAt, t.closeDate), t.closeDate))`;
}

/** Measures of tickets but those that rest on messages or SLAs. */
export const TICKET_MEASURES: Measures = {
  'tickets.count': counted('TRUE'),
  'tickets.open': counted(IN_STOCK),
  'tickets.awaitingFirstReply': counted(`${IN_STOCK} AND t.firstResponseAt IS NULL AND t.start IS NOT NULL`),
  'tickets.age': { relation: (frame) => tickets(frame, 'd.age AS value', IN_STOCK) },
  'tickets.firstResponseTime': {
    relation: (frame) => tickets(frame, 'd."firstResponseTime" AS value, FALSE AS missing', 't.firstResponseAt IS NOT NULL'),
  },
  'tickets.unanswered': counted('t.firstResponseAt IS NULL'),
  'tickets.notClosed': counted(`NOT (${CLOSED})`),
  'tickets.closedUnanswered': counted(`${CLOSED} AND t.firstResponseAt IS NULL`),
  'tickets.timeToClose': { relation: (frame) => tickets(frame, 'd."timeToClose" AS value, d."timeToClose" IS NULL AS missing', CLOSED) },
  'tickets.timeToCloseWithoutWaiting': {
    relation: (frame) => tickets(frame, `CASE WHEN t.followed THEN d."timeToClose" - ${waiting(frame)} END AS value, d."timeToClose" IS NULL OR NOT t.followed AS missing`, CLOSED),
  },
  'tickets.timeToFirstClose': {
    relation: (frame) => tickets(frame, `d."timeToFirstClose" AS value, d."timeToFirstClose" IS NULL AS missing, ${FIRST_CLOSE} AS placed`, EVER_CLOSED),
  },
  'tickets.reopened': counted(`${EVER_CLOSED} AND t.reopens >= 1`, FIRST_CLOSE),
  'tickets.reopenRate': {
    relation: (frame) => tickets(frame, `(t.reopens >= 1)::INTEGER AS value, t.reopens IS NULL AS missing, ${FIRST_CLOSE} AS placed`, EVER_CLOSED),
  },
};
