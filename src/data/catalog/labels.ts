import { catalogTerms } from '../../terms/catalog/en.ts';
import { memberLabel } from '../../terms/catalog/member-label.ts';
import type { SourceName } from '../records/records.ts';

/** The English name of a source. */
export function sourceLabel(source: SourceName): string {
  return catalogTerms.sources[source];
}

/** The English name of a member; families also by their stem. */
export function labelOf(name: string): string {
  return memberLabel(name, catalogTerms);
}
