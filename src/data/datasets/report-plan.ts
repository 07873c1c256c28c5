import { defaultGranularity, resolvePeriod } from '../query/periods.ts';
import { rangeWindow, type Window } from '../query/range.ts';
import type { Query } from '../query/query.ts';
import { baselineWindow } from '../time/baseline.ts';
import { formatDate } from '../time/calendar-date.ts';
import { DAY, zone } from '../time/zone.ts';
import type { Period } from '../scope.ts';
import type { AnswerInput } from './dataset.ts';
import { figurePlan } from './figure-plans.ts';
import type { FigurePlans } from './figure-plans.ts';
import { scopeFilters } from './scope-filters.ts';
import { calendarOf, iso, queryFrame } from './today.ts';

type Input = AnswerInput<'report'>;

const DEFAULT_PERIOD: Period = 'last-30-days';

/** One query of a report, made whole, and what is asked beside it. */
export interface ReportPart {
  query: Query;
  /** The same over the period before, bucket by bucket; absent: nothing to compare with. */
  before?: Query;
  /** Each measure over the whole period, and over the period before up to the same time. */
  total?: Query;
  totalBefore?: Query;
  plans: FigurePlans;
  /** The range as far as the source vouches for it. */
  window?: Window;
}

/** A report's query with period, buckets, zone, filters and options filled in; what it says itself is kept. */
export function reportPart(query: Query, input: Input): ReportPart {
  const { params, scope, catalog } = input;
  const period = params.period ?? scope.filters.period ?? DEFAULT_PERIOD;
  const local = zone(query.timezone ?? scope.timezone);
  const now = Date.parse(scope.now);
  const whole = makeWhole(query, resolvePeriod(period, now, local, scope.weekStart), input);
  const plans = plansOf(whole);
  const dated = whole.timeDimensions?.find(({ dateRange, compareDateRange }) => dateRange && !compareDateRange);
  if (!dated?.dateRange || query.ungrouped) return { query: whole, plans };

  const range = rangeWindow(dated.dateRange, local);
  const asOf = catalog.asOf === undefined ? Infinity : Date.parse(catalog.asOf);
  const window = { from: range.from, to: Math.max(range.from, Math.min(range.to, now, asOf)) };
  const own = query.timeDimensions?.find(({ dimension }) => dimension === dated.dimension)?.dateRange;
  const compare = scope.compare === 'none' || scope.compare === 'last-year' ? scope.compare : 'previous-period';
  const back = (of: Window) => baselineWindow(of, compare, local, { period: own ? undefined : period, calendar: calendarOf(scope, catalog) });
  const [beforeRange, beforeWindow] = [back(range), back(window)];
  const totals = totalsOf(whole, plans);
  return {
    query: whole,
    plans,
    window,
    total: totals,
    ...(beforeRange && dated.granularity && { before: moved(whole, dated.dimension, beforeRange) }),
    ...(beforeWindow && { totalBefore: moved(totals, dated.dimension, beforeWindow) }),
  };
}

function makeWhole(query: Query, range: readonly [string, string], { params, scope, catalog }: Input): Query {
  const { x } = params.report.visualization;
  const local = zone(query.timezone ?? scope.timezone);
  const first = query.measures?.[0] ?? query.dimensions?.[0] ?? '';
  const duration = query.measures?.some((measure) => figurePlan(measure).duration) ?? false;
  const filters = [...(query.filters ?? []), ...scopeFilters(scope, first.slice(0, first.indexOf('.')), catalog).filters];
  const frame = queryFrame(scope, Date.parse(scope.now), duration);
  return {
    ...query,
    ...(query.timeDimensions && {
      timeDimensions: query.timeDimensions.map((each) => {
        const dateRange = each.dateRange ?? range;
        const granularity = each.granularity ?? (each.dimension === x ? defaultGranularity(localDates(dateRange, local)) : undefined);
        return { ...each, dateRange, ...(granularity && { granularity }) };
      }),
    }),
    ...(filters.length && { filters }),
    timezone: query.timezone ?? frame.timezone,
    context: { ...frame.context, ...query.context },
  };
}

function plansOf({ measures = [], timeDimensions = [] }: Query): FigurePlans {
  return Object.fromEntries(measures.map((measure) => [measure, figurePlan(measure, timeDimensions[0]?.dimension)]));
}

function totalsOf({ timeDimensions = [], filters, timezone, context }: Query, plans: FigurePlans): Query {
  const measures = Object.values(plans).flatMap(({ measure, n }) => (n ? [measure, n] : [measure]));
  return {
    measures: [...new Set(measures)],
    timeDimensions: timeDimensions.map(({ dimension, dateRange }) => ({ dimension, dateRange })),
    ...(filters && { filters }),
    timezone,
    context,
  };
}

/** The query over another window, as known at its end. */
function moved(query: Query, dimension: string, { from, to }: Window): Query {
  return {
    ...query,
    timeDimensions: query.timeDimensions!.map((each) => (each.dimension === dimension ? { ...each, dateRange: [iso(from), iso(to)] as const } : each)),
    context: { ...query.context, now: iso(to) },
  };
}

function localDates(range: readonly [string, string], local: ReturnType<typeof zone>): readonly [string, string] {
  const { from, to } = rangeWindow(range, local);
  const date = (utc: number) => formatDate(Math.floor(local.toLocal(utc) / DAY));
  return [date(from), date(to - 1)];
}
