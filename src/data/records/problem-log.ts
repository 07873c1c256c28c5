import type { RecordsProblem } from './records.ts';

/** What a code says, and whether its rows are left out whole. */
export type ProblemTexts = Readonly<Record<string, readonly [text: string, leftOut?: true]>>;

/** What each code of rows says, and whether its rows are left out whole. */
export const PROBLEM_TEXTS: ProblemTexts = {
  'bad-date': ['Not a date, left empty'],
  'ambiguous-date': ['Day and month cannot be told apart, left empty until dateFormat is declared'],
  'no-timezone': ['Time without offset, read as UTC because no timezone is given'],
  'bad-number': ['Not a number, left empty'],
  'ambiguous-number': ['Decimal comma or thousands cannot be told apart, left empty until decimal is declared'],
  'bad-boolean': ['Neither yes nor no, left empty'],
  'not-a-value': ['A list or an object where one value belongs, left empty'],
  'unknown-word': ['Unknown word, kept as it is'],
  'unknown-category': ['Neither open, waiting nor closed, left empty, so that closing dates decide'],
  'unknown-name': ['Name that several records bear, kept as it is'],
  'not-an-object': ['Not a record, left out', true],
  'missing-id': ['Without id, counted but not linked to other records'],
  'no-id': ['Change of a record without id, left out', true],
  'mixed-id': ['Id given as number and as text, taken as the same'],
  'no-creation-date': ['Ticket without a readable date of creation, left out', true],
  'duplicate-id': ['Id met again further down, left out in favour of the last row', true],
  'close-before-create': ['Closed before it was created'],
  'end-before-start': ['Ended before it began'],
  'sla-of-open': ['Close SLA that is done on a ticket that is not closed, counted neither as done nor as running'],
  ragged: ['More or fewer cells than columns; missing cells are empty'],
  'bad-quotes': ['Quotation mark out of place'],
  'unclosed-quote': ['Row that never ends, for want of a closing quotation mark, left out', true],
  'duplicate-column': ['Column name met again, not read'],
  'no-records': ['No records in this file'],
  'bad-json': ['Line that is no record, left out', true],
  'missing-column': ['Column that no row has'],
  encoding: ['Text is not UTF-8; declare encoding if letters look wrong'],
  'unknown-ticket': ['Ticket that is in no list, counted but joined to none'],
  'no-ticket': ['Message of no ticket and no conversation, counted but in no thread'],
  'no-duration': ['Completed call without its duration, counted but without talk time'],
  'bad-total': ['Total of surveys without a date such as 2026-03-02 or a number from 0, left out', true],
};

const ROWS_TOLD = 5;
const EXAMPLE_LENGTH = 80;

/** Counts what could not be taken as it was: one entry per source, column and code. */
export interface ProblemLog {
  add(code: string, source: string, column?: string, row?: number, example?: unknown, count?: number): void;
  /** Takes in what more codes mean. */
  learn(more: ProblemTexts): void;
  list(): RecordsProblem[];
}

/** An empty log; `texts` say what its codes mean. */
export function problemLog(texts = PROBLEM_TEXTS): ProblemLog {
  const met = new Map<string, RecordsProblem & { rows: number[] }>();
  return {
    add(code, source, column, row, example, count = 1) {
      const key = `${source}\n${column ?? ''}\n${code}`;
      let entry = met.get(key);
      if (!entry) {
        entry = { source, code, message: '', count: 0, leftOut: texts[code]?.[1] ?? false, rows: [] };
        if (column !== undefined) entry.column = column;
        met.set(key, entry);
      }
      entry.count += count;
      if (row !== undefined && entry.rows.length < ROWS_TOLD) entry.rows.push(row);
      if (example !== undefined) entry.example ??= show(example);
    },
    learn: (more) => void (texts = { ...texts, ...more }),
    list: () => Array.from(met.values(), (entry) => ({ ...entry, message: sentence(entry, texts) })),
  };
}

function sentence({ source, column, code, count, rows, example }: RecordsProblem, texts: ProblemTexts): string {
  const place = column === undefined ? source : `${source}.${column}`;
  const first = [rows?.length ? `first in row ${rows[0]}` : '', example ? `for example “${example}”` : ''].filter(Boolean).join(', ');
  return `${texts[code]?.[0] ?? code}: ${count} ${count === 1 ? 'time' : 'times'} in ${place}${first && ` (${first})`}.`;
}

/** Any value as a short text for a message; never throws. */
export function show(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
  return text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH - 1)}…` : text;
}
