import type { SourceName } from '../../../src/data/records/records.ts';
import type { Frame, Measures } from './relation.ts';
import { viewOf } from './views.ts';

const from = (source: SourceName, select: string, where: string) => ({
  relation: (frame: Frame) => `SELECT _row, ${select} FROM ${viewOf(frame, source)} WHERE ${where}`,
});
const counted = (source: SourceName, where = 'TRUE') => from(source, '1 AS value', where);

const MISSED = "direction = 'inbound' AND status IN ('missed', 'abandoned')";
const TAKEN = "direction = 'inbound' AND status = 'completed'";
const OFFERED = `((${TAKEN}) OR (${MISSED}))`;
const FULL = `(availability IN ('available', 'busy') AND capacity IS NOT NULL AND (capacity = 0 OR "openTickets" >= capacity))`;

/** Measures of calls, conversations, reps and the lists of people. */
export const DESK_MEASURES: Measures = {
  'conversations.count': counted('conversations'),
  'conversations.open': counted('conversations', '"closedAt" IS NULL'),
  'conversations.duration': from('conversations', 'duration AS value, duration IS NULL AS missing', '"closedAt" IS NOT NULL'),
  'calls.count': counted('calls'),
  'calls.completed': counted('calls', "status = 'completed'"),
  'calls.missed': counted('calls', MISSED),
  'calls.abandoned': counted('calls', "direction = 'inbound' AND status = 'abandoned'"),
  'calls.other': counted('calls', `NOT coalesce(status = 'completed' OR (${MISSED}), FALSE)`),
  'calls.duration': from('calls', '"durationMs" AS value, "durationMs" IS NULL AS missing', "status = 'completed'"),
  'calls.waitTime': from('calls', '"waitMs" AS value, "waitMs" IS NULL AS missing', TAKEN),
  'calls.abandonRate': from('calls', "(status = 'abandoned')::INTEGER AS value", OFFERED),
  'calls.serviceLevel': {
    relation: (frame) => `
      SELECT _row, CASE WHEN ${MISSED} THEN 0 ELSE ("waitMs" <= ${frame.desk.settings.calls?.serviceLevelMs ?? 20_000})::INTEGER END AS value,
        coalesce(${TAKEN} AND "waitMs" IS NULL, FALSE) AS missing
      FROM ${viewOf(frame, 'calls')} WHERE ${OFFERED}`,
  },
  'reps.count': counted('reps'),
  'reps.available': counted('reps', "availability = 'available'"),
  'reps.atMaxCapacity': counted('reps', FULL),
  'reps.canTakeWork': counted('reps', `availability = 'available' AND NOT coalesce(${FULL}, FALSE)`),
  'reps.openTickets': from('reps', '"openTickets" AS value', '"openTickets" IS NOT NULL'),
  'reps.capacityUsed': from('reps', '"openTickets" AS value, capacity AS weight, "openTickets" IS NULL AS missing', 'capacity > 0'),
  'reps.timeInAvailability': from('reps', '"timeInAvailability" AS value, "timeInAvailability" IS NULL AS missing', 'TRUE'),
  'contacts.count': counted('contacts'),
  'companies.count': counted('companies'),
  'teams.count': counted('teams'),
};
