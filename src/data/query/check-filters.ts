import * as v from 'valibot';
import type { DimensionRef } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import { parseDate } from '../time/calendar-date.ts';
import type { Zone } from '../time/zone.ts';
import { issueProblem, refuse, suggestion } from './faults.ts';
import { parseInstant, rangeWindow } from './range.ts';
import type { FilterOperator, MemberFilter } from './query.ts';
import { memberFilterSchema } from './schema.ts';
import type { KnownMembers } from './validate.ts';

const DEEPEST = 8;
const MOST = 1000;

const COMPARED: readonly FilterOperator[] = ['equals', 'notEquals'];
const PRESENT: readonly FilterOperator[] = ['set', 'notSet'];
const NUMBER = [...COMPARED, 'gt', 'gte', 'lt', 'lte', ...PRESENT] as const;
/** Operators that fit what a member holds. */
const FITTING: Readonly<Record<DimensionRef['type'], readonly FilterOperator[]>> = {
  string: [...COMPARED, 'contains', 'notContains', 'startsWith', 'endsWith', ...PRESENT],
  number: NUMBER,
  duration: NUMBER,
  ratio: NUMBER,
  boolean: [...COMPARED, ...PRESENT],
  time: [...COMPARED, 'inDateRange', 'notInDateRange', 'beforeDate', 'afterDate', ...PRESENT],
};

/** The members that filters name, with their places; a faulty filter throws. */
export function checkFilters(filters: readonly unknown[], known: KnownMembers, clock: Zone, path: string): [ref: DimensionRef, at: string][] {
  const found: [DimensionRef, string][] = [];
  const visit = (node: unknown, at: string, depth: number) => {
    if (depth > DEEPEST) throw refuse(`Filters may be nested ${DEEPEST} deep at most.`, at);
    const group = groupOf(node);
    if (group) {
      group.list.forEach((child, i) => visit(child, `${at}.${group.key}[${i}]`, depth + 1));
      return;
    }
    const joined = typeof node === 'object' && node && (['and', 'or'] as const).find((key) => key in node);
    if (joined) throw refuse(`“${joined}” must be a list of filters, and stand alone.`, at, joined);
    const parsed = v.safeParse(memberFilterSchema, node, { abortEarly: true });
    if (!parsed.success) throw new DataError(issueProblem(parsed.issues[0], at, 'This filter'));
    found.push([checkFilter(parsed.output, known, clock, at), `${at}.member`]);
    if (found.length > MOST) throw refuse(`A query may have ${MOST} conditions at most.`, at);
  };
  filters.forEach((filter, i) => visit(filter, `${path}[${i}]`, 1));
  return found;
}

function groupOf(node: unknown): { key: 'and' | 'or'; list: readonly unknown[] } | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const keys = Object.keys(node);
  const key = keys.length === 1 ? keys[0] : '';
  const list = key === 'and' || key === 'or' ? (node as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? { key: key as 'and' | 'or', list } : undefined;
}

function checkFilter(filter: MemberFilter, known: KnownMembers, clock: Zone, at: string): DimensionRef {
  const { member, operator, values = [] } = filter;
  const ref = known.dimension(member);
  if (!ref) {
    const title = known.measure(member)
      ? `“${member}” is a measure; filters choose records by a dimension.`
      : `There is no dimension “${member}”.${suggestion(member, known.names('dimension'))}`;
    throw refuse(title, at, 'member');
  }
  if (ref.derived?.virtual) throw refuse(`“${member}” has no values to filter by; use it as a time dimension.`, at, 'member');
  const type = ref.local ? 'number' : ref.type;
  const fitting = FITTING[type];
  if (!fitting.includes(operator)) {
    throw refuse(`“${operator}” does not fit “${member}”, which holds ${HOLDS[type]}. Use one of ${fitting.join(', ')}.`, at, 'operator');
  }
  checkCount(operator, values.length, at);
  const wrong = values.findIndex((value) => !readable(value, type, operator, clock));
  if (wrong >= 0) throw refuse(`“${values[wrong]!.slice(0, 80)}” is not ${VALUE[type]}, as “${member}” needs.`, at, `values[${wrong}]`);
  if (operator === 'inDateRange' || operator === 'notInDateRange') checkRange(values as [string, string], clock, `${at}.values`);
  return ref;
}

const HOLDS: Readonly<Record<DimensionRef['type'], string>> = {
  string: 'text',
  number: 'numbers',
  duration: 'durations',
  ratio: 'ratios',
  boolean: 'true or false',
  time: 'times',
};
const VALUE: typeof HOLDS = {
  string: 'a text',
  number: 'a number',
  duration: 'a number of milliseconds',
  ratio: 'a number (1 = 100 %)',
  boolean: '“true” or “false”',
  time: 'a date (2026-03-01) or an instant (2026-03-01T14:00:00Z)',
};

function checkCount(operator: FilterOperator, count: number, at: string): void {
  if (operator === 'set' || operator === 'notSet') {
    if (count) throw refuse(`“${operator}” takes no values.`, at, 'values');
  } else if (!count) {
    throw refuse(`“${operator}” needs at least one value.`, at, 'values');
  } else if (/DateRange/.test(operator) && count !== 2) {
    throw refuse(`“${operator}” needs two values, from and to.`, at, 'values');
  } else if (/Date$|^[gl]te?$/.test(operator) && count !== 1) {
    throw refuse(`“${operator}” needs one value.`, at, 'values');
  }
}

function readable(value: string, type: DimensionRef['type'], operator: FilterOperator, clock: Zone): boolean {
  if (type === 'string') return true;
  if (type === 'boolean') return value === 'true' || value === 'false';
  if (type !== 'time') return value.trim() !== '' && Number.isFinite(Number(value));
  const instant = !Number.isNaN(parseInstant(value, clock));
  return operator === 'equals' || operator === 'notEquals' ? instant : instant || !Number.isNaN(parseDate(value));
}

/** Throws where a range cannot be read, with its place. */
export function checkRange(range: readonly [string, string], clock: Zone, at: string): void {
  try {
    rangeWindow(range, clock);
  } catch (thrown) {
    throw refuse((thrown as Error).message, at);
  }
}
