import type { Part, SlaKind } from '../../data/catalog/measures.ts';
import type { SourceName } from '../../data/records/records.ts';

/** The names of sources, dimensions and measures in one language. */
export interface CatalogTerms {
  sources: Readonly<Record<SourceName, string>>;
  /** By name (`priority`), or by full name where a source differs (`messages.sentAt`). */
  dimensions: Readonly<Record<string, string>>;
  /** By full name without part; SLA members without kind. */
  measures: Readonly<Record<string, string>>;
  slaKinds: Readonly<Record<SlaKind, string>>;
  parts: Readonly<Record<Part, string>>;
  local: Readonly<Record<'hourOfDay' | 'dayOfWeek', string>>;
}
