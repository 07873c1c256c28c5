import type * as v from 'valibot';
import { nearest } from '../query/nearest.ts';
import { fault } from './faults.ts';
import { DOCUMENT_KEYS, FILE_KEYS } from './schema.ts';

/** Throws what the schema found wrong first in a document, in words. */
export function documentFault(issue: v.BaseIssue<unknown>, name: string): never {
  const keys = (issue.path ?? []).map((item) => item.key);
  const path = keys.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), '');
  const where = path ? `“${path}” in ${name}` : name;
  const last = String(keys.at(-1) ?? '');
  if (path === 'version') fault('bad-data', `${name} is of version ${issue.received}; this kit reads version 1.`, { path });
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const guess = nearest(last, keys.length === 1 ? DOCUMENT_KEYS : FILE_KEYS);
    fault('bad-data', `${where} is not known here.${keys.length <= 2 && keys[0] !== 'settings' ? ` Did you mean “${guess}”?` : ''}`, { path });
  }
  if (issue.received === 'undefined') fault('bad-data', `${where} is missing.`, { path });
  fault('bad-data', `${where} must be ${words(issue.expected)}, not ${issue.received}.`, { ...(path && { path }) });
}

const WORDS: Readonly<Record<string, string>> = { Array: 'a list', Object: 'an object', string: 'a text', number: 'a number', boolean: 'true or false' };

function words(expected: string | null): string {
  return expected === null ? 'of another form' : (WORDS[expected] ?? expected);
}
