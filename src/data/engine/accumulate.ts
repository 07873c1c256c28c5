import type { MeasureKind, Part } from '../catalog/measures.ts';
import { grown } from './blocks.ts';
import { addUp, countBetween, countRows, hold, layOut } from './loops.ts';
import type { Work } from './work.ts';

/** Takes the values of rows by group, block after block, and gives one number a group; NaN is 'no data'. */
export interface Accumulator {
  /** `groups` is above every group so far. */
  add(of: Int32Array, values: Float64Array, count: number, groups: number): void;
  result(groups: number): Work<Float64Array>;
}

/** What adds up a part of a measure. Of families negative values are data errors, unless `signed`. */
export function accumulator(kind: MeasureKind, part: Part | undefined, signed: boolean): Accumulator {
  const least = kind === 'family' && !signed ? 0 : -Number.MAX_VALUE;
  switch (part) {
    case 'missing':
      return counting(Infinity, Infinity);
    case 'invalid':
      return counting(-Infinity, least ? -Infinity : -Number.MIN_VALUE);
    case 'count':
    case 'denominator':
      return counting(least, Number.MAX_VALUE);
    case 'numerator':
      return adding(least, (sum) => sum);
    case 'sum':
      return adding(least, (sum, n) => (n ? sum : NaN));
    case 'min':
      return extreme(least, 1);
    case 'max':
      return extreme(least, -1);
    case 'median':
    case 'p90':
      return quantiles(least, part === 'p90' ? 0.9 : 0.5);
    case 'countDistinct':
      return distinct();
    default:
      return kind === 'count' || kind === 'stock' ? counting(-Infinity, Infinity) : adding(least, (sum, n) => sum / n);
  }
}

/** Rows by group, whatever their values. */
export function rowCounter(): Accumulator {
  let n = new Int32Array(64);
  return {
    add(of, _values, count, groups) {
      countRows((n = grown(n, groups)), of, count);
    },
    *result(groups) {
      return new Float64Array(grown(n, groups).subarray(0, groups));
    },
  };
}

/** Values from `least` to `most`, both included. */
function counting(least: number, most: number): Accumulator {
  let n = new Float64Array(64);
  return {
    add(of, values, count, groups) {
      countBetween((n = grown(n, groups)), of, values, count, least, most);
    },
    *result(groups) {
      return grown(n, groups).subarray(0, groups);
    },
  };
}

function adding(least: number, finish: (sum: number, n: number) => number): Accumulator {
  let sum = new Float64Array(64);
  let n = new Float64Array(64);
  return {
    add(of, values, count, groups) {
      n = grown(n, groups);
      sum = grown(sum, groups);
      addUp(sum, n, of, values, count, least);
    },
    *result(groups) {
      n = grown(n, groups);
      return grown(sum, groups)
        .subarray(0, groups)
        .map((total, group) => finish(total, n[group]!));
    },
  };
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
