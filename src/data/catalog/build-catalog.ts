import type { CatalogContext } from '../adapter.ts';
import { SOURCE_NAMES, type NormalRecords, type SourceName } from '../records/records.ts';
import type { Capabilities, Catalog, CatalogSource, Member } from './catalog.ts';
import { DERIVED } from './derived.ts';
import { FIELDS } from './fields.ts';
import { joinedSources } from './joins.ts';
import { labelOf, sourceLabel } from './labels.ts';
import { measureNames } from './list.ts';
import { findDimension, findMeasure, goodDirection, measureUnit, missingNeed, type Extras, type Has } from './members.ts';
import { presence } from './presence.ts';

/** What a catalogue is made from; `NormalRecords` have it all. */
export type CatalogInput = Pick<NormalRecords, 'tables'> & Partial<Pick<NormalRecords, 'timezone' | 'asOf' | 'calendars' | 'orders' | 'links' | 'problems' | 'rows' | 'settings'>>;

type Describe = (name: string, role: 'measure' | 'dimension') => Pick<Member, 'label' | 'description'>;

/**
 * What these records can answer. A measure or dimension stands in it only where what it needs is there. Families stand by their
 * stem (`tickets.timeToClose`), beside the dimension of the same name; parts, and the local parts of times, are not listed.
 * Without `definitions` the descriptions stay empty, and their texts are not loaded.
 */
export async function buildCatalog(input: CatalogInput, { definitions = true }: Pick<CatalogContext, 'definitions'> = {}): Promise<Catalog> {
  const describe: Describe = definitions ? (await import('./describe.ts')).describeMember : (name) => ({ label: labelOf(name), description: '' });
  const { tables, timezone, asOf, calendars, orders, links, problems, rows, settings } = input;
  const has = presence(tables, settings);
  const extras = extraColumns(tables);
  const present = SOURCE_NAMES.filter((source) => tables[source]);
  return {
    ...(timezone && { timezone }),
    ...(asOf !== undefined && Number.isFinite(asOf) && { asOf: new Date(asOf).toISOString() }),
    sources: present.map(
      (source): CatalogSource => ({
        name: source,
        label: sourceLabel(source),
        group: source === 'contacts' || source === 'companies' ? 'CRM' : 'Service',
        members: members(source, extras, has, describe),
        joins: joinedSources(source).filter((other) => tables[other]),
        rows: rows?.[source] ?? tables[source]!.length,
      }),
    ),
    capabilities: capabilities(has, !!calendars?.length),
    ...(calendars?.length && { calendars }),
    ...(orders && { orders }),
    ...(links && Object.keys(links).length && { links }),
    ...(problems && { problems }),
  };
}

/** The columns that a source keeps besides the catalogue's fields. */
export function extraColumns(tables: NormalRecords['tables']): Extras {
  const extras: Partial<Record<SourceName, Record<string, string>>> = {};
  for (const source of SOURCE_NAMES) {
    const kept = Object.entries(tables[source]?.columns ?? {}).filter(([name]) => !Object.hasOwn(FIELDS[source], name));
    if (kept.length) extras[source] = Object.fromEntries(kept.map(([name, column]) => [name, column.kind]));
  }
  return extras as Extras;
}

function members(source: SourceName, extras: Extras, has: Has, describe: Describe): Member[] {
  const dimensions = Object.keys({ ...FIELDS[source], ...extras[source], ...DERIVED[source] }).flatMap((base): Member[] => {
    const ref = findDimension(`${source}.${base}`, extras);
    if (!ref || missingNeed(ref, has)) return [];
    const unit = ref.type === 'duration' ? 'ms' : ref.type === 'ratio' ? 'ratio' : undefined;
    return [{ name: ref.name, kind: ref.type === 'time' ? 'time' : 'dimension', type: ref.type, ...describe(ref.name, 'dimension'), ...(unit && { unit }) }];
  });
  const measures = measureNames(source).flatMap((name): Member[] => {
    const ref = findMeasure(name) ?? findMeasure(`${name}.avg`);
    if (!ref || missingNeed(ref, has)) return [];
    const good = goodDirection(ref);
    return [{ name, kind: 'measure', type: ref.measure.kind, ...describe(name, 'measure'), unit: measureUnit(ref), ...(good && { good }) }];
  });
  return [...dimensions, ...measures];
}

function capabilities(has: Has, calendars: boolean): Capabilities {
  const sla = ['firstResponse', 'nextResponse', 'close'];
  return {
    sla: sla.some((kind) => has('tickets', `${kind}SlaStatus`) || has('tickets', `${kind}SlaDueAt`)),
    history: has('statusChanges'),
    availability: has('reps', 'availability'),
    capacity: has('reps', 'capacity'),
    csat: has('feedback', 'type=csat'),
    ces: has('feedback', 'type=ces'),
    calls: has('calls'),
    messages: has('messages'),
    businessHours: calendars || has('tickets', 'timeToCloseBusinessMs') || has('tickets', 'firstResponseTimeBusinessMs'),
  };
}
