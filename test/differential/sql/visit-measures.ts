import { elapsed } from './business.ts';
import type { Frame, Measures } from './relation.ts';
import { ticketsAt } from './tickets.ts';
import { tellsCategories, visitsAt } from './visits.ts';

const visits = (frame: Frame, select: string, where: string) => `SELECT v._row, ${select} FROM ${visitsAt(frame, frame.at)} v WHERE ${where}`;
const counted = (where: string) => ({ relation: (frame: Frame) => visits(frame, '1 AS value', where) });

/** Visits that overlap the window; one of no length lies in it by its instant. */
export function overlapping({ window }: Frame): string {
  if (!window) return 'TRUE';
  return `(v.enteredAt < ${window.to} AND (coalesce(v.exitedAt, ${window.to}) > ${window.from} OR v.enteredAt >= ${window.from}))`;
}

const spent = (frame: Frame) => {
  const { window, at } = frame;
  const from = window ? `greatest(v.enteredAt, ${window.from})` : 'v.enteredAt';
  const to = window ? `least(coalesce(v.exitedAt, ${window.to}), ${window.to})` : `coalesce(v.exitedAt, ${at.now})`;
  return elapsed(frame, from, to, `(SELECT t.teamId FROM ${ticketsAt(frame, frame.fields)} t WHERE t.id = v.ticketId)`);
};
const STAYING = (frame: Frame) => (tellsCategories(frame) ? "v.statusCategory IS DISTINCT FROM 'closed'" : 'TRUE');

/** Measures of visits to statuses. */
export const VISIT_MEASURES: Measures = {
  'statusChanges.count': counted('TRUE'),
  'statusChanges.closes': counted("v.statusCategory = 'closed' AND v.earlier IS DISTINCT FROM 'closed'"),
  'statusChanges.reopens': counted("v.statusCategory <> 'closed' AND v.earlier = 'closed'"),
  'statusChanges.timeInStatus': {
    relation: (frame) =>
      visits(frame, `${spent(frame)} AS value, concat_ws('|', coalesce(v.ticketId, '#' || v._row), coalesce(v.pipeline, '-'), coalesce(v.status, '-')) AS unit`, `${overlapping(frame)} AND ${STAYING(frame)}`),
    perBucket: true,
  },
  'statusChanges.ongoing': {
    relation: (frame) =>
      visits(frame, '1 AS value', `${overlapping(frame)} AND (v.exitedAt IS NULL${frame.window ? ` OR v.exitedAt >= ${frame.window.to}` : ''}) AND ${STAYING(frame)}`),
    perBucket: true,
  },
};
