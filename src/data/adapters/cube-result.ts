import { array, looseObject, optional, record, string, unknown } from 'valibot';
import { findDimension, findMeasure, measureUnit } from '../catalog/members.ts';
import { check } from '../client-answer.ts';
import { DataError } from '../problem.ts';
import type { Cell, ResultColumn, ResultSet } from '../query/query.ts';
import { bucketLabel } from '../time/buckets.ts';
import type { CubeColumn, CubeRequest } from './cube-query.ts';

const answerSchema = looseObject({ data: array(record(string(), unknown())), lastRefreshTime: optional(string()), total: optional(unknown()) });

/** What Cube answered as a result of ours. `now` (ISO 8601) is the latest instant it may vouch for. Throws a `bad-data` `DataError`. */
export function readCubeAnswer(body: unknown, { columns, limit, partial }: CubeRequest, now: string): ResultSet {
  const { data, lastRefreshTime, total } = check(answerSchema, body, 'answer of Cube');
  const rows = data.slice(0, limit);
  const refreshed = Date.parse(lastRefreshTime ?? now);
  const all = total === undefined || total === null ? undefined : Number(total);
  return {
    columns: columns.map(resultColumn),
    data: columns.map((column) => rows.map((row, i) => readCell(row, column, i))),
    asOf: new Date(Math.min(Number.isNaN(refreshed) ? Infinity : refreshed, Date.parse(now))).toISOString(),
    ...(all !== undefined && Number.isFinite(all) && { total: all }),
    ...(data.length > rows.length && { truncated: true }),
    ...(partial.length && { partial }),
  };
}

/** The answer to a query over nothing. */
export function emptyAnswer({ columns }: CubeRequest, now: string): ResultSet {
  return { columns: columns.map(resultColumn), data: columns.map(() => []), asOf: now };
}

function resultColumn({ name, role, member }: CubeColumn): ResultColumn {
  if (role === 'bucket') return { name, type: 'time' };
  const measure = role === 'measure' ? findMeasure(name) : undefined;
  if (role === 'measure') return { name, type: 'number', ...(measure && { unit: measureUnit(measure) }) };
  const type = dimensionType(name, member.type);
  const unit = findDimension(name)?.type;
  return { name, type, ...(unit === 'duration' && { unit: 'ms' }), ...(unit === 'ratio' && { unit: 'ratio' }) };
}

function dimensionType(name: string, theirs: string): ResultColumn['type'] {
  const ref = findDimension(name);
  const ours = ref?.local ? 'number' : ref?.type;
  if (ours) return ours === 'duration' || ours === 'ratio' ? 'number' : ours;
  return theirs === 'number' || theirs === 'time' || theirs === 'boolean' ? theirs : 'string';
}

function readCell(row: Readonly<Record<string, unknown>>, column: CubeColumn, i: number): Cell {
  const { name, role, key, member, fixed } = column;
  if (fixed !== undefined) return fixed;
  // Without the granularity in its name, the column of a bucket is told by the member alone.
  const value = row[key] ?? (role === 'bucket' ? row[member.name] : undefined) ?? null;
  if (value === null) return null;
  const read = READERS[role === 'bucket' ? 'bucket' : role === 'measure' ? 'number' : dimensionType(name, member.type)](value);
  if (read !== undefined) return read;
  throw new DataError({ kind: 'bad-data', path: `data[${i}].${key}`, title: `Cube gave “${String(value).slice(0, 40)}” for ${name}, which is no ${role === 'measure' ? 'number' : resultColumn(column).type}.` });
}

/** Cells by type; undefined: the value is none of it. Cube gives numbers as texts. */
const READERS: Readonly<Record<ResultColumn['type'] | 'bucket', (value: unknown) => Cell | undefined>> = {
  string: (value) => String(value),
  number(value) {
    const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
    return Number.isFinite(number) ? number : undefined;
  },
  boolean: (value) => BOOLEANS.get(String(value).toLowerCase()),
  time(value) {
    const at = instantOf(value);
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  },
  bucket(value) {
    const at = instantOf(value);
    return Number.isNaN(at) ? undefined : bucketLabel(at);
  },
};

const BOOLEANS = new Map([...['true', '1', 't', 'yes'].map((word) => [word, true] as const), ...['false', '0', 'f', 'no'].map((word) => [word, false] as const)]);

/** Times come without offset: local ones of buckets, else UTC. */
function instantOf(value: unknown): number {
  const text = String(value).replace(' ', 'T');
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);
}
