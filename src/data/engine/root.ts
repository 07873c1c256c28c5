import { joinPath } from '../catalog/joins.ts';
import type { SourceName } from '../records/records.ts';
import type { Plan } from './plan.ts';

/** The source whose rows a query without measures is about: the one that joins to all the others it names. */
export function rootOf({ dimensions, times }: Plan): SourceName {
  const sources = [...dimensions, ...times.map(({ ref }) => ref)].map(({ source }) => source);
  return sources.find((source) => sources.every((other) => joinPath(source, other))) ?? sources[0] ?? 'tickets';
}
