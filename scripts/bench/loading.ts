import { gzipSync } from 'node:zlib';
import * as aq from 'arquero';
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from '../../src/data/document/load-document.ts';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import type { Column, ColumnTable } from '../../src/data/records/records.ts';
import { ask } from './asking.ts';
import { median, type Ratio, ratioOf, rounds } from './measure.ts';
import { makeTickets } from './million.ts';
import { SHAPES } from './shapes.ts';

const COUNT = 100_000;

export interface Loaded {
  tickets: number;
  ways: { name: string; ms: number; against: string; ratio: Ratio }[];
}

/** Reads tickets in each form and asks one question, so that nothing is left for later; others read the same. */
export async function loading(tell: (line: string) => void): Promise<Loaded> {
  const table = makeTickets(COUNT).records.tables.tickets!;
  const columns = wordsOf(table);
  const names = Object.keys(columns);
  const rows = Array.from({ length: COUNT }, (_, i) => Object.fromEntries(names.map((name) => [name, columns[name]![i]])));
  const csv = [names.join(), ...rows.map((row) => names.map((name) => row[name] ?? '').join())].join('\n');
  const files = new Map<string, Uint8Array<ArrayBuffer>>([
    ['tickets.csv', new TextEncoder().encode(csv)],
    ['tickets.csv.gz', new Uint8Array(gzipSync(csv))],
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  const { queries } = SHAPES.find(({ key }) => key === 'open')!;
  const open = (records: Parameters<typeof recordsEngine>[0]) => ask(recordsEngine(records), queries);
  const document = async (src: string) => {
    const fetch = async () => new Response(files.get(src));
    return open({ ...(await loadDocument({ version: 1, timezone: 'Europe/Warsaw', tickets: { src } }, { base: 'https://desk.example.com/', fetch })), timezone: 'Europe/Warsaw' });
  };
  const times = await rounds(15, {
    rows: () => open({ tickets: rows, timezone: 'Europe/Warsaw' }),
    arqueroRows: () => aq.from(rows).filter('d => !d.closedAt').groupby('channel').count().objects(),
    columns: () => open({ tickets: columns, timezone: 'Europe/Warsaw' }),
    csv: () => document('tickets.csv'),
    arqueroCsv: () => aq.fromCSV(csv).filter('d => !d.closedAt').groupby('channel').count().objects(),
    duckCsv: () => duck.runAndReadAll(`CREATE OR REPLACE TABLE t AS FROM read_csv('${join(folder, 'tickets.csv')}'); SELECT channel, count(*) FROM t WHERE closedAt IS NULL GROUP BY ALL`),
    gzip: () => document('tickets.csv.gz'),
    duckGzip: () => duck.runAndReadAll(`CREATE OR REPLACE TABLE t AS FROM read_csv('${join(folder, 'tickets.csv.gz')}'); SELECT channel, count(*) FROM t WHERE closedAt IS NULL GROUP BY ALL`),
  });
  duck.closeSync();
  rmSync(folder, { recursive: true });
  const way = (name: string, own: keyof typeof times, against: string, other: keyof typeof times) => ({ name, ms: median(times[own]), against, ratio: ratioOf(times[own], times[other]) });
  const ways = [
    way('rows', 'rows', 'Arquero', 'arqueroRows'),
    way('columns of values', 'columns', 'the same as rows', 'rows'),
    way('CSV', 'csv', 'Arquero', 'arqueroCsv'),
    way('CSV', 'csv', 'DuckDB', 'duckCsv'),
    way('gzipped CSV', 'gzip', 'DuckDB', 'duckGzip'),
  ];
  for (const { name, ms, against, ratio } of ways) tell(`load ${name}: ${ms.toFixed(0)} ms, ${ratio.middle.toFixed(2)} times as fast as ${against}`);
  return { tickets: COUNT, ways };
}

/** Columns as a host would send them: instants as text. */
function wordsOf({ columns, length }: ColumnTable): Record<string, unknown[]> {
  const read = (column: Column) => (i: number) => {
    if (column.kind === 'string') return column.dictionary[column.codes[i]!] || null;
    if (column.kind === 'boolean') return [false, true, null][column.values[i]!];
    const value = column.values[i]!;
    return Number.isNaN(value) ? null : column.kind === 'time' ? new Date(value).toISOString() : value;
  };
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from({ length }, (_, i) => read(column)(i))]));
}
