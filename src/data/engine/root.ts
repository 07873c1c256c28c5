import { joinPath } from '../catalog/joins.ts';
import { findDimension } from '../catalog/members.ts';
import type { Filter } from '../query/query.ts';
import type { SourceName } from '../records/records.ts';
import type { Plan } from './plan.ts';

/** The source whose rows a query without measures is about: the one that joins to all the others it names. */
export function rootOf({ dimensions, times, query, extras }: Plan): SourceName {
  const filtered = (filters: readonly Filter[]): SourceName[] =>
    filters.flatMap((filter) => ('member' in filter ? (findDimension(filter.member, extras)?.source ?? []) : filtered('and' in filter ? filter.and : filter.or)));
  const sources = [...[...dimensions, ...times.map(({ ref }) => ref)].map(({ source }) => source), ...filtered(query.filters ?? [])];
  return sources.find((source) => sources.every((other) => joinPath(source, other))) ?? sources[0] ?? 'tickets';
}
