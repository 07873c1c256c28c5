import { nextTask } from '../next-task.ts';
import type { Parcel, PieceItems, Port, ToWorker, TypedArray } from './protocol.ts';

/** Arrays up to this long go along with what holds them. */
const SHORT = 1000;
/** Numbers copied in one go. */
const NUMBERS = 1 << 17;
const FIRST_ITEMS = 500;
const MOST_ITEMS = 50_000;
/** Milliseconds that copying one piece should take, and after which the page is let in. */
const WANTED = 4;
const SLICE = 12;
/** `tables.tickets.columns.id.dictionary` lies five deep. */
const DEEPEST = 6;

let pieces = 0;

/**
 * Sends the long arrays of a value in pieces, so that no copy holds up the page. What the host gave is copied, never taken away.
 * Rejects with a `DataCloneError` for values that cannot be copied, such as functions.
 */
export async function sendParcel(port: Port, value: unknown): Promise<Parcel> {
  const found: { path: string[]; array: readonly unknown[] | TypedArray }[] = [];
  const rest = withoutLong(value, [], (path, array) => found.push({ path, array }));
  const holes: { path: readonly string[]; piece: number }[] = [];
  let since = performance.now();
  for (const { path, array } of found) {
    const piece = ++pieces;
    holes.push({ path, piece });
    let step = isTyped(array) ? NUMBERS : FIRST_ITEMS;
    for (let at = 0; at < array.length;) {
      const began = performance.now();
      const items = array.slice(at, at + step);
      port.postMessage({ piece, length: array.length, at, items } satisfies ToWorker, isTyped(items) ? [items.buffer as ArrayBuffer] : []);
      at += step;
      if (!isTyped(array)) step = nextStep(step, performance.now() - began);
      if (performance.now() - since < SLICE) continue;
      await nextTask();
      since = performance.now();
    }
  }
  return { rest, holes };
}

/** Whether a value could not be copied into a worker. */
export function isCloneError(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'DataCloneError';
}

function nextStep(step: number, took: number): number {
  if (took < WANTED / 2) return Math.min(MOST_ITEMS, step * 2);
  return took > WANTED ? Math.max(50, step >> 1) : step;
}

/** A copy of the value whose long arrays are left out and told. */
function withoutLong(value: unknown, path: string[], tell: (path: string[], array: readonly unknown[] | TypedArray) => void): unknown {
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return value;
  if (Array.isArray(value) || isTyped(value)) {
    if (value.length <= SHORT) return isTyped(value) ? value.slice() : value;
    tell(path, value);
    return null;
  }
  const shape: unknown = Object.getPrototypeOf(value);
  if (path.length && shape !== Object.prototype && shape !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLong(inner, [...path, key], tell)]));
}

function isTyped(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** The other end: keeps pieces until the parcel that they belong to is opened. */
export interface Pieces {
  take(piece: number, length: number, at: number, items: PieceItems): void;
  open(parcel: Parcel): unknown;
}

export function keepPieces(): Pieces {
  const kept = new Map<number, unknown[] | TypedArray>();
  return {
    take(piece, length, at, items) {
      let whole = kept.get(piece);
      if (!whole) kept.set(piece, (whole = isTyped(items) ? new (items.constructor as new (length: number) => TypedArray)(length) : []));
      if (isTyped(whole)) whole.set(items as TypedArray, at);
      else for (const item of items) whole.push(item);
    },
    open({ rest, holes }) {
      const root = { rest };
      for (const { path, piece } of holes) {
        const keys = ['rest', ...path];
        const last = keys.pop()!;
        const holder = keys.reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, root);
        holder[last] = kept.get(piece);
        kept.delete(piece);
      }
      return root.rest;
    },
  };
}
