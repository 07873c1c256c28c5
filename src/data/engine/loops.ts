/*
 * Loops that every row meets. They are functions of the module with arrays and numbers alone as arguments: closures and objects
 * made for one question take the code that was compiled for them along when they are collected, and the next question waits
 * for it to be compiled anew.
 */

/** Arrays of codes, by the number of words. */
type Codes = Uint8Array | Uint16Array | Uint32Array;

export function number(rows: Int32Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) rows[i] = from + i;
}

/** Keeps rows whose value lies in [start, end), as a `Narrow` does. */
export function keepBetween(values: Float64Array, start: number, end: number, rows: Int32Array, count: number, base: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const row = base < 0 ? rows[i]! : base + i;
    const value = values[row]!;
    rows[kept] = row;
    kept += (value >= start ? 1 : 0) & (value < end ? 1 : 0);
  }
  return kept;
}

/** Keeps rows whose code passes, as a `Narrow` does. */
export function keepPassing(codes: Codes, pass: Uint8Array, rows: Int32Array, count: number, base: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const row = base < 0 ? rows[i]! : base + i;
    rows[kept] = row;
    kept += pass[codes[row]!]!;
  }
  return kept;
}

/** Adds each row's code, less `shift`, as a digit of a number with `size` values. */
export function addDigit(codes: Codes, shift: number, size: number, rows: Int32Array, count: number, ids: Int32Array | Float64Array): void {
  for (let i = 0; i < count; i++) ids[i] = ids[i]! * size + codes[rows[i]!]! - shift;
}

/** Writes the code of the bucket of each row in [from, to) that has an instant. */
export function writeBuckets(values: Float64Array, starts: Float64Array, pace: number, from: number, to: number, codes: Uint16Array): void {
  const [first, last] = [starts[0]!, starts.length - 2];
  for (let row = from; row < to; row++) {
    const at = values[row]!;
    if (!(at > -Infinity)) continue;
    let code = ((at - first) * pace) | 0;
    if (code > last) code = last;
    while (at < starts[code]!) code--;
    while (at >= starts[code + 1]!) code++;
    codes[row] = code + 1;
  }
}

export function mark(seen: Int32Array, of: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) seen[of[i]!] = 1;
}

export function countRows(counts: Int32Array, of: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) counts[of[i]!]!++;
}

/** Counts rows by group and by one of four kinds. */
export function countKinds(counts: Int32Array, of: Int32Array, kinds: Uint8Array, rows: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) counts[of[i]! * 4 + kinds[rows[i]!]!]!++;
}

/** Counts values from `least` to `most`, both included. */
export function countBetween(counts: Float64Array, of: Int32Array, values: Float64Array, count: number, least: number, most: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (value >= least && value <= most) counts[of[i]!]!++;
  }
}

/** Adds up and counts finite values from `least` on. */
export function addUp(sums: Float64Array, counts: Float64Array, of: Int32Array, values: Float64Array, count: number, least: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (value >= least && value < Infinity) {
      sums[of[i]!]! += value;
      counts[of[i]!]!++;
    }
  }
}

/** Milliseconds from one instant to the other where that has come, Infinity where they cannot be told, NaN for nothing to tell. */
export function spans(starts: Float64Array, ends: Float64Array, until: number, rows: Int32Array, count: number, out: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const [start, end] = [starts[row]!, ends[row]!];
    const took = end - start;
    out[i] = !(end < until) || start === -Infinity ? NaN : took > -Infinity && took < Infinity ? took : Infinity;
  }
}
