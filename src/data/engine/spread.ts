import type { Part } from '../catalog/measures.ts';
import { counting, type Accumulator } from './accumulate.ts';
import { grown } from './blocks.ts';
import { countRows } from './loops.ts';

/** What tells how the values of a group lie, from `least` on: the least, the greatest, a quantile, or how many different ones there are. */
export function spread(part: Extract<Part, 'min' | 'max' | 'median' | 'p90' | 'countDistinct'>, least: number): Accumulator {
  switch (part) {
    case 'countDistinct':
      return distinct();
    case 'min':
    case 'max':
      return extreme(least, part === 'min' ? 1 : -1);
    default:
      return quantiles(least, part === 'p90' ? 0.9 : 0.5);
  }
}

function extreme(least: number, sign: number): Accumulator {
  let best = new Float64Array(64).fill(NaN);
  return {
    add(of, values, count, groups) {
      best = grown(best, groups, NaN);
      for (let i = 0; i < count; i++) {
        const group = of[i]!;
        const value = values[i]!;
        if (value >= least && value < Infinity && !(best[group]! * sign <= value * sign)) best[group] = value;
      }
    },
    *result(groups) {
      return grown(best, groups, NaN).subarray(0, groups);
    },
  };
}

function distinct(): Accumulator {
  const seen = new Set<number>();
  const counter = counting(-Infinity, Infinity);
  return {
    add(of, codes, count, groups) {
      for (let i = 0; i < count; i++) {
        // Codes stay below 2 ** 26, so a pair is one exact number.
        const pair = of[i]! * 2 ** 26 + codes[i]!;
        if (!codes[i] || seen.has(pair)) codes[i] = NaN;
        else seen.add(pair);
      }
      counter.add(of, codes, count, groups);
    },
    result: (groups) => counter.result(groups),
  };
}

/** Values with their groups. */
interface Page {
  values: Float64Array;
  groups: Int32Array;
  length: number;
}
const PAGE = 1 << 16;

interface Spares {
  pages: Page[];
  laid: Float64Array | undefined;
}
/** Memory of the last quantiles, used again unless it was collected meanwhile. */
let lent: WeakRef<Spares> | undefined;

function spares(): Spares {
  let own = lent?.deref();
  if (!own) lent = new WeakRef((own = { pages: [], laid: undefined }));
  return own;
}

function newPage(size: number): Page {
  const page = size >= PAGE ? spares().pages.pop() : undefined;
  return page ? Object.assign(page, { length: 0 }) : { values: new Float64Array(Math.min(size, PAGE)), groups: new Int32Array(Math.min(size, PAGE)), length: 0 };
}

/** Exact quantiles, interpolated and inclusive: values are laid out by group, then only the ranks needed are found. */
function quantiles(least: number, q: number): Accumulator {
  const pages: Page[] = [];
  return {
    add(of, values, count) {
      let page = pages.at(-1);
      if (!page || page.length + count > page.values.length) {
        pages.push((page = newPage(Math.max(count, 4 * (page?.values.length ?? 256)))));
      }
      page.length = hold(page.values, page.groups, page.length, of, values, count, least);
    },
    *result(groups) {
      const ends = new Int32Array(groups + 1);
      for (const page of pages) countRows(ends.subarray(1), page.groups, page.length);
      for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
      yield;
      const next = ends.slice();
      const total = ends[groups]!;
      const { laid: used } = spares();
      spares().laid = undefined;
      const laid = used && used.length >= total ? used : new Float64Array(total);
      for (const page of pages) {
        layOut(page.values, page.groups, page.length, next, laid);
        yield;
      }
      const result = new Float64Array(groups).fill(NaN);
      let done = 0;
      for (let group = 0; group < groups; group++) {
        const [from, to] = [ends[group]!, ends[group + 1]!];
        if (from < to) result[group] = quantile(laid, from, to, q);
        if ((done += to - from) > 50_000) {
          done = 0;
          yield;
        }
      }
      const spare = spares();
      spare.laid = laid;
      spare.pages.push(...pages.filter(({ values }) => values.length === PAGE));
      return result;
    },
  };
}

/** Ranks this near to the greatest are found by holding the greatest values alone. */
const FEW = 24;
const greatest = new Float64Array(FEW);

/** The quantile of the values at [from, to), which it may rearrange. */
function quantile(values: Float64Array, from: number, to: number, q: number): number {
  const h = (to - from - 1) * q;
  const part = h - Math.floor(h);
  const low = from + Math.floor(h);
  if (to - low <= FEW) {
    holdGreatest(values, from, to, to - low);
    return part ? greatest[0]! + part * (greatest[1]! - greatest[0]!) : greatest[0]!;
  }
  const value = select(values, from, to - 1, low);
  if (!part) return value;
  let above = Infinity;
  for (let i = low + 1; i < to; i++) if (values[i]! < above) above = values[i]!;
  return value + part * (above - value);
}

/** Puts the `count` greatest values at [from, to) in order into `greatest`. */
function holdGreatest(values: Float64Array, from: number, to: number, count: number): void {
  greatest.fill(-Infinity, 0, count);
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!(value > greatest[0]!)) continue;
    let at = 1;
    for (; at < count && greatest[at]! < value; at++) greatest[at - 1] = greatest[at]!;
    greatest[at - 1] = value;
  }
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

/** Appends finite values from `least` on with their groups; gives the new length. */
function hold(held: Float64Array, groups: Int32Array, length: number, of: Int32Array, values: Float64Array, count: number, least: number): number {
  let next = length;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (!(value >= least && value < Infinity)) continue;
    held[next] = value;
    groups[next++] = of[i]!;
  }
  return next;
}

/** Puts values into the places of their groups. */
function layOut(held: Float64Array, groups: Int32Array, length: number, next: Int32Array, laid: Float64Array): void {
  for (let i = 0; i < length; i++) laid[next[groups[i]!]!++] = held[i]!;
}
