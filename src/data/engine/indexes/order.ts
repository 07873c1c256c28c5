import type { Ranks } from '../result.ts';

/** Ranks above are sorted by comparing. */
const MOST = 1 << 16;

/** Rows in the order of their ranks, first the first, by counting; undefined where a rank is no small whole number. */
export function byCounting(ranks: readonly Ranks[], rows: Int32Array): Int32Array | undefined {
  if (!ranks.every(({ rank }) => rank.every((value) => value !== value || (value >= 0 && value < MOST && Number.isInteger(value))))) return undefined;
  // Sorting by the last key first leaves rows that are equal in a key in the order of the keys after it.
  return ranks.reduceRight((sorted, { rank, sign }) => bySmall(sorted, rank, sign), rows);
}

function bySmall(rows: Int32Array, rank: Float64Array, sign: number): Int32Array {
  let greatest = 0;
  for (let row = 0; row < rank.length; row++) if (rank[row]! > greatest) greatest = rank[row]!;
  const placeOf = (row: number) => (rank[row] === rank[row] ? (sign < 0 ? greatest - rank[row]! : rank[row]!) : greatest + 1);
  const starts = new Int32Array(greatest + 3);
  for (let row = 0; row < rank.length; row++) starts[placeOf(row) + 1]!++;
  for (let place = 0; place <= greatest + 1; place++) starts[place + 1]! += starts[place]!;
  const sorted = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) sorted[starts[placeOf(rows[i]!)]!++] = rows[i]!;
  return sorted;
}
