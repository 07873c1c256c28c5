import { fault } from './faults.ts';
import type { TableFeed } from './table-feed.ts';
import { inTurns, type Turns } from './turns.ts';

/** Rows between two breaths. */
const ROWS = 1000;

/** Feeds parsed rows, an object of arrays, or an object with one list of rows in it, as servers answer. */
export async function feedValue(value: unknown, name: string, feed: TableFeed, turn: Turns): Promise<void> {
  const arrays = typeof value === 'object' && value !== null && isArrays(value) ? value : undefined;
  const [only, ...others] = Object.values(arrays ?? {});
  const rows = Array.isArray(value) ? (value as unknown[]) : only && !others.length && typeof only[0] === 'object' ? only : undefined;
  if (rows) {
    for (let at = 0; at < rows.length; at++) {
      feed.record(rows[at]);
      if (at % ROWS === 0) await turn();
    }
  } else if (arrays) await inTurns(feed.arrays(arrays), turn);
  else fault('bad-data', `${name} holds neither rows nor an object of arrays.`);
  feed.ended();
}

/** Whether all that an object holds are lists. */
export function isArrays(value: object): value is Record<string, readonly unknown[]> {
  return Object.values(value).every(Array.isArray);
}
