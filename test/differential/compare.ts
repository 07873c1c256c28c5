import type { Settled } from '../../src/data/adapter.ts';
import type { Cell, Query, ResultSet } from '../../src/data/query/query.ts';
import type { Answer } from './sql/query-sql.ts';

/** How an engine's answer differs from DuckDB's, in words; undefined where it does not. */
export function difference(query: Query, engine: Settled<ResultSet>, duckdb: Answer): string | undefined {
  if (!engine.ok) return `The engine refuses: ${engine.error.title} ${engine.error.detail ?? ''}`;
  const { columns, data, asOf, total, truncated = false } = engine.value;
  const names = columns.map(({ name }) => name);
  if ([...names].sort().join() !== [...duckdb.columns].sort().join()) return `Columns ${names.join(', ')} against ${duckdb.columns.join(', ')}.`;
  const rows = rowsOf(data, duckdb.columns.map((name) => names.indexOf(name)));
  const units = duckdb.columns.map((name) => columns[names.indexOf(name)]!.unit);
  const at = Array.from({ length: Math.max(rows.length, duckdb.rows.length) }, (_, i) => i).find((i) => !sameRow(rows[i], duckdb.rows[i], units));
  if (at !== undefined) return `Row ${at}: ${JSON.stringify(rows[at])} against ${JSON.stringify(duckdb.rows[at])}.`;
  if (asOf !== duckdb.asOf) return `asOf ${asOf} against ${duckdb.asOf}.`;
  if (truncated !== duckdb.truncated) return `truncated ${truncated} against ${duckdb.truncated}.`;
  if (query.total && total !== duckdb.total) return `total ${total} against ${duckdb.total}.`;
  return undefined;
}

function rowsOf(data: ResultSet['data'], order: readonly number[]): Cell[][] {
  return (data[0] ?? []).map((_, row) => order.map((column) => data[column]![row]!));
}

function sameRow(a: readonly Cell[] | undefined, b: readonly Cell[] | undefined, units: readonly (string | undefined)[]): boolean {
  return !!a && !!b && a.every((cell, i) => sameCell(cell, b[i]!, units[i]));
}

/** A list marks a ratio's numerator by true. Durations within a millisecond, or a billionth; whole numbers exactly, others within a billionth. */
function sameCell(a: Cell, b: Cell, unit: string | undefined): boolean {
  if (typeof a === 'boolean' && typeof b === 'number') return Number(a) === b;
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  if (unit === 'ms' && Math.abs(a - b) <= 1) return true;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
