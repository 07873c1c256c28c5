import type { Granularity } from '../../data/query/query.ts';
import { formatLanguage, loadedTerms } from '../../terms/load.ts';
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
  durationParts(ms: number): readonly NumberParts[];
  /** `14:05` in the zone. */
  time(iso: string): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** A bucket of a series, by its local label (`2026-03-29T00:00:00.000`). */
  bucket(label: string, granularity: Granularity): string;
  list(items: readonly string[]): string;
  plural(n: number): Intl.LDMLPluralRule;
}

/** A formatted number apart from what follows its last digit: `92` and `%`. */
export interface NumberParts {
  value: string;
  unit: string;
}

const NUMBER = { maximumFractionDigits: 1 };
const COMPACT = { notation: 'compact', ...NUMBER } as const;
const PERCENT = { style: 'percent' } as const;
const FINE_PERCENT = { ...PERCENT, ...NUMBER } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const DATE_TIME = { ...DATE, ...CLOCK };
const LIST = {};
const PLURAL = {};

// Labels of buckets are wall-clock time already: read as UTC, they are shown as they stand.
const timeZone = 'UTC';
const DAY_BUCKET = { day: 'numeric', month: 'short', timeZone } as const;
const YEAR_BUCKET = { year: 'numeric', timeZone } as const;
const BUCKETS: Readonly<Record<Granularity, Intl.DateTimeFormatOptions>> = {
  hour: { ...CLOCK, timeZone },
  day: DAY_BUCKET,
  week: DAY_BUCKET,
  month: { month: 'short', ...YEAR_BUCKET },
  quarter: YEAR_BUCKET,
  year: YEAR_BUCKET,
};

const unitOptions = (unitDisplay: 'narrow' | 'short'): Readonly<Record<DurationUnit, Intl.NumberFormatOptions>> => {
  const options = (unit: DurationUnit) => ({ style: 'unit', unit, unitDisplay }) as const;
  return { day: options('day'), hour: options('hour'), minute: options('minute'), second: options('second') };
};
const NARROW = unitOptions('narrow');
const SHORT = unitOptions('short');

const formats = new Map<string, Format>();

/** The format of a language tag and an IANA zone; one object for each pair. A language without terms of ours reads as English, as its words do. */
export function formatFor(language: string, timezone: string): Format {
  const tag = formatLanguage(language);
  const key = `${tag}|${timezone}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = createFormat(tag, timezone)));
  return format;
}

function createFormat(language: string, timezone: string): Format {
  // Formatters are dear to make: each is made when first used, by its options.
  const made = new Map<object, unknown>();
  const once = <T>(options: object, make: () => T): T => {
    if (!made.has(options)) made.set(options, make());
    return made.get(options) as T;
  };
  const numbers = (options: Intl.NumberFormatOptions) => once(options, () => new Intl.NumberFormat(language, options));
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(options, () => new Intl.DateTimeFormat(language, { timeZone: timezone, ...options }));
  const words = () => loadedTerms(language).format;
  const instant = (options: Intl.DateTimeFormatOptions) => (iso: string) => dates(options).format(new Date(iso));

  const short = ({ unit, count, under }: DurationPiece): NumberParts => {
    const parts = splitUnit(numbers(NARROW[unit]).format(count));
    return under ? { ...parts, value: (count < 0 ? '>' : '<') + parts.value } : parts;
  };
  const long = ({ unit, count }: DurationPiece): string => {
    const word = words().units[unit];
    const parts = numbers(SHORT[unit]).formatToParts(count);
    return parts.map(({ type, value }) => (word && type === 'unit' ? word : value)).join('');
  };
  const durationParts = (ms: number) => durationPieces(ms).map(short);

  return {
    language,
    timezone,
    number: (value) => numbers(NUMBER).format(value),
    compact: (value) => numbers(COMPACT).format(value),
    percent: (ratio) => numbers(Math.abs(ratio) < 0.0995 ? FINE_PERCENT : PERCENT).format(ratio),
    points(difference) {
      const size = Math.abs(difference) * 100;
      const shown = size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size);
      // A real difference is never told as none.
      return size && !shown ? `<${this.number(0.1)}` : this.number(shown);
    },
    duration(ms, style) {
      if (style !== 'long') return durationParts(ms).map(({ value, unit }) => value + unit).join(' ');
      if (ms && Math.abs(ms) < 60_000) return fillText(words().under, long({ unit: 'minute', count: 1 }));
      return durationPieces(ms, 'minute').map(long).join(' ');
    },
    durationParts,
    time: instant(CLOCK),
    date: instant(DATE),
    dateTime: instant(DATE_TIME),
    bucket(label, granularity) {
      const start = new Date(label.length > 10 ? `${label.slice(0, 19)}Z` : label);
      const text = dates(BUCKETS[granularity]).format(start);
      return granularity === 'quarter' ? fillText(words().quarter, String(Math.ceil((start.getUTCMonth() + 1) / 3)), text) : text;
    },
    list: (items) => once(LIST, () => new Intl.ListFormat(language)).format(items),
    plural: (n) => once(PLURAL, () => new Intl.PluralRules(language)).select(n),
  };
}

/** A formatted number apart from what follows its last digit. */
export function splitUnit(text: string): NumberParts {
  const [, value = text, unit = ''] = /^(.*\p{Nd})(\P{Nd}*)$/su.exec(text) ?? [];
  return { value, unit };
}
