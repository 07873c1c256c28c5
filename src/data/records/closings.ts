import { narrow } from './column-builder.ts';
import type { Column } from './records.ts';
import { CATEGORY } from './words.ts';

/** What stands for 'none' in a column of dates. */
const NONE = /^(?:[^\p{L}\p{N}]*|n\/?a|nil|null|none|never)$/iu;
/** The year of a date, in either place. */
const YEAR = /^(\d{4})[-/.]|[-/.](\d{4})(?!\d)/;

/** Whether a closing date that could not be read tells of a close: not so dashes, and years that exports write for 'none'. */
export function tellsOfClose(value: unknown): boolean {
  if (typeof value === 'number' || value instanceof Date) return Number.isNaN(Number(value));
  if (typeof value !== 'string') return true;
  const [, first, last] = YEAR.exec(value) ?? [];
  const year = Number(first ?? last ?? NaN);
  return !NONE.test(value) && !(year < 1900 || year > 2199);
}

/**
 * Gives the rows of `undated`, where no category says otherwise, that of a closed ticket: it is in no stock, and among those
 * closed nobody knows since when. A column in which no category is left goes where no date of closing stands in for it.
 */
export function markClosed(columns: Record<string, Column>, length: number, undated: ReadonlySet<number>): void {
  const given = columns[CATEGORY];
  if (undated.size) {
    const { codes, dictionary } = given?.kind === 'string' ? given : { codes: new Uint8Array(length), dictionary: [''] };
    const words = [...new Set([...dictionary, 'closed'])];
    const filled = Uint32Array.from(codes);
    for (const row of undated) filled[row] ||= words.indexOf('closed');
    columns[CATEGORY] = narrow(filled, words);
  } else if (given?.kind === 'string' && !columns.closedAt && length && given.codes.every((code) => !code)) delete columns.statusCategory;
}
