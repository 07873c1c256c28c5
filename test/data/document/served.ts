import { gzipSync } from 'node:zlib';
import { DataError, type Problem } from '../../../src/data/problem.ts';
import { type LoadedRecords, loadDocument, type LoadOptions } from '../../../src/data/document/load-document.ts';
import type { Column, ColumnTable, SourceName } from '../../../src/data/records/records.ts';

export type Served = string | Uint8Array | Response;

export const BASE = 'https://desk.test/data/';

/** `fetch` over a few files beside each other; `pieces` cuts their bytes to that size. */
export function serving(files: Readonly<Record<string, Served>>, pieces = 65_536): typeof fetch {
  return async (input) => {
    const name = decodeURIComponent(String(input).slice(BASE.length));
    const found = files[name];
    if (found === undefined) return new Response('nothing here', { status: 404 });
    if (found instanceof Response) return found;
    const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
    return new Response(inPieces(bytes, pieces));
  };
}

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}

/** Loads a document whose files are these. */
export function load(input: string | object, files: Readonly<Record<string, Served>> = {}, options: LoadOptions = {}, pieces?: number): Promise<LoadedRecords> {
  return loadDocument(input, { base: BASE, fetch: serving(files, pieces), ...options });
}

/** The problem with which a load ends. */
export async function faultOf(loading: Promise<unknown>): Promise<Problem> {
  const outcome = await loading.then(
    () => 'It was taken.',
    (error: unknown) => error,
  );
  if (outcome instanceof DataError) return outcome.problem;
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
}

export const gzip = (text: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(text));

/** The cells of a loaded column as plain values, null where empty; times as ISO instants. */
export function cellsOf(records: LoadedRecords, source: SourceName, field: string): unknown[] | undefined {
  const column = (records[source] as ColumnTable | undefined)?.columns[field];
  return column && valuesOf(column);
}

function valuesOf(column: Column): unknown[] {
  switch (column.kind) {
    case 'string':
      return Array.from(column.codes, (code) => (code === 0 ? null : column.dictionary[code]));
    case 'boolean':
      return Array.from(column.values, (value) => [false, true, null][value]);
    case 'number':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
    case 'time':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : new Date(value).toISOString()));
  }
}

/** `source.column code` and how often, of all problems. */
export function told(records: LoadedRecords): Record<string, number> {
  return Object.fromEntries(records.problems.map(({ source, column, code, count }) => [`${source}${column ? `.${column}` : ''} ${code}`, count]));
}
