import { findDimension, findMeasure, isSource } from '../../data/catalog/members.ts';
import type { CatalogTerms } from './catalog-terms.ts';

/**
 * The name of a member as people read it: `Time to close, average`, `SLA overdue (first response)`, `Created, hour of day`.
 * What the catalogue does not know (a kept column) is shown under its own name.
 */
export function memberLabel(name: string, terms: CatalogTerms): string {
  const measure = findMeasure(name);
  if (measure) {
    const { source, base, field, sla, part } = measure;
    const label = (field ? undefined : terms.measures[`${source}.${base}`]) ?? baseLabel(source, base, terms);
    return `${label}${sla ? ` (${terms.slaKinds[sla]})` : ''}${part ? `, ${terms.parts[part]}` : ''}`;
  }
  const dimension = findDimension(name);
  if (dimension) return `${baseLabel(dimension.source, dimension.base, terms)}${dimension.local ? `, ${terms.local[dimension.local]}` : ''}`;
  const [source, ...rest] = name.split('.');
  const last = rest.at(-1) ?? '';
  const part = Object.hasOwn(terms.parts, last) ? terms.parts[last as keyof CatalogTerms['parts']] : undefined;
  return isSource(source) && rest.length ? (part && rest.length > 1 ? `${rest.slice(0, -1).join('.')}, ${part}` : rest.join('.')) : name;
}

function baseLabel(source: string, base: string, terms: CatalogTerms): string {
  return terms.dimensions[`${source}.${base}`] ?? terms.measures[`${source}.${base}`] ?? terms.dimensions[base] ?? base;
}
