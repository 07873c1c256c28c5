import type { Figure, FigureRow, FigureSet } from '../adapter.ts';
import type { Query, ResultSet } from '../query/query.ts';
import type { AnswerInput } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import { before, beginsTooLate, changeSince, figureQueries, figureSet, recordsOf } from './figures.ts';
import type { Results } from './figures.ts';
import { anyOf } from './scope-filters.ts';
import { todayOf } from './today.ts';

type Input = Pick<AnswerInput<'tickets-by-channel' | 'tickets-by-priority'>, 'scope' | 'catalog'>;

/** Tickets opened today and all open; the same for every dimension. */
const plans = () => figurePlans('tickets-by-channel', 'avg');

const grouped = (id: string): string => `${id}@rows`;

/** The totals' queries and the same by `dimension`. */
export function breakdownQueries(dimension: string, input: Input): Record<string, Query> {
  const byRow = Object.entries(figureQueries(plans(), input, dimension)).map(([id, query]) => [grouped(id), query] as const);
  return { ...figureQueries(plans(), input), ...Object.fromEntries(byRow) };
}

/** Totals, and one row per value of `dimension`, largest first, those without a value last. Values that differ only in letter case are one row. */
export function breakdown(dimension: string, results: Results, input: Input): FigureSet & { rows: readonly FigureRow[] } {
  const totals = figureSet(plans(), results, input);
  const counts: Record<string, Counts> = {};
  const spellings = new Map<string, Map<string | null, number>>();
  for (const [name, result] of Object.entries(results)) {
    if (result.ok) counts[name] = countsBy(dimension, result.value, spellings);
  }
  const queries = figureQueries(plans(), input);
  const today = todayOf(input);
  const rows = [...spellings].map(([folded, variants]): FigureRow => {
    const figures: Record<string, Figure> = {};
    for (const [id, plan] of Object.entries(plans())) {
      const result = results[grouped(id)];
      if (!result?.ok) continue;
      const value = beginsTooLate(plan, today) ? null : (counts[grouped(id)]!.get(folded) ?? 0);
      const twin = grouped(before(id));
      const filters = [...(queries[id]!.filters ?? []), anyOf(dimension, [...variants.keys()])];
      figures[id] = {
        value,
        ...changeSince(plan, { value, n: undefined, result: result.value }, results[twin], () => counts[twin]?.get(folded) ?? 0),
        records: recordsOf(plan, { ...queries[id]!, filters }, value ?? 0),
      };
    }
    const key = commonest(variants);
    return { key, label: key ?? '', figures };
  });
  return { ...totals, rows: rows.sort(compareRows) };
}

/** How many, by value in lower case ('' is 'no value'). */
type Counts = ReadonlyMap<string, number>;

function countsBy(dimension: string, { columns, data }: ResultSet, spellings: Map<string, Map<string | null, number>>): Counts {
  const counts = new Map<string, number>();
  const at = columns.findIndex(({ name }) => name === dimension);
  data[at]?.forEach((cell, row) => {
    const value = cell === null || cell === '' ? null : String(cell);
    const folded = value === null ? '' : value.toLowerCase();
    const count = Number(data[at ? 0 : 1]?.[row] ?? 0);
    if (!count) return;
    counts.set(folded, (counts.get(folded) ?? 0) + count);
    const variants = spellings.get(folded) ?? new Map<string | null, number>();
    spellings.set(folded, variants.set(value, (variants.get(value) ?? 0) + count));
  });
  return counts;
}

function commonest(variants: ReadonlyMap<string | null, number>): string | null {
  return [...variants].sort(([a, x], [b, y]) => y - x || (a! < b! ? -1 : 1))[0]![0];
}

function compareRows(a: FigureRow, b: FigureRow): number {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
  const size = (row: FigureRow) => (row.figures['open']?.value ?? 0) + (row.figures['today']?.value ?? 0);
  return size(b) - size(a) || (a.key < b.key ? -1 : 1);
}
