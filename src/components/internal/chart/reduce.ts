/** Points that one series may draw. */
export const POINT_LIMIT = 800;

const KEPT_PER_BUCKET = 5;

/**
 * Positions to draw, ascending and at most `limit`: of each bucket the first and last, the lowest and highest value, and the
 * first gap, so that no peak is lost and no line runs over missing data. Everything, where it fits.
 */
export function reduce(values: readonly (number | null)[], limit = POINT_LIMIT): number[] {
  const count = values.length;
  if (count <= limit) return Array.from(values.keys());
  const buckets = Math.max(1, Math.floor(limit / KEPT_PER_BUCKET));
  const kept: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = Math.floor((bucket * count) / buckets);
    const end = Math.floor(((bucket + 1) * count) / buckets);
    kept.push(...landmarks(values, start, end));
  }
  return kept;
}

function landmarks(values: readonly (number | null)[], start: number, end: number): number[] {
  let lowest = -1;
  let highest = -1;
  let gap = -1;
  for (let at = start; at < end; at++) {
    const value = values[at] ?? null;
    if (value === null) {
      if (gap < 0) gap = at;
      continue;
    }
    if (lowest < 0 || value < (values[lowest] ?? value)) lowest = at;
    if (highest < 0 || value > (values[highest] ?? value)) highest = at;
  }
  const found = new Set([start, lowest, highest, gap, end - 1]);
  found.delete(-1);
  return [...found].sort((a, b) => a - b);
}
