import * as v from 'valibot';
import type { Settled } from '../adapter.ts';
import { allNames } from '../catalog/list.ts';
import { findDimension, findMeasure, type DimensionRef, type Extras, type MeasureRef } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import { zone, type Zone } from '../time/zone.ts';
import { checkFilters } from './check-filters.ts';
import { checkMembers } from './check-members.ts';
import { issueProblem, refuse, suggestion } from './faults.ts';
import { parseInstant } from './range.ts';
import type { Query } from './query.ts';
import { queryShellSchema } from './schema.ts';

/** Which members a query may name, and how they are taken apart. */
export interface KnownMembers {
  measure(name: string): MeasureRef | undefined;
  dimension(name: string): DimensionRef | undefined;
  /** Every valid name, for suggestions. */
  names(role: 'measure' | 'dimension'): readonly string[];
  /** Ids of the calendars; absent: not checked. */
  calendars?: readonly string[];
}

/** Every member of the catalogue's tables, and the columns that a source keeps besides. */
export function knownMembers(extras?: Extras, calendars?: readonly string[]): KnownMembers {
  return {
    measure: (name) => findMeasure(name, extras),
    dimension: (name) => findDimension(name, extras),
    names: (role) => allNames(role, extras),
    ...(calendars && { calendars }),
  };
}

/**
 * A query checked whole: its shape, its members and how they go together, operators, ranges and zone. Never throws; a fault
 * is a `bad-query` problem that names its place (`filters[0].or[1].member`, after `path`) and, of names, the nearest valid one.
 */
export function validateQuery(input: unknown, known: KnownMembers, path = ''): Settled<Query> {
  try {
    const parsed = v.safeParse(queryShellSchema, input, { abortEarly: true });
    if (!parsed.success) return { ok: false, error: issueProblem(parsed.issues[0], path) };
    const query = parsed.output as Query;
    const clock = checkZone(query, path);
    checkContext(query, known, path, clock);
    const filtered = checkFilters(query.filters ?? [], known, clock, `${path && `${path}.`}filters`);
    checkMembers(query, filtered, known, clock, path);
    return { ok: true, value: query };
  } catch (thrown) {
    if (thrown instanceof DataError) return { ok: false, error: thrown.problem };
    return { ok: false, error: { kind: 'bad-query', title: 'The query cannot be read.', detail: String(thrown), path: path || 'query' } };
  }
}

function checkZone({ timezone = 'UTC' }: Query, path: string): Zone {
  try {
    return zone(timezone);
  } catch (thrown) {
    throw refuse((thrown as Error).message, path, 'timezone');
  }
}

function checkContext({ context = {} }: Query, known: KnownMembers, path: string, clock: Zone): void {
  const { now, calendar, dueSoon } = context;
  if (now !== undefined && (!/Z$|[+-]\d\d:?\d\d$/i.test(now) || Number.isNaN(parseInstant(now, clock)))) {
    throw refuse(`“${now}” is not an instant such as 2026-03-01T14:00:00Z.`, path, 'context.now');
  }
  if (calendar !== undefined && known.calendars && !known.calendars.includes(calendar)) {
    throw refuse(`There is no calendar “${calendar}”.${suggestion(calendar, known.calendars)}`, path, 'context.calendar');
  }
  if (dueSoon && dueSoon.min > dueSoon.max) throw refuse('The least time is longer than the most.', path, 'context.dueSoon.min');
}
