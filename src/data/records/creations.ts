import { DataError } from '../problem.ts';
import type { ProblemLog } from './problem-log.ts';
import type { ColumnTable } from './records.ts';

/**
 * Adds to `dropped` the tickets without a date of creation, because no window and no stock can place them. Where none of
 * the tickets has one, throws a `DataError` that says why, unless they are but a `few` of all.
 */
export function dropUndated({ columns, length }: ColumnTable, dropped: Set<number>, log: ProblemLog, firstRow: number, few = false): void {
  const { createdAt } = columns;
  const dates = createdAt?.kind === 'time' ? createdAt.values : undefined;
  let [kept, left] = [0, 0];
  for (let row = 0; row < length; row++) {
    if (dropped.has(row)) continue;
    if (dates && dates[row] === dates[row]) {
      kept++;
      continue;
    }
    left++;
    dropped.add(row);
    log.add('no-creation-date', 'tickets', 'createdAt', row + firstRow);
  }
  if (!left || kept || few) return;
  const why = log.list().filter(({ source, column, code }) => source === 'tickets' && column === 'createdAt' && code !== 'no-creation-date');
  throw new DataError({
    kind: 'bad-data',
    title: `No ticket has a readable createdAt, the date of creation, without which none can be counted (${left} ${left === 1 ? 'row' : 'rows'}).`,
    path: 'tickets.createdAt',
    ...(why.length && { detail: why.map(({ message }) => message).join(' ') }),
  });
}
