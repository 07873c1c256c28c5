import { FIELDS } from '../catalog/fields.ts';
import { nearest } from '../query/nearest.ts';
import { DATE_ORDERS, dateOrder } from '../records/dates.ts';
import { NAMED } from '../records/names.ts';
import { show } from '../records/problem-log.ts';
import type { SourceName } from '../records/records.ts';
import { type CellOptions, fieldType, type TableBuilder } from '../records/table-builder.ts';
import { fault } from './faults.ts';
import { areOwnNames } from './own-names.ts';
import { type FileMapping, UNITS } from './schema.ts';
import type { FeedOptions, Planned } from './table-feed.ts';

/** The source of a file and which of its columns hold what: as declared, else as its columns tell. Throws a `DataError` where they do not. */
export function mappingOf(options: FeedOptions, names: readonly string[] = []): { source: SourceName | undefined; mapping: FileMapping } {
  const { mapping = {}, source, known } = options;
  if (mapping.fields) return { source, mapping };
  const told = (source && ownMapping(names, source)) || known?.recognise(names, source);
  if (!told) unrecognised(options, names);
  return { source: told.source, mapping: merged(told.mapping, mapping) };
}

/** The columns that a mapping fills. One that does not fit the file throws a `DataError` that names the place and the nearest name. */
export function planColumns(source: SourceName, builder: TableBuilder, mapping: FileMapping, options: FeedOptions, names: readonly string[] | undefined): Planned[] {
  const fields = mapping.fields ?? {};
  const known = [...Object.keys(FIELDS[source]), ...Object.keys(NAMED).filter((name) => fieldType(source, NAMED[name]!.field))];
  const typeOf = (field: string) => fieldType(source, Object.hasOwn(NAMED, field) ? NAMED[field]!.field : field);
  // A misspelt field comes first: what else is said of it under its right name would look wrong, too.
  for (const field of Object.keys(fields)) if (!typeOf(field)) unknownField(source, 'fields', field, known);
  for (const part of ['values', 'units', 'dateFormat'] as const) {
    const given = mapping[part];
    if (typeof given !== 'object') continue;
    for (const field of Object.keys(given)) if (!Object.hasOwn(fields, field)) unknownField(source, part, field, Object.keys(fields));
  }
  const planned = Object.entries(fields).map(([field, key]): Planned => {
    const alias = Object.hasOwn(NAMED, field) ? NAMED[field] : undefined;
    const name = alias?.field ?? field;
    if (alias) {
      if (Object.hasOwn(fields, name)) fault('bad-data', `${source} maps both “${field}” and “${name}”; one of them is enough.`, { path: `${source}.fields.${field}` });
      options.named.push({ source, name: field });
    }
    needColumn(key, names, options.name, `${source}.fields.${field}`);
    return { key, builder: builder.column(name, typeOf(field)!, cellOptions(source, field, mapping)), met: false };
  });
  for (const [at, key] of (mapping.keep ?? []).entries()) {
    needColumn(key, names, options.name, `${source}.keep[${at}]`);
    if (Object.hasOwn(fields, key)) continue;
    planned.push({ key, builder: builder.column(key, fieldType(source, key) ?? (names ? 'string' : 'any'), {}), met: false });
  }
  if (source === 'tickets' && names?.length !== 0) needFields(['id', 'createdAt'], fields, options, names);
  return planned;
}

function cellOptions(source: SourceName, field: string, { values, units, decimal, dateFormat }: FileMapping): CellOptions {
  const own = typeof dateFormat === 'string' ? dateFormat : dateFormat?.[field];
  const format = own === undefined || own === 'epoch-s' || own === 'epoch-ms' ? own : dateOrder(own);
  if (own !== undefined && !format) {
    const path = `${source}.dateFormat${typeof dateFormat === 'string' ? '' : `.${field}`}`;
    fault('bad-data', `“${show(own)}” tells no order of day, month and year; DD/MM/YYYY, MM/DD/YYYY, YYYY-MM-DD, ${DATE_ORDERS.join(', ')}, epoch-s and epoch-ms do.`, { path });
  }
  const unit = units && Object.hasOwn(units, field) ? UNITS[units[field]!] : undefined;
  return {
    ...(format && { dateFormat: format }),
    ...(decimal && { decimal }),
    ...(unit && { unit }),
    ...(values && Object.hasOwn(values, field) && { values: values[field] }),
  };
}

function unknownField(source: SourceName, part: string, field: string, known: readonly string[]): never {
  const guess = nearest(field, known);
  fault('bad-data', `“${show(field)}” is no field of ${source}${part === 'fields' ? '' : ' that is mapped'}.${guess ? ` Did you mean “${guess}”?` : ''}`, {
    path: `${source}.${part}.${field}`,
  });
}

/** Nothing can be told of tickets that no date places, and nothing can be joined to those without id. */
function needFields(needed: readonly string[], fields: object, { name }: FeedOptions, names: readonly string[] | undefined): void {
  const missing = needed.filter((field) => !Object.hasOwn(fields, field));
  if (!missing.length) return;
  fault('bad-data', `The tickets of ${name} need ${missing.map((field) => `“${field}”`).join(' and ')}: say under “fields” which column holds ${missing.length > 1 ? 'each' : 'it'}.`, {
    path: 'tickets.fields',
    ...(names && { detail: `Its columns are: ${list(names)}.` }),
  });
}

function needColumn(key: string, names: readonly string[] | undefined, file: string, path: string): void {
  if (!names || names.includes(key)) return;
  const mark = names.length === 1 ? /[;,\t|]/.exec(names[0]!)?.[0] : undefined;
  if (mark) {
    fault('bad-data', `${file} is read as one single column; its delimiter looks like “${mark === '\t' ? '\\t' : mark}”.`, {
      path: `${path.split('.')[0]!}.delimiter`,
      detail: `Its first line is: ${list(names)}.`,
    });
  }
  fault('bad-data', `${file} has no column “${show(key)}”. Did you mean “${nearest(key, names)}”?`, { path, detail: `Its columns are: ${list(names)}.` });
}

function unrecognised({ name, source, known }: FeedOptions, names: readonly string[]): never {
  fault('bad-data', `The columns of ${name} are not known, so it is not clear which holds what.`, {
    ...(source && { path: `${source}.fields` }),
    detail: `It has ${list(names) || 'none'}. Needed are at least ${known?.neededFields(source).join(' and ')}: name their columns under “fields” in a document.`,
  });
}

function list(names: readonly string[]): string {
  return names.slice(0, 40).map(show).join(', ') + (names.length > 40 ? ', …' : '');
}

function ownMapping(names: readonly string[], source: SourceName) {
  return areOwnNames(names, source) ? { source, mapping: { fields: Object.fromEntries(names.map((name) => [name, name])) } } : undefined;
}

/** What is known of an export, with what the document adds. */
function merged(known: FileMapping, own: FileMapping): FileMapping {
  return { ...known, ...own, fields: known.fields, values: { ...known.values, ...own.values }, units: { ...known.units, ...own.units } };
}
