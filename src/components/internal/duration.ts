export type DurationUnit = 'day' | 'hour' | 'minute' | 'second';

/** One unit of a duration. `under`: less than the one that is counted, but not nothing. */
export interface DurationPiece {
  unit: DurationUnit;
  count: number;
  under?: boolean;
}

const UNITS: readonly (readonly [DurationUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/**
 * The one or two largest units of a duration, rounded to the smaller one, with a carry: never 60 minutes.
 * The sign is on the first piece. `smallest` is the unit of nothing at all.
 */
export function durationPieces(ms: number, smallest: DurationUnit = 'second'): readonly DurationPiece[] {
  const sign = ms < 0 ? -1 : 1;
  const size = Math.abs(ms);
  if (size === 0) return [{ unit: smallest, count: 0 }];
  if (size < 1000) return [{ unit: 'second', count: sign, under: true }];
  const first = UNITS.findIndex(([, length]) => size >= length);
  const fine = UNITS[Math.min(first + 1, UNITS.length - 1)]![1];
  const rounded = Math.round(size / fine) * fine;
  // Rounding may have reached the next larger unit.
  const head = first > 0 && rounded >= UNITS[first - 1]![1] ? first - 1 : first;
  const [unit, length] = UNITS[head]!;
  const count = Math.floor(rounded / length);
  const tail = UNITS[head + 1];
  const rest = tail ? Math.round((rounded - count * length) / tail[1]) : 0;
  const pieces: DurationPiece[] = [{ unit, count: sign * count }];
  if (tail && rest > 0) pieces.push({ unit: tail[0], count: rest });
  return pieces;
}
