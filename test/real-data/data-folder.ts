import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of real help desk exports, where a checkout has one beside it. */
export const DATA_FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
export const hasRealData = existsSync(DATA_FOLDER);

export type DataSet = 'servicenow-incidents' | 'italian-helpdesk' | 'nyc311-2024';
/** Exports of calls, and of customers' answers. */
export type OtherSet = 'bank-calls-one-day' | 'ecommerce-csat';

export interface Expected {
  id: string;
  definition: string;
  zone: string;
  answer: unknown;
}

/** Every independently computed answer of one data set, by the name of its file. */
export function expectedAnswers(set: DataSet | OtherSet): Map<string, Expected> {
  const folder = `${DATA_FOLDER}${set}/expected/`;
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'index.json');
  return new Map(names.sort().map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(folder + name, 'utf8')) as Expected]));
}

/** Where the files of a data set are, as a base address for a document. */
export function baseOf(set: DataSet | OtherSet): string {
  return pathToFileURL(`${DATA_FOLDER}${set}/`).href;
}

/** `fetch` for local files: what a host passes where the platform has none for `file:`. */
export const fileFetch: typeof fetch = async (input) => {
  const path = fileURLToPath(new URL(String(input instanceof Request ? input.url : input)));
  if (!existsSync(path)) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(await readFile(path)));
};
