/** The orders in which day, month and year may stand; a text may make sense in several. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MINUTE = 60_000;
const DAY = 86_400_000;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Years that zones know; what lies beyond (0001-01-01, 9999-12-31) stands for 'no date' in exports. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Two-digit years from here on are of the last century. */
const CENTURY = 70;

const TIME = String.raw`(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?\s*([ap]\.?m\.?)?)?`;
const OFFSET = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})${TIME}${OFFSET}$`, 'i');
const NAMED = new RegExp(
  String.raw`^(?:[a-z]{3,9}\.?,?\s+)?(?:(\d{1,2})[- ./]+([a-z]{3,9})|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?[- ./]+(\d{4}|\d{2})${TIME}${OFFSET}$`,
  'i',
);

/** A date as read: wall-clock milliseconds as if UTC, and its offset in milliseconds; NaN where the text has none. */
export interface ReadDate {
  local: number;
  offset: number;
}

/**
 * Reads an ISO 8601 date or date-time (basic and with a space, too) into `into`. False for any other text.
 * By character codes, because a file may hold millions of them.
 */
export function readIso(text: string, into: ReadDate): boolean {
  const length = text.length;
  if (length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return length === 8 || length > 13 ? readBasic(text, into) : false;
  const day = dayOf(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  let at = 10;
  let time = 0;
  if (length > 10) {
    const mark = text.charCodeAt(10) | 32;
    if ((mark !== 116 && mark !== 32) || text.charCodeAt(13) !== 58) return false;
    time = digits(text, 11, 2) * 60 + digits(text, 14, 2);
    if (!(time <= 1440) || digits(text, 14, 2) > 59) return false;
    time *= MINUTE;
    at = 16;
    if (text.charCodeAt(16) === 58) {
      const second = digits(text, 17, 2);
      if (!(second <= 60)) return false;
      time += Math.min(second, 59) * 1000;
      at = 19;
      const point = text.charCodeAt(19);
      if (point === 46 || point === 44) {
        let share = 100;
        for (at = 20; at < length; at++, share /= 10) {
          const digit = text.charCodeAt(at) - 48;
          if (digit < 0 || digit > 9) break;
          time += digit * share;
        }
        time = Math.floor(time + 1e-6);
      }
    }
  }
  into.local = day + time;
  into.offset = at === length ? NaN : text.charCodeAt(at) === 90 && at + 1 === length ? 0 : readOffset(text.slice(at).trim());
  return !Number.isNaN(into.local) && (at === length || !Number.isNaN(into.offset));
}

function readBasic(text: string, into: ReadDate): boolean {
  const [, year, month, day, hour, minute, second, rest] = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(.*))?$/.exec(text) ?? [];
  if (!year) return false;
  return readIso(`${year}-${month}-${day}${hour ? `T${hour}:${minute}:${second ?? '00'}${rest}` : ''}`, into);
}

/**
 * Reads any other date: numbers in some order, or an English month name. `into` receives the wall-clock time of each
 * order of `DATE_ORDERS`, NaN where the text makes no sense in it. Gives the offset (NaN: none), or undefined for a text that is no date.
 */
export function readOrders(text: string, into: Float64Array): number | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, first, , second, third, hour, minute, seconds, fraction, half, offset] = numeric;
    const time = timeOf(hour, minute, seconds, fraction, half);
    into[0] = dateOf(third!, second!, first!) + time;
    into[1] = dateOf(third!, first!, second!) + time;
    into[2] = dateOf(first!, second!, third!) + time;
    return offsetOf(offset);
  }
  const named = NAMED.exec(text);
  if (!named) return undefined;
  const [, dayFirst, monthAfter, monthFirst, dayAfter, year, hour, minute, seconds, fraction, half, offset] = named;
  const place = MONTHS.indexOf((monthAfter ?? monthFirst!).slice(0, 3).toLowerCase());
  if (place < 0 || place % 3) return undefined;
  into.fill(dateOf(year!, String(place / 3 + 1), dayFirst ?? dayAfter!) + timeOf(hour, minute, seconds, fraction, half));
  return offsetOf(offset);
}

function offsetOf(text: string | undefined): number | undefined {
  const offset = text ? readOffset(text) : NaN;
  return text && Number.isNaN(offset) ? undefined : offset;
}

/** The order that a format such as `DD/MM/YYYY HH:mm` or `%m-%d-%y` declares; undefined where it tells none. */
export function dateOrder(format: string): DateOrder | undefined {
  const order = [...new Set(format.toLowerCase().match(/[dmy]/g))].join('');
  return DATE_ORDERS.find((known) => known === order);
}

/** Whether an instant lies in the years that zones know. */
export function isKnownInstant(ms: number): boolean {
  return ms >= Date.UTC(FIRST_YEAR, 0) && ms < Date.UTC(LAST_YEAR + 1, 0);
}

function dateOf(year: string, month: string, day: string): number {
  if (year.length !== 4 && year.length !== 2) return NaN;
  if (day.length > 2 || month.length > 2) return NaN;
  const short = Number(year);
  return dayOf(year.length === 4 ? short : short + (short < CENTURY ? 2000 : 1900), Number(month), Number(day));
}

function dayOf(year: number, month: number, day: number): number {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0))) return NaN;
  const ms = Date.UTC(year, month - 1, day);
  return month === 2 && day === 29 && new Date(ms).getUTCDate() !== 29 ? NaN : ms;
}

function timeOf(hour = '0', minute = '0', second = '0', fraction = '', half = ''): number {
  let hours = Number(hour);
  if (half) {
    if (hours < 1 || hours > 12) return NaN;
    hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const time = (hours * 60 + Number(minute)) * MINUTE + Math.min(Number(second), 59) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
  return Number(minute) < 60 && Number(second) <= 60 && time <= DAY ? time : NaN;
}

function readOffset(text: string): number {
  if (/^(z|utc|gmt)$/i.test(text)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE;
  return offset <= DAY ? (sign === '-' ? -offset : offset) : NaN;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
