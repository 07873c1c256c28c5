import { array, boolean, getDotPath, looseObject, maxLength, minValue, number, optional, picklist, pipe, record, safeParse, string, tuple, union } from 'valibot';
import type { GenericSchema } from 'valibot';
import { DataError } from '../problem.ts';
import { querySchema } from '../query/schema.ts';
import type { Dashboard, Report } from './report.ts';

export const VISUALIZATIONS = ['line', 'bar', 'area', 'combo', 'donut', 'number', 'table', 'heatmap'] as const;
const CAPABILITIES = ['sla', 'history', 'availability', 'capacity', 'csat', 'ces', 'calls', 'messages', 'businessHours'] as const;
const NEWEST = 1;

const name = pipe(string(), maxLength(200));
const version = pipe(number(), minValue(1));

/** A report definition; unknown fields are kept. */
export const reportSchema = looseObject({
  version,
  id: name,
  name,
  description: optional(string()),
  queries: record(name, querySchema),
  visualization: looseObject({
    type: picklist(VISUALIZATIONS),
    x: optional(name),
    y: optional(array(name)),
    color: optional(name),
    stacked: optional(boolean()),
    goal: optional(number()),
    stat: optional(picklist(['avg', 'median', 'p90'])),
    minSample: optional(number()),
    top: optional(number()),
  }),
  needs: optional(array(picklist(CAPABILITIES))),
}) as unknown as GenericSchema<unknown, Report>;

/** A page of reports; unknown fields are kept. */
export const dashboardSchema = looseObject({
  version,
  id: name,
  name,
  sharing: looseObject({ with: picklist(['private', 'team', 'everyone']), may: picklist(['view', 'edit']) }),
  layout: array(looseObject({ report: name, w: number(), h: number() })),
  filters: optional(looseObject({ values: record(name, array(string())), period: optional(union([string(), tuple([string(), string()])])) })),
}) as unknown as GenericSchema<unknown, Dashboard>;

/** A definition as it was given, whole, and what is to be told about it. Throws a `bad-query` `DataError` that names the path. */
export function readReport(value: unknown): { report: Report; notes: readonly string[] } {
  return read(reportSchema, value, 'report');
}

export function readDashboard(value: unknown): { dashboard: Dashboard; notes: readonly string[] } {
  const { report: dashboard, notes } = read(dashboardSchema, value, 'dashboard');
  return { dashboard, notes };
}

function read<T extends { version: number }>(schema: GenericSchema<unknown, T>, value: unknown, what: string): { report: T; notes: readonly string[] } {
  const result = safeParse(schema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const path = getDotPath(issue) ?? '';
    throw new DataError({ kind: 'bad-query', title: `The ${what} cannot be read: ${path || 'it'} should be ${issue.expected ?? issue.message}.`, path });
  }
  const newer = result.output.version > NEWEST;
  return { report: result.output, notes: newer ? [`The ${what} was made by a newer version; parts of it may not be shown.`] : [] };
}
