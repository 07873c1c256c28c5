import { DataError } from '../problem.ts';
import { parseDate } from '../time/calendar-date.ts';
import { DAY, type Zone } from '../time/zone.ts';

/** Instants in UTC milliseconds, half-open: [from, to). */
export interface Window {
  from: number;
  to: number;
}

/** An ISO 8601 instant as UTC milliseconds; one without offset is read on the zone's clocks. NaN where it is none. */
export function parseInstant(text: string, zone: Zone): number {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
  if (!match || Number.isNaN(parseDate(match[1]!))) return NaN;
  const local = Date.parse(`${match[1]}T${match[2]}Z`);
  const offset = match[3]?.toUpperCase();
  if (!offset) return zone.toUtc(local);
  return offset === 'Z' ? local : Date.parse(`${match[1]}T${match[2]}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`);
}

/** The instants of a `dateRange`: two local dates are whole days, both included; two instants are half-open. A `bad-query` `DataError` else. */
export function rangeWindow(range: readonly [string, string], zone: Zone): Window {
  const days = range.map(parseDate) as [number, number];
  const dated = !Number.isNaN(days[0]);
  const window = dated
    ? { from: zone.firstInstant(days[0] * DAY), to: zone.firstInstant((days[1] + 1) * DAY) }
    : { from: parseInstant(range[0], zone), to: parseInstant(range[1], zone) };
  const title = rangeFault(range, window);
  if (title) throw new DataError({ kind: 'bad-query', title });
  return window;
}

function rangeFault(range: readonly [string, string], { from, to }: Window): string | undefined {
  const [a, b] = range.map((text) => `“${text.slice(0, 40)}”`);
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return `A range is two dates (2026-03-01) or two instants (2026-03-01T00:00:00Z), not ${a} and ${b}.`;
  }
  return to < from || parseDate(range[1]) < parseDate(range[0]) ? `The range ends before it begins: ${a} to ${b}.` : undefined;
}
