import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POINT_LIMIT, reduce } from '../../../src/components/internal/chart/reduce.ts';

type Values = (number | null)[];
type Reduce = (values: Values) => number[];

const series = fc.array(fc.oneof({ weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e9, max: 1e9 }) }, fc.constant(null)), {
  minLength: POINT_LIMIT + 1,
  maxLength: 6000,
  size: 'max',
});

/** What a reduced series has lost that it must keep. */
function faults(values: Values, kept: number[]): string[] {
  const found: string[] = [];
  if (kept.length > POINT_LIMIT) found.push('too many');
  if (kept.some((at, index) => index > 0 && at <= (kept[index - 1] ?? -1))) found.push('not ascending');
  if (kept[0] !== 0 || kept.at(-1) !== values.length - 1) found.push('ends lost');
  const all = values.filter((value) => value !== null);
  const shown = kept.map((at) => values[at] ?? null).filter((value) => value !== null);
  if (all.length > 0 && Math.max(...all) !== Math.max(...shown)) found.push('highest lost');
  if (all.length > 0 && Math.min(...all) !== Math.min(...shown)) found.push('lowest lost');
  return found.concat(bucketFaults(values, kept));
}

function bucketFaults(values: Values, kept: number[]): string[] {
  const buckets = 160;
  const lost: string[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = Math.floor((bucket * values.length) / buckets);
    const end = Math.floor(((bucket + 1) * values.length) / buckets);
    const inside = values.slice(start, end).filter((value) => value !== null);
    const shown = new Set(kept.filter((at) => at >= start && at < end).map((at) => values[at]));
    if (inside.length > 0 && !(shown.has(Math.min(...inside)) && shown.has(Math.max(...inside)))) lost.push(`extremes of bucket ${bucket}`);
    if (values.slice(start, end).includes(null) && !shown.has(null)) lost.push(`gap of bucket ${bucket}`);
    if (!kept.includes(start) || !kept.includes(end - 1)) lost.push(`ends of bucket ${bucket}`);
  }
  return lost;
}

describe('reduce', () => {
  it('leaves a series alone that fits', () => {
    expect(reduce([3, null, 5])).toEqual([0, 1, 2]);
    expect(reduce([])).toEqual([]);
    expect(reduce(new Array<number>(POINT_LIMIT).fill(1))).toHaveLength(POINT_LIMIT);
  });

  it('keeps the first and last, the lowest and highest of every bucket of 1,000 series', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(faults(values, reduce(values))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('keeps a place without data, so that no line runs over it', () => {
    const values: Values = Array.from({ length: 8000 }, (_, at) => at);
    values[4021] = null;
    expect(reduce(values)).toContain(4021);
  });

  it('canary: every nth point is caught', () => {
    const everyNth: Reduce = (values) => values.map((_, at) => at).filter((at) => at % Math.ceil(values.length / POINT_LIMIT) === 0);
    const result = fc.check(fc.property(series, (values) => faults(values, everyNth(values)).length === 0));
    expect(result.failed).toBe(true);
  });
});
