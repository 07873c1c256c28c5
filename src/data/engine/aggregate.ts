import type { MeasureKind, Part } from '../catalog/measures.ts';
import { chunks, type Work } from './work.ts';

/** What is asked of values by group. */
export interface Asked {
  kind: MeasureKind;
  part: Part | undefined;
  /** Negative values are values, not data errors. */
  signed: boolean;
  values: Float64Array | undefined;
  /** For `countDistinct`: a code for each row, 0 for none. */
  codes?: Int32Array;
  /** A group has a value only where this is equal throughout. */
  scale?: Float64Array;
}

/** One number a group; NaN is 'no data'. */
export function* aggregate(asked: Asked, of: Int32Array, count: number): Work<Float64Array> {
  const { kind, part, values } = asked;
  if (part === 'countDistinct') return yield* distinct(asked.codes!, of, count);
  if (!values) return yield* counts(of, count);
  if (part === 'median' || part === 'p90') return yield* quantiles(valid(values, asked), of, count, part === 'p90' ? 0.9 : 0.5);
  if (part === 'missing') return yield* tally(of, count, values, (value) => value === Infinity);
  if (part === 'invalid') return yield* tally(of, count, values, (value) => value < 0 && !asked.signed);
  if (part === 'min' || part === 'max') return yield* extremes(valid(values, asked), of, count, part === 'min' ? 1 : -1);
  const held = valid(values, asked);
  if (part === 'sum' || part === 'numerator') return yield* sums(held, of, count, part === 'sum');
  const n = yield* tally(of, count, held, (value) => value === value);
  if (part === 'count' || part === 'denominator' || ((kind === 'count' || kind === 'stock') && !part)) return n;
  const sum = yield* sums(held, of, count, false);
  const mean = sum.map((total, group) => total / n[group]!);
  return asked.scale ? yield* unlessMixed(mean, held, asked.scale, of) : mean;
}

/** Values that exist; all others NaN. */
function valid(values: Float64Array, { kind, signed }: Asked): Float64Array {
  const lowest = kind === 'family' && !signed ? 0 : -Number.MAX_VALUE;
  let held = values;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value || (value >= lowest && value < Infinity)) continue;
    if (held === values) held = values.slice();
    held[i] = NaN;
  }
  return held;
}

function* counts(of: Int32Array, count: number): Work<Float64Array> {
  const n = new Int32Array(count);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) n[of[i]!]!++;
  });
  return Float64Array.from(n);
}

function* tally(of: Int32Array, count: number, values: Float64Array, test: (value: number) => boolean): Work<Float64Array> {
  const n = new Float64Array(count);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) if (test(values[i]!)) n[of[i]!]!++;
  });
  return n;
}

function* sums(values: Float64Array, of: Int32Array, count: number, emptyIsNull: boolean): Work<Float64Array> {
  const total = new Float64Array(count).fill(emptyIsNull ? NaN : 0);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (value !== value) continue;
      const group = of[i]!;
      const before = total[group]!;
      total[group] = before === before ? before + value : value;
    }
  });
  return total;
}

function* extremes(values: Float64Array, of: Int32Array, count: number, sign: number): Work<Float64Array> {
  const best = new Float64Array(count).fill(NaN);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      const group = of[i]!;
      if (value === value && !(best[group]! * sign <= value * sign)) best[group] = value;
    }
  });
  return best;
}

function* unlessMixed(mean: Float64Array, held: Float64Array, scale: Float64Array, of: Int32Array): Work<Float64Array> {
  const first = new Float64Array(mean.length).fill(NaN);
  for (let i = 0; i < of.length; i++) {
    if (held[i] !== held[i]) continue;
    const group = of[i]!;
    if (first[group] !== first[group]) first[group] = scale[i]!;
    else if (first[group] !== scale[i]) mean[group] = NaN;
  }
  return mean;
}

function* distinct(codes: Int32Array, of: Int32Array, count: number): Work<Float64Array> {
  const seen = new Set<number>();
  const n = new Float64Array(count);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const key = codes[i]! * count + of[i]!;
      if (codes[i] && !seen.has(key)) {
        seen.add(key);
        n[of[i]!]!++;
      }
    }
  });
  return n;
}

/** Exact quantiles, interpolated and inclusive: values are laid out by group, then only the ranks needed are brought in place. */
function* quantiles(values: Float64Array, of: Int32Array, count: number, q: number): Work<Float64Array> {
  const ends = new Int32Array(count + 1);
  for (let i = 0; i < of.length; i++) if (values[i] === values[i]) ends[of[i]! + 1]!++;
  for (let group = 0; group < count; group++) ends[group + 1]! += ends[group]!;
  yield;
  const next = ends.slice();
  const laid = new Float64Array(ends[count]!);
  yield* chunks(of.length, (from, to) => {
    for (let i = from; i < to; i++) if (values[i] === values[i]) laid[next[of[i]!]!++] = values[i]!;
  });
  const result = new Float64Array(count).fill(NaN);
  let done = 0;
  for (let group = 0; group < count; group++) {
    const [from, to] = [ends[group]!, ends[group + 1]!];
    if (from < to) result[group] = quantile(laid, from, to, q);
    if ((done += to - from) > 50_000) {
      done = 0;
      yield;
    }
  }
  return result;
}

/** The quantile of the values at [from, to), which it rearranges. */
export function quantile(values: Float64Array, from: number, to: number, q: number): number {
  const h = (to - from - 1) * q;
  const low = from + Math.floor(h);
  const value = select(values, from, to - 1, low);
  const part = h - Math.floor(h);
  if (!part) return value;
  let above = Infinity;
  for (let i = low + 1; i < to; i++) if (values[i]! < above) above = values[i]!;
  return value + part * (above - value);
}

/** Brings the value of a rank into its place, smaller ones before it, larger ones after. */
function select(values: Float64Array, from: number, to: number, rank: number): number {
  let [left, right] = [from, to];
  while (left < right) {
    const pivot = middle(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank]!;
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
