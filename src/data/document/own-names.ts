import { NAMED } from '../records/names.ts';
import type { SourceName } from '../records/records.ts';
import { fieldType } from '../records/table-builder.ts';

/**
 * Whether every column bears the name of a field of its source, so that there is nothing to recognise. Not so of tickets
 * with a status alone, whose category well-known exports tell, nor where an owner stands both by name and by id.
 */
export function areOwnNames(names: readonly string[], source: SourceName): boolean {
  if (source === 'tickets' && names.includes('status') && !names.includes('statusCategory')) return false;
  const isOwn = (name: string): boolean => {
    const id = Object.hasOwn(NAMED, name) ? NAMED[name]!.field : undefined;
    return id === undefined ? !!fieldType(source, name) : !!fieldType(source, id) && !names.includes(id);
  };
  return names.length > 0 && names.every(isOwn);
}

/** Records whose keys together tell the columns. */
export const SAMPLE = 200;

/** The columns of rows, or of an object of arrays. */
export function columnNames(input: object): string[] {
  if (!Array.isArray(input)) return Object.keys(input);
  return [...new Set(input.slice(0, SAMPLE).flatMap((row: unknown) => (typeof row === 'object' && row && !Array.isArray(row) ? Object.keys(row) : [])))];
}

/** Whether nothing but fields stands in rows, or in an object of arrays, and tickets have what they need. An object with one list may hold rows. */
export function isOwn(input: object, source: SourceName): boolean {
  const names = columnNames(input);
  if (source === 'tickets' && !(names.includes('id') && names.includes('createdAt'))) return false;
  return (Array.isArray(input) || names.length > 1) && areOwnNames(names, source);
}
