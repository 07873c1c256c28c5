import { array, custom, looseObject, nullable, optional, record, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { FigureRow, FigureSet } from '../adapter.ts';
import { instant } from './instant-schema.ts';

const finite = custom<number>(Number.isFinite, 'a finite number');

/** The schema of a list of records. */
export const recordsRef = looseObject({ source: string(), query: looseObject({}), count: optional(finite) });

const plain = {
  value: nullable(finite),
  n: optional(finite),
  base: optional(nullable(finite)),
  baseNote: optional(string()),
  records: optional(recordsRef),
  partial: optional(string()),
  key: optional(string()),
};

export const figureSchema = looseObject({ ...plain, leftOut: optional(record(string(), looseObject(plain))) });

const figures = record(string(), figureSchema);
/** What every set of figures has. */
export const figureSet = { asOf: instant, figures, notes: optional(array(string())) };
/** The schema of one row of figures. */
export const figureRow = looseObject({ key: nullable(string()), label: string(), figures });

export const figureSetSchema = looseObject(figureSet) as GenericSchema<unknown, FigureSet>;

export const breakdownSchema = looseObject({ ...figureSet, rows: array(figureRow) }) as GenericSchema<
  unknown,
  FigureSet & { rows: readonly FigureRow[] }
>;

/** Figures of today, and some of them hour by hour. */
export const hourlySchema = looseObject({ ...figureSet, rows: optional(array(figureRow)) }) as GenericSchema<
  unknown,
  FigureSet & { rows?: readonly FigureRow[] }
>;
