import { html, nothing } from 'lit';
import type { Catalog } from '../../data/catalog/catalog.ts';
import type { RecordsProblem } from '../../data/records/records.ts';
import type { Terms } from '../../terms/terms.ts';
import { fill } from './fill.ts';
import type { Format } from './format.ts';

interface LeftOut {
  catalog: Catalog | undefined;
  /** Sources that the widget rests on; absent: all. */
  sources: readonly string[] | undefined;
  terms: Terms;
  format: Format;
  show(problems: readonly RecordsProblem[]): void;
}

/** "12 of 24,918 rows left out. Show them", where the source could not take in all. */
export function leftOutLine({ catalog, sources, terms, format, show }: LeftOut): unknown {
  const concerns = (name: string): boolean => !sources || sources.includes(name);
  const problems = (catalog?.problems ?? []).filter((problem) => concerns(problem.source));
  if (!catalog || !problems.length) return nothing;
  const lost = problems.reduce((sum, problem) => sum + (problem.leftOut ? problem.count : 0), 0);
  const rows = catalog.sources.reduce((sum, source) => sum + (concerns(source.name) ? (source.rows ?? 0) : 0), 0);
  const amount = (value: number) => html`<data value=${value}>${format.number(value)}</data>`;
  const words = lost ? fill(terms.trouble.leftOut(format.plural(lost)), amount(lost), amount(rows)) : terms.trouble.doubted;
  return html`<span>${words} <button type="button" class="link" @click=${() => show(problems)}>${terms.trouble.showThem}</button></span>`;
}
