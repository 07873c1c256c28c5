import type { DuckDBConnection } from '@duckdb/node-api';
import { FIELDS, type FieldType } from '../../src/data/catalog/fields.ts';
import { SOURCE_NAMES, type SourceName } from '../../src/data/records/records.ts';
import type { RandomDesk, Tables, Value } from './random-desk.ts';
import type { DeskFacts } from './sql/relation.ts';
import { MACROS } from './sql/time.ts';

const SQL_TYPES: Readonly<Record<FieldType, string>> = { string: 'VARCHAR', number: 'DOUBLE', duration: 'DOUBLE', time: 'DOUBLE', boolean: 'BOOLEAN' };

/** A value as SQL writes it. */
export function literal(value: Value | undefined): string {
  if (value === null || value === undefined || value === '') return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Puts a desk into DuckDB, in place of the one before: a table for each source, empty where it has none. */
export async function loadTables(connection: DuckDBConnection, tables: Tables): Promise<void> {
  const statements = SOURCE_NAMES.flatMap((source) => {
    const fields = Object.entries(FIELDS[source]) as [string, FieldType][];
    const rows = (tables[source] ?? []).map((row, i) => `(${[i, ...fields.map(([name]) => literal(row[name]))].join(', ')})`);
    return [
      `CREATE OR REPLACE TABLE ${source} (_row BIGINT, ${fields.map(([name, type]) => `"${name}" ${SQL_TYPES[type]}`).join(', ')})`,
      ...(rows.length ? [`INSERT INTO ${source} VALUES ${rows.join(', ')}`] : []),
    ];
  });
  await connection.run([...MACROS, ...statements].join(';\n'));
}

/** What of a desk stands in no table. A column is supplied where a row has its key, even if it is empty. */
export function factsOf({ tables, asOf, settings, calendars, orders }: RandomDesk): DeskFacts {
  const columns = new Map<SourceName, Set<string>>(
    SOURCE_NAMES.flatMap((source) => (tables[source] ? [[source, new Set(tables[source].flatMap((row) => Object.keys(row)))] as const] : [])),
  );
  return {
    has: (source, field) => (field === undefined ? columns.has(source) : !!columns.get(source)?.has(field)),
    asOf,
    settings,
    calendars,
    orders,
  };
}
