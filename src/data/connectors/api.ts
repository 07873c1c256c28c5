import { isKnownInstant, type ReadDate, readIso } from '../records/dates.ts';

/** One object of an API's answer, as parsed from JSON. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** A value, or null where the API says that there is none, or undefined where it says nothing. */
export type Told<T> = T | null | undefined;

/** The value as an object; anything else has no keys. */
export function objectOf(value: unknown): ApiObject {
  return isObject(value) ? value : {};
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is ApiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function objectsOf(value: unknown): readonly ApiObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text, number or truth value as text; empty text is null. */
export function text(value: unknown): Told<string> {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() || null;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** An id; 0, too, is none. */
export function idOf(value: unknown): Told<string> {
  const id = text(value);
  return id === '0' ? null : id;
}

/** A number, also as text; null for anything else. */
export function number(value: unknown): Told<number> {
  if (value === undefined) return undefined;
  const read = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** A duration in milliseconds; `unit` is milliseconds per unit of the API. */
export function span(value: unknown, unit = 1): Told<number> {
  const amount = number(value);
  return amount == null ? amount : amount * unit;
}

/** A truth value, also as text. */
export function flag(value: unknown): Told<boolean> {
  if (value === undefined) return undefined;
  return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null;
}

/** Read as milliseconds, smaller numbers would lie before 1973. */
const LEAST_MS = 1e11;
const read: ReadDate = { local: NaN, offset: NaN };

/**
 * An instant as ISO 8601 in UTC. Bare numbers are counted in `unit` milliseconds, 0 is none. A text that is no instant with
 * an offset stays as it is: whoever reads the records judges it, and counts it.
 */
export function instant(value: unknown, unit = 1): Told<string> {
  const given = text(value);
  if (given == null) return given;
  const bare = Number(given);
  if (bare === 0) return null;
  if (readIso(given, read) && !Number.isNaN(read.offset)) return new Date(read.local - read.offset).toISOString();
  const ms = Math.abs(bare) < LEAST_MS ? bare * unit : bare;
  return isKnownInstant(ms) ? new Date(ms).toISOString() : given;
}

/** Milliseconds since the epoch of what `instant` gave; NaN for none. */
export function msOf(value: Told<string>): number {
  return value ? Date.parse(value) : NaN;
}

/** An instant some milliseconds after another; null where either is not known. */
export function after(start: Told<string>, ms: Told<number>): string | null {
  const end = ms == null ? NaN : msOf(start) + ms;
  return isKnownInstant(end) ? new Date(end).toISOString() : null;
}

/** What a table says of a word that an API gave, be it `constructor`. */
export function ownOf<T>(table: Readonly<Record<string, T>> | undefined, word: string): T | undefined {
  return table && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** The first value that is told; null where an API says of one that there is none, undefined where it says nothing of any. */
export function firstOf<T>(...values: readonly Told<T>[]): Told<T> {
  return values.find((value) => value != null) ?? (values.includes(null) ? null : undefined);
}

/** Objects by id; of several with one id the last. */
export function byId(value: unknown, key = 'id'): Map<string, ApiObject> {
  return new Map(objectsOf(value).map((object) => [text(object[key]) ?? '', object]));
}

/** Lists of objects by what a key of theirs says. */
export function groupBy(value: unknown, key: string): Map<string, ApiObject[]> {
  const groups = new Map<string, ApiObject[]>();
  for (const object of objectsOf(value)) {
    const id = text(object[key]) ?? '';
    const group = groups.get(id);
    if (group) group.push(object);
    else groups.set(id, [object]);
  }
  return groups;
}
