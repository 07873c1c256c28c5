import { BLOCK, grown, type Reader } from './blocks.ts';
import type { Frame, Spec } from './measures/spec.ts';
import type { PlannedMeasure } from './plan.ts';
import type { Gauge } from './table.ts';
import type { Work } from './work.ts';

/** A number a group, added up. */
interface Sum {
  add(of: Int32Array, values: Float64Array, count: number, groups: number): void;
  of(groups: number): Float64Array;
}

function sum(value: (given: number) => number): Sum {
  let sums = new Float64Array(64);
  return {
    add(of, values, count, groups) {
      sums = grown(sums, groups);
      for (let i = 0; i < count; i++) sums[of[i]!]! += value(values[i]!);
    },
    of: (groups) => (sums = grown(sums, groups)).subarray(0, groups),
  };
}

/**
 * Adds up the values of a measure instead of counting rows; as a share of other values, where those are given. Rows whose
 * value cannot be told count as missing, and below the line neither.
 */
export function* sumGauge(measures: readonly PlannedMeasure[], frame: Frame, weights?: NonNullable<Spec['values']>): Work<Gauge> {
  const read: Reader = yield* measures[0]!.spec.values!(frame);
  const weigh = weights && (yield* weights(frame));
  const above = sum((value) => (Number.isFinite(value) ? value : 0));
  const missing = sum((value) => Number(value === Infinity));
  const below = sum((value) => value || 0);
  const [values, under] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  return {
    add({ rows, count, of, groups }) {
      read(rows, count, values);
      above.add(of, values, count, groups);
      missing.add(of, values, count, groups);
      if (!weigh) return;
      weigh(rows, count, under);
      for (let i = 0; i < count; i++) if (!Number.isFinite(values[i])) under[i] = NaN;
      below.add(of, under, count, groups);
    },
    *results(groups) {
      const [sums, shares] = [above.of(groups), below.of(groups)];
      return measures.map(({ ref }): [string, Float64Array] => {
        if (ref.part === 'missing') return [ref.name, missing.of(groups)];
        if (ref.part === 'denominator') return [ref.name, shares];
        return [ref.name, weigh && !ref.part ? sums.map((value, group) => (shares[group] ? value / shares[group]! : NaN)) : sums];
      });
    },
  };
}
