import type { Column, NormalRecords, RecordsSettings, SourceName } from '../records/records.ts';
import { fieldType, type Has } from './members.ts';

/**
 * Which sources and fields records have. A time field counts as soon as it is supplied, because nothing may have happened yet;
 * any other, and every SLA field, once it has a value. A source without rows is taken to have all its fields but those of SLAs.
 */
export function presence(tables: NormalRecords['tables'], settings: RecordsSettings = {}): Has {
  const known = new Map<string, boolean>();
  return (source, field) => {
    if (!field) return !!tables[source];
    if (field === 'sent' && source === 'feedback') return !!settings.feedback?.sent;
    const key = `${source}.${field}`;
    let has = known.get(key);
    if (has === undefined) known.set(key, (has = isPresent(tables, source, field)));
    return has;
  };
}

function isPresent(tables: NormalRecords['tables'], source: SourceName, field: string): boolean {
  const table = tables[source];
  if (!table) return false;
  const [name, value] = field.split('=') as [string, string?];
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (value !== undefined) return holds(column, value);
  const sla = /Sla/.test(name);
  if (!table.length && !sla) return !!column || !!fieldType(source, name);
  return !!column && ((column.kind === 'time' && !sla) || hasValue(column));
}

/** Whether a row has this word; a dictionary may know words of rows that have changed since. */
export function holds(column: Column | undefined, word: string): boolean {
  return column?.kind === 'string' && column.codes.includes(column.dictionary.indexOf(word));
}

function hasValue(column: Column): boolean {
  switch (column.kind) {
    case 'string':
      return column.codes.some((code) => code !== 0);
    case 'boolean':
      return column.values.some((value) => value !== 2);
    case 'number':
    case 'time':
      return column.values.some((value) => value === value);
  }
}
