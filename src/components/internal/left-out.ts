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

/** Codes of values that could not be read, so that their cell is empty; all others but rows left out are doubts. */
const UNREAD = ['bad-date', 'ambiguous-date', 'bad-number', 'ambiguous-number', 'bad-boolean', 'not-a-value', 'unknown-category'];

/** Whether a row was kept with an empty cell in place of its value. */
export function isUnread({ code, leftOut }: RecordsProblem): boolean {
  return !leftOut && UNREAD.includes(code);
}

/** "12 of 24,918 rows left out, 3 values could not be read. Show them", where the source could not take in all. */
export function leftOutLine({ catalog, sources, terms, format, show }: LeftOut): unknown {
  const concerns = (name: string): boolean => !sources || sources.includes(name);
  const problems = (catalog?.problems ?? []).filter((problem) => concerns(problem.source));
  if (!catalog || !problems.length) return nothing;
  const { trouble } = terms;
  const count = (counted: (problem: RecordsProblem) => boolean): number => problems.reduce((sum, problem) => sum + (counted(problem) ? problem.count : 0), 0);
  // Opening hours are left out too, but they are no rows.
  const lost = count(({ leftOut, source }) => leftOut && source !== 'calendars');
  const unread = count(isUnread);
  const rows = catalog.sources.reduce((sum, source) => sum + (concerns(source.name) ? (source.rows ?? 0) : 0), 0);
  const amount = (value: number) => html`<data value=${value}>${format.number(value)}</data>`;
  const said = [
    ...(lost ? [fill(trouble.leftOut(format.plural(lost)), amount(lost), amount(rows))] : []),
    ...(unread ? [fill(trouble.unread(format.plural(unread)), amount(unread))] : []),
  ];
  const words = said.length ? said.map((part, index) => (index ? [', ', part] : part)) : trouble.doubted;
  return html`<span>${words}. <button type="button" class="link" @click=${() => show(problems)}>${trouble.showThem}</button></span>`;
}
