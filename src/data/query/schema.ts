import * as v from 'valibot';
import type { Filter, Query } from './query.ts';

export const GRANULARITIES = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export const OPERATORS = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'set',
  'notSet',
  'inDateRange',
  'notInDateRange',
  'beforeDate',
  'afterDate',
] as const;

const text = v.pipe(v.string(), v.maxLength(1000));
const name = v.pipe(v.string(), v.maxLength(200));
const names = v.pipe(v.array(name), v.maxLength(100));
const range = v.strictTuple([name, name]);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(1e12));

/** One condition on a dimension. */
export const memberFilterSchema = v.strictObject({
  member: name,
  operator: v.picklist(OPERATORS),
  values: v.optional(v.pipe(v.array(text), v.maxLength(10_000))),
});

/** A condition, or several joined by `and` or `or`, nested at will. */
export const filterSchema: v.GenericSchema<unknown, Filter> = v.union([
  memberFilterSchema,
  v.strictObject({ and: v.array(v.lazy(() => filterSchema)) }),
  v.strictObject({ or: v.array(v.lazy(() => filterSchema)) }),
]);

const timeDimensionSchema = v.strictObject({
  dimension: name,
  granularity: v.optional(v.picklist(GRANULARITIES)),
  dateRange: v.optional(range),
  compareDateRange: v.optional(v.pipe(v.array(range), v.minLength(1), v.maxLength(20))),
});

const contextSchema = v.strictObject({
  now: v.optional(name),
  hours: v.optional(v.picklist(['calendar', 'business'])),
  calendar: v.optional(name),
  attribution: v.optional(v.picklist(['event', 'created', 'due'])),
  basis: v.optional(v.picklist(['messages', 'status'])),
  weekStart: v.optional(v.picklist([1, 2, 3, 4, 5, 6, 7])),
  dueSoon: v.optional(v.strictObject({ share, min: duration, max: duration })),
});

const shell = {
  measures: v.optional(names),
  dimensions: v.optional(names),
  timeDimensions: v.optional(v.pipe(v.array(timeDimensionSchema), v.maxLength(10))),
  order: v.optional(v.pipe(v.array(v.strictTuple([name, v.picklist(['asc', 'desc'])])), v.maxLength(100))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
  offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))),
  total: v.optional(v.boolean()),
  ungrouped: v.optional(v.boolean()),
  timezone: v.optional(name),
  context: v.optional(contextSchema),
};

/** The query format whole; names of members are checked by `validateQuery`. */
export const querySchema: v.GenericSchema<unknown, Query> = v.strictObject({ ...shell, filters: v.optional(v.array(filterSchema)) });

/** The same without looking into filters, which are checked one by one, so that a fault is named where it is. */
export const queryShellSchema = v.strictObject({ ...shell, filters: v.optional(v.array(v.unknown())) });

/** Every key that the format has somewhere, to suggest the right one for a wrong one. */
export const QUERY_KEYS: readonly string[] = [shell, { filters: 0, and: 0, or: 0 }, timeDimensionSchema.entries, memberFilterSchema.entries, contextSchema.entries].flatMap(
  Object.keys,
);
