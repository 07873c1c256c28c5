import { BLOCK, grown, type Reader } from '../blocks.ts';
import { countKinds, number } from '../loops.ts';
import type { Gauge } from '../table.ts';
import type { PlannedMeasure } from '../plan.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';
import { keepLately, viewKey } from './lately.ts';

/** What each row is to a measure that counts: one of the codes below. Found when a block is first met. */
interface Kinds {
  codes: Uint8Array;
  done: Uint8Array;
  read: Reader;
}

/** Not of the population, 0, 1, of it but unknown. */
const [ZERO, ONE, UNKNOWN, SIZE] = [1, 2, 3, 4];

type Count = (kinds: Int32Array, at: number) => number;

const missing: Count = (kinds, at) => kinds[at + UNKNOWN]!;
const numerator: Count = (kinds, at) => kinds[at + ONE]!;
const denominator: Count = (kinds, at) => kinds[at + ZERO]! + kinds[at + ONE]!;
const all: Count = (kinds, at) => denominator(kinds, at) + missing(kinds, at);
const share: Count = (kinds, at) => numerator(kinds, at) / denominator(kinds, at);

const PARTS: Readonly<Record<string, Count>> = { missing, numerator, denominator, count: denominator };

/** Whether measures read in the same way only count rows, so that it is enough to know what each row is to them. */
export function onlyCounts(measures: readonly PlannedMeasure[]): boolean {
  return measures.every(({ ref: { measure, part }, spec }) => {
    const plain = spec.values && !spec.stock && !spec.overlap && !spec.answers && !spec.source && !spec.gauge && !spec.scale;
    return plain && (measure.kind === 'count' || measure.kind === 'ratio') && (!part || Object.hasOwn(PARTS, part));
  });
}

/** Counts rows by group and by what they are to measures that `onlyCounts`. */
export function* tally(measures: readonly PlannedMeasure[], view: View, length: number): Work<Gauge> {
  const { ref, spec } = measures[0]!;
  const kinds = yield* keepLately(view.desk, viewKey(view, `kinds ${[ref.source, length, ref.base, ref.sla, ref.field].join()}`), function* (): Work<Kinds> {
    return { codes: new Uint8Array(length), done: new Uint8Array(Math.ceil(length / BLOCK)), read: yield* spec.values!({ view }) };
  });
  const { codes, done } = kinds;
  let counts = new Int32Array(64 * SIZE);
  return {
    add({ rows, count, of, groups }) {
      const block = Math.floor(rows[0]! / BLOCK);
      if (!done[block]) fill(kinds, block);
      countKinds((counts = grown(counts, groups * SIZE)), of, codes, rows, count);
    },
    *results(groups) {
      counts = grown(counts, groups * SIZE);
      return measures.map(({ ref: { name, measure, part } }): [string, Float64Array] => {
        const take = part ? PARTS[part]! : measure.kind === 'ratio' ? share : all;
        const values = new Float64Array(groups);
        for (let group = 0; group < groups; group++) values[group] = take(counts, group * SIZE);
        return [name, values];
      });
    },
  };
}

const ROWS = new Int32Array(BLOCK);
const VALUES = new Float64Array(BLOCK);

function fill({ codes, done, read }: Kinds, block: number): void {
  const base = block * BLOCK;
  const count = Math.min(BLOCK, codes.length - base);
  if (read.coded) translate(read.coded.codes, Uint8Array.from(read.coded.worth, kindOf), codes, base, count);
  else {
    number(ROWS, base, count);
    read(ROWS, count, VALUES);
    code(VALUES, codes, base, count);
  }
  done[block] = 1;
}

function kindOf(value: number): number {
  return value === 1 ? ONE : value === 0 ? ZERO : value === Infinity ? UNKNOWN : 0;
}

function code(values: Float64Array, codes: Uint8Array, base: number, count: number): void {
  for (let i = 0; i < count; i++) codes[base + i] = kindOf(values[i]!);
}

function translate(from: Uint8Array, kinds: Uint8Array, codes: Uint8Array, base: number, count: number): void {
  for (let row = base; row < base + count; row++) codes[row] = kinds[from[row]!]!;
}
