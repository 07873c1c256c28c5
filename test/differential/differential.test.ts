import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryEngine } from '../../src/data/adapter.ts';
import { recordsEngine } from '../../src/data/index.ts';
import { deskOf, type Difference, differences, openDuckDB } from './run.ts';

/*
 * Random queries about random help desks, asked of the engine and of DuckDB, whose SQL is written from docs/metrics.md without
 * a look at the engine. `SEED=123 npx vitest run --project node test/differential` asks one case alone.
 */

const { SEED, TEST_FULL } = process.env;
const CASES = SEED ? 1 : TEST_FULL === '1' ? 10_000 : 300;
const FIRST = SEED ? Number(SEED) : 1000;
const BATCH = 100;

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openDuckDB();
});

/** What one needs to look into a case. */
function told({ seed, query, says, engine, duckdb }: Difference): string {
  const desk = deskOf(seed);
  const sources = Object.entries(desk.tables).map(([name, rows]) => `${name} ${rows.length}`);
  const expected = typeof duckdb === 'string' ? duckdb : JSON.stringify({ ...duckdb, sql: undefined });
  return [
    `SEED=${seed}: ${says}`,
    `  desk: ${sources.join(', ')}; ${desk.timezone ?? 'no zone'}; asOf ${new Date(desk.asOf).toISOString()}; ${JSON.stringify({ settings: desk.settings, orders: desk.orders, calendars: desk.calendars.length })}`,
    `  query: ${JSON.stringify(query)}`,
    `  engine: ${JSON.stringify(engine)}`,
    `  DuckDB: ${expected}`,
    ...(SEED && typeof duckdb !== 'string' ? [duckdb.sql] : []),
  ].join('\n');
}

describe('random queries', () => {
  const batches = Array.from({ length: Math.ceil(CASES / BATCH) }, (_, i) => FIRST + i * BATCH);
  it.each(batches)('answers the cases from %i on as DuckDB does', { timeout: 600_000 }, async (from) => {
    const found = await differences(connection, from, Math.min(from + BATCH, FIRST + CASES));
    expect(found.map(told).join('\n\n'), `${found.length} of the cases differ`).toBe('');
  });
});

describe('the comparison itself', () => {
  const onlyOne = { timeout: 120_000, skip: !!SEED };

  /** The engine with every answer changed a little. */
  const wrong =
    (change: (cell: number) => number) =>
    (...args: Parameters<typeof recordsEngine>): QueryEngine => {
      const engine = recordsEngine(...args);
      return {
        catalog: (context) => engine.catalog(context),
        query: async (queries, context) =>
          (await engine.query(queries, context)).map((answer) => {
            if (!answer.ok) return answer;
            const { columns, data } = answer.value;
            const numbers = data.map((cells, i) => (columns[i]!.unit ? cells.map((cell) => (typeof cell === 'number' ? change(cell) : cell)) : cells));
            return { ok: true, value: { ...answer.value, data: numbers } };
          }),
      };
    };

  it('sees counts that are one too high', onlyOne, async () => {
    expect((await differences(connection, FIRST, FIRST + 20, wrong((cell) => cell + 1))).length).toBeGreaterThan(5);
  });

  it('sees durations that are two milliseconds too long', onlyOne, async () => {
    expect((await differences(connection, FIRST, FIRST + 20, wrong((cell) => (cell > 1000 ? cell + 2 : cell)))).length).toBeGreaterThan(0);
  });

  it('asks the same for the same seed', onlyOne, () => {
    expect(deskOf(FIRST)).toEqual(deskOf(FIRST));
    expect(deskOf(FIRST)).not.toEqual(deskOf(FIRST + 20));
  });
});
