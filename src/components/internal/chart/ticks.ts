import type { FigureUnit } from '../figure.ts';

const MOST_STEPS = 4;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DURATION_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];

/** Round values for the axis, ascending: zero, the data's ends, and at most three lines between. */
export function valueTicks(lowest: number, highest: number, unit: FigureUnit): number[] {
  const low = Math.min(0, lowest);
  const high = Math.max(0, highest);
  const span = high - low || smallestSpan(unit);
  let step = roundStep(span / MOST_STEPS, unit);
  // Room for both sides of zero may need one line more than the span alone.
  while (Math.ceil(high / step) - Math.floor(low / step) > MOST_STEPS) step = roundStep(step * 1.001, unit);
  const from = Math.floor(low / step);
  const to = Math.max(from + 1, Math.ceil((high || (low ? 0 : span)) / step));
  return Array.from({ length: to - from + 1 }, (_, index) => precise((from + index) * step));
}

function smallestSpan(unit: FigureUnit): number {
  if (unit === 'ms') return MINUTE;
  return unit === 'ratio' ? 0.1 : 1;
}

function roundStep(least: number, unit: FigureUnit): number {
  if (unit === 'ms') {
    const step = DURATION_STEPS.find((candidate) => candidate >= least);
    return step ?? decimalStep(least / DAY, [1, 2, 5, 7, 10], 1) * DAY;
  }
  return unit === 'ratio' ? decimalStep(least, [1, 2, 2.5, 5, 10], 0) : decimalStep(least, [1, 2, 2.5, 3, 4, 5, 6, 8, 10], 1);
}

/** The least step of `steps` times a power of ten; whole, where `whole` is 1. */
function decimalStep(least: number, steps: readonly number[], whole: 0 | 1): number {
  if (whole && least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const found = steps.find((step) => step * power >= least * 0.999999 && (!whole || Number.isInteger(step * power)));
  return (found ?? 10) * power;
}

function precise(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * How many places go by from one label to the next, so that `fits` labels have room: every one, every second, and so on;
 * whole cycles (weeks of days) as soon as more than two must be dropped.
 */
export function labelStep(places: number, fits: number, cycle = 1): number {
  let step = 1;
  while (Math.ceil(places / step) > Math.max(1, fits)) step = step < cycle && step >= 2 ? cycle : step * 2;
  return step;
}
