import type { BaseIssue } from 'valibot';
import { DataError, type Problem } from '../problem.ts';
import { nearest } from './nearest.ts';
import { QUERY_KEYS } from './schema.ts';

/** A `bad-query` `DataError` with its place: `path` is that of the query, `at` the place within. */
export function refuse(title: string, path: string, at = ''): DataError {
  return new DataError({ kind: 'bad-query', title, path: joinPath(path, at) });
}

/** ` Did you mean “...”?`, or nothing where there is no name to offer. */
export function suggestion(word: string, names: Iterable<string>): string {
  const guess = nearest(word, names);
  return guess === undefined ? '' : ` Did you mean “${guess}”?`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
  null: 'null',
  undefined: 'nothing',
};

/** What the schema found wrong first, in words; `whole` names the thing checked. */
export function issueProblem(issue: BaseIssue<unknown>, path: string, whole = 'The query'): Problem {
  const keys = issue.path?.map((item) => item.key) ?? [];
  const at = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${cut(String(key))}`)).join('');
  const last = keys.at(-1);
  const what = last === undefined ? whole : typeof last === 'number' ? 'This entry' : `“${cut(String(last))}”`;
  return { kind: 'bad-query', title: issueTitle(issue, what, String(last)), path: joinPath(path, at.replace(/^\./, '')) };
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

function issueTitle({ input, kind, type, expected, received }: BaseIssue<unknown>, what: string, key: string): string {
  if (expected === 'never') return `${what} is not a part of a query.${suggestion(key, QUERY_KEYS)}`;
  if (input === undefined && kind === 'schema') return `${what} is missing.`;
  if (type === 'strict_tuple' && key === 'dateRange') return `${what} is two dates or instants, such as ["2026-03-01", "2026-03-31"], not ${cut(received)}.`;
  if (type === 'picklist') {
    const options = expected?.match(/[\w-]+/g) ?? [];
    return `${what} is one of ${options.join(', ')}, not ${cut(received)}.${suggestion(received.replaceAll('"', ''), options)}`;
  }
  if (kind === 'validation') return `${what} must ${BOUNDS[type] ?? 'be'} ${bound(expected)}, not ${cut(received ?? 'this')}.`;
  return `${what} must be ${TYPES[expected ?? ''] ?? expected}, not ${TYPES[received] ?? cut(received)}.`;
}

const BOUNDS: Readonly<Record<string, string>> = { min_length: 'have a length of', max_length: 'have a length of' };

function bound(expected: string | null): string {
  return expected ? expected.replace('<=', 'at most ').replace('>=', 'at least ') : 'a whole number';
}

function joinPath(path: string, at: string): string {
  return (path && at ? `${path}${at.startsWith('[') ? '' : '.'}${at}` : path || at) || 'query';
}
