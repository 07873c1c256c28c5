import { DERIVED, FILLED_FROM } from '../catalog/derived.ts';
import { FIELDS } from '../catalog/fields.ts';
import { joinPath } from '../catalog/joins.ts';
import { SLA_KINDS } from '../catalog/measures.ts';
import { findDimension, findMeasure, isSource, type DimensionRef, type MeasureRef } from '../catalog/members.ts';
import type { SourceName } from '../records/records.ts';
import type { Filter, Query } from './query.ts';

/** What else tells a ticket's field, or tells how it was. */
const HISTORY: Readonly<Record<string, readonly SourceName[]>> = {
  status: ['statusChanges'],
  statusCategory: ['statusChanges'],
  closedAt: ['statusChanges'],
  firstClosedAt: ['statusChanges'],
  reopenCount: ['statusChanges'],
  ownerId: ['assignments'],
  teamId: ['assignments'],
};
/** Measures of messages that look at each by itself. */
const PLAIN = new Set(['count', 'received', 'sent']);

/** The sources whose change may change the answer to a query; undefined where it names a member that nobody knows. */
export function sourcesOf(query: Query): ReadonlySet<string> | undefined {
  const found = new Found();
  const measures = query.measures?.map((name) => findMeasure(name)) ?? [];
  const members = [...(query.dimensions ?? []), ...(query.timeDimensions ?? []).map(({ dimension }) => dimension), ...filtered(query.filters ?? [])];
  const dimensions = members.map((name) => findDimension(name));
  const refs = [...measures, ...dimensions];
  if (!refs.every((ref) => ref !== undefined)) return undefined;
  for (const ref of refs) found.addMember(ref);
  const named = new Set(refs.map(({ source }) => source));
  for (const from of named) for (const to of named) found.addJoin(from, to);
  // A list without columns has all of its source's.
  if (query.ungrouped) for (const source of named) for (const field of Object.keys(FIELDS[source])) found.addField(source, field);
  const { hours, basis, attribution } = query.context ?? {};
  if (hours === 'business') found.addBusinessHours();
  if (basis === 'status') found.addField('tickets', 'statusCategory');
  if (attribution) found.sources.add('tickets');
  return found.sources;
}

function filtered(filters: readonly Filter[]): string[] {
  return filters.flatMap((filter) => ('and' in filter ? filtered(filter.and) : 'or' in filter ? filtered(filter.or) : [filter.member]));
}

class Found {
  readonly sources = new Set<SourceName>();
  readonly #seen = new Set<string>();

  addMember(ref: MeasureRef | DimensionRef): void {
    this.#addSource(ref.source);
    if ('measure' in ref) this.#addMeasure(ref);
    else this.#addDimension(ref);
  }

  /** A field with all that may stand in for it. */
  addField(source: SourceName, field: string): void {
    const name = `${source}.${field}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    this.#addSource(source);
    if (source === 'tickets') for (const told of HISTORY[field] ?? []) this.sources.add(told);
    for (const from of FILLED_FROM[name] ?? []) this.#addNeed(source, from);
    if (name === 'reps.openTickets') this.addField('tickets', 'statusCategory');
    if (!Object.hasOwn(FIELDS[source], field) && Object.hasOwn(DERIVED[source] ?? {}, field)) this.addMember(findDimension(name)!);
  }

  addJoin(from: SourceName, to: SourceName): void {
    let at = from;
    for (const step of joinPath(from, to) ?? []) {
      this.addField(at, step.key);
      this.#addSource((at = step.to));
    }
  }

  addBusinessHours(): void {
    this.addField('tickets', 'teamId');
    this.addField('calls', 'teamId');
    this.sources.add('teams');
  }

  #addSource(source: SourceName): void {
    this.sources.add(source);
    // What belongs to a ticket is left out with it.
    if (!Object.hasOwn(FIELDS[source], 'ticketId')) return;
    this.sources.add('tickets');
    this.addField(source, 'ticketId');
  }

  #addMeasure({ source, base, measure, sla, field }: MeasureRef): void {
    if (field) this.addField(source, field);
    for (const need of field ? [] : (measure.needs ?? [])) this.#addNeed(source, need, sla);
    if (measure.time) this.addField(source, measure.time);
    if (source === 'tickets' && measure.time === 'asOf') this.addField('tickets', 'statusCategory');
    if (measure.perSla || (source === 'messages' && !PLAIN.has(base))) this.#addThreads();
  }

  #addDimension({ source, base, derived }: DimensionRef): void {
    if (!derived) return this.addField(source, base);
    if (derived.follows) this.addField('tickets', base);
    if (derived.names) this.sources.add(derived.names);
    if (derived.by) this.addField(source, derived.by);
    if (base === 'author') this.sources.add('contacts');
    for (const need of derived.needs ?? []) this.#addNeed(source, need);
    if (derived.family) this.#addMeasure(findMeasure(`${source}.${base}.avg`)!);
    else if (/sla/i.test(base) || (source === 'messages' && /Repl|bot|since/i.test(base))) this.#addThreads();
    if (base === 'ageBucket') this.addField('tickets', 'statusCategory');
  }

  /** Who waits for whom is told by messages, calls and closes together. */
  #addThreads(): void {
    for (const field of ['statusCategory', 'firstResponseAt', 'ownerId']) this.addField('tickets', field);
    this.sources.add('messages').add('calls');
  }

  #addNeed(source: SourceName, need: string, sla: string | undefined = undefined): void {
    for (const one of need.split('|')) {
      const [first, second] = one.split('=', 1)[0]!.split('.') as [string, string?];
      const owner = second !== undefined && isSource(first) ? first : source;
      const field = second ?? first;
      if (field === '*') {
        this.#addSource(owner);
        if (owner === 'messages') this.#addThreads();
        continue;
      }
      for (const kind of sla && sla !== 'any' ? [sla] : SLA_KINDS) this.addField(owner, field.replace(/<sla>|^any(?=Sla)/, kind));
    }
  }
}
