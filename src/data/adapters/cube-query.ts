import { findMeasure } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import type { Filter, MemberFilter, Query, TimeDimension } from '../query/query.ts';
import { parseInstant, rangeWindow } from '../query/range.ts';
import { bucketLabel } from '../time/buckets.ts';
import { parseDate } from '../time/calendar-date.ts';
import { zone, type Zone } from '../time/zone.ts';
import { memberOf, type CubeMember, type CubeMembers } from './cube-members.ts';

/** One column of a result, and where Cube's rows hold it; `fixed`: every row has this value. */
export interface CubeColumn {
  name: string;
  role: 'bucket' | 'dimension' | 'measure';
  key: string;
  member: CubeMember;
  fixed?: number;
}

export interface CubeRequest {
  /** Undefined: the range is empty, so nothing is asked. */
  query?: object;
  columns: readonly CubeColumn[];
  limit: number;
  /** What Cube cannot tell exactly, `code: words`. */
  partial: readonly string[];
}

const DEFAULT_LIMIT = 10_000;
/** Cube gives no more rows than these. */
const MOST_ROWS = 50_000;
/** Cube knows only how things are now; a clock so little behind is now. */
const NOW_TOLERANCE = 300_000;

/** A query as Cube takes it. Throws a `DataError`: `unsupported` for what Cube cannot express. */
export function cubeRequest(query: Query, members: CubeMembers, path: string): CubeRequest {
  refuseContext(query, path);
  const local = zone(query.timezone ?? 'UTC');
  const partial = new Set<string>();
  const write = { members, local, path, partial };
  const columns = columnsOf(query, members, path);
  const times = (query.timeDimensions ?? []).map((time, i) => timeDimension(time, write, i));
  noteThePast(query, write);
  const { limit = DEFAULT_LIMIT } = query;
  const filters = [...(query.filters ?? []).map((filter, i) => filterOf(filter, write, `${path}.filters[${i}]`)), ...chosenRecords(query, members, path)];
  const asked = (role: CubeColumn['role']) => columns.filter((column) => column.role === role && column.fixed === undefined).map(({ member }) => member.name);
  return {
    columns,
    limit,
    partial: [...partial],
    ...(!times.includes(undefined) && {
      query: {
        measures: asked('measure'),
        dimensions: asked('dimension'),
        timeDimensions: times,
        filters,
        order: orderOf(query, columns),
        limit: Math.min(limit + 1, MOST_ROWS),
        ...(query.offset && { offset: query.offset }),
        ...(query.total && { total: true }),
        ...(query.ungrouped && { ungrouped: true }),
        timezone: local.name,
      },
    }),
  };
}

interface Write {
  members: CubeMembers;
  local: Zone;
  path: string;
  partial: Set<string>;
}

function refuseContext({ measures = [], context = {}, timeDimensions = [] }: Query, path: string): void {
  const refuse = (title: string, place: string): never => {
    throw new DataError({ kind: 'unsupported', title, path: `${path}.${place}` });
  };
  if (context.hours === 'business') refuse('Cube does not count business hours.', 'context.hours');
  if (context.attribution && context.attribution !== 'event') refuse('Cube places each measure by its own date.', 'context.attribution');
  if (context.basis === 'status') refuse('Cube has no measures by status.', 'context.basis');
  if ((context.weekStart ?? 1) !== 1 && timeDimensions.some(({ granularity }) => granularity === 'week')) refuse('Weeks begin on Monday in Cube.', 'context.weekStart');
  const past = context.now !== undefined && Date.parse(context.now) < Date.now() - NOW_TOLERANCE;
  const stock = past ? measures.findIndex(isStock) : -1;
  if (stock >= 0) refuse(`Cube knows “${measures[stock]}” only as it is now.`, `measures[${stock}]`);
}

/** What changes after the window's end is not as it stood then: Cube knows records as they stand today. */
function noteThePast({ measures = [], timeDimensions = [], context = {} }: Query, { local, partial }: Write): void {
  const now = context.now === undefined ? Infinity : Date.parse(context.now);
  const ends = timeDimensions.flatMap(({ dateRange }) => (dateRange ? [rangeWindow(dateRange, local).to] : []));
  if (Math.min(now, ...ends) >= Date.now() - NOW_TOLERANCE) return;
  const own = measures.filter((name) => name.startsWith('tickets.')).map((name) => findMeasure(name)?.measure);
  const byClose = own.length > 0 && timeDimensions.some(({ dimension }) => CLOSED.test(dimension));
  if (byClose || own.some((measure) => CLOSED.test(measure?.time ?? '') || measure?.needs?.includes('statusCategory'))) {
    partial.add('no-history: Tickets may have been reopened since; Cube knows them only as they are now.');
  }
  if (measures.includes('tickets.unanswered')) partial.add('no-field-history: Tickets may have been answered since; Cube knows them only as they are now.');
}

const CLOSED = /losedAt$/;

/** Whether a measure is a state at an instant. */
export function isStock(name: string): boolean {
  return findMeasure(name)?.measure.time === 'asOf';
}

function columnsOf(query: Query, members: CubeMembers, path: string): CubeColumn[] {
  const buckets = (query.timeDimensions ?? []).flatMap(({ dimension, granularity }, i): CubeColumn[] => {
    if (!granularity) return [];
    const member = memberOf(members, dimension, 'dimension', `${path}.timeDimensions[${i}].dimension`);
    // A date that is also asked for as it is keeps its own name.
    const name = query.dimensions?.includes(dimension) ? `${dimension}.${granularity}` : dimension;
    return [{ name, role: 'bucket', key: `${member.name}.${granularity}`, member }];
  });
  const dimensions = (query.dimensions ?? []).map((name, i): CubeColumn => {
    const member = memberOf(members, name, 'dimension', `${path}.dimensions[${i}]`);
    return { name, role: 'dimension', key: member.name, member };
  });
  const measures = (query.measures ?? []).map((name, i): CubeColumn => {
    const member = memberOf(members, name, 'measure', `${path}.measures[${i}]`);
    // Ungrouped, Cube gives what a measure is made of, which of a counted record is nothing but itself.
    const counted = query.ungrouped && ['count', 'stock'].includes(findMeasure(name)?.measure.kind ?? '');
    return { name, role: 'measure', key: member.name, member, ...(counted && { fixed: 1 }) };
  });
  return [...buckets, ...dimensions, ...measures];
}

/** Records are chosen by the measures that an ungrouped query names. */
function chosenRecords({ ungrouped, measures = [] }: Query, members: CubeMembers, path: string): object[] {
  if (!ungrouped) return [];
  return measures.map((name, i) => ({ member: memberOf(members, name, 'measure', `${path}.measures[${i}]`).name, operator: 'measureFilter' }));
}

/** Undefined: the range is empty. */
function timeDimension({ dimension, granularity, dateRange }: TimeDimension, write: Write, i: number): object | undefined {
  const member = memberOf(write.members, dimension, 'dimension', `${write.path}.timeDimensions[${i}].dimension`);
  const range = dateRange && inclusive(dateRange, write);
  if (dateRange && !range) return undefined;
  return { dimension: member.name, ...(granularity && { granularity }), ...(range && { dateRange: range }) };
}

/** A range as Cube reads it: local, both ends included. Dates are so already; instants are half-open here. */
function inclusive(range: readonly [string, string], write: Write): readonly [string, string] | undefined {
  const { from, to } = rangeWindow(range, write.local);
  if (to <= from) return undefined;
  return Number.isNaN(parseDate(range[0])) ? [wallClock(from, write), wallClock(to - 1, write)] : range;
}

/** What the clocks show at an instant, to the millisecond. */
function wallClock(at: number, { local, partial }: Write): string {
  const shown = local.toLocal(at);
  if (local.toUtc(shown) !== at) partial.add('repeated-hour: A boundary lies in an hour that the clocks showed twice; Cube cannot tell which.');
  return bucketLabel(shown);
}

function orderOf({ order }: Query, columns: readonly CubeColumn[]): readonly (readonly [string, 'asc' | 'desc'])[] {
  const keyed = (column: CubeColumn): string => (column.role === 'bucket' ? column.member.name : column.key);
  if (!order) return columns.filter(({ role }) => role !== 'measure').map((column) => [keyed(column), 'asc']);
  return order.flatMap(([name, direction]) => {
    const column = columns.find((one) => one.name === name && one.fixed === undefined);
    return column ? [[keyed(column), direction] as const] : [];
  });
}

function filterOf(filter: Filter, write: Write, path: string): object {
  if ('and' in filter) return { and: filter.and.map((one, i) => filterOf(one, write, `${path}.and[${i}]`)) };
  if ('or' in filter) return { or: filter.or.map((one, i) => filterOf(one, write, `${path}.or[${i}]`)) };
  const member = memberOf(write.members, filter.member, 'dimension', `${path}.member`);
  if (member.type === 'time' && filter.values?.length) return timeFilter(filter, member.name, write);
  return { member: member.name, operator: filter.operator, ...(filter.values && { values: filter.values }) };
}

/** Cube compares times by the operators of dates alone. */
function timeFilter({ operator, values = [] }: MemberFilter, member: string, write: Write): object {
  const one = (name: string, ...args: string[]) => ({ member, operator: name, values: args });
  const spans = values.map((value) => spanOf(value, write.local));
  const range = operator === 'inDateRange' || operator === 'notInDateRange';
  if (range) {
    const given = inclusive([values[0]!, values[1] ?? values[0]!], write);
    // Of an empty range nothing is in, and everything is not in.
    return given ? one(operator, ...given) : { member, operator: operator === 'inDateRange' ? 'notSet' : 'set' };
  }
  const at = (instant: number) => wallClock(instant, write);
  const write1 = ({ from, last }: { from: number; last: number }): object | undefined => {
    switch (operator) {
      case 'beforeDate':
      case 'lt':
        return one('beforeDate', at(from));
      case 'afterDate':
      case 'gt':
        return one('afterDate', at(last));
      case 'gte':
        return one('afterDate', at(from - 1));
      case 'lte':
        return one('beforeDate', at(last + 1));
      case 'equals':
        return one('inDateRange', at(from), at(last));
      case 'notEquals':
        return one('notInDateRange', at(from), at(last));
      default:
        return undefined;
    }
  };
  const parts = spans.map((span) => write1(span));
  if (parts.some((part) => !part)) return { member, operator, values };
  return parts.length === 1 ? parts[0]! : { [operator === 'notEquals' ? 'and' : 'or']: parts };
}

/** A date is its whole local day, an instant itself; `last` is the last millisecond of it. */
function spanOf(text: string, local: Zone): { from: number; last: number } {
  if (Number.isNaN(parseDate(text))) {
    const at = parseInstant(text, local);
    if (Number.isNaN(at)) throw new DataError({ kind: 'bad-query', title: `“${text.slice(0, 40)}” is no date and no instant.` });
    return { from: at, last: at };
  }
  const { from, to } = rangeWindow([text, text], local);
  return { from, last: to - 1 };
}
