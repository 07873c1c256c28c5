import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { FIELDS, type FieldType } from '../../../src/data/catalog/fields.ts';
import { SOURCE_NAMES, type Records } from '../../../src/data/records/records.ts';

const TYPES: Readonly<Record<FieldType, string>> = { string: 'VARCHAR', number: 'DOUBLE', duration: 'DOUBLE', time: 'TIMESTAMP', boolean: 'BOOLEAN' };
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Records as tables of a data warehouse, as docs/cube.md has them: names with `_`, times in UTC without a zone. */
export async function warehouse(records: Records): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run('CREATE SCHEMA support');
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  try {
    for (const source of SOURCE_NAMES) {
      const fields = Object.entries(FIELDS[source]) as [string, FieldType][];
      const rows = (records[source] ?? []) as readonly Readonly<Record<string, unknown>>[];
      const line = (row: Readonly<Record<string, unknown>>): string =>
        JSON.stringify(Object.fromEntries(fields.map(([name, type]) => [snake(name), type === 'time' && row[name] ? String(row[name]).replace('Z', '') : row[name]])));
      const file = join(folder, `${source}.json`);
      writeFileSync(file, rows.map(line).join('\n'));
      const columns = fields.map(([name, type]) => `"${snake(name)}": '${TYPES[type]}'`).join(', ');
      await connection.run(`CREATE TABLE support.${snake(source)} AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns}})`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return connection;
}
