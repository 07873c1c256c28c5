import { array, boolean, check, custom, looseObject, nullable, number, optional, pipe, record, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { FigureRow, FigureSet } from '../adapter.ts';
import type { Cell, ResultSet } from '../query/query.ts';

const finite = custom<number>(Number.isFinite, 'a finite number');

export const figureSchema = looseObject({
  value: nullable(finite),
  n: optional(finite),
  base: optional(nullable(finite)),
  baseNote: optional(string()),
  records: optional(looseObject({ source: string(), query: looseObject({}), count: optional(finite) })),
  partial: optional(string()),
});

const figures = record(string(), figureSchema);
const figureSet = { asOf: string(), figures, notes: optional(array(string())) };
const figureRow = looseObject({ key: nullable(string()), label: string(), figures });

export const figureSetSchema = looseObject(figureSet) as GenericSchema<unknown, FigureSet>;

export const breakdownSchema = looseObject({ ...figureSet, rows: array(figureRow) }) as GenericSchema<
  unknown,
  FigureSet & { rows: readonly FigureRow[] }
>;

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
    asOf: string(),
    total: optional(number()),
    truncated: optional(boolean()),
    partial: optional(array(string())),
  }),
  check(
    ({ columns, data }) => data.length === columns.length && data.every((column) => column.length === data[0]?.length),
    'a result with one array for each column, all equally long',
  ),
) as unknown as GenericSchema<unknown, ResultSet>;
