/** Milliseconds of a day of 24 hours. */
export const DAY = 86_400_000;

/** Offsets from `starts[i]` on, until `starts[i + 1]`. Outside the covered years the nearest offset serves. */
export interface Transitions {
  /** UTC milliseconds, ascending; the first is -Infinity. */
  readonly starts: Float64Array;
  /** Local minus UTC, milliseconds. */
  readonly offsets: Float64Array;
}

/** The offset (local minus UTC, milliseconds) at an instant. */
export type OffsetReader = (utc: number) => number;

/** A zone's offset changes, and the stretch between two of them that was met last: within [start, end) its `offset` holds. */
export interface OffsetTable {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  /** Goes to the stretch that holds an instant (no NaN), and gives back the table itself. */
  seek(utc: number): OffsetTable;
  /** All changes known, those between two instants among them. */
  between(from: number, to: number): Transitions;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Short enough that no pair of changes hides between two probes. */
const PROBE = 7 * DAY;

/** A table that asks `read` only for the decades that are needed, once each. */
export function offsetTable(read: OffsetReader): OffsetTable {
  let changes: Change[] = [];
  let known: Transitions = { starts: new Float64Array(0), offsets: new Float64Array(0) };
  // Years covered so far, [from, to), and the same as instants.
  let from = 0;
  let to = 0;
  let low = Infinity;
  let high = -Infinity;

  const cover = (first: number, last: number) => {
    const empty = from === to;
    const newFrom = empty ? first : Math.min(from, first);
    const newTo = empty ? last : Math.max(to, last);
    // The first change found stands at the start of what was covered until now.
    if (changes[0]) changes[0][0] = Date.UTC(from, 0);
    const before = empty ? scan(read, newFrom, newTo) : scan(read, newFrom, from);
    changes = [...before, ...changes, ...(empty ? [] : scan(read, to, newTo))].filter(([, offset], i, list) => offset !== list[i - 1]?.[1]);
    changes[0]![0] = -Infinity;
    known = { starts: Float64Array.from(changes, ([at]) => at), offsets: Float64Array.from(changes, ([, offset]) => offset) };
    [from, to] = [newFrom, newTo];
    low = from <= FIRST_YEAR ? -Infinity : Date.UTC(from, 0);
    high = to > LAST_YEAR ? Infinity : Date.UTC(to, 0);
  };

  const table = {
    start: 0,
    end: 0,
    offset: 0,
    seek(utc: number) {
      if (utc < low || utc >= high) cover(decade(utc), decade(utc) + 10);
      const { starts, offsets } = known;
      const at = lastAtOrBefore(starts, utc);
      table.start = Math.max(starts[at]!, low);
      table.end = Math.min(starts[at + 1] ?? Infinity, high);
      table.offset = offsets[at]!;
      return table;
    },
    between(utcLow: number, utcHigh: number) {
      if (utcLow < low || utcHigh >= high) cover(decade(utcLow), decade(utcHigh) + 10);
      return known;
    },
  };
  return table;
}

function lastAtOrBefore(starts: Float64Array, utc: number): number {
  let a = 0;
  let b = starts.length;
  while (b - a > 1) {
    const middle = (a + b) >> 1;
    if (starts[middle]! <= utc) a = middle;
    else b = middle;
  }
  return a;
}

type Change = [at: number, offset: number];

/** The first year of the decade of an instant, within the years that zones are right for. */
function decade(utc: number): number {
  const year = new Date(Math.min(Math.max(utc, Date.UTC(FIRST_YEAR, 0)), Date.UTC(LAST_YEAR, 11))).getUTCFullYear();
  return Math.floor(year / 10) * 10;
}

/** The offset at the start of `fromYear` and every change until `toYear`, each found to the second. */
function scan(read: OffsetReader, fromYear: number, toYear: number): Change[] {
  if (fromYear >= toYear) return [];
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
