import type { Granularity } from '../../query/query.ts';
import { BLOCK, extentOf } from '../blocks.ts';
import { bucketCode, makeBuckets, type Buckets, type Encoder } from '../groups.ts';
import { addDigit, writeBuckets } from '../loops.ts';
import { placing, type RangedTime, type ScanInput } from '../scan.ts';
import type { NumberVector } from '../vectors.ts';
import type { Work } from '../work.ts';
import { keepLately } from './lately.ts';

/** The bucket of each row that has an instant, of all buckets from its first instant to its last; found when a block is first met. */
interface BucketIndex {
  values: Float64Array;
  buckets: Buckets;
  codes: Uint16Array;
  done: Uint8Array;
}

/** Buckets at least so long, in milliseconds. */
const LENGTHS: Readonly<Record<Granularity, number>> = { hour: 3_600_000, day: 82_800_000, week: 600_000_000, month: 2_400_000_000, quarter: 7_700_000_000, year: 31_000_000_000 };

/** The bucket that each row falls into, as a key, for rows of one block that all lie in the window; undefined where there are too many. */
export function* bucketKey(input: ScanInput, time: RangedTime, placed: NumberVector): Work<Encoder | undefined> {
  const { plan, view, source } = input;
  const { zone, weekStart } = plan;
  const { ref, granularity, window } = time;
  const [least, greatest] = bounds(placed.values);
  if (placed.via || !granularity || !((greatest - least) / LENGTHS[granularity] < 60_000)) return undefined;
  const name = `buckets ${[source, ref.name, granularity, zone.name, weekStart, plan.query.context?.attribution].join()}`;
  const make = () =>
    keepLately(view.desk, name, function* (): Work<BucketIndex> {
      const { values } = yield* placing(input, ref);
      const { length } = values;
      return { values, buckets: makeBuckets(least, greatest + 1, granularity, zone, weekStart), codes: new Uint16Array(length), done: new Uint8Array(Math.ceil(length / BLOCK)) };
    });
  let index = yield* make();
  if (index.values !== placed.values) {
    view.desk.kept.delete(`#${name}`);
    index = yield* make();
  }
  return index.values === placed.values ? keyOf(index, Math.max(window?.from ?? least, least), Math.min(window?.to ?? Infinity, placed.until, greatest)) : undefined;
}

function bounds(values: Float64Array): [least: number, greatest: number] {
  const extent = extentOf(values);
  return [extent.least.reduce((a, b) => Math.min(a, b), Infinity), extent.greatest.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** A key of the buckets that hold the instants from `from` to `to` alone. */
function keyOf(index: BucketIndex, from: number, to: number): Encoder {
  const { buckets, codes, done } = index;
  const first = bucketCode(buckets, Math.min(from, to)) - 1;
  const last = bucketCode(buckets, to);
  const labels = [null, ...buckets.list.slice(first, last).map(({ label }) => label)];
  const size = labels.length;
  return {
    size,
    labels,
    encode(rows, count, ids) {
      const block = Math.floor(rows[0]! / BLOCK);
      if (!done[block]) fill(index, block);
      addDigit(codes, first, size, rows, count, ids);
    },
  };
}

function fill({ values, buckets, codes, done }: BucketIndex, block: number): void {
  writeBuckets(values, buckets.starts, buckets.pace, block * BLOCK, Math.min(values.length, (block + 1) * BLOCK), codes);
  done[block] = 1;
}
