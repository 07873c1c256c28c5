import type { DuckDBConnection } from '@duckdb/node-api';
import { guideModel, type CubeModel } from './data-model.ts';

/** A query as Cube's REST API takes it; what our engine does not send is not read. */
export interface RestQuery {
  measures?: readonly string[];
  dimensions?: readonly string[];
  timeDimensions?: readonly { dimension: string; granularity?: string; dateRange?: readonly [string, string] }[];
  filters?: readonly RestFilter[];
  order?: readonly (readonly [string, 'asc' | 'desc'])[];
  limit?: number;
  offset?: number;
  ungrouped?: boolean;
  total?: boolean;
  timezone?: string;
}
type RestFilter = { and: readonly RestFilter[] } | { or: readonly RestFilter[] } | { member: string; operator: string; values?: readonly string[] };

const model = guideModel();
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const split = (member: string): [cube: string, name: string] => member.split('.', 2) as [string, string];

/** What `/v1/meta` gives of a model that is without the members `lacking`. */
export function modelMeta(lacking: readonly string[] = []): object {
  const listed = (cube: string, names: object | undefined, typeOf: (name: string) => string) =>
    Object.keys(names ?? {}).filter((name) => !lacking.includes(name)).map((name) => ({ name: `${cube}.${name}`, title: name, shortTitle: name, type: typeOf(name), isVisible: true }));
  return {
    cubes: Object.entries(model).map(([name, { measures, dimensions }]) => ({
      name,
      title: name,
      type: 'cube',
      connectedComponent: 1,
      measures: listed(name, measures, () => 'number'),
      dimensions: listed(name, dimensions, (dimension) => dimensions[dimension]!.type),
      segments: [],
    })),
  };
}

/** What `/v1/load` gives: rows with numbers as texts and times without offset. */
export async function modelLoad(connection: DuckDBConnection, query: RestQuery): Promise<object> {
  const reader = await connection.runAndReadAll(sqlOf(query));
  const all = query.total && (await connection.runAndReadAll(sqlOf({ ...query, limit: 1_000_000, offset: 0 }))).currentRowCount;
  const cell = (value: unknown): unknown => (typeof value === 'bigint' || typeof value === 'number' ? String(value) : value);
  const data = reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])));
  return { query, data, annotation: {}, ...(query.total && { total: String(all) }), lastRefreshTime: new Date().toISOString() };
}

interface Writing {
  cubes: Set<string>;
  timezone: string;
}

function sqlOf({ measures = [], dimensions = [], timeDimensions = [], filters = [], order = [], limit = 10_000, offset = 0, ungrouped, timezone = 'UTC' }: RestQuery): string {
  const root = split(measures[0] ?? dimensions[0] ?? timeDimensions[0]?.dimension ?? (filters[0] as { member: string }).member)[0];
  const write: Writing = { cubes: new Set([root]), timezone };
  const buckets = timeDimensions.flatMap(({ dimension, granularity }) => {
    if (!granularity) return [];
    const local = `${memberSql(dimension, write)} AT TIME ZONE 'UTC' AT TIME ZONE ${quoted(timezone)}`;
    const sql = shown(`date_trunc(${quoted(granularity)}, ${local})`);
    return [[`${dimension}.${granularity}`, sql], [dimension, sql]] as const;
  });
  const isTime = (member: string): boolean => model[split(member)[0]]!.dimensions[split(member)[1]]!.type === 'time';
  const keys = [...buckets, ...dimensions.map((name) => [name, isTime(name) ? shown(memberSql(name, write)) : memberSql(name, write)] as const)];
  const columns = [...keys, ...measures.map((name) => [name, memberSql(name, write)] as const)];
  const wheres = [
    ...timeDimensions.flatMap(({ dimension, dateRange }) => (dateRange ? [within(memberSql(dimension, write), dateRange, timezone)] : [])),
    ...filters.map((filter) => filterSql(filter, write)),
  ];
  return [
    `SELECT ${columns.map(([name, sql]) => `${sql} AS "${name}"`).join(', ')}`,
    fromSql(root, write),
    wheres.length ? `WHERE ${wheres.join(' AND ')}` : '',
    keys.length && !ungrouped ? `GROUP BY ${keys.map((_, i) => i + 1).join(', ')}` : '',
    order.length ? `ORDER BY ${order.map(([name, direction]) => `"${name}" ${direction}`).join(', ')}` : '',
    `LIMIT ${limit} OFFSET ${offset}`,
  ].join(' ');
}

const shown = (sql: string): string => `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%g')`;

function fromSql(root: string, { cubes }: Writing): string {
  const table = ({ sql, sql_table }: CubeModel, name: string): string => `${sql ? `(${sql})` : sql_table} AS "${name}"`;
  const joined: string[] = [];
  const seen = new Set([root]);
  for (const cube of seen) {
    for (const [other, { sql }] of Object.entries(model[cube]!.joins ?? {})) {
      if (seen.has(other)) continue;
      seen.add(other);
      joined.push(`LEFT JOIN ${table(model[other]!, other)} ON ${resolved(sql, cube, { cubes: new Set(), timezone: '' })}`);
    }
  }
  const lost = [...cubes].filter((cube) => !seen.has(cube));
  if (lost.length) throw new Error(`Cube would find no way to join ${root} with ${lost.join()}.`);
  return `FROM ${table(model[root]!, root)} ${cubes.size > 1 ? joined.join(' ') : ''}`;
}

/** A member as SQL; the cubes that it needs are noted. */
function memberSql(member: string, write: Writing): string {
  const [cube, name] = split(member);
  const { dimensions, measures } = model[cube]!;
  write.cubes.add(cube);
  const dimension = dimensions[name];
  if (dimension) return resolved(dimension.sql, cube, write);
  const measure = measures![name]!;
  const value = measure.sql && resolved(measure.sql, cube, write);
  if (measure.type === 'number') return value!;
  const kept = conditionOf(member, write);
  const counted = value ?? `"${cube}".id`;
  return `${measure.type}(${kept ? `CASE WHEN ${kept} THEN ${counted} END` : counted})`;
}

function conditionOf(member: string, write: Writing): string {
  const [cube, name] = split(member);
  return (model[cube]!.measures![name]!.filters ?? []).map(({ sql }) => `(${resolved(sql, cube, write)})`).join(' AND ');
}

/** Cube puts the cube's name before a lone column, and each member for its reference. */
function resolved(sql: string, cube: string, write: Writing): string {
  if (/^\w+$/.test(sql)) return `"${cube}".${sql}`;
  return sql.replace(/\{([\w.]+)\}/g, (_, name: string) => (name === 'CUBE' ? `"${cube}"` : `(${memberSql(name.includes('.') ? name : `${cube}.${name}`, write)})`));
}

const instant = (local: string, timezone: string): string => `TIMESTAMP ${quoted(local)} AT TIME ZONE ${quoted(timezone)} AT TIME ZONE 'UTC'`;

/** Local times, both ends included. */
function within(sql: string, [from, to]: readonly [string, string], timezone: string): string {
  return `${sql} >= ${instant(from, timezone)} AND ${sql} <= ${instant(to.length === 10 ? `${to}T23:59:59.999` : to, timezone)}`;
}

function filterSql(filter: RestFilter, write: Writing): string {
  if ('and' in filter) return `(${filter.and.map((one) => filterSql(one, write)).join(' AND ')})`;
  if ('or' in filter) return `(${filter.or.map((one) => filterSql(one, write)).join(' OR ')})`;
  const { member, operator, values = [] } = filter;
  if (operator === 'measureFilter') return conditionOf(member, write) || 'TRUE';
  const sql = memberSql(member, write);
  const list = values.map(quoted).join(', ');
  switch (operator) {
    case 'equals':
      return `${sql} IN (${list})`;
    case 'notEquals':
      return `(${sql} IS NULL OR ${sql} NOT IN (${list}))`;
    case 'set':
      return `${sql} IS NOT NULL`;
    case 'notSet':
      return `${sql} IS NULL`;
    case 'inDateRange':
      return within(sql, values as unknown as [string, string], write.timezone);
    default:
      throw new Error(`The mocked Cube does not know the operator ${operator}.`);
  }
}
