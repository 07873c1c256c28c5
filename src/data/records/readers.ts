import type { Zone } from '../time/zone.ts';
import { DATE_ORDERS, type DateOrder, isKnownInstant, type ReadDate, readIso, readOrders } from './dates.ts';

/** Marks a text that means different things in different readings; these stand in the reader's `meanings`. */
export const SEVERAL = Symbol('several');

/**
 * Turns texts of one column into numbers. Where a text may be read in several ways, the column decides once all of it
 * has been met; a reader only tells what each reading gives.
 */
export interface Reader {
  /** One value for each reading of the last text that gave `SEVERAL`; NaN where it makes no sense in that reading. */
  readonly meanings: Float64Array;
  /** The one reading that is right, where declared. */
  readonly declared?: number;
  readonly codes: { bad: string; ambiguous: string };
  /** The value, NaN for 'makes no sense', or `SEVERAL`. */
  read(text: string): number | typeof SEVERAL;
  /** The value of a number met as a number; NaN for 'makes no sense'. */
  number(value: number): number;
  /** The reading to take where the column leaves several; undefined: none. */
  preferred?(): number | undefined;
}

export type Epoch = 'epoch-s' | 'epoch-ms';

export interface TimeReaderOptions {
  zone: Zone | undefined;
  /** Declared order, or unit of bare numbers. Absent: learned from the column; numbers handed over as numbers are milliseconds. */
  format?: DateOrder | Epoch;
  /** Numbers may be seconds, too: below 10^11 they are. Else they are milliseconds. */
  fromFile?: boolean;
  /** Called for each text without offset while no zone is known. */
  withoutZone?(): void;
}

/** Read as milliseconds, smaller numbers would lie before 1973. */
const LEAST_MS = 1e11;

/** Reads instants: ISO 8601, other orders of day, month and year, English month names, Unix seconds and milliseconds. */
export function timeReader({ zone, format, fromFile, withoutZone }: TimeReaderOptions): Reader {
  const meanings = new Float64Array(DATE_ORDERS.length);
  const iso: ReadDate = { local: NaN, offset: NaN };
  const declared = DATE_ORDERS.findIndex((order) => order === format);
  const toUtc = (local: number, offset: number) => (Number.isNaN(offset) ? (zone ? zone.toUtc(local) : local) : local - offset);
  const number = (value: number) => {
    const seconds = format === 'epoch-s' || (fromFile && format !== 'epoch-ms' && Math.abs(value) < LEAST_MS);
    const ms = seconds ? value * 1000 : value;
    return isKnownInstant(ms) ? ms : NaN;
  };
  return {
    meanings,
    codes: { bad: 'bad-date', ambiguous: 'ambiguous-date' },
    ...(declared >= 0 && { declared }),
    number,
    read(text) {
      if (format === 'epoch-s' || format === 'epoch-ms') return number(text === '' ? NaN : Number(text));
      if (readIso(text, iso)) {
        if (!zone && Number.isNaN(iso.offset)) withoutZone?.();
        return toUtc(iso.local, iso.offset);
      }
      // Ten digits are seconds since 1970 and thirteen milliseconds: read the other way they would be 1970 or the year 30000.
      if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
      if (/^\d{12,13}$/.test(text)) return Number(text);
      const offset = readOrders(text, meanings);
      if (offset === undefined) return NaN;
      if (!zone && Number.isNaN(offset)) withoutZone?.();
      for (let i = 0; i < meanings.length; i++) if (!Number.isNaN(meanings[i])) meanings[i] = toUtc(meanings[i]!, offset);
      return SEVERAL;
    },
  };
}

const POINT = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)?(?:,\d+)?(?:e[+-]?\d+)?$/i;
const PLAIN = /^[+-]?\d{1,15}$/;
const CLOCK = /^(-?)(\d+):([0-5]\d):([0-5]\d(?:[.,]\d+)?)$/;

export interface NumberReaderOptions {
  decimal?: '.' | ',';
  /** Milliseconds per unit of a duration. */
  unit?: number;
  /** Texts as `1:02:03` are hours, minutes and seconds. */
  clock?: boolean;
}

/** Reads numbers with decimal point or comma, thousands apart by the other, by spaces or by apostrophes. */
export function numberReader({ decimal, unit = 1, clock }: NumberReaderOptions): Reader {
  const meanings = new Float64Array(2);
  let commaMet = false;
  const scaled = (value: number) => (Number.isFinite(value) ? value * unit : NaN);
  return {
    meanings,
    codes: { bad: 'bad-number', ambiguous: 'ambiguous-number' },
    ...(decimal && { declared: decimal === '.' ? 0 : 1 }),
    number: scaled,
    read(text) {
      if (PLAIN.test(text)) return Number(text) * unit;
      const clockParts = clock && CLOCK.exec(text);
      if (clockParts) {
        const [, sign, hours, minutes, seconds] = clockParts;
        return (sign ? -1 : 1) * Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds!.replace(',', '.'))) * 1000);
      }
      const bare = text.replace(/(?<=\d)[\s\u00A0\u202F'’](?=\d{3})/g, '');
      meanings[0] = POINT.test(bare) && /\d/.test(bare) ? scaled(Number(bare.replaceAll(',', ''))) : NaN;
      meanings[1] = COMMA.test(bare) && /\d/.test(bare) ? scaled(Number(bare.replaceAll('.', '').replace(',', '.'))) : NaN;
      commaMet ||= bare.includes(',');
      return SEVERAL;
    },
    // A point alone is the decimal point everywhere but in writing with decimal commas, of which then some would be met.
    preferred: () => (commaMet ? undefined : 0),
  };
}
