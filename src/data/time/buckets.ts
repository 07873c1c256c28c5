import { DataError } from '../problem.ts';
import type { Granularity } from '../query/query.ts';
import type { WeekDay } from '../scope.ts';
import { addMonths, weekDay } from './calendar-date.ts';
import { DAY, type Zone } from './zone.ts';

const HOUR = 3_600_000;
const MOST_BUCKETS = 100_000;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** A stretch of local time; a skipped hour or day has none, a repeated hour is one bucket of two hours. */
export interface Bucket {
  /** Its first wall-clock reading without offset, `2026-03-29T00:00:00.000`; a day's is 00:00 even where midnight is skipped. */
  label: string;
  /** UTC milliseconds, half-open: [start, end). */
  start: number;
  end: number;
}

/** A wall-clock time (as zones write it) the way buckets are labelled. */
export function bucketLabel(local: number): string {
  return new Date(local).toISOString().slice(0, -1);
}

/** The first local day of the bucket that holds a local day (days since 1970-01-01); for granularities of a day and more. */
export function bucketDay(day: number, granularity: Exclude<Granularity, 'hour'>, weekStart: WeekDay = 1): number {
  if (granularity === 'day') return day;
  if (granularity === 'week') return day - ((weekDay(day) - weekStart + 7) % 7);
  const date = new Date(day * DAY);
  const months = MONTHS[granularity];
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months) / DAY;
}

/** The wall-clock time at which the bucket of a wall-clock time begins. */
export function bucketStart(local: number, granularity: Granularity, weekStart: WeekDay = 1): number {
  return granularity === 'hour' ? Math.floor(local / HOUR) * HOUR : bucketDay(Math.floor(local / DAY), granularity, weekStart) * DAY;
}

/** The wall-clock time at which the bucket after this one begins. */
export function nextBucket(start: number, granularity: Granularity): number {
  if (granularity === 'hour') return start + HOUR;
  if (granularity === 'day') return start + DAY;
  return granularity === 'week' ? start + 7 * DAY : addMonths(start / DAY, MONTHS[granularity]) * DAY;
}

/**
 * Every bucket that the instants [from, to) touch, whole (not clipped to the range), in order.
 * More than 100,000 throw a `too-large` `DataError`.
 */
export function listBuckets(from: number, to: number, granularity: Granularity, zone: Zone, weekStart: WeekDay = 1): Bucket[] {
  const buckets: Bucket[] = [];
  if (!(from < to)) return buckets;
  let local = bucketStart(zone.toLocal(from), granularity, weekStart);
  let start = zone.firstInstant(local);
  while (start < to) {
    const next = nextBucket(local, granularity);
    const end = zone.firstInstant(next);
    if (end > start && end > from) buckets.push({ label: bucketLabel(local), start, end });
    if (buckets.length > MOST_BUCKETS) {
      throw new DataError({ kind: 'too-large', title: `The range has over 100,000 buckets by ${granularity}. Choose a coarser one or a shorter range.` });
    }
    local = next;
    start = end;
  }
  return buckets;
}

/** How often the clocks showed each hour of the day (0-23) within the instants [from, to), repeated hours counted as often as they came. */
export function hourOccurrences(from: number, to: number, zone: Zone): number[] {
  const counts = new Array<number>(24).fill(0);
  if (!(from < to)) return counts;
  const { starts, offsets } = zone.transitions(from, to);
  starts.forEach((start, i) => {
    const a = Math.max(start, from);
    const b = Math.min(starts[i + 1] ?? Infinity, to);
    if (!(a < b)) return;
    const first = Math.floor((a + offsets[i]!) / HOUR);
    const hours = Math.ceil((b + offsets[i]!) / HOUR) - first;
    for (let hour = 0; hour < 24; hour++) counts[hour]! += Math.ceil((hours - ((((hour - first) % 24) + 24) % 24)) / 24);
  });
  return counts;
}
