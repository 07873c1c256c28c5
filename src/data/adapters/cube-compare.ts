import type { Cell, Query, ResultSet, TimeDimension } from '../query/query.ts';

const RANGE = 'compareDateRange';
const MOST_ROWS = 10_000;

/** A query for each of the ranges that a query compares, by the range's label; undefined: it compares none. */
export function comparedQueries(query: Query): readonly (readonly [label: string, query: Query])[] | undefined {
  const ranges = query.timeDimensions?.find((time) => time.compareDateRange)?.compareDateRange;
  const { offset = 0, limit = MOST_ROWS } = query;
  const over = (dateRange: readonly [string, string]) => (query.timeDimensions ?? []).map(({ compareDateRange, ...time }): TimeDimension => (compareDateRange ? { ...time, dateRange } : time));
  // Which rows the first of all are is known only once all ranges are.
  const whole = { ...query, offset: 0, limit: offset + limit, ...(query.order && { order: query.order.filter(([name]) => name !== RANGE) }) };
  return ranges?.map((range) => [range.join(' – '), { ...whole, timeDimensions: over(range) }]);
}

/** The answers over each range as one, whose first column says of which range a row is. */
export function comparedAnswer(parts: readonly (readonly [label: string, answer: ResultSet])[], { order = [], offset = 0, limit = MOST_ROWS, total }: Query): ResultSet {
  const answers = parts.map(([, answer]) => answer);
  const columns = [{ name: RANGE, type: 'string' } as const, ...answers[0]!.columns];
  const rows = parts.flatMap(([label, { data }]) => Array.from(data[0] ?? [], (_, i): readonly Cell[] => [label, ...data.map((cells) => cells[i]!)]));
  const sorting = [...order, [RANGE, 'asc'] as const].flatMap(([name, direction]) => {
    const column = columns.findIndex((one) => one.name === name);
    return column < 0 ? [] : [{ column, sign: direction === 'desc' ? -1 : 1 }];
  });
  // Rows of one range come in order, and stay so.
  const sorted = rows.sort((a, b) => sorting.reduce((found, { column, sign }) => found || compareCells(a[column]!, b[column]!, sign), 0));
  const shown = sorted.slice(offset, offset + limit);
  const partial = new Set(answers.flatMap((answer) => answer.partial ?? []));
  return {
    columns,
    data: columns.map((_, column) => shown.map((row) => row[column]!)),
    asOf: answers.map(({ asOf }) => asOf).sort()[0]!,
    ...(total && answers.every((answer) => answer.total !== undefined) && { total: answers.reduce((sum, answer) => sum + answer.total!, 0) }),
    ...((answers.some(({ truncated }) => truncated) || rows.length > offset + shown.length) && { truncated: true }),
    ...(partial.size && { partial: [...partial] }),
  };
}

/** Empty cells last, whichever the direction. */
function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return (a < b ? -1 : 1) * sign;
}
