import { SOURCE_NAMES, type Column, type SourceName } from '../records/records.ts';
import { DERIVED, FILLED_FROM, type Derived } from './derived.ts';
import { FIELDS, type FieldType } from './fields.ts';
import { MEASURES, PARTS, SLA_KINDS, type Measure, type Part, type SlaKind } from './measures.ts';

/** Columns that a source keeps under its own names, by source and name. */
export type Extras = Readonly<Partial<Record<SourceName, Readonly<Record<string, FieldType | Column['kind']>>>>>;

/** A measure name taken apart: `tickets.slaOnTimeRate.close.numerator`. */
export interface MeasureRef {
  name: string;
  source: SourceName;
  /** Name within the source: a measure, or the field of a field's own family. */
  base: string;
  measure: Measure;
  sla?: SlaKind;
  part?: Part;
  /** Set where the values are those of a field or kept column. */
  field?: string;
}

/** A dimension name taken apart: `messages.sentAt.hourOfDay`. */
export interface DimensionRef {
  name: string;
  source: SourceName;
  /** Name within the source. */
  base: string;
  /** Type of `base`; a local part (`hourOfDay`, `dayOfWeek`) is a number. */
  type: FieldType | 'ratio';
  /** Set where it is worked out; absent: a field or kept column. */
  derived?: Derived;
  /** Part of the local time: hour 0-23, weekday 1 (Monday) to 7. */
  local?: 'hourOfDay' | 'dayOfWeek';
}

/** The measure of a name, or undefined. `extras` are the kept columns, whose families may be asked too. */
export function findMeasure(name: string, extras?: Extras): MeasureRef | undefined {
  const [source, base, ...rest] = name.split('.');
  if (!isSource(source) || !base) return undefined;
  const measure = own(MEASURES[source], base);
  const ref = measure && readParts({ name, source, base, measure }, rest);
  if (ref) return ref;
  const type = fieldType(source, base, extras);
  const part = rest[0] as Part;
  if (!type || rest.length !== 1) return undefined;
  const numeric = type === 'number' || type === 'duration';
  if (part !== 'countDistinct' && !(numeric && (PARTS.family as readonly string[]).includes(part))) return undefined;
  return { name, source, base, part, field: base, measure: fieldFamily(source, base, type, part) };
}

/** The dimension of a name, or undefined. */
export function findDimension(name: string, extras?: Extras): DimensionRef | undefined {
  const [source, ...rest] = name.split('.');
  if (!isSource(source) || !rest.length) return undefined;
  const plain = dimension(name, source, rest.join('.'), extras);
  if (plain) return plain;
  const local = rest.pop();
  if (local !== 'hourOfDay' && local !== 'dayOfWeek') return undefined;
  const time = dimension(name, source, rest.join('.'), extras);
  return time?.type === 'time' && !time.derived?.virtual ? { ...time, local } : undefined;
}

/** What stands beside a rate or duration because its records are not in it, as full names; by another date it may differ. */
export function leftOut(ref: MeasureRef, timeField?: string): readonly string[] {
  const names = own(ref.measure.leftOutBy, timeField ?? '') ?? ref.measure.leftOut ?? [];
  return names.map((name) => {
    const full = name.replace('<sla>', ref.sla ?? 'any');
    return isSource(full.split('.')[0]) ? full : `${ref.source}.${full}`;
  });
}

const COUNTING = new Set<Part>(['count', 'missing', 'invalid', 'numerator', 'denominator']);

/** Whether the direction of a measure's change is good news; absent: neither. Another date than its own may change that. */
export function goodDirection({ measure, part }: MeasureRef, timeField?: string): 'up' | 'down' | undefined {
  if (part && (part === 'sum' || COUNTING.has(part))) return undefined;
  const good = own(measure.goodBy, timeField ?? '') ?? measure.good;
  return good === 'declared' ? undefined : good;
}

/** The unit of a measure's value: `ms`, `ratio`, `points`, or what is counted. */
export function measureUnit({ measure, part, source }: MeasureRef): string {
  return part && COUNTING.has(part) ? COUNTED[source] : measure.unit;
}

/** Whether a source has a field (no field: the source at all; `field=value`: that value in it). */
export type Has = (source: SourceName, field?: string) => boolean;

/** The first need of a measure or dimension that a source does not meet; undefined where all are met. */
export function missingNeed(ref: MeasureRef | DimensionRef, has: Has): string | undefined {
  if (!has(ref.source)) return ref.source;
  const sla = 'sla' in ref ? ref.sla : undefined;
  return needsOf(ref).find((need) => !need.split('|').some((one) => isMet(one, ref.source, sla, has)));
}

function needsOf(ref: MeasureRef | DimensionRef): readonly string[] {
  if ('measure' in ref) {
    const { measure, field, sla } = ref;
    const time = measure.time && fieldType(ref.source, measure.time) ? [measure.time] : [];
    // Only messages tell of a next response; a source that gives its state has seen it.
    if (sla === 'nextResponse' && !measure.stock && measure.time === 'slaCompletedAt') time.push('nextResponseSlaStatus|messages.*');
    return field ? [field] : [...(measure.needs ?? []), ...time];
  }
  if (ref.derived) return ref.derived.needs ?? [];
  // What an SLA's state is follows from its due date.
  return [ref.base.replace(/^(\w+Sla)Status$/, '$1Status|$1DueAt')];
}

function isMet(need: string, source: SourceName, sla: SlaKind | undefined, has: Has): boolean {
  const [first, second] = need.split('.');
  if (second === '*') return isSource(first) && has(first);
  const owner = second && isSource(first) ? first : source;
  const field = (second ?? first!).replace('<sla>', sla ?? 'any');
  if (/^any/.test(field)) return SLA_KINDS.some((kind) => kind !== 'any' && has(owner, field.replace('any', kind)));
  if (has(owner, field)) return true;
  const derived = own(DERIVED[owner], field);
  if (derived && !fieldType(owner, field)) return (derived.needs ?? []).every((one) => one.split('|').some((each) => isMet(each, owner, sla, has)));
  return (FILLED_FROM[`${owner}.${field}`] ?? []).some((one) => {
    const [from, column] = one.split('.') as [SourceName, string];
    return column === '*' ? has(from) : has(from, column);
  });
}

const COUNTED: Readonly<Record<SourceName, string>> = {
  tickets: 'tickets',
  statusChanges: 'visits',
  assignments: 'records',
  messages: 'messages',
  conversations: 'conversations',
  calls: 'calls',
  reps: 'reps',
  feedback: 'responses',
  contacts: 'records',
  companies: 'records',
  teams: 'records',
};

/** Whether a word names a source. */
export function isSource(word: string | undefined): word is SourceName {
  return (SOURCE_NAMES as readonly (string | undefined)[]).includes(word);
}

/** The type of a field or kept column; undefined where the source knows none of that name. */
export function fieldType(source: SourceName, field: string, extras?: Extras): FieldType | undefined {
  return own(FIELDS[source] as Readonly<Record<string, FieldType>>, field) ?? own(extras?.[source], field);
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

function readParts(ref: MeasureRef, rest: string[]): MeasureRef | undefined {
  const { kind, perSla } = ref.measure;
  const parts = [...rest];
  const sla = perSla && parts.shift();
  if (perSla && !(SLA_KINDS as readonly unknown[]).includes(sla)) return undefined;
  const part = parts.shift();
  if (parts.length || (part === undefined ? kind === 'family' : !(PARTS[kind] as readonly string[]).includes(part))) return undefined;
  return { ...ref, ...(sla && { sla: sla as SlaKind }), ...(part && { part: part as Part }) };
}

function dimension(name: string, source: SourceName, base: string, extras?: Extras): DimensionRef | undefined {
  const type = fieldType(source, base, extras);
  if (type) return { name, source, base, type };
  const derived = own(DERIVED[source], base);
  return derived && { name, source, base, type: derived.type, derived };
}

/** The date by which a source's own records are placed, where a measure names none. */
export const RECORD_TIME: Readonly<Partial<Record<SourceName, string>>> = {
  tickets: 'createdAt',
  statusChanges: 'enteredAt',
  assignments: 'from',
  messages: 'sentAt',
  conversations: 'startedAt',
  calls: 'startedAt',
  feedback: 'submittedAt',
};

function fieldFamily(source: SourceName, field: string, type: FieldType, part: Part): Measure {
  const time = RECORD_TIME[source];
  const counted = part === 'countDistinct';
  return { kind: counted ? 'count' : 'family', unit: counted ? 'values' : type === 'duration' ? 'ms' : '', ...(time && { time }) };
}
