import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { QueryEngine } from '../../src/data/adapter.ts';
import { recordsEngine } from '../../src/data/index.ts';
import type { Query, ResultSet } from '../../src/data/query/query.ts';
import { difference } from './compare.ts';
import { randomDesk, recordsOf } from './random-desk.ts';
import { randomQuery } from './random-query.ts';
import type { Shelf } from './sql/asked.ts';
import { type Answer, answerWithSql } from './sql/query-sql.ts';
import { factsOf, loadTables } from './tables.ts';

/** Queries asked of one desk. */
export const QUERIES_PER_DESK = 20;

/** One case of which the answers are not the same. */
export interface Difference {
  seed: number;
  query: Query;
  says: string;
  engine: unknown;
  duckdb: Answer | string;
}

/** DuckDB in memory, on one thread. */
export async function openDuckDB(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
}

/** The desk of a case: several cases share one. */
export const deskOf = (seed: number) => randomDesk(Math.floor(seed / QUERIES_PER_DESK));

/** Asks cases `from` to `to` (excluded) of the engine and of DuckDB. */
export async function differences(connection: DuckDBConnection, from: number, to: number, engineOf: (...args: Parameters<typeof recordsEngine>) => QueryEngine = recordsEngine): Promise<Difference[]> {
  const found: Difference[] = [];
  const context = { signal: new AbortController().signal };
  for (let seed = from; seed < to; ) {
    const desk = deskOf(seed);
    const last = Math.min(to, (Math.floor(seed / QUERIES_PER_DESK) + 1) * QUERIES_PER_DESK);
    await loadTables(connection, desk.tables);
    let shelf: Shelf = { names: new Map(), waiting: [] };
    const engine = engineOf(recordsOf(desk));
    const catalog = await engine.catalog(context);
    for (; seed < last; seed++) {
      const query = randomQuery(seed, desk, catalog);
      const [answered] = await engine.query([query], context);
      const expected = await answerWithSql(connection, factsOf(desk), query, desk.timezone, shelf).catch((thrown: Error) => {
        shelf = { names: new Map(), waiting: [] };
        return thrown.message;
      });
      const says = typeof expected === 'string' ? expected : difference(query, answered!, expected);
      if (says) found.push({ seed, query, says, engine: answered!.ok ? shown(answered!.value) : answered!.error, duckdb: expected });
    }
  }
  return found;
}

const shown = ({ columns, data, ...rest }: ResultSet) => ({ columns: columns.map(({ name }) => name), rows: (data[0] ?? []).map((_, row) => data.map((column) => column[row])), ...rest });
