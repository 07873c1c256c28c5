import type { Catalog } from '../../data/catalog/catalog.ts';
import { DataError } from '../../data/problem.ts';
import { alike } from '../../data/query/alike.ts';
import { PRESETS, presetReport } from '../../data/reports/presets.ts';
import { readReport } from '../../data/reports/report-schema.ts';
import type { Report } from '../../data/reports/report.ts';
import type { Stat } from '../../data/scope.ts';
import type { Terms } from '../../terms/terms.ts';
import { fillText } from '../internal/fill.ts';

/** A usable definition, and what is to be told about it. */
export interface Definition {
  readonly report: Report;
  readonly notes: readonly string[];
}

/** The definition itself where there is one, else the preset of that id by the chosen statistic; throws a `DataError` that says what would do. */
export function definitionOf(id: string, definition: unknown, terms: Terms, stat: Stat): Definition {
  if (definition !== undefined && definition !== null) return readReport(definition);
  const preset = presetReport(id, stat);
  if (preset) return { report: preset, notes: [] };
  const { choose, unknownReport } = terms.report;
  const known = Object.keys(PRESETS);
  const title = id ? fillText(unknownReport, id, alike(id, known) ?? known.join(', ')) : fillText(choose, known.join(', '));
  throw new DataError({ kind: 'bad-query', path: 'report', title });
}

/** Throws `unsupported` where the source lacks what the report rests on. */
export function requireNeeds({ needs = [] }: Report, catalog: Catalog | undefined, terms: Terms): void {
  if (catalog && needs.some((need) => !catalog.capabilities[need])) throw new DataError({ kind: 'unsupported', title: terms.report.notOffered });
}
