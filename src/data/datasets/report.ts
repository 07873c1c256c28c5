import { array, looseObject, optional, record, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { Datasets } from '../adapter.ts';
import type { Dataset } from './dataset.ts';
import { figureSchema } from './figure-schemas.ts';
import { instant } from './instant-schema.ts';
import { resultSetSchema } from './result-schema.ts';

/** One report's answers by the names of its queries, gaps filled; `queries` as they were asked. */
export const report: Dataset<'report'> = {
  name: 'report',
  schema: looseObject({
    asOf: instant,
    results: record(string(), resultSetSchema),
    queries: optional(record(string(), looseObject({}))),
    figures: optional(record(string(), figureSchema)),
    notes: optional(array(string())),
  }) as unknown as GenericSchema<unknown, Datasets['report']['data']>,
  isEmpty: ({ results }) =>
    Object.entries(results).every(
      ([name, { columns, data }]) =>
        name.includes('@') || data.every((column, i) => columns[i]!.type !== 'number' || column.every((cell) => !cell)),
    ),
};
