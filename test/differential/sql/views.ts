import { FIELDS } from '../../../src/data/catalog/fields.ts';
import type { SourceName } from '../../../src/data/records/records.ts';
import { elapsed } from './business.ts';
import { feedbackValues } from './feedback.ts';
import { messagesAt } from './messages.ts';
import { tag, type Frame } from './relation.ts';
import { allTicketsAt, ticketTimes } from './tickets.ts';
import { visitsAt } from './visits.ts';

/** Dates of tickets that are as at the window's end; everything else that changes is as at the cut. */
const DATES = ['createdAt', 'closedAt', 'firstClosedAt', 'firstResponseAt', 'excludedAt'];
const FOLLOWED = ['ownerId', 'teamId', 'contactId', 'companyId', 'pipeline', 'category', 'priority', 'channelAccount'];
const NAMES = ['owner', 'team', 'contact', 'company'];

/** A name to show for an id: the listed one, else the id itself. */
const named = (list: string, id: string) => `(SELECT coalesce(any_value(n.name), ${id}) FROM ${list} n WHERE n.id = ${id})`;

function ticketsView(frame: Frame): string {
  const plain = Object.keys(FIELDS.tickets).filter((field) => !DATES.includes(field));
  return `
    SELECT f._row, ${plain.map((field) => `f."${field}"`).join(', ')}, ${DATES.map((field) => `${early(frame, `a."${field}"`)} AS "${field}"`).join(', ')},
      ${named('reps', 'f.ownerId')} AS owner, ${named('reps', 'f.firstResponderId')} AS "firstResponder", ${named('teams', 'f.teamId')} AS team,
      ${named('contacts', 'f.contactId')} AS contact, ${named('companies', 'f.companyId')} AS company,
      t."firstResponseTime", t."timeToClose", t."timeToFirstClose", g.age,
      CASE WHEN f.isOpen AND f.visible THEN CASE WHEN ${frame.fields.now} - f.createdAt < 86400000 THEN 'under 1' WHEN ${frame.fields.now} - f.createdAt < 259200000 THEN '1–3'
        WHEN ${frame.fields.now} - f.createdAt < 604800000 THEN '3–7' WHEN ${frame.fields.now} - f.createdAt < 2592000000 THEN '7–30' ELSE '30 or more' END END AS "ageBucket",
      a.isOpen AS "inStock", coalesce(a."firstClosedAt", a."closeDate") AS "firstClose", a."closeDate" AS "closeDate",
      a.visible AS visible , TRUE AS joinable
    FROM ${allTicketsAt(frame, frame.fields)} f
    JOIN ${allTicketsAt(frame, frame.at)} a ON a._row = f._row
    LEFT JOIN ${ticketTimes(frame, frame.at)} t ON t._row = f._row
    LEFT JOIN ${ticketTimes(frame, frame.fields)} g ON g._row = f._row`;
}

/** Rows below a ticket: visible from their own date on, and not in an excluded ticket. */
function below(frame: Frame, source: SourceName, date: string, own: string, columns: readonly string[] = FOLLOWED): string {
  const fields = Object.keys(FIELDS[source]);
  const followed = columns.filter((field) => !fields.includes(field));
  return `
    SELECT s._row, ${fields.filter((field) => !own.includes(`"${field}"`)).map((field) => (field === date ? `${early(frame, `s."${field}"`)} AS "${field}"` : `s."${field}"`)).join(', ')}${own && `, ${own}`},
      ${[...followed, ...NAMES].map((field) => `t."${field}"`).join(', ')}, 
      (s."${date}" IS NULL OR s."${date}" < ${frame.at.before}) AND (raw.excludedAt IS NULL OR raw.excludedAt >= ${frame.at.before}) AS visible, TRUE AS joinable
    FROM ${source === 'statusChanges' ? visitsAt(frame, frame.at) : source} s
    LEFT JOIN tickets raw ON raw.id = s.ticketId
    LEFT JOIN (SELECT * FROM ${viewOf(frame, 'tickets')} WHERE joinable) t ON t.id = s.ticketId`;
}

const early = (frame: Frame, column: string) => `CASE WHEN ${column} < ${frame.at.before} THEN ${column} END`;

const VIEWS: Readonly<Record<SourceName, (frame: Frame) => string>> = {
  tickets: ticketsView,
  statusChanges: (frame) => `
    SELECT v.*, v."pipeline" AS pipeline FROM (${below(frame, 'statusChanges', 'enteredAt', '', FOLLOWED.filter((field) => field !== 'pipeline'))}) v`,
  assignments: (frame) => `
    SELECT s.* EXCLUDE ("to"), ${early(frame, 's."to"')} AS "to", ${named('reps', 's.ownerId')} AS owner, ${named('teams', 's.teamId')} AS team, TRUE AS visible, TRUE AS joinable
    FROM assignments s LEFT JOIN tickets raw ON raw.id = s.ticketId
    WHERE (s."from" IS NULL OR s."from" < ${frame.at.before}) AND (raw.excludedAt IS NULL OR raw.excludedAt >= ${frame.at.before})`,
  messages: (frame) => `
    SELECT m.*, ${[...FOLLOWED, ...NAMES].map((field) => `t."${field}"`).join(', ')}, TRUE AS visible, TRUE AS joinable
    FROM ${messagesAt(frame, frame.at)} m
    LEFT JOIN (SELECT * FROM ${viewOf(frame, 'tickets')} WHERE joinable) t ON t.id = m.ticketId`,
  conversations: (frame) => `
    SELECT v.*, v."closedAt" IS NULL AS "inStock", ${elapsed(frame, 'v."startedAt"', 'v."closedAt"', 'v."teamId"')} AS duration
    FROM (${below(frame, 'conversations', 'startedAt', `${early(frame, 's."closedAt"')} AS "closedAt"`)}) v`,
  calls: (frame) => `
    SELECT v.* EXCLUDE ("teamId", owner, team), ${named('reps', 'v.ownerId')} AS owner, c."callTeam" AS "teamId", ${named('teams', 'c."callTeam"')} AS team,
      CASE WHEN v.status = 'completed' THEN v."durationMs" END AS duration,
      CASE WHEN v.status = 'completed' AND v.direction = 'inbound' THEN v."waitMs" END AS "waitTime"
    FROM (${below(frame, 'calls', 'startedAt', '')}) v
    JOIN (SELECT k._row, coalesce(r.teamId, x."teamId") AS "callTeam" FROM (${below(frame, 'calls', 'startedAt', '')}) x JOIN calls k ON k._row = x._row
      LEFT JOIN reps r ON r.id = k.ownerId) c ON c._row = v._row`,
  reps: (frame) => `
    SELECT r.* EXCLUDE ("openTickets", "availabilitySince"), ${early(frame, 'r."availabilitySince"')} AS "availabilitySince", ${named('teams', 'r.teamId')} AS team,
      ${frame.desk.has('tickets', 'ownerId') || frame.desk.has('assignments', 'ownerId') ? `coalesce(r."openTickets", (SELECT count(*) FROM ${allTicketsAt(frame, frame.fields)} t WHERE t.ownerId = r.id AND t.visible AND t.isOpen))` : 'r."openTickets"'}::DOUBLE AS "openTickets",
      CASE WHEN r."availabilitySince" < ${frame.at.before} THEN ${elapsed(frame, 'r."availabilitySince"', `${frame.at.now}`, 'r."teamId"')} END AS "timeInAvailability",
      TRUE AS "inStock", TRUE AS visible, TRUE AS joinable
    FROM reps r`,
  feedback: (frame) => `
    SELECT v.*, p."positive", p."negative", p.place FROM (${below(frame, 'feedback', 'submittedAt', '')}) v JOIN (${feedbackValues(frame)}) p ON p._row = v._row`,
  contacts: () => `SELECT c.*, ${named('companies', 'c.companyId')} AS company, TRUE AS visible, TRUE AS joinable FROM contacts c`,
  companies: () => 'SELECT *, TRUE AS visible, TRUE AS joinable FROM companies',
  teams: () => 'SELECT *, TRUE AS visible, TRUE AS joinable FROM teams',
};

/** The records of a source with every dimension that its row can tell, as columns of their base names. */
export function viewOf(frame: Frame, source: SourceName): string {
  return frame.define(`view_${source}_${tag(frame.at)}_${tag(frame.fields)}`, () => VIEWS[source](frame));
}
