import { eachBlock, extentOf } from './blocks.ts';
import { bucketEncoder, makeBuckets, type Buckets, type Encoder } from './groups.ts';
import { indexesOf } from './large.ts';
import type { Plan } from './plan.ts';
import { placing, scanOf, type RangedTime, type ScanInput } from './scan.ts';
import { isStockTime, type Batch, type Turn } from './turn.ts';
import type { NumberVector } from './vectors.ts';
import type { View } from './view.ts';
import { part, type Work } from './work.ts';

/** How a batch is read: rows block by block, or pieces made beforehand. */
export interface Source {
  /** The bucket of each row, where the query has buckets; of the block at hand. */
  bucket?: Encoder;
  /** Rows come in the order of their table, those of one block of it at a time. */
  whole?: boolean;
  /** Calls back with rows and, of pieces, their values. `idle`: they say nothing, but stand for groups that exist. */
  each(use: (rows: Int32Array, count: number, values?: Float64Array, idle?: boolean) => void): Work<void>;
}

/** The rows that a batch of measures is read off. `keys` tell apart what is added up. */
export function* sourceOf(turn: Turn, batch: Batch, view: View, keys: readonly Encoder[]): Work<Source> {
  if (batch.spec.overlap || batch.spec.answers) {
    return yield* (yield* part(() => import('./read-pieces.ts'))).sourceOfPieces(turn, batch, view, keys);
  }
  const { plan, times } = turn;
  if (batch.spec.source && plan.query.context?.attribution !== 'created' && times.some(({ ref }) => ref.base === batch.spec.placed?.by)) {
    return yield* batch.spec.source(turn, batch, view);
  }
  const input: ScanInput = { plan, view, ...batch, times, filters: plan.query.filters ?? [], clipping: undefined };
  const scan = yield* scanOf(input);
  const time = bucketedTime(turn);
  const placed = time && (yield* placing(input, time.ref));
  const indexes = placed && !scan.list ? yield* indexesOf(scan.length) : undefined;
  return {
    ...(placed && { bucket: (indexes && (yield* indexes.bucketKey(input, time, placed))) ?? bucketEncoder(placed, bucketsOf(plan, time, placed)) }),
    whole: !scan.list,
    each: (use) => eachBlock(scan, (block, count) => use(block, count)),
  };
}

/** The time whose buckets rows fall into by their date. */
export function bucketedTime({ times }: Pick<Turn, 'times'>): RangedTime | undefined {
  return times.find((time) => time.granularity && !isStockTime(time));
}

/** Buckets of the range, or of all that is placed. */
export function bucketsOf({ zone, weekStart }: Plan, { window, granularity }: RangedTime, { values, until }: NumberVector): Buckets {
  if (window) return makeBuckets(window.from, window.to, granularity!, zone, weekStart);
  const { least, greatest } = extentOf(values);
  const from = least.reduce((a, b) => Math.min(a, b), Infinity);
  const to = greatest.reduce((a, b) => Math.max(a, b), -Infinity) + 1;
  return makeBuckets(from, Math.min(to, until), granularity!, zone, weekStart);
}
