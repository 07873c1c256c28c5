import { DataError } from '../problem.ts';
import { DAY, offsetTable, type OffsetReader, type OffsetTable, type Transitions } from './offset-table.ts';
import { zoneAdvice } from './zone-advice.ts';

export { DAY, type Transitions };

/** Stands for 'no day' in arrays of local days. */
export const NO_DAY = -0x8000_0000;

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

/** The zone of an IANA name. An unknown name or a bare offset throws a `bad-query` `DataError` that tells a name like it. */
export function zone(name: string): Zone {
  let found = zones.get(name);
  if (!found) zones.set(name, (found = makeZone(name, offsetTable(offsetReader(name)))));
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

function offsetReader(name: string): OffsetReader {
  let format: Intl.DateTimeFormat;
  try {
    if (typeof name !== 'string' || !/^[a-z]/i.test(name)) throw new RangeError('An offset is no zone.');
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
    const word = String(name);
    throw new DataError(
      { kind: 'bad-query', title: `“${word.slice(0, 80)}” is not a time zone. ${zoneAdvice(word)}`, path: 'timezone' },
      { cause },
    );
  }
  return (utc) => {
    const [month, day, year, hour, minute, second] = format.format(utc).match(/\d+/g)!.map(Number) as [number, number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
  };
}

/** More than any offset from UTC. */
const REACH = 15 * 3_600_000;

function makeZone(name: string, table: OffsetTable): Zone {
  const offsetAt = (utc: number) => {
    if (utc !== utc) return NaN;
    if (!(utc >= table.start && utc < table.end)) table.seek(utc);
    return table.offset;
  };
  const toLocal = (utc: number) => utc + offsetAt(utc);
  const toUtc = (local: number) => {
    const near = local - table.offset;
    if (near >= table.start + 2 * REACH && near < table.end - 2 * REACH) return near;
    const before = local - offsetAt(local - REACH);
    if (toLocal(before) === local) return before;
    const after = local - offsetAt(local + REACH);
    return toLocal(after) === local ? after : before;
  };
  const firstInstant = (local: number) => {
    const utc = toUtc(local);
    if (utc !== utc || toLocal(utc) === local) return utc;
    offsetAt(utc);
    return table.start;
  };
  return {
    name,
    offsetAt,
    toLocal,
    toUtc,
    isSkipped: (local) => toLocal(toUtc(local)) !== local,
    firstInstant,
    dayStart: (utc) => firstInstant(Math.floor(toLocal(utc) / DAY) * DAY),
    transitions: (from, to) => table.between(from, to),
    localTimes: (values) => localTimes(values, table),
    localDays: (values) => localDays(values, table),
  };
}

function localTimes(values: Float64Array, table: OffsetTable): Float64Array {
  const times = new Float64Array(values.length);
  let { start, end, offset } = table;
  for (let i = 0; i < values.length; i++) {
    const utc = values[i]!;
    if (!(utc >= start && utc < end) && utc === utc) ({ start, end, offset } = table.seek(utc));
    times[i] = utc + offset;
  }
  return times;
}

function localDays(values: Float64Array, table: OffsetTable): Int32Array {
  const days = new Int32Array(values.length);
  let { start, end, offset } = table;
  for (let i = 0; i < values.length; i++) {
    const utc = values[i]!;
    if (!(utc >= start && utc < end) && utc === utc) ({ start, end, offset } = table.seek(utc));
    days[i] = utc === utc ? Math.floor((utc + offset) / DAY) : NO_DAY;
  }
  return days;
}
