import type { Dataset } from './dataset.ts';
import { resultSetSchema } from './result-schema.ts';

/** The records behind a number, page by page; `total` tells how many there are. */
export const records: Dataset<'records'> = {
  name: 'records',
  schema: resultSetSchema,
  isEmpty: ({ data }) => !data[0]?.length,
};
