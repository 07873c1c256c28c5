import { array, getDotPath, looseObject, safeParse, string } from 'valibot';
import type { BaseIssue, GenericSchema } from 'valibot';
import type { Datasets } from './adapter.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Dataset } from './datasets/dataset.ts';
import { DataError } from './problem.ts';

/** The answer as its dataset's schema knows it, or a `bad-data` error that names path and expected type. */
export function checkAnswer<K extends keyof Datasets>(dataset: Dataset<K>, value: unknown): Datasets[K]['data'] {
  return check(dataset.schema, value, `answer for “${dataset.name}”`);
}

/** The parts of a catalogue that everything stands on, checked; the rest is read with care. */
export function checkCatalog(value: unknown): Catalog {
  const named = { name: string() };
  const schema = looseObject({
    sources: array(looseObject({ ...named, members: array(looseObject(named)) })),
    capabilities: looseObject({}),
  });
  return check(schema, value, 'catalogue') as unknown as Catalog;
}

/** A value as its schema knows it; `what` names it in the `bad-data` error. */
export function check<T>(schema: GenericSchema<unknown, T>, value: unknown, what: string): T {
  const result = safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = getDotPath(issue) ?? '';
  const { type, message, expected } = issue;
  const wanted = type === 'custom' || type === 'check' ? message : expected;
  const fault = issue.path?.at(-1)?.origin === 'key' && issue.received === 'undefined' ? `is missing; ${needed(schema, issue)} is needed` : `should be ${wanted}`;
  throw new DataError({
    kind: 'bad-data',
    title: `The ${what} is not as agreed: ${path || 'it'} ${fault}.`,
    path,
  });
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', number: 'a number', boolean: 'true or false', Array: 'a list', Object: 'an object' };

/** What belongs under a missing key: of it the schema names the key alone, so it is asked again with an empty one. */
function needed(schema: GenericSchema, { path = [] as never }: BaseIssue<unknown>): string {
  const filled = path.reduceRight<unknown>(
    (value, { input, key }) => Object.assign(Array.isArray(input) ? [...(input as unknown[])] : { ...(input as object) }, { [key as string]: value }),
    undefined,
  );
  const expected = safeParse(schema, filled).issues?.[0]?.expected ?? 'a value';
  return WORDS[expected] ?? expected;
}
