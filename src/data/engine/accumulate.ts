import type { MeasureKind, Part } from '../catalog/measures.ts';
import { grown } from './blocks.ts';
import { addUp, countBetween, countRows } from './loops.ts';
import { part as load, type Work } from './work.ts';

/** Takes the values of rows by group, block after block, and gives one number a group; NaN is 'no data'. */
export interface Accumulator {
  /** `groups` is above every group so far. */
  add(of: Int32Array, values: Float64Array, count: number, groups: number): void;
  result(groups: number): Work<Float64Array>;
}

/** What adds up a part of a measure. Of families negative values are data errors, unless `signed`. */
export function* accumulator(kind: MeasureKind, part: Part | undefined, signed: boolean): Work<Accumulator> {
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
    case 'max':
    case 'median':
    case 'p90':
    case 'countDistinct':
      return (yield* load(() => import('./spread.ts'))).spread(part, least);
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
export function counting(least: number, most: number): Accumulator {
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
