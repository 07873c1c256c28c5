import type { Granularity } from '../../../src/data/query/query.ts';

const REACH = 15 * 3_600_000;

/**
 * Times are worked out by DuckDB's own calendar (ICU): `local_time(ms, zone)` the wall clock of an instant, `first_instant(wall, zone)`
 * the first instant at which clocks show a time or, where they skip it, have passed it.
 */
export const MACROS = [
  `CREATE OR REPLACE MACRO local_time(ms, zone) AS timezone(zone, timezone('UTC', epoch_ms(ms::BIGINT)))`,
  `CREATE OR REPLACE MACRO wall_before(wall, zone) AS epoch_ms(wall) - (epoch_ms(local_time(epoch_ms(wall) - ${REACH}, zone)) - (epoch_ms(wall) - ${REACH}))`,
  `CREATE OR REPLACE MACRO wall_after(wall, zone) AS epoch_ms(wall) - (epoch_ms(local_time(epoch_ms(wall) + ${REACH}, zone)) - (epoch_ms(wall) + ${REACH}))`,
  // Of a repeated time the earlier instant. Only the begin of a gap is ever asked of skipped times.
  `CREATE OR REPLACE MACRO first_instant(wall, zone) AS CASE
     WHEN local_time(least(wall_before(wall, zone), wall_after(wall, zone)), zone) = wall THEN least(wall_before(wall, zone), wall_after(wall, zone))
     WHEN local_time(greatest(wall_before(wall, zone), wall_after(wall, zone)), zone) = wall THEN greatest(wall_before(wall, zone), wall_after(wall, zone))
     ELSE wall_before(wall, zone) END`,
];

/** The local begin of the bucket that holds an instant, as TIMESTAMP; `weekStart` 1 is Monday. */
export function bucketOf(ms: string, granularity: Granularity, zone: string, weekStart: number): string {
  const wall = `local_time(${ms}, '${zone}')`;
  if (granularity !== 'week') return `date_trunc('${granularity}', ${wall})::TIMESTAMP`;
  return `(date_trunc('day', ${wall}) - to_days(((isodow(${wall}) - ${weekStart} + 7) % 7)::INTEGER))::TIMESTAMP`;
}

/** What lies between two buckets. */
export const STEP: Readonly<Record<Granularity, string>> = {
  hour: "INTERVAL '1 hour'",
  day: "INTERVAL '1 day'",
  week: "INTERVAL '7 days'",
  month: "INTERVAL '1 month'",
  quarter: "INTERVAL '3 months'",
  year: "INTERVAL '1 year'",
};

/** An instant, or NULL, as ISO 8601 in UTC. */
export const isoInstant = (ms: string): string => `strftime(epoch_ms((${ms})::BIGINT), '%Y-%m-%dT%H:%M:%S.%g') || 'Z'`;

/** A wall-clock time as ISO 8601 without offset. */
export const isoWall = (wall: string): string => `strftime(${wall}, '%Y-%m-%dT%H:%M:%S.%g')`;
