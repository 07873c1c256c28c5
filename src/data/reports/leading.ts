import { figurePlan } from '../datasets/figure-plans.ts';
import type { ResultSet } from '../query/query.ts';
import type { Visualization } from './report.ts';

/** The first rows of an answer, as many as a report shows, without those whose first measure rests on too few values. */
export function leading(result: ResultSet, { y = [], minSample, top }: Visualization): ResultSet {
  if (minSample === undefined && top === undefined) return result;
  const { n } = figurePlan(y[0] ?? '');
  const counts = result.data[result.columns.findIndex(({ name }) => name === n)];
  const enough = (result.data[0] ?? []).flatMap((_, row) => (!counts || Number(counts[row]) >= (minSample ?? 0) ? [row] : []));
  const rows = enough.slice(0, top);
  return { ...result, data: result.data.map((column) => rows.map((row) => column[row]!)) };
}
