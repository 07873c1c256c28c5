import type { QueryEngine } from '../../src/data/adapter.ts';
import type { Query, ResultSet } from '../../src/data/query/query.ts';
import type { Row } from './answers.ts';

/** The answers of an engine as rows. Throws what it refused. */
export async function rowsOf(engine: QueryEngine, queries: readonly Query[]): Promise<Row[][]> {
  const settled = await engine.query(
    queries.map((query) => ({ limit: 100_000, ...query })),
    { signal: new AbortController().signal },
  );
  return settled.map((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return toRows(result.value);
  });
}

function toRows(result: ResultSet): Row[] {
  const length = result.data[0]?.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(result.columns.map((column, i) => [column.name, result.data[i]?.[row] ?? null])));
}
