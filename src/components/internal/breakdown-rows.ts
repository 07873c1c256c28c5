import type { Figure, FigureRow, RecordsRef } from '../../data/adapter.ts';
import type { Filter } from '../../data/query/query.ts';

/** A row of a breakdown; `rest` marks the one that stands for all smaller ones. */
export interface BreakdownRow extends FigureRow {
  rest?: boolean;
}

/** Rows whose keys differ only in letter case are one row, named as the first of them. */
export function mergeLetterCase(rows: readonly FigureRow[]): readonly BreakdownRow[] {
  const groups = new Map<string | null, FigureRow[]>();
  for (const row of rows) {
    const key = row.key?.toLowerCase() ?? null;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0]! : mergeRows(group, group[0]!)));
}

/** Keys in the order in which they were first met; new ones by size, records without a key last. */
export function keepOrder(known: readonly (string | null)[], rows: readonly FigureRow[], size: (row: FigureRow) => number): (string | null)[] {
  const news = rows.filter((row) => !known.includes(row.key)).sort((a, b) => Number(a.key === null) - Number(b.key === null) || size(b) - size(a));
  return [...known, ...news.map((row) => row.key)];
}

/** The rows by `order`; beyond `limit` the last ones are folded into one. */
export function foldRows(rows: readonly BreakdownRow[], order: readonly (string | null)[], limit: number, rest: string): readonly BreakdownRow[] {
  const sorted = rows.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  if (sorted.length <= limit) return sorted;
  const folded = mergeRows(sorted.slice(limit - 1), { key: null, label: rest });
  return [...sorted.slice(0, limit - 1), { ...folded, rest: true }];
}

function mergeRows(rows: readonly FigureRow[], { key, label }: Pick<FigureRow, 'key' | 'label'>): FigureRow {
  const ids = new Set(rows.flatMap((row) => Object.keys(row.figures)));
  const figures = [...ids].map((id) => [id, sumFigures(rows.flatMap((row) => row.figures[id] ?? []))] as const);
  return { key, label, figures: Object.fromEntries(figures) };
}

function sumFigures(figures: readonly Figure[]): Figure {
  const values = figures.flatMap(({ value }) => value ?? []);
  const refs = figures.flatMap(({ records }) => records ?? []);
  const records = refs.length === figures.length ? joinRefs(refs) : undefined;
  const partial = figures.find((figure) => figure.partial)?.partial;
  return { value: values.length ? values.reduce((sum, value) => sum + value, 0) : null, ...(records && { records }), ...(partial && { partial }) };
}

/** The records of several figures as one list; undefined where their queries differ in more than their filters. */
function joinRefs(refs: readonly RecordsRef[]): RecordsRef | undefined {
  const [first] = refs;
  if (!first) return undefined;
  const rest = (ref: RecordsRef) => JSON.stringify([ref.source, { ...ref.query, filters: [] }]);
  const filters = refs.map((ref) => ref.query.filters ?? []);
  if (filters.some((all) => all.length === 0) || refs.some((ref) => rest(ref) !== rest(first))) return undefined;
  const either: Filter = { or: filters.map((all) => (all.length === 1 ? all[0]! : { and: all })) };
  const counts = refs.map((ref) => ref.count ?? NaN);
  const count = counts.reduce((sum, value) => sum + value, 0);
  return { ...first, query: { ...first.query, filters: [either] }, count: Number.isNaN(count) ? undefined : count };
}
