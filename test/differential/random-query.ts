import type { Catalog } from '../../src/data/catalog/catalog.ts';
import { joinPath } from '../../src/data/catalog/joins.ts';
import { type DimensionRef, findDimension, findMeasure, type MeasureRef } from '../../src/data/catalog/members.ts';
import { PARTS } from '../../src/data/catalog/measures.ts';
import type { Filter, FilterOperator, Granularity, Query, QueryContext, TimeDimension } from '../../src/data/query/query.ts';
import { knownMembers, validateQuery } from '../../src/data/query/validate.ts';
import type { SourceName } from '../../src/data/records/records.ts';
import { type Dice, dice } from './dice.ts';
import { CLOCK_CHANGES, type RandomDesk } from './random-desk.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Kit {
  d: Dice;
  desk: RandomDesk;
  /** Names of what the desk can answer. */
  measures: readonly string[];
  dimensions: readonly DimensionRef[];
  /** When things happened, in order. */
  moments: readonly number[];
  /** How long most of it took. */
  spread: number;
}

/** A valid query about a desk, the same for the same seed. */
export function randomQuery(seed: number, desk: RandomDesk, catalog: Catalog): Query {
  const whole = kitOf(dice(seed), desk, catalog);
  for (;;) {
    const { d } = whole;
    const now = d.chance(0.3) ? nowOf(whole) : undefined;
    const past = whole.moments.filter((moment) => moment <= Math.min(now ?? Infinity, desk.asOf));
    const query = attempt(past.length && d.chance(0.9) ? { ...whole, moments: past } : whole, now);
    if (query && validateQuery(query, knownMembers()).ok) return query;
  }
}

function kitOf(d: Dice, desk: RandomDesk, catalog: Catalog): Kit {
  const members = catalog.sources.flatMap((source) => source.members);
  const moments = Object.values(desk.tables).flatMap((rows) =>
    rows.flatMap((row) => ['createdAt', 'closedAt', 'firstResponseAt', 'enteredAt', 'sentAt', 'startedAt', 'submittedAt'].flatMap((name) => (typeof row[name] === 'number' ? [row[name]] : []))),
  );
  moments.sort((a, b) => a - b);
  const spread = moments.length ? moments[Math.floor(moments.length * 0.95)]! - moments[Math.floor(moments.length * 0.05)]! : DAY;
  const measures = members.filter((member) => member.kind === 'measure').map(({ name }) => name);
  const dimensions = members.filter((member) => member.kind !== 'measure').map(({ name }) => findDimension(name)!);
  return { d, desk, measures, dimensions, moments, spread };
}

/** A frozen clock: mostly late in what happened, sometimes after it. */
function nowOf({ d, desk, moments }: Kit): number {
  if (!moments.length || d.chance(0.1)) return desk.asOf + DAY;
  return d.pick(d.chance(0.8) ? moments.slice(-Math.ceil(moments.length / 2)) : moments) + d.pick([-1, 0, 0, 1]);
}

/** Ways to group that say something of most records; others are rarer. */
const EVERYDAY = /^(?!.*(Ms|excludedAt|availabilitySince|url|slaRemaining|slaElapsed|comment|id)$).*/;
const usual = (d: Dice, from: readonly DimensionRef[]): DimensionRef => {
  const picked = d.pick(from);
  return d.chance(0.8) && (!EVERYDAY.test(picked.name) || picked.type === 'duration' || picked.type === 'ratio') ? d.pick(from) : picked;
};

function attempt(kit: Kit, now: number | undefined): Query | undefined {
  const { d } = kit;
  const measures = d.chance(0.04) ? [] : measuresOf(kit);
  const refs = measures.map((name) => findMeasure(name)!);
  const open = kit.dimensions.filter((one) => refs.every((ref) => joinPath(ref.source, one.source)));
  const plain = open.filter((one) => !one.derived?.virtual);
  if (!plain.length) return undefined;
  const from = measures.length ? plain : plain.filter((one) => joinPath(d.pick(plain).source, one.source));
  if (!from.length) return undefined;
  const ungrouped = measures.length < 2 && d.chance(0.15);
  const dimensions = [...new Set(Array.from({ length: measures.length && !ungrouped ? d.pick([0, 0, 1, 1, 2]) : d.whole(1, 3) }, () => localName(d, usual(d, from))))].filter((name) => !measures.includes(name));
  const timeDimensions = timesOf(kit, refs, open, ungrouped);
  const query: Query = {
    ...((measures.length || d.chance(0.5)) && { measures }),
    ...(dimensions.length && { dimensions }),
    ...(timeDimensions.length && { timeDimensions }),
    ...(d.chance(0.4) && { filters: Array.from({ length: d.pick([1, 1, 1, 2]) }, () => filterOf(kit, from, 1)) }),
    ...(d.chance(0.4) && { timezone: d.pick(Object.keys(CLOCK_CHANGES)) }),
    ...(ungrouped && { ungrouped }),
    ...(d.chance(0.3) && { total: true }),
    ...(d.chance(0.2) && { limit: d.pick([1, 2, 5]) }),
    ...(d.chance(0.1) && { offset: d.pick([0, 1, 3]) }),
  };
  const context = contextOf(kit, refs, now);
  return { ...query, ...orderOf(d, query), ...(Object.keys(context).length && { context }) };
}

const localName = (d: Dice, ref: DimensionRef) => (ref.type === 'time' && d.chance(0.7) ? `${ref.name}.${d.pick(['hourOfDay', 'dayOfWeek'])}` : ref.name);

/** Whether the source itself gives a field. */
const isSupplied = ({ tables }: RandomDesk, { source, base }: DimensionRef) => !!tables[source]?.some((row) => row[base] !== undefined && row[base] !== null);

function measuresOf({ d, desk, measures, dimensions }: Kit): string[] {
  // Each SLA measure has four members: without this they would crowd out the others.
  const bases = [...new Set(measures.map((name) => name.split('.').slice(0, 2).join('.')))];
  const base = d.pick(bases);
  const first = d.pick(measures.filter((name) => name === base || name.startsWith(`${base}.`)));
  const source = first.split('.')[0] as SourceName;
  const near = measures.filter((name) => name.startsWith(`${source}.`));
  return [...new Set(Array.from({ length: d.pick([1, 1, 1, 2, 3]) }, (_, i) => {
    if (d.chance(0.07)) return fieldMeasure(d, dimensions.filter((one) => one.source === source && !one.derived && isSupplied(desk, one)));
    return withPart(d, i === 0 ? first : d.chance(0.85) ? d.pick(near) : d.pick(measures));
  }).filter((name) => !!findMeasure(name)))];
}

function withPart(d: Dice, name: string): string {
  const ref = findMeasure(name) ?? findMeasure(`${name}.avg`)!;
  const parts = PARTS[ref.measure.kind];
  return parts.length && (ref.measure.kind === 'family' || d.chance(0.3)) ? `${name}.${d.pick<string>(parts)}` : name;
}

function fieldMeasure(d: Dice, fields: readonly DimensionRef[]): string {
  if (!fields.length) return '';
  const field = d.pick(fields);
  const numeric = field.type === 'number' || field.type === 'duration';
  return `${field.name}.${numeric && d.chance(0.8) ? d.pick(PARTS.family) : 'countDistinct'}`;
}

function timesOf(kit: Kit, refs: readonly MeasureRef[], open: readonly DimensionRef[], ungrouped: boolean): TimeDimension[] {
  const { d } = kit;
  if (d.chance(0.2)) return [];
  const times = open.filter((one) => one.type === 'time' && (!one.derived?.virtual || (refs.length && refs.every((ref) => ref.source === one.source && ref.measure.time === one.base))));
  const own = times.filter((one) => refs.some((ref) => ref.source === one.source && ref.measure.time === one.base));
  if (!times.length) return [];
  const common = times.filter((one) => /\.(createdAt|closedAt|firstResponseAt|enteredAt|sentAt|startedAt|submittedAt)$/.test(one.name));
  const first = own.length && d.chance(0.75) ? d.pick(own) : common.length && d.chance(0.7) ? d.pick(common) : d.pick(times);
  const result = [oneTime(kit, refs, first, ungrouped)];
  const second = d.pick(times);
  if (d.chance(0.06) && second !== first && !second.derived?.virtual && !first.derived?.virtual) result.push({ dimension: second.name, dateRange: rangeOf(kit)[0] });
  return result;
}

const STEPS: readonly (readonly [Granularity, number])[] = [
  ['hour', HOUR],
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 31 * DAY],
  ['quarter', 92 * DAY],
  ['year', 366 * DAY],
];

function oneTime(kit: Kit, refs: readonly MeasureRef[], time: DimensionRef, ungrouped: boolean): TimeDimension {
  const { d } = kit;
  const [range, length] = rangeOf(kit);
  const granular = !ungrouped && d.chance(0.55);
  const granularity = d.pick(STEPS.filter(([, step]) => length / step <= 10).slice(0, d.chance(0.8) ? 2 : 6))[0];
  const bucketwise = refs.some((ref) => ref.measure.time === 'asOf' || ref.measure.overlap || ref.source === 'feedback' || ref.sla);
  const ranged = d.chance(0.8) || (granular && bucketwise);
  const compared = ranged && !ungrouped && d.chance(0.1);
  return {
    dimension: time.name,
    ...(granular && { granularity }),
    ...(ranged && !compared && { dateRange: range }),
    ...(compared && { compareDateRange: [range, rangeOf(kit, length)[0]] }),
  };
}

/** A range near what happened at the desk, and about how long it is. */
function rangeOf({ d, desk, moments, spread }: Kit, most = 400 * DAY): [range: [string, string], length: number] {
  const near = d.chance(0.15) ? desk.asOf : moments.length ? d.pick(moments) : desk.asOf;
  const length = Math.min(most, Math.floor(d.pick([d.pick([0, HOUR, DAY]), spread / 4, spread / 2, spread, spread, 2 * spread])));
  const from = near - Math.floor(d.unit() * length);
  if (d.chance(0.5)) {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    return [[day(from), day(from + length)], length + DAY];
  }
  const round = d.pick([1, 15 * 60_000, HOUR]);
  const begin = d.chance(0.3) ? near : Math.floor(from / round) * round;
  return [[new Date(begin).toISOString(), new Date(begin + length).toISOString()], length];
}

const OPERATORS: Readonly<Record<string, readonly FilterOperator[]>> = {
  string: ['equals', 'equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'endsWith', 'set', 'notSet'],
  number: ['equals', 'notEquals', 'gt', 'gte', 'lt', 'lte', 'set', 'notSet'],
  boolean: ['equals', 'notEquals', 'set', 'notSet'],
  time: ['equals', 'notEquals', 'inDateRange', 'notInDateRange', 'beforeDate', 'afterDate', 'set', 'notSet'],
};

function filterOf(kit: Kit, from: readonly DimensionRef[], depth: number): Filter {
  const { d } = kit;
  if (depth <= 3 && d.chance(0.35)) {
    const list = Array.from({ length: d.whole(1, 3) }, () => filterOf(kit, from, depth + 1));
    return d.chance(0.35) ? { and: list } : { or: list };
  }
  const ref = findDimension(localName(d, usual(d, from)))!;
  const type = ref.local ? 'number' : ref.type === 'duration' || ref.type === 'ratio' ? 'number' : ref.type;
  const operator = d.pick(OPERATORS[type]!);
  if (operator === 'set' || operator === 'notSet') return { member: ref.name, operator };
  if (/DateRange/.test(operator)) return { member: ref.name, operator, values: rangeOf(kit)[0] };
  if (/Date$/.test(operator)) return { member: ref.name, operator, values: [d.pick(rangeOf(kit)[0])] };
  const single = /^[gl]te?$/.test(operator);
  return { member: ref.name, operator, values: Array.from({ length: single ? 1 : d.whole(1, 3) }, () => valueOf(kit, ref, operator)) };
}

const WORDS = ['Ann', 'Bo', '😀 Joy', 'open', 'waiting', 'closed', 'missed', 'overdue', 'none', 'metOnTime', 'active', 'under 1', '1–3', 'r0', 't1', 'te0', 'c1', 'co0', 'gone', '%', '_'];

function valueOf({ d, desk, moments }: Kit, ref: DimensionRef, operator: FilterOperator): string {
  if (ref.local === 'hourOfDay') return String(d.whole(0, 23));
  if (ref.local === 'dayOfWeek') return String(d.whole(1, 7));
  const known = (desk.tables[ref.source] ?? []).map((row) => row[ref.base]).filter((value) => value !== undefined && value !== null);
  switch (ref.type) {
    case 'boolean':
      return d.pick(['true', 'false']);
    case 'time':
      return new Date(d.pick([...known, ...moments, desk.asOf].filter((value) => typeof value === 'number'))).toISOString();
    case 'string': {
      const word = String(known.length && d.chance(0.8) ? d.pick(known) : d.pick([...WORDS, ...(desk.tables.tickets ?? []).flatMap((row) => (row[ref.base] ? [String(row[ref.base])] : []))]));
      return /equals/i.test(operator) ? word : d.chance(0.5) ? word.slice(0, 2).toUpperCase() : word.slice(-2);
    }
    default:
      return String(known.length && d.chance(0.8) ? d.pick(known) : ref.type === 'ratio' ? d.unit() : d.pick([0, 1, HOUR, DAY]));
  }
}

function orderOf(d: Dice, query: Query): Pick<Query, 'order'> {
  const columns = [...(query.measures ?? []), ...(query.dimensions ?? []), ...(query.timeDimensions ?? []).filter((time) => time.granularity).map((time) => time.dimension)];
  if (!columns.length || d.chance(0.6)) return {};
  return { order: d.some(columns, d.whole(1, 2)).map((member) => [member, d.pick(['asc', 'desc'])] as const) };
}

function contextOf({ d, desk }: Kit, refs: readonly MeasureRef[], now: number | undefined): QueryContext {
  const basis = !!desk.tables.statusChanges?.some((row) => row.statusCategory) && refs.some((ref) => ref.source === 'messages' || ref.source === 'tickets');
  return {
    ...(now !== undefined && { now: new Date(now).toISOString() }),
    ...(d.chance(0.2) && { weekStart: d.pick([1, 2, 3, 4, 5, 6, 7] as const) }),
    ...(d.chance(0.12) && { attribution: refs.some((ref) => ref.sla) && d.chance(0.5) ? ('due' as const) : ('created' as const) }),
    ...(desk.calendars.length && d.chance(0.15) && { hours: 'business' as const, ...(d.chance(0.3) && { calendar: d.pick(desk.calendars).id }) }),
    ...(basis && d.chance(0.08) && { basis: 'status' as const }),
    ...(refs.some((ref) => ref.sla) && d.chance(0.2) && { dueSoon: { share: d.pick([0, 0.25, 0.9]), min: d.pick([0, 60_000]), max: d.pick([60_000, DAY]) } }),
  };
}
