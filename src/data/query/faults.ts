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

/** What the schema found wrong first, in words. */
export function issueProblem(issue: BaseIssue<unknown>, path: string): Problem {
  const keys = issue.path?.map((item) => item.key) ?? [];
  const at = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 80)}`)).join('');
  return { kind: 'bad-query', title: issueTitle(issue, keys.at(-1)), path: joinPath(path, at.replace(/^\./, '')) };
}

function issueTitle(issue: BaseIssue<unknown>, key: unknown): string {
  const what = typeof key === 'string' ? `“${key.slice(0, 80)}”` : typeof key === 'number' ? 'This entry' : 'The query';
  const { input, kind, type, expected, received } = issue;
  if (expected === 'never') return `${what} is not a part of a query.${suggestion(String(key), QUERY_KEYS)}`;
  if (input === undefined && kind === 'schema') return `${what} is missing.`;
  if (type === 'picklist') {
    const options = expected?.match(/[\w-]+/g) ?? [];
    return `${what} is one of ${options.join(', ')}, not ${received}.${suggestion(String(input), options)}`;
  }
  if (kind === 'validation') return `${what} must ${BOUNDS[type] ?? 'be'} ${bound(expected)}, not ${received ?? 'this'}.`;
  return `${what} must be ${TYPES[expected ?? ''] ?? expected}, not ${TYPES[received] ?? received}.`;
}

const BOUNDS: Readonly<Record<string, string>> = { min_length: 'have a length of', max_length: 'have a length of' };

function bound(expected: string | null): string {
  return expected ? expected.replace('<=', 'at most ').replace('>=', 'at least ') : 'a whole number';
}

function joinPath(path: string, at: string): string {
  return (path && at ? `${path}${at.startsWith('[') ? '' : '.'}${at}` : path || at) || 'query';
}
