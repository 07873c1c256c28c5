import { pathToFileURL } from 'node:url';
import { loadDocument } from '../data/document/load-document.ts';
import { toProblem } from '../data/problem.ts';
import { normalizeRecords } from '../data/records/normalize-records.ts';
import { type NormalRecords, type RecordsProblem, SOURCE_NAMES } from '../data/records/records.ts';
import { localFetch } from './local-fetch.ts';

/** What a check found, ready to print, and whether it failed. */
export interface Validation {
  text: string;
  failed: boolean;
}

/**
 * Checks a help desk document, or a file of a known export, by path or address: what it holds, and what could not be read.
 * Fails where the document cannot be read at all; with `strict`, also where anything was left out or doubted.
 */
export async function validate(document: string, strict: boolean): Promise<Validation> {
  const url = /^https?:/.test(document) ? document : pathToFileURL(document).href;
  try {
    const loaded = await loadDocument(url, { fetch: localFetch });
    const records = normalizeRecords(loaded);
    return { text: [document, '', summary(records), '', ...problems(records.problems)].join('\n'), failed: strict && records.problems.length > 0 };
  } catch (thrown) {
    const { title, detail, path } = toProblem(thrown);
    return { text: [document, '', plain(`Error: ${title}`), ...(path ? [plain(`  at: ${path}`)] : []), ...(detail ? [plain(`  ${detail}`)] : [])].join('\n'), failed: true };
  }
}

function summary({ tables, rows, timezone, asOf, calendars }: NormalRecords): string {
  const sources = SOURCE_NAMES.flatMap((source) => {
    const table = tables[source];
    const met = rows[source] ?? 0;
    return table ? [[source, count(met), count(met - table.length), Object.keys(table.columns).join(', ')]] : [];
  });
  return [
    `Time zone  ${timezone ?? 'UTC (none given)'}`,
    `As of      ${new Date(asOf).toISOString()}`,
    ...(calendars.length ? [`Calendars  ${calendars.map(({ id }) => id).join(', ')}`] : []),
    '',
    layOut([['Source', 'Rows', 'Left out', 'Columns'], ...sources], [1, 2]),
  ].join('\n');
}

function problems(list: readonly RecordsProblem[]): string[] {
  if (!list.length) return ['No problems.'];
  const lines = list.map((problem) => [
    problem.column === undefined ? problem.source : `${problem.source}.${problem.column}`,
    problem.code,
    count(problem.count),
    problem.leftOut ? 'left out' : '',
    problem.rows?.join(', ') ?? '',
    problem.example ?? '',
  ]);
  return [`${list.length} ${list.length === 1 ? 'problem' : 'problems'}`, '', layOut([['Where', 'What', 'Times', '', 'Rows', 'Example'], ...lines], [2]), '', ...list.map(({ message }) => plain(message))];
}

/** Cells in aligned columns; those of `right` stand to the right. */
function layOut(lines: readonly (readonly string[])[], right: readonly number[]): string {
  const clean = lines.map((cells) => cells.map(plain));
  const widths = clean[0]!.map((_, at) => Math.max(...clean.map((cells) => cells[at]!.length)));
  return clean
    .map((cells) => cells.map((cell, at) => (right.includes(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))).join('  ').trimEnd())
    .join('\n');
}

const count = (value: number): string => value.toLocaleString('en-US');

/** Without control characters, which a terminal would obey. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
