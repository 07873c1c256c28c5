import type { DuckDBConnection } from '@duckdb/node-api';
import type { DimensionRef, MeasureRef } from '../../../src/data/catalog/members.ts';
import type { Query } from '../../../src/data/query/query.ts';
import type { DeskFacts } from './relation.ts';
import { isoInstant } from './time.ts';
import type { Reach } from './windows.ts';

/** A column that tells groups apart. */
export interface Key {
  name: string;
  type: string;
  /** Of its values, in the order that sorts them. */
  order: (column: string) => string;
  /** What is shown. */
  shown: (column: string) => string;
}

/** A query with all that its SQL needs. */
export interface Asked {
  query: Query;
  connection: DuckDBConnection;
  desk: DeskFacts;
  zone: string;
  weekStart: number;
  cut: number;
  measures: readonly MeasureRef[];
  dimensions: readonly DimensionRef[];
  times: readonly DimensionRef[];
  /** Tables of relations by their keys. */
  tables: Map<string, string>;
  shelf: Shelf;
  /** The query's own WITH list. */
  defined: Map<string, string>;
}

/** Relations about one desk that queries share: names of tables by their SQL; `waiting` are those not made yet. */
export interface Shelf {
  names: Map<string, string>;
  waiting: string[];
}

/** What tells groups apart, in the order of their columns. */
export function keysOf({ query, dimensions, desk }: Asked): Key[] {
  const same = (column: string) => column;
  const compared = query.timeDimensions?.some((time) => time.compareDateRange);
  const bucketed = (query.timeDimensions ?? []).filter((time) => time.granularity);
  const bucketNames = bucketed.map((time) => (query.dimensions?.includes(time.dimension) ? `${time.dimension}.${time.granularity}` : time.dimension));
  return [
    ...(compared ? [{ name: 'compareDateRange', type: 'number', order: same, shown: (c: string) => c }] : []),
    ...bucketNames.map((name): Key => ({ name, type: 'time', order: same, shown: same })),
    ...dimensions.map((ref): Key => {
      const type = ref.local ? 'number' : ref.type;
      return { name: ref.name, type, order: ref.base === 'priority' ? (c) => priorityOrder(c, desk) : ref.base === 'ageBucket' ? ageOrder : same, shown: type === 'time' ? isoInstant : same };
    }),
  ];
}

/** The source's order, else urgent to low; other words after them by code point. */
function priorityOrder(column: string, { orders }: DeskFacts): string {
  const words = (orders.priority ?? ['urgent', 'high', 'medium', 'low']).map((word) => `'${word}'`);
  return `CASE WHEN ${column} IS NULL THEN NULL ELSE coalesce(lpad(list_position([${words.join(', ')}], ${column})::VARCHAR, 9, '0'), '~' || ${column}) END`;
}

/** Youngest first. */
const ageOrder = (column: string) => `list_position(['under 1', '1–3', '3–7', '7–30', '30 or more'], ${column})`;

/** The ORDER BY: as asked, then by groups or in the order of the source. */
export function orderSql({ query }: Asked, columns: readonly Key[]): string {
  const named = (query.order ?? []).map(([member, direction]) => {
    const at = columns.findIndex(({ name }) => name === member);
    return `${columns[at]!.order(`c${at}`)} ${direction.toUpperCase()} NULLS LAST`;
  });
  const rest = query.ungrouped ? ['at_row'] : columns.filter(({ name }) => !query.measures?.includes(name)).map((column, i) => `${column.order(`c${i}`)} ASC NULLS LAST`);
  return [...named, ...rest, '1'].join(', ');
}

/** The name of a table of its own for a relation, which queries about the same desk share. */
export function define({ tables, shelf }: Asked, key: string, sql: () => string): string {
  let name = tables.get(key);
  if (name) return name;
  const text = sql();
  name = shelf.names.get(text);
  if (!name) {
    name = `relation_${shelf.names.size}`;
    shelf.names.set(text, name);
    shelf.waiting.push(`CREATE OR REPLACE TEMP TABLE ${name} AS ${text}`);
  }
  tables.set(key, name);
  return name;
}

/** Whether a range begins after all that the source vouches for. */
export const isLate = ({ spans }: Reach, { desk }: Asked) => spans.some((span) => span && span.from > desk.asOf);
