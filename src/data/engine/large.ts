import { part, type Work } from './work.ts';

/** From so many rows on, the code of indexes is worth its loading. */
const LARGE = 20_000;

/** Indexes of a source with so many rows, where they pay. */
export function* indexesOf(rows: number): Work<typeof import('./indexes/indexes.ts') | undefined> {
  return rows < LARGE ? undefined : yield* part(() => import('./indexes/indexes.ts'));
}
