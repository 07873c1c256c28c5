import { array, boolean, check, custom, looseObject, number, optional, pipe, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { Cell, ResultSet } from '../query/query.ts';
import { instant } from './instant-schema.ts';

const isCell = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

// Checked by hand: a schema for each cell would take longer than the query did.
const cells = custom<readonly Cell[]>(
  (value) => Array.isArray(value) && value.every(isCell),
  'an array of texts, finite numbers, booleans and nulls',
);

export const resultSetSchema = pipe(
  looseObject({
    columns: array(looseObject({ name: string(), type: string(), unit: optional(string()) })),
    data: array(cells),
    asOf: instant,
    total: optional(number()),
    truncated: optional(boolean()),
    partial: optional(array(string())),
  }),
  check(
    ({ columns, data }) => data.length === columns.length && data.every((column) => column.length === data[0]?.length),
    'a result with one array for each column, all equally long',
  ),
) as unknown as GenericSchema<unknown, ResultSet>;
