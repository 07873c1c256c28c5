import type { Datasets, Figure, FigureSet, Settled } from '../adapter.ts';
import { DataError } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Query, ResultSet } from '../query/query.ts';
import type { Window } from '../query/range.ts';
import type { AnswerInput } from './dataset.ts';
import type { FigurePlan, FigurePlans } from './figure-plans.ts';
import { offers, scopeFilters } from './scope-filters.ts';
import { iso, queryFrame, todayOf } from './today.ts';
import type { Today } from './today.ts';

export type Results = Readonly<Record<string, Settled<ResultSet>>>;
type Input = Pick<AnswerInput<keyof Datasets>, 'scope' | 'catalog'>;

/** The name of a query's twin at the baseline. */
export const before = (id: string): string => `${id}@before`;

/** A query per figure whose measure and date the catalogue offers, and its twin at the baseline; grouped where `dimension` is given. */
export function figureQueries(plans: FigurePlans, input: Input, dimension?: string): Record<string, Query> {
  const today = todayOf(input);
  const queries: Record<string, Query> = {};
  for (const [id, plan] of Object.entries(plans)) {
    if (!offers(input.catalog, plan.measure) || (plan.time && !offers(input.catalog, plan.time))) continue;
    queries[id] = figureQuery(plan, today.window, today.window.to, input, dimension);
    if (today.before) queries[before(id)] = figureQuery(plan, today.before, today.window.to, input, dimension);
  }
  return queries;
}

/** A stock is taken at the window's end; what a window counts is told by its owner, team or status of today, at `cut`. */
function figureQuery({ measure, n, time, duration }: FigurePlan, window: Window, cut: number, { scope, catalog }: Input, dimension?: string): Query {
  const { filters } = scopeFilters(scope, sourceOf(measure), catalog);
  return {
    measures: n ? [measure, n] : [measure],
    ...(dimension && { dimensions: [dimension] }),
    ...(time && { timeDimensions: [{ dimension: time, dateRange: [iso(window.from), iso(window.to)] as const }] }),
    ...(filters.length && { filters }),
    ...queryFrame(scope, time ? cut : window.to, duration),
  };
}

/** The figures that were answered. Throws a `DataError` where none was: the first failure, or `unsupported`. */
export function figureSet(plans: FigurePlans, results: Results, input: Input): FigureSet {
  const today = todayOf(input);
  const queries = figureQueries(plans, input);
  const figures: Record<string, Figure> = {};
  for (const [id, plan] of Object.entries(plans)) {
    const result = results[id];
    if (result?.ok) figures[id] = oneFigure(plan, result.value, results[before(id)], queries[id]!, today);
    else if (result && result.error.kind !== 'unsupported') figures[id] = { value: null, partial: result.error.title };
  }
  const current = Object.keys(plans).flatMap((id) => results[id] ?? []);
  requireAnswer(current);
  return { asOf: asOfResults(current, input), figures, ...notesOf(plans, current, input) };
}

/** Throws where nothing at all was answered: the first failure, or `unsupported`. */
export function requireAnswer(results: readonly Settled<ResultSet>[]): void {
  if (results.some(({ ok }) => ok)) return;
  throw new DataError(problemsOf(results).find(({ kind }) => kind !== 'unsupported') ?? NOTHING_OFFERED);
}

const NOTHING_OFFERED: Problem = { kind: 'unsupported', title: 'The source has none of these figures.' };

/** One figure out of a result without dimensions. */
export function oneFigure(plan: FigurePlan, result: ResultSet, base: Settled<ResultSet> | undefined, query: Query, today: Today): Figure {
  const value = beginsTooLate(plan, today) ? null : valueOf(plan, result);
  const n = plan.n === undefined ? undefined : (cell(result, plan.n) ?? 0);
  return {
    value,
    ...(n !== undefined && isSampled(plan) && { n }),
    ...changeSince(plan, { value, n, result }, base),
    records: recordsOf(plan, query, n ?? value ?? 0),
    ...(result.partial?.length && { partial: reasons(result.partial) }),
  };
}

interface Current {
  value: number | null;
  n: number | undefined;
  result: ResultSet;
}

/** `base`, or why there is none; nothing where no baseline was asked. `read` finds the value of a member at the baseline. */
export function changeSince(
  plan: FigurePlan,
  { value, n, result }: Current,
  base: Settled<ResultSet> | undefined,
  read: (result: ResultSet, member: string) => number | null = cell,
): Pick<Figure, 'base' | 'baseNote'> {
  if (!base) return {};
  const none = (baseNote: string) => ({ base: null, baseNote });
  if (!base.ok) return none(base.error.title);
  const inexact = base.value.partial?.length ? base.value.partial : result.partial;
  if (inexact?.length) return none(reasons(inexact));
  if (value === null) return {};
  const least = plan.measure.endsWith('.p90') ? 10 : 5;
  const few = plan.n !== undefined && isSampled(plan) && ((n ?? 0) < least || (read(base.value, plan.n) ?? 0) < least);
  return few ? none(`few-values: Fewer than ${least} values to compare.`) : { base: read(base.value, plan.measure) };
}

/** Whether few values make it doubtful: a mean, quantile or ratio, not a sum or an extreme. */
function isSampled({ measure }: FigurePlan): boolean {
  return !/\.(sum|min|max)$/.test(measure);
}

/** Exactly the records behind a figure: those counted, or those with a value. */
export function recordsOf({ measure }: FigurePlan, query: Query, count: number) {
  const { dimensions: _, ...ungrouped } = query;
  return { source: sourceOf(measure), query: { ...ungrouped, measures: [measure], ungrouped: true }, count };
}

/** Of no rows, a count is 0 and anything else is not known. */
function valueOf({ measure, n }: FigurePlan, result: ResultSet): number | null {
  return cell(result, measure) ?? (n === undefined && !result.data[0]?.length ? 0 : null);
}

/** The number in one row of a column, by default the first; null where there is none. */
export function cell(result: ResultSet, member: string, row = 0): number | null {
  const column = result.columns.findIndex(({ name }) => name === member);
  const value = result.data[column]?.[row];
  return typeof value === 'number' ? value : null;
}

/** What begins after the source's last word is not known, rather than none. */
export function beginsTooLate({ time }: FigurePlan, { window, asOf }: Today): boolean {
  return time !== undefined && window.from > asOf;
}

/** The instant that the answer vouches for. */
export function asOfResults(results: readonly Settled<ResultSet>[], { scope, catalog }: Input): string {
  for (const result of results) if (result.ok) return result.value.asOf;
  return catalog.asOf && catalog.asOf < scope.now ? catalog.asOf : scope.now;
}

/** Filters that do not apply, and what the source could not answer. */
export function notesOf(plans: FigurePlans, results: readonly Settled<ResultSet>[], { scope, catalog }: Input): Pick<FigureSet, 'notes'> {
  const sources = Object.values(plans).map(({ measure }) => sourceOf(measure));
  const left = sources.flatMap((source) => scopeFilters(scope, source, catalog).notes);
  const missing = problemsOf(results).filter(({ kind }) => kind === 'unsupported');
  const notes = new Set([...left, ...missing.map(({ title }) => title)]);
  return notes.size ? { notes: [...notes] } : {};
}

function problemsOf(results: readonly Settled<ResultSet>[]): readonly Problem[] {
  return results.flatMap((result) => (result.ok ? [] : [result.error]));
}

/** Each a line, `code: words`, so that who shows them can say them in the reader's language. */
function reasons(coded: readonly string[]): string {
  return coded.join('\n');
}

function sourceOf(member: string): string {
  return member.slice(0, member.indexOf('.'));
}
