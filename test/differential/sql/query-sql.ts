import type { DuckDBConnection } from '@duckdb/node-api';
import { findDimension, findMeasure } from '../../../src/data/catalog/members.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import { type Asked, isLate, type Key, keysOf, orderSql, type Shelf } from './asked.ts';
import { partsOf } from './part.ts';
import { rowsSql } from './part-rows.ts';
import { figureSql, isCount } from './figures.ts';
import type { DeskFacts } from './relation.ts';
import { type Reach, reaches } from './windows.ts';

/** What DuckDB says. Rows in order; a cell is as in a result set. */
export interface Answer {
  columns: string[];
  rows: Cell[][];
  total: number;
  truncated: boolean;
  asOf: string;
  sql: string;
}

/** Answers a query with SQL alone. */
export async function answerWithSql(
  connection: DuckDBConnection,
  desk: DeskFacts,
  query: Query,
  timezone: string | undefined,
  shelf: Shelf = { names: new Map(), waiting: [] },
): Promise<Answer> {
  const cut = Math.min(query.context?.now === undefined ? Infinity : Date.parse(query.context.now), desk.asOf);
  const asked: Asked = {
    query,
    connection,
    desk,
    zone: query.timezone ?? timezone ?? 'UTC',
    weekStart: query.context?.weekStart ?? 1,
    cut,
    measures: (query.measures ?? []).map((name) => findMeasure(name)!),
    dimensions: (query.dimensions ?? []).map((name) => findDimension(name)!),
    times: (query.timeDimensions ?? []).map(({ dimension }) => findDimension(dimension)!),
    tables: new Map(),
    shelf,
    defined: new Map(),
  };
  const keys = keysOf(asked);
  const ranges = await reaches(connection, query, asked.zone);
  const body = query.ungrouped ? await listSql(asked, ranges) : await groupsSql(asked, keys, ranges);
  const columns = [...keys, ...asked.measures.map((ref): Key => ({ name: ref.name, type: 'number', order: (c) => c, shown: (c) => c }))];
  const order = orderSql(asked, columns);
  const { limit = 10_000, offset = 0 } = query;
  const defined = [...asked.defined].map(([name, sql]) => `${name} AS (${sql})`);
  const sql = `${defined.length ? `WITH ${defined.join(',\n')}` : ''}
    SELECT ${columns.map((column, i) => `${column.shown(`c${i}`)} AS c${i}`).join(', ') || '1'}, count(*) OVER () AS total
    FROM (${body}) ORDER BY ${order}`;
  for (const statement of shelf.waiting.splice(0)) await connection.run(statement);
  const read = (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(plain));
  const rows = read.slice(offset, offset + limit).map((row) => row.slice(0, columns.length));
  return { columns: columns.map(({ name }) => name), rows, total: read.length, truncated: read.length > offset + limit, asOf: new Date(cut).toISOString(), sql };
}

const plain = (value: unknown): Cell => (typeof value === 'bigint' ? Number(value) : (value as Cell));

const listOf = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

async function groupsSql(asked: Asked, keys: readonly Key[], ranges: readonly Reach[]): Promise<string> {
  const ks = listOf(keys.length, 'k');
  const refs = asked.measures.length ? asked.measures : [undefined];
  const figures: string[] = [];
  let number = 0;
  for (const [m, ref] of refs.entries()) {
    const parts = (await Promise.all(ranges.map((reach) => partsOf(asked, ref, reach)))).flat();
    const selects = parts.map((part) => rowsSql(asked, part, number++));
    const figure = ref ? figureSql(ref) : '1';
    if (!selects.length) {
      figures.push(ks.length ? `SELECT ${ks.map((k) => `NULL AS ${k}, `).join('')}NULL::DOUBLE AS m${m} WHERE FALSE` : `SELECT NULL::DOUBLE AS m${m}`);
      continue;
    }

    asked.defined.set(`rows_${m}`, selects.join('\n UNION ALL '));
    const grouping = ks.length ? `GROUP BY ${ks.join(', ')}` : '';
    if (!ref) {
      figures.push(`SELECT ${ks.join(', ')} FROM rows_${m} ${grouping}`);
      continue;
    }
    const kept = `SELECT * FROM rows_${m} QUALIFY row_number() OVER (PARTITION BY ${[...ks, '_row'].join(', ')} ORDER BY rank DESC NULLS LAST) = 1`;
    const units = `SELECT ${[...ks, ''].join(', ')} sum(value) AS value, any_value(weight) AS weight, bool_or(missing) AS missing, any_value(mix) AS mix, any_value(word) AS word
      FROM (${kept}) GROUP BY ${[...ks, ''].join(', ')} coalesce(unit, _row::VARCHAR)`;
    figures.push(`SELECT ${[...ks, ''].join(', ')} ${figure} AS m${m} FROM (${units}) ${grouping}`);
  }
  const alone = ks.length === 1 && ranges[0]?.name !== undefined;
  figures.forEach((sql, m) => asked.defined.set(`figures_${m}`, sql));
  if (!asked.measures.length) return `SELECT ${ks.map((k, i) => `${k} AS c${i}`).join(', ')} FROM figures_0`;
  const late = ranges.filter((reach) => isLate(reach, asked)).map(({ name }) => `'${name}'`);
  const zero = (m: number) => (alone && late.length ? `CASE WHEN g.k0 NOT IN (${late.join(', ')}) THEN coalesce(f${m}.m${m}, 0) END` : `coalesce(f${m}.m${m}, 0)`);
  const shown = asked.measures.map((ref, m) => `(${isCount(ref) && ks.length ? zero(m) : `f${m}.m${m}`})::DOUBLE AS c${keys.length + m}`);
  if (!ks.length) return `SELECT ${shown.join(', ')} FROM ${asked.measures.map((_, m) => `figures_${m} f${m}`).join(', ')}`;
  // Without dimensions and buckets each range has its row.
  const groups = alone
    ? ranges.map(({ name }) => `SELECT '${name}' AS k0`).join(' UNION ')
    : asked.measures.map((_, m) => `SELECT ${ks.join(', ')} FROM figures_${m}`).join(' UNION ');
  const joins = asked.measures.map((_, m) => `LEFT JOIN figures_${m} f${m} ON ${ks.map((k) => `f${m}.${k} IS NOT DISTINCT FROM g.${k}`).join(' AND ')}`);
  return `SELECT ${[...ks.map((k, i) => `g.${k} AS c${i}`), ...shown].join(', ')} FROM (${groups}) g ${joins.join('\n')}`;
}

async function listSql(asked: Asked, ranges: readonly Reach[]): Promise<string> {
  const ref = asked.measures[0];
  const parts = (await Promise.all(ranges.map((reach) => partsOf(asked, ref, reach)))).flat();
  const keys = keysOf(asked).length;
  const ks = listOf(keys, 'k');
  if (!parts.length) return `SELECT ${[...ks, ...(ref ? ['v'] : [])].map((_, i) => `NULL AS c${i}, `).join('')} 0 AS at_row WHERE FALSE`;
  const rows = parts.map((part, i) => rowsSql(asked, part, i)).join('\n UNION ALL ');
  const ranked = ref ? `SELECT * FROM (${rows}) QUALIFY row_number() OVER (PARTITION BY ${[...ks, '_row'].join(', ')} ORDER BY rank DESC NULLS LAST) = 1` : rows;
  const chosen = `SELECT * FROM (${ranked}) WHERE listed`;
  // Of several rows of one record the highest counts; visits of one unit are one row, that of the first.
  const unit = 'PARTITION BY coalesce(unit, _row::VARCHAR)';
  asked.defined.set('listed_rows', ref ? `SELECT * REPLACE (sum(value) OVER (${unit}) AS value) FROM (${chosen}) QUALIFY row_number() OVER (${unit} ORDER BY seat) = 1` : chosen);
  const own = ref?.part === 'missing' ? '1::DOUBLE' : ref?.measure.kind === 'ratio' ? 'value > 0' : 'value::DOUBLE';
  const value = ref ? `, ${own} AS c${keys}` : '';
  return `SELECT ${ks.map((k, i) => `${k} AS c${i}, `).join('')} seat AS at_row${value} FROM listed_rows`;
}
