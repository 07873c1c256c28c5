import { findMeasure } from '../catalog/members.ts';
import { isCount } from '../datasets/figure-plans.ts';
import type { Cell, Query, ResultSet } from '../query/query.ts';
import { axisColumn, bucketsOf, timeAxis } from './series.ts';

const LOCAL = { hourOfDay: [0, 23], dayOfWeek: [1, 7] } as const;

/**
 * The result with a row for every bucket of the query's range, or every hour of the day or day of the week (and every series in
 * it): of nothing, counts and stocks are 0 and all else is null; what begins after the result's `asOf` is null. A truncated
 * result stays as it is.
 */
export function fillGaps(result: ResultSet, query: Query): ResultSet {
  const axis = timeAxis(query);
  const local = query.dimensions?.find((name) => localPart(name));
  const at = axis ? axisColumn(result, axis) : result.columns.findIndex(({ name }) => name === local);
  const buckets: readonly { label: Cell; start: number }[] = axis ? bucketsOf(query) : everyPart(local);
  if (at < 0 || !buckets.length || result.truncated) return result;
  const measures = new Set(query.measures);
  const { columns, data } = result;
  const others = columns.flatMap(({ name }, column) => (column === at || measures.has(name) ? [] : [column]));
  const rows = data[at]!.map((_, row) => data.map((column) => column[row]!));
  const seriesOf = (row: readonly Cell[]) => JSON.stringify(others.map((column) => row[column]));

  const series = new Map<string, readonly Cell[]>();
  for (const row of rows) series.set(seriesOf(row), row);
  if (!others.length) series.set('[]', columns.map(() => null));
  const found = new Map(rows.map((row) => [`${row[at]} ${seriesOf(row)}`, row]));
  const labels = new Set<Cell>(buckets.map(({ label }) => label));
  const empty = columns.map(({ name }) => ofNothing(name));
  const asOf = Date.parse(result.asOf);

  const filled: (readonly Cell[])[] = [];
  for (const { label, start } of buckets) {
    for (const [key, example] of series) {
      const late = start > asOf;
      const row = late ? undefined : found.get(`${label} ${key}`);
      filled.push(
        row ?? columns.map((_, column) => (column === at ? label : others.includes(column) ? example[column]! : late ? null : empty[column]!)),
      );
    }
  }
  const all = [...filled, ...rows.filter((row) => !labels.has(row[at]!))];
  return { ...result, data: columns.map((_, column) => all.map((row) => row[column]!)) };
}

function localPart(name: string): readonly [number, number] | undefined {
  const part = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(LOCAL, part) ? LOCAL[part as keyof typeof LOCAL] : undefined;
}

function everyPart(local: string | undefined): { label: number; start: number }[] {
  const [first, last] = (local && localPart(local)) || [1, 0];
  return Array.from({ length: last - first + 1 }, (_, i) => ({ label: first + i, start: -Infinity }));
}

function ofNothing(name: string): 0 | null {
  const ref = findMeasure(name);
  return ref && isCount(ref) ? 0 : null;
}
