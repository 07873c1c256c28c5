import type { Datasets, Figure, FigureRow } from '../adapter.ts';
import type { Query, ResultSet } from '../query/query.ts';
import { bucketsOf, recordsAt } from '../reports/series.ts';
import type { AnswerInput } from './dataset.ts';
import type { FigurePlan, FigurePlans } from './figure-plans.ts';
import { before, figureQueries, type Results } from './figures.ts';

type Input = Pick<AnswerInput<keyof Datasets>, 'scope' | 'catalog'>;

const byHour = (id: string): string => `${id}@hours`;

/** Each figure and its twin at the baseline, where one is asked, hour by hour. */
export function hourQueries(plans: FigurePlans, input: Input): Record<string, Query> {
  return Object.fromEntries(Object.entries(figureQueries(plans, input)).map(([id, query]) => [byHour(id), inHours(query)]));
}

function inHours({ timeDimensions, ...query }: Query): Query {
  return { ...query, ...(timeDimensions && { timeDimensions: timeDimensions.map((time) => ({ ...time, granularity: 'hour' as const })) }) };
}

/** Today's hours up to now, each with its counts; nothing where none of them was answered. `key` is the bucket's label. */
export function hourRows(plans: FigurePlans, results: Results, input: Input): { rows?: readonly FigureRow[] } {
  const series = Object.entries(plans).flatMap(([id, plan]) => hoursOf(id, plan, results, input) ?? []);
  const [first] = series;
  if (!first) return {};
  return { rows: first.hours.map(({ label }, at) => ({ key: label, label, figures: Object.fromEntries(series.map(({ id, hours }) => [id, hours[at]!.figure])) })) };
}

/** The hour with the highest count, the earliest of equals; a day without any has none. */
export function peakOf(id: string, plan: FigurePlan, results: Results, input: Input): Figure | undefined {
  const today = hoursOf(id, plan, results, input);
  if (!today) return undefined;
  const top = highest(today.hours);
  const beforeThat = results[byHour(before(id))];
  const base = beforeThat?.ok ? Math.max(0, ...columnOf(beforeThat.value, plan.measure).values()) : undefined;
  const result = results[byHour(id)];
  const partial = result?.ok && result.value.partial?.length ? { partial: result.value.partial.join('\n') } : {};
  if (!top) return { value: null, ...partial };
  return { ...top.figure, key: top.label, ...(base !== undefined && { base }), ...partial };
}

interface Hour {
  label: string;
  figure: Figure & { value: number };
}

function highest(hours: readonly Hour[]): Hour | undefined {
  return hours.reduce<Hour | undefined>((top, hour) => (hour.figure.value > (top?.figure.value ?? 0) ? hour : top), undefined);
}

function hoursOf(id: string, plan: FigurePlan, results: Results, input: Input): { id: string; hours: readonly Hour[] } | undefined {
  const result = results[byHour(id)];
  const query = hourQueries({ [id]: plan }, input)[byHour(id)];
  if (!result?.ok || !query) return undefined;
  const counts = columnOf(result.value, plan.measure);
  const hours = bucketsOf(query).map(({ label }): Hour => {
    const value = counts.get(label) ?? 0;
    return { label, figure: { value, records: recordsAt(query, { measure: plan.measure, bucket: label, count: value }) } };
  });
  return { id, hours };
}

/** Counts by the label of their bucket. */
function columnOf({ columns, data }: ResultSet, measure: string): ReadonlyMap<string, number> {
  const values = data[columns.findIndex(({ name }) => name === measure)] ?? [];
  const labels = data[columns.findIndex(({ type }) => type === 'time')] ?? [];
  return new Map(labels.map((label, row) => [String(label), Number(values[row] ?? 0)]));
}
