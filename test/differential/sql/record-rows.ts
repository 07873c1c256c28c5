import { joinPath } from '../../../src/data/catalog/joins.ts';
import { type DimensionRef, findDimension } from '../../../src/data/catalog/members.ts';
import type { Filter, MemberFilter } from '../../../src/data/query/query.ts';
import type { SourceName } from '../../../src/data/records/records.ts';
import { literal } from '../tables.ts';
import { DIMENSIONS } from './measures.ts';
import type { Frame } from './relation.ts';
import { viewOf } from './views.ts';

/** Records of a source as `s`, joined to what is asked of them. */
export interface Joined {
  /** SQL of a dimension's value. */
  column(ref: DimensionRef): string;
  /** The FROM of all that has been asked so far. */
  from(): string;
}

/** Joins sources to the records of `root` as dimensions of them are asked for. */
export function joined(frame: Frame, root: SourceName): Joined {
  const joins = new Map<string, string>();
  const reach = (to: SourceName): string => {
    let alias = 's';
    for (const step of joinPath(root, to) ?? []) {
      const next = `${alias}_${step.to}`;
      if (!joins.has(next)) {
        const key = columnOf(alias, alias === 's' ? root : (alias.split('_').at(-1) as SourceName), step.key);
        joins.set(next, `LEFT JOIN (SELECT * FROM ${viewOf(frame, step.to)} WHERE joinable) ${next} ON ${next}.id = ${key}`);
      }
      alias = next;
    }
    return alias;
  };
  const columnOf = (alias: string, source: SourceName, base: string): string => {
    const at = DIMENSIONS.findIndex((one) => one.source === source && one.columns.includes(base));
    if (at < 0) return `${alias}."${base}"`;
    const beside = `${alias}_d${at}`;
    if (!joins.has(beside)) joins.set(beside, `LEFT JOIN (${DIMENSIONS[at]!.relation(frame)}) ${beside} ON ${beside}._row = ${alias}._row`);
    return `${beside}."${base}"`;
  };
  return {
    column: (ref) => {
      const value = columnOf(reach(ref.source), ref.source, ref.base);
      // A negative duration is no value.
      if (ref.derived?.family) return `CASE WHEN ${value} >= 0 THEN ${value} END`;
      if (!ref.local) return value;
      const wall = `local_time(${value}, '${frame.zone}')`;
      return ref.local === 'hourOfDay' ? `hour(${wall})` : `isodow(${wall})`;
    },
    from: () => `${viewOf(frame, root)} s ${[...joins.values()].join('\n    ')}`,
  };
}

/** The condition of filters, all of which must hold; never NULL. */
export function filterSql(frame: Frame, filters: readonly Filter[], rows: Joined): string {
  const all = filters.map((filter) => oneFilter(frame, filter, rows));
  return all.length ? `(${all.join(' AND ')})` : 'TRUE';
}

function oneFilter(frame: Frame, filter: Filter, rows: Joined): string {
  if ('and' in filter) return filterSql(frame, filter.and, rows);
  if ('or' in filter) return filter.or.length ? `(${filter.or.map((one) => oneFilter(frame, one, rows)).join(' OR ')})` : 'FALSE';
  const ref = findDimension(filter.member)!;
  return `coalesce(${leaf(frame, filter, ref, rows.column(ref))}, FALSE)`;
}

function leaf(frame: Frame, { operator, values = [] }: MemberFilter, ref: DimensionRef, column: string): string {
  const type = ref.local ? 'number' : ref.type;
  const value = (text: string) => (type === 'string' ? literal(text) : type === 'time' ? String(Date.parse(text)) : text);
  const texts = (test: (text: string) => string) => `(${values.map((text) => test(`lower(${literal(text)})`)).join(' OR ')})`;
  const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
  switch (operator) {
    case 'equals':
      return `${column} IN (${values.map(value).join(', ')})`;
    case 'notEquals':
      return `(${column} IS NULL OR ${column} NOT IN (${values.map(value).join(', ')}))`;
    case 'contains':
      return texts((text) => `contains(lower(${column}), ${text})`);
    case 'notContains':
      return `(${column} IS NULL OR NOT ${texts((text) => `contains(lower(${column}), ${text})`)})`;
    case 'startsWith':
      return texts((text) => `starts_with(lower(${column}), ${text})`);
    case 'endsWith':
      return texts((text) => `suffix(lower(${column}), ${text})`);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${column} ${signs[operator]} ${value(values[0]!)}`;
    case 'set':
      return `${column} IS NOT NULL`;
    case 'notSet':
      return `${column} IS NULL`;
    case 'inDateRange':
      return `(${column} >= ${dayOrInstant(values[0]!, 0, frame.zone)} AND ${column} < ${dayOrInstant(values[1]!, 1, frame.zone)})`;
    case 'notInDateRange':
      return `(${column} < ${dayOrInstant(values[0]!, 0, frame.zone)} OR ${column} >= ${dayOrInstant(values[1]!, 1, frame.zone)})`;
    case 'beforeDate':
      return `${column} < ${dayOrInstant(values[0]!, 0, frame.zone)}`;
    case 'afterDate':
      return isDay(values[0]!) ? `${column} >= ${dayOrInstant(values[0]!, 1, frame.zone)}` : `${column} > ${dayOrInstant(values[0]!, 0, frame.zone)}`;
  }
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** SQL of an instant; of a local date the begin of the day, or of the one `days` later. */
export function dayOrInstant(text: string, days: number, zone: string): string {
  return isDay(text) ? `first_instant((DATE '${text}' + ${days})::TIMESTAMP, '${zone}')` : String(Date.parse(text));
}
