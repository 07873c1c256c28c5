import type { Period, RelativePeriod, WeekDay } from '../scope.ts';
import { bucketDay } from '../time/buckets.ts';
import { addMonths, formatDate, parseDate } from '../time/calendar-date.ts';
import { DAY, type Zone } from '../time/zone.ts';
import type { Granularity } from './query.ts';

/** What a relative period is made of: so many days or months back, or a calendar unit and how many units ago. */
type PeriodRule = { days: number; ago?: number } | { months: number } | { unit: 'week' | 'month' | 'quarter' | 'year'; ago: 0 | 1 };

const PERIODS: Readonly<Record<RelativePeriod, PeriodRule>> = {
  today: { days: 1 },
  yesterday: { days: 1, ago: 1 },
  'last-7-days': { days: 7 },
  'last-30-days': { days: 30 },
  'last-90-days': { days: 90 },
  'last-12-months': { months: 12 },
  'this-week': { unit: 'week', ago: 0 },
  'this-month': { unit: 'month', ago: 0 },
  'this-quarter': { unit: 'quarter', ago: 0 },
  'this-year': { unit: 'year', ago: 0 },
  'previous-week': { unit: 'week', ago: 1 },
  'previous-month': { unit: 'month', ago: 1 },
  'previous-quarter': { unit: 'quarter', ago: 1 },
  'previous-year': { unit: 'year', ago: 1 },
};

/** Every relative period, in the order in which menus show them. */
export const RELATIVE_PERIODS = Object.keys(PERIODS) as readonly RelativePeriod[];

/** The local dates of a period, both included, as seen at `now` (UTC milliseconds). Today counts, unless the name begins with `previous-`. */
export function resolvePeriod(period: Period, now: number, zone: Zone, weekStart: WeekDay = 1): readonly [from: string, to: string] {
  if (typeof period !== 'string') return period;
  const rule = PERIODS[period];
  const today = Math.floor(zone.toLocal(now) / DAY);
  let from: number;
  let to = today;
  if ('days' in rule) {
    to -= rule.ago ?? 0;
    from = to - rule.days + 1;
  } else if ('months' in rule) {
    from = addMonths(today, -rule.months) + 1;
  } else {
    from = bucketDay(today, rule.unit, weekStart);
    if (rule.ago) from = bucketDay((to = from - 1), rule.unit, weekStart);
  }
  return [formatDate(from), formatDate(to)];
}

/** How far a period lies from the one before it: whole local days, or calendar months. */
export function periodStep(period: Period): { days: number } | { months: number } {
  if (typeof period !== 'string') return { days: parseDate(period[1]) - parseDate(period[0]) + 1 };
  const rule = PERIODS[period];
  if ('days' in rule) return { days: rule.days };
  if ('months' in rule) return { months: rule.months };
  return rule.unit === 'week' ? { days: 7 } : { months: { month: 1, quarter: 3, year: 12 }[rule.unit] };
}

/** The bucket in which a range of local dates is best read: hours up to 2 days, days up to 92, weeks up to 366, months beyond. */
export function defaultGranularity(range: readonly [from: string, to: string]): Granularity {
  const days = periodStep(range) as { days: number };
  if (days.days <= 2) return 'hour';
  if (days.days <= 92) return 'day';
  return days.days <= 366 ? 'week' : 'month';
}
