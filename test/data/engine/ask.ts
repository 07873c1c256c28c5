import { expect } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Problem } from '../../../src/data/problem.ts';
import type { Cell, Query, ResultSet } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';

export type Row = Record<string, Cell>;

/** Asks one query and gives back the whole answer. */
export async function answer(records: Records, query: Query): Promise<ResultSet> {
  const [settled] = await recordsEngine(records).query([query], { signal: new AbortController().signal });
  if (!settled?.ok) throw new Error(JSON.stringify(settled?.error));
  return settled.value;
}

/** Asks a query that must be refused, and gives back why. */
export async function refusal(records: Records, query: Query): Promise<Problem> {
  const [settled] = await recordsEngine(records).query([query], { signal: new AbortController().signal });
  if (!settled || settled.ok) throw new Error('The query was answered.');
  return settled.error;
}

/** The answer as one object a row. */
export function rowsOf({ columns, data }: ResultSet): Row[] {
  return Array.from({ length: data[0]?.length ?? 0 }, (_, i) => Object.fromEntries(columns.map(({ name }, column) => [name, data[column]![i]!])));
}

export async function rows(records: Records, query: Query): Promise<Row[]> {
  return rowsOf(await answer(records, query));
}

/** The only value of a query with one measure and nothing else. */
export async function value(records: Records, measure: string, query: Query = {}): Promise<Cell> {
  const found = await rows(records, { ...query, measures: [measure] });
  expect(found).toHaveLength(1);
  return found[0]![measure]!;
}

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
