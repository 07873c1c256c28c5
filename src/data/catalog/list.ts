import { SOURCE_NAMES, type SourceName } from '../records/records.ts';
import { DERIVED } from './derived.ts';
import { FIELDS } from './fields.ts';
import { MEASURES, PARTS, SLA_KINDS } from './measures.ts';
import { findDimension, type Extras } from './members.ts';

/** Names of every measure of a source without its parts: `tickets.open`, `tickets.timeToClose`, `tickets.slaOnTime.close`. */
export function measureNames(source: SourceName): string[] {
  return Object.entries(MEASURES[source] ?? {}).flatMap(([base, { perSla }]) =>
    perSla ? SLA_KINDS.map((kind) => `${source}.${base}.${kind}`) : [`${source}.${base}`],
  );
}

/** Names of everything that can be measured in a source, with parts, fields' own families and kept columns. */
export function measurableNames(source: SourceName, extras?: Extras): string[] {
  const measures = measureNames(source).flatMap((name) => {
    const { kind } = MEASURES[source]![name.split('.')[1]!]!;
    const parts = PARTS[kind].map((part) => `${name}.${part}`);
    return kind === 'family' ? parts : [name, ...parts];
  });
  const fields = Object.entries({ ...FIELDS[source], ...extras?.[source] }).flatMap(([field, type]) => [
    ...(type === 'number' || type === 'duration' ? PARTS.family.map((part) => `${source}.${field}.${part}`) : []),
    `${source}.${field}.countDistinct`,
  ]);
  return [...measures, ...fields];
}

/** Names of every dimension of a source: fields, kept columns, what is derived, and the local parts of its times. */
export function dimensionNames(source: SourceName, extras?: Extras): string[] {
  const bases = Object.keys({ ...FIELDS[source], ...extras?.[source], ...DERIVED[source] });
  return bases.flatMap((base) => {
    const name = `${source}.${base}`;
    return findDimension(`${name}.hourOfDay`, extras) ? [name, `${name}.hourOfDay`, `${name}.dayOfWeek`] : [name];
  });
}

/** Every name that may stand as a measure, or as a dimension, in a query. */
export function allNames(role: 'measure' | 'dimension', extras?: Extras): string[] {
  return SOURCE_NAMES.flatMap((source) => (role === 'measure' ? measurableNames : dimensionNames)(source, extras));
}
