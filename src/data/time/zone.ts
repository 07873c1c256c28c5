import { DataError } from '../problem.ts';
import { nearest } from '../query/nearest.ts';

/** Milliseconds of a day of 24 hours. */
export const DAY = 86_400_000;
/** Stands for 'no day' in arrays of local days. */
export const NO_DAY = -0x8000_0000;

/** Offsets from `starts[i]` on, until `starts[i + 1]`. Outside the covered years the nearest offset serves. */
export interface Transitions {
  /** UTC milliseconds, ascending; the first is -Infinity. */
  readonly starts: Float64Array;
  /** Local minus UTC, milliseconds. */
  readonly offsets: Float64Array;
}

/**
 * An IANA zone as a table of its offset changes, so that no date is formatted per row. Local times are wall-clock
 * readings written as if they were UTC milliseconds. Zones are right for the years 1900 to 2199; beyond, the nearest offset serves.
 */
export interface Zone {
  readonly name: string;
  /** Local minus UTC at an instant, milliseconds. */
  offsetAt(utc: number): number;
  toLocal(utc: number): number;
  /** The instant of a wall-clock time: of a repeated one the first, of a skipped one the instant one gap later. */
  toUtc(local: number): number;
  /** Whether the clocks never show this wall-clock time. */
  isSkipped(local: number): boolean;
  /** The first existing instant at or after a wall-clock time; where that is skipped, the end of the gap. */
  firstInstant(local: number): number;
  /** The first existing instant of the local day that holds `utc`. */
  dayStart(utc: number): number;
  /** The changes that serve instants from `from` to `to`, for loops of one's own. */
  transitions(from: number, to: number): Transitions;
  /** Local days since 1970-01-01 of instants; `NO_DAY` for NaN. */
  localDays(values: Float64Array): Int32Array;
  /** Local times of instants; NaN stays NaN. */
  localTimes(values: Float64Array): Float64Array;
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name. An unknown name or a bare offset throws a `bad-query` `DataError` that tells the nearest name. */
export function zone(name: string): Zone {
  let found = zones.get(name);
  if (!found) zones.set(name, (found = makeZone(name, offsetReader(name))));
  return found;
}

/** Whether `name` is a time zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    return !!zone(name);
  } catch {
    return false;
  }
}

type OffsetReader = (utc: number) => number;

function offsetReader(name: string): OffsetReader {
  let format: Intl.DateTimeFormat;
  try {
    if (!/^[a-z]/i.test(name)) throw new RangeError('An offset is no zone.');
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    const guess = nearest(name, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
    throw new DataError(
      { kind: 'bad-query', title: `“${name.slice(0, 80)}” is not a time zone. Did you mean ${guess}?`, path: 'timezone' },
      { cause },
    );
  }
  return (utc) => {
    const [month, day, year, hour, minute, second] = format.format(utc).match(/\d+/g)!.map(Number) as [number, number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
  };
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Short enough that no pair of changes hides between two probes. */
const PROBE = 7 * DAY;
/** More than any offset from UTC. */
const REACH = 15 * 3_600_000;

function makeZone(name: string, read: OffsetReader): Zone {
  let starts = new Float64Array(0);
  let offsets = new Float64Array(0);
  // Years covered so far: [from, to).
  let from = 0;
  let to = 0;
  // The covered instants, and the interval met last, within which no search is needed.
  let low = Infinity;
  let high = -Infinity;
  let start = 0;
  let end = 0;
  let offset = 0;

  const cover = (utcLow: number, utcHigh: number) => {
    const first = decade(utcLow);
    const last = decade(utcHigh) + 10;
    const newFrom = from < to ? Math.min(from, first) : first;
    const newTo = from < to ? Math.max(to, last) : last;
    const before = newFrom < from || from === to ? scan(read, newFrom, from < to ? from : newTo) : [];
    const after = from < to && newTo > to ? scan(read, to, newTo) : [];
    const old = Array.from(starts, (at, i): Change => [at, offsets[i]!]);
    if (before.length && old.length) old[0]![0] = Date.UTC(from, 0);
    const all = [...before, ...old, ...after].filter((change, i, list) => i === 0 || change[1] !== list[i - 1]![1]);
    all[0]![0] = -Infinity;
    starts = Float64Array.from(all, (change) => change[0]);
    offsets = Float64Array.from(all, (change) => change[1]);
    from = newFrom;
    to = newTo;
    low = from <= FIRST_YEAR ? -Infinity : Date.UTC(from, 0);
    high = to > LAST_YEAR ? Infinity : Date.UTC(to, 0);
    start = end = 0;
  };

  const seek = (utc: number) => {
    if (utc < low || utc >= high) cover(utc, utc);
    let a = 0;
    let b = starts.length;
    while (b - a > 1) {
      const middle = (a + b) >> 1;
      if (starts[middle]! <= utc) a = middle;
      else b = middle;
    }
    start = Math.max(starts[a]!, low);
    end = Math.min(starts[a + 1] ?? Infinity, high);
    offset = offsets[a]!;
  };

  const offsetAt = (utc: number) => {
    if (!(utc >= start && utc < end) && utc === utc) seek(utc);
    return utc === utc ? offset : NaN;
  };
  const toLocal = (utc: number) => utc + offsetAt(utc);
  const toUtc = (local: number) => {
    const near = local - offset;
    if (near >= start + 2 * REACH && near < end - 2 * REACH) return near;
    const before = local - offsetAt(local - REACH);
    if (toLocal(before) === local) return before;
    const after = local - offsetAt(local + REACH);
    return toLocal(after) === local ? after : before;
  };
  const firstInstant = (local: number) => {
    const utc = toUtc(local);
    if (utc !== utc || toLocal(utc) === local) return utc;
    offsetAt(utc);
    return start;
  };
  const localTimes = (values: Float64Array) => {
    const times = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const utc = values[i]!;
      if (!(utc >= start && utc < end) && utc === utc) seek(utc);
      times[i] = utc + offset;
    }
    return times;
  };

  return {
    name,
    offsetAt,
    toLocal,
    toUtc,
    isSkipped: (local) => toLocal(toUtc(local)) !== local,
    firstInstant,
    dayStart: (utc) => firstInstant(Math.floor(toLocal(utc) / DAY) * DAY),
    transitions(utcLow, utcHigh) {
      if (utcLow < low || utcHigh >= high) cover(utcLow, utcHigh);
      return { starts, offsets };
    },
    localTimes,
    localDays(values) {
      const days = new Int32Array(values.length);
      for (let i = 0; i < values.length; i++) {
        const utc = values[i]!;
        if (!(utc >= start && utc < end) && utc === utc) seek(utc);
        days[i] = utc === utc ? Math.floor((utc + offset) / DAY) : NO_DAY;
      }
      return days;
    },
  };
}

type Change = [at: number, offset: number];

/** The first year of the decade of an instant, within the years that zones are right for. */
function decade(utc: number): number {
  const year = new Date(Math.min(Math.max(utc, Date.UTC(FIRST_YEAR, 0)), Date.UTC(LAST_YEAR, 11))).getUTCFullYear();
  return Math.floor(year / 10) * 10;
}

/** The offset at the start of `fromYear` and every change until `toYear`, each found to the second. */
function scan(read: OffsetReader, fromYear: number, toYear: number): Change[] {
  const end = Date.UTC(toYear, 0);
  let at = Date.UTC(fromYear, 0);
  let offset = read(at);
  const changes: Change[] = [[at, offset]];
  while (at < end) {
    const next = Math.min(at + PROBE, end);
    let last = next;
    // Two changes within one probe that differ are found one after the other, because the search goes on from the first.
    if (read(next) !== offset) {
      let before = at;
      while (last - before > 1000) {
        const middle = Math.floor((before + last) / 2000) * 1000;
        if (read(middle) === offset) before = middle;
        else last = middle;
      }
      if (last < end) changes.push([last, (offset = read(last))]);
    }
    at = last;
  }
  return changes;
}
