import type { Calendar } from '../catalog/catalog.ts';
import { formatDate, weekDay } from './calendar-date.ts';
import { DAY, zone, type Transitions } from './zone.ts';

/** Milliseconds inside a calendar's hours between two instants (UTC milliseconds); negative where they lie the other way round, NaN where one is unknown. */
export type WorkingTime = (from: number, to: number) => number;

const HOUR = 3_600_000;
/** Instants that clocks know; what lies beyond counts as the nearest of them. */
const FIRST = Date.UTC(1900, 0);
const LAST = Date.UTC(2200, 0);
/** More than any offset from UTC. */
const REACH = 15 * HOUR;

/** Stretches of work in order of time, for whole days in UTC. */
interface Stretches {
  from: number;
  to: number;
  starts: Float64Array;
  /** Then Infinity. */
  ends: Float64Array;
  /** What was worked before each. */
  before: Float64Array;
  /** For each day the first stretch that ends after the day begins. */
  first: Int32Array;
}

/**
 * Counts time within a calendar's hours, without a search. They are wall-clock hours of its own zone: what the clocks skip is
 * not worked, what they show twice is worked twice.
 */
export function workingTime(calendar: Calendar): WorkingTime {
  let known: Stretches | undefined;
  const reach = (at: number) => {
    const instant = Math.min(Math.max(at, FIRST), LAST - 1);
    if (!known || instant < known.from || instant >= known.to) known = stretches(calendar, ...years(instant, known));
    return instant;
  };
  return (from, to) => {
    if (!Number.isFinite(from + to)) return NaN;
    const [start, end] = [reach(from), reach(to)];
    return worked(known!, end) - worked(known!, start);
  };
}

/** What was worked until an instant, since the first one covered. */
function worked({ from, starts, ends, before, first }: Stretches, at: number): number {
  let i = first[Math.floor((at - from) / DAY)]!;
  while (ends[i]! <= at) i++;
  return before[i]! + Math.max(0, at - starts[i]!);
}

/** Whole years that hold an instant and all that was covered so far, one to spare on either side. */
function years(instant: number, known: Stretches | undefined): [from: number, to: number] {
  const year = new Date(instant).getUTCFullYear();
  const [from, to] = [Date.UTC(year - 1, 0), Date.UTC(year + 2, 0)];
  return [Math.max(FIRST, Math.min(from, known?.from ?? from)), Math.min(LAST, Math.max(to, known?.to ?? to))];
}

function stretches(calendar: Calendar, from: number, to: number): Stretches {
  const found = listStretches(calendar, from, to);
  const starts = new Float64Array(found.length + 1).fill(Infinity);
  const ends = starts.slice();
  const before = new Float64Array(found.length + 1);
  found.forEach(([start, end], i) => {
    starts[i] = start;
    ends[i] = end;
    before[i + 1] = before[i]! + end - start;
  });
  const first = new Int32Array((to - from) / DAY);
  for (let day = 0, i = 0; day < first.length; day++) {
    while (ends[i]! <= from + day * DAY) i++;
    first[day] = i;
  }
  return { from, to, starts, ends, before, first };
}

type Stretch = [start: number, end: number];

function listStretches({ timezone, weekly, holidays = [] }: Calendar, from: number, to: number): Stretch[] {
  const changes = zone(timezone).transitions(from - REACH, to + REACH);
  const off = new Set(holidays);
  const found: Stretch[] = [];
  for (let day = Math.floor((from - REACH) / DAY); day * DAY < to + REACH; day++) {
    if (off.has(formatDate(day))) continue;
    for (const hours of weekly) {
      if (hours.day === weekDay(day)) addHours(found, day * DAY + clockTime(hours.from), day * DAY + clockTime(hours.to), changes);
    }
  }
  const clipped = found.map(([start, end]): Stretch => [Math.max(start, from), Math.min(end, to)]);
  return clipped.filter(([start, end]) => start < end).sort(([a], [b]) => a - b);
}

/** The instants at which the clocks show a time of [opens, closes): one stretch, or one on each side of a change. */
function addHours(found: Stretch[], opens: number, closes: number, { starts, offsets }: Transitions): void {
  let i = lastBefore(starts, opens - REACH);
  for (; i < starts.length && starts[i]! < closes + REACH; i++) {
    const start = Math.max(opens - offsets[i]!, starts[i]!);
    const end = Math.min(closes - offsets[i]!, starts[i + 1] ?? Infinity);
    if (start < end) found.push([start, end]);
  }
}

function lastBefore(starts: Float64Array, at: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * 60_000;
}
