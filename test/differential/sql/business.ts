import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import type { Frame } from './relation.ts';

/**
 * The SQL of a duration between two SQL instants, in business hours where the query asks for them. `team` is SQL of the
 * ticket's team id. Negative where `to` is before `from`: no calendar makes sense of that.
 */
export function elapsed(frame: Frame, from: string, to: string, team = 'NULL'): string {
  if (frame.options.hours !== 'business') return `((${to}) - (${from}))`;
  const hours = businessHours(frame);
  return `(CASE WHEN (${to}) < (${from}) THEN (${to}) - (${from}) WHEN (${to}) >= (${from}) THEN
    (SELECT coalesce(sum(greatest(0, least(h.closes, ${to}) - greatest(h.opens, ${from}))), 0) FROM ${hours} h
      WHERE h.calendar = ${calendarOf(frame, team)}) END)`;
}

/** SQL of the calendar that serves a ticket: the query's own, else the team's, else the first. */
export function calendarOf({ desk, options }: Frame, team = 'NULL'): string {
  if (options.calendar !== undefined) return text(options.calendar);
  const [first] = desk.calendars;
  const known = list(desk.calendars.map(({ id }) => id));
  const keepers = desk.calendars.flatMap(({ id, teams = [] }) => teams.map((one) => `WHEN ${team} = ${text(one)} THEN ${text(id)}`));
  const kept = keepers.length ? `CASE ${keepers.join(' ')} END` : 'NULL';
  return `coalesce((SELECT k.calendarId FROM teams k WHERE k.id = ${team} AND k.calendarId IN ${known} LIMIT 1), ${kept}, ${text(first?.id ?? '')})`;
}

/**
 * The hours of every calendar: `calendar`, `opens`, `closes` (instants). An instant is inside where its local clock reads
 * within an interval of its local day, so a repeated hour counts twice and a skipped one never.
 */
function businessHours(frame: Frame): string {
  return frame.define('business_hours', () => `
      WITH weekly(calendar, zone, day, opens, closes) AS (VALUES ${weeklyRows(frame.desk.calendars)}),
      holidays(calendar, date) AS (VALUES ${holidayRows(frame.desk.calendars)}),
      reach AS (SELECT floor(min(moment) / 86400000) - 3 AS first, ceil(max(moment) / 86400000) + 3 AS last FROM (${instants(frame)})),
      days AS (SELECT unnest(range(first::BIGINT, last::BIGINT)) AS day FROM reach),
      zones AS (SELECT DISTINCT zone FROM weekly),
      daily AS (
        SELECT zone, day * 86400000 AS moment, ${offset('zone', 'day * 86400000')} AS shift,
          ${offset('zone', '(day + 1) * 86400000')} AS next FROM zones, days),
      -- Days whose offset changes are cut into minutes' multiples at which clocks are known to change.
      pieces AS (
        SELECT zone, moment AS opens, moment + 86400000 AS closes, shift FROM daily WHERE shift = next
        UNION ALL
        SELECT zone, moment + step * 900000, moment + (step + 1) * 900000, ${offset('zone', 'moment + step * 900000')}
        FROM daily, (SELECT unnest(range(0, 96)) AS step) WHERE shift <> next)
      SELECT w.calendar, greatest(p.opens, d.day * 86400000 + w.opens * 60000 - p.shift) AS opens,
        least(p.closes, d.day * 86400000 + w.closes * 60000 - p.shift) AS closes
      FROM weekly w
      JOIN pieces p ON p.zone = w.zone
      JOIN days d ON d.day BETWEEN floor((p.opens + p.shift) / 86400000) AND floor((p.closes + p.shift) / 86400000)
        AND (d.day + 3) % 7 + 1 = w.day
      WHERE d.day * 86400000 + w.opens * 60000 - p.shift < p.closes AND d.day * 86400000 + w.closes * 60000 - p.shift > p.opens
        AND NOT EXISTS (SELECT 1 FROM holidays h WHERE h.calendar = w.calendar AND h.date = DATE '1970-01-01' + d.day::INTEGER)`);
}

/** Local time minus UTC in milliseconds, of an instant in milliseconds. */
const offset = (zone: string, at: string): string => `epoch_ms(timezone(${zone}, make_timestamptz((${at})::BIGINT * 1000))) - (${at})`;

/** Intervals as minutes of the day; those that overlap are one. */
function weeklyRows(calendars: readonly Calendar[]): string {
  const rows = calendars.flatMap(({ id, timezone, weekly }) =>
    joined(weekly).map(({ day, from, to }) => `(${text(id)}, ${text(timezone)}, ${day}, ${from}, ${to})`),
  );
  return rows.length ? rows.join(', ') : "('', 'UTC', 0, 0, 0)";
}

function joined(weekly: Calendar['weekly']): { day: number; from: number; to: number }[] {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const result: { day: number; from: number; to: number }[] = [];
  const sorted = weekly.map(({ day, from, to }) => ({ day, from: minutes(from), to: minutes(to) })).sort((a, b) => a.day - b.day || a.from - b.from);
  for (const one of sorted) {
    const last = result.at(-1);
    if (last?.day === one.day && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else if (one.from < one.to) result.push(one);
  }
  return result;
}

function holidayRows(calendars: readonly Calendar[]): string {
  const rows = calendars.flatMap(({ id, holidays = [] }) => holidays.map((date) => `(${text(id)}, DATE ${text(date)})`));
  return rows.length ? rows.join(', ') : "('', DATE '1900-01-01')";
}

/** Every instant between which a duration may lie. */
function instants({ cut }: Frame): string {
  const columns: Record<string, readonly string[]> = {
    tickets: ['createdAt', 'closedAt', 'firstClosedAt', 'firstResponseAt', 'firstResponseSlaDueAt', 'nextResponseSlaDueAt', 'closeSlaDueAt'],
    statusChanges: ['enteredAt', 'exitedAt'],
    messages: ['sentAt'],
    conversations: ['startedAt', 'closedAt'],
    calls: ['startedAt'],
    reps: ['availabilitySince'],
  };
  const all = Object.entries(columns).flatMap(([source, fields]) => fields.map((field) => `SELECT ${field} AS moment FROM ${source}`));
  return [...all, `SELECT ${cut}::DOUBLE`].join(' UNION ALL ');
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => `(${values.map(text).join(', ') || "''"})`;
