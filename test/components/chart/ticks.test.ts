import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelStep, valueTicks } from '../../../src/components/internal/chart/ticks.ts';
import type { FigureUnit } from '../../../src/components/internal/figure.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('valueTicks', () => {
  it.each([
    ['count', 0, 104, [0, 30, 60, 90, 120]],
    ['count', 0, 3, [0, 1, 2, 3]],
    ['count', 0, 0, [0, 1]],
    ['count', -18, 17, [-20, -10, 0, 10, 20]],
    ['ms', 0, 54 * MINUTE, [0, 15, 30, 45, 60].map((n) => n * MINUTE)],
    ['ms', 0, 12.3 * HOUR, [0, 6, 12, 18].map((n) => n * HOUR)],
    ['ratio', 0, 0.86, [0, 0.25, 0.5, 0.75, 1]],
  ] as [FigureUnit, number, number, number[]][])('%s from %d to %d', (unit, low, high, ticks) => {
    expect(valueTicks(low, high, unit)).toEqual(ticks);
  });

  it('has two to six even lines around zero and all values, and never a fraction of a count', () => {
    const value = fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 1e-3, max: 1e12 }));
    fc.assert(
      fc.property(value, value, fc.boolean(), fc.constantFrom<FigureUnit>('count', 'ms'), (a, b, below, unit) => {
        const [low, high] = below ? [-a, b] : [Math.min(a, b), Math.max(a, b)];
        const ticks = valueTicks(low, high, unit);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, low) * 0.999999);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, high) * 0.999999);
        const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));
        for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 3);
        if (unit === 'count') expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('labelStep', () => {
  it.each([
    [30, 30, 7, 1],
    [30, 15, 7, 2],
    [30, 14, 7, 7],
    [30, 4, 7, 14],
    [12, 5, 3, 3],
    [100, 10, undefined, 16],
    [5, 0, undefined, 8],
  ])('%d places with room for %d, cycle %s: every %d', (places, fits, cycle, step) => {
    expect(labelStep(places, fits, cycle)).toBe(step);
  });
});
