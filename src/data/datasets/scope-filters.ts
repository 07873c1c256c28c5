import type { Catalog, CatalogSource } from '../catalog/catalog.ts';
import type { Filter } from '../query/query.ts';
import type { Scope } from '../scope.ts';

export interface ScopeFilters {
  filters: readonly Filter[];
  /** Sentences about filters that this source cannot take. */
  notes: readonly string[];
}

/** The scope's filters as a query over `source` takes them; an empty text among the values stands for 'no value'. */
export function scopeFilters(scope: Scope, source: string, catalog: Catalog): ScopeFilters {
  const filters: Filter[] = [];
  const notes: string[] = [];
  for (const [member, values] of Object.entries(scope.filters.values)) {
    if (!values.length) continue;
    const own = ownMember(source, member);
    if (reaches(catalog, source, own)) filters.push(anyOf(own, values));
    else notes.push(`The filter ${member} does not apply to ${source}.`);
  }
  return { filters, notes };
}

/** Reps, and calls with a rep of their own, know owner and team themselves: a call need not belong to a ticket. */
function ownMember(source: string, member: string): string {
  const [, field] = /^tickets\.((?:owner|team)(?:Id)?)$/.exec(member) ?? [];
  if (!field || (source !== 'reps' && source !== 'calls')) return member;
  const [id, name] = source === 'reps' ? ['id', 'name'] : ['ownerId', 'owner'];
  return `${source}.${field === 'ownerId' ? id : field === 'owner' ? name : field}`;
}

/** Records whose `member` is one of `values`; null and '' stand for 'no value'. */
export function anyOf(member: string, values: readonly (string | null)[]): Filter {
  const known = values.filter((value): value is string => !!value);
  const equals: Filter = { member, operator: 'equals', values: known };
  if (known.length === values.length) return equals;
  const empty: Filter = { member, operator: 'notSet' };
  return known.length ? { or: [equals, empty] } : empty;
}

/** Whether the catalogue offers a member: by its full name, or by its stem where parts are not listed. */
export function offers(catalog: Catalog, name: string): boolean {
  const stem = name.slice(0, name.lastIndexOf('.'));
  return !!sourceOf(catalog, name)?.members.some((member) => member.name === name || member.name === stem);
}

function reaches(catalog: Catalog, source: string, member: string): boolean {
  const target = member.slice(0, member.indexOf('.'));
  const joined = target === source || catalog.sources.find(({ name }) => name === source)?.joins?.includes(target);
  return !!joined && offers(catalog, member);
}

function sourceOf(catalog: Catalog, member: string): CatalogSource | undefined {
  return catalog.sources.find(({ name }) => member.startsWith(`${name}.`));
}
