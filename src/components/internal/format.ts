import type { Granularity } from '../../data/query/query.ts';
import { loadedTerms } from '../../terms/load.ts';
import { durationPieces, type DurationPiece, type DurationUnit } from './duration.ts';
import { fillText } from './fill.ts';

/** Numbers, durations and times in one language and zone. */
export interface Format {
  readonly language: string;
  readonly timezone: string;
  /** `1,234`; at most one decimal. */
  number(value: number): string;
  /** `12.4K`: for axes and wallboards. */
  compact(value: number): string;
  /** A ratio as percent: whole, with one decimal below 10 %. */
  percent(ratio: number): string;
  /** A difference of ratios in percentage points, without sign or unit. */
  points(ratioDifference: number): string;
  /** Milliseconds as the two largest units: `5h 42m` in figures, `5 h 42 min` and `under 1 min` in sentences. */
  duration(ms: number, style?: 'short' | 'long'): string;
  /** The same with the digits apart from their units, so that units can be smaller. */
  durationParts(ms: number): readonly { value: string; unit: string }[];
  /** `14:05` in the zone. */
  time(iso: string): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** A bucket of a series, by its local label (`2026-03-29T00:00:00.000`). */
  bucket(label: string, granularity: Granularity): string;
  /** How long ago: `5 min. ago`, `now`. */
  age(ms: number): string;
  list(items: readonly string[]): string;
  plural(n: number): Intl.LDMLPluralRule;
}

const formats = new Map<string, Format>();

/** The format of a language tag and an IANA zone; one object for each pair. An unusable tag reads as English. */
export function formatFor(language: string, timezone: string): Format {
  const key = `${language}|${timezone}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = createFormat(usableTag(language), timezone)));
  return format;
}

function usableTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Builds once, when first used. */
function lazy<T>(build: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= build());
}

function createFormat(language: string, timezone: string): Format {
  const numbers = (options: Intl.NumberFormatOptions) => lazy(() => new Intl.NumberFormat(language, options));
  const dates = (options: Intl.DateTimeFormatOptions, timeZone = timezone) =>
    lazy(() => new Intl.DateTimeFormat(language, { timeZone, ...options }));
  const number = numbers({ maximumFractionDigits: 1 });
  const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
  const percent = numbers({ style: 'percent' });
  const percentFine = numbers({ style: 'percent', maximumFractionDigits: 1 });
  const time = dates(CLOCK);
  const date = dates(DATE);
  const dateTime = dates({ ...DATE, ...CLOCK });
  const relative = lazy(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }));
  const list = lazy(() => new Intl.ListFormat(language));
  const plurals = lazy(() => new Intl.PluralRules(language));
  const buckets = bucketFormats(dates, language);
  const units = unitFormats(language);
  const shortParts = (ms: number) => durationPieces(ms).map(units.short);

  return {
    language,
    timezone,
    number: (value) => number().format(value),
    compact: (value) => compact().format(value),
    percent: (ratio) => (Math.abs(ratio) < 0.0995 ? percentFine() : percent()).format(ratio),
    points: (difference) => pointsText(difference * 100, number()),
    duration: (ms, style = 'short') => style === 'long' ? longDuration(ms, units, language) : shortParts(ms).map((part) => part.value + part.unit).join(' '),
    durationParts: shortParts,
    time: (iso) => time().format(new Date(iso)),
    date: (iso) => date().format(new Date(iso)),
    dateTime: (iso) => dateTime().format(new Date(iso)),
    bucket: (label, granularity) => buckets(label, granularity),
    age: (ms) => ageText(ms, relative()),
    list: (items) => list().format(items),
    plural: (n) => plurals().select(n),
  };
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Rounded as percentages are, but a real difference is never told as none. */
function pointsText(points: number, number: Intl.NumberFormat): string {
  const size = Math.abs(points);
  const shown = size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size);
  return size > 0 && shown === 0 ? `<${number.format(0.1)}` : number.format(shown);
}

type Dates = (options: Intl.DateTimeFormatOptions, timeZone?: string) => () => Intl.DateTimeFormat;

function bucketFormats(dates: Dates, language: string): (label: string, granularity: Granularity) => string {
  const day = dates({ day: 'numeric', month: 'short' }, 'UTC');
  const by: Record<Exclude<Granularity, 'quarter'>, () => Intl.DateTimeFormat> = {
    hour: dates(CLOCK, 'UTC'),
    day,
    week: day,
    month: dates({ month: 'short', year: 'numeric' }, 'UTC'),
    year: dates({ year: 'numeric' }, 'UTC'),
  };
  // A label is wall-clock time already: read as UTC, it is shown as it stands.
  return (label, granularity) => {
    const start = new Date(label.length > 10 ? `${label.slice(0, 19)}Z` : label);
    if (granularity !== 'quarter') return by[granularity]().format(start);
    return fillText(loadedTerms(language).format.quarter, String(Math.floor(start.getUTCMonth() / 3) + 1), by.year().format(start));
  };
}

interface Units {
  short(piece: DurationPiece): { value: string; unit: string };
  long(piece: DurationPiece): string;
}

function unitFormats(language: string): Units {
  const cache = new Map<string, Intl.NumberFormat>();
  const format = (unit: DurationUnit, unitDisplay: 'narrow' | 'short') => {
    const key = unit + unitDisplay;
    let built = cache.get(key);
    if (!built) cache.set(key, (built = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay })));
    return built;
  };
  return {
    short: ({ unit, count, under }) => {
      const parts = splitUnit(format(unit, 'narrow').format(count));
      return under ? { ...parts, value: (count < 0 ? '>' : '<') + parts.value } : parts;
    },
    long: ({ unit, count }) => {
      const word = loadedTerms(language).format.units[unit];
      const parts = format(unit, 'short').formatToParts(count);
      return parts.map((part) => (word && part.type === 'unit' ? word : part.value)).join('');
    },
  };
}

/** A formatted number apart from what follows its last digit: `92` and `%`. */
export function splitUnit(text: string): { value: string; unit: string } {
  const [, value = text, unit = ''] = /^(.*\p{Nd})(\P{Nd}*)$/su.exec(text) ?? [];
  return { value, unit };
}

function longDuration(ms: number, units: Units, language: string): string {
  if (ms !== 0 && Math.abs(ms) < 60_000) return fillText(loadedTerms(language).format.under, units.long({ unit: 'minute', count: 1 }));
  return durationPieces(ms === 0 ? 0 : ms, 'minute').map(units.long).join(' ');
}

const AGES = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ageText(ms: number, format: Intl.RelativeTimeFormat): string {
  for (const [unit, size] of AGES) if (ms >= size) return format.format(-Math.floor(ms / size), unit);
  return format.format(0, 'second');
}
