import { BLOCK, eachBlock } from '../blocks.ts';
import { tableOf } from '../desk.ts';
import { bucketCode, bucketEncoder, type Buckets, type Encoder } from '../groups.ts';
import { bucketedTime, bucketsOf, type Source } from '../read.ts';
import { placing, scanOf, type RangedTime } from '../scan.ts';
import { dateOf, slasOfAll, worthOfSeveral } from './values.ts';
import { UNTOLD } from './states.ts';
import type { Slas } from './sla.ts';
import type { Batch, Turn } from '../turn.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';

/** Tickets block by block, each once in every bucket where some SLA of it counts. */
interface Pieces {
  rows: Int32Array;
  values: Float64Array;
  /** Codes of buckets. */
  buckets: Int32Array;
}

/** Each ticket once in each bucket where some SLA of it counts, by the worst of those. */
export function* sourceOfWorst(turn: Turn, batch: Batch, view: View, base: string): Work<Source> {
  const { plan, times } = turn;
  const own = times.find(({ ref }) => ref.base === 'slaCompletedAt')!;
  const others = times.filter((time) => time !== own);
  const input = { plan, view, ...batch, times: others, filters: plan.query.filters ?? [] };
  const scan = yield* scanOf(input);
  const all = yield* slasOfAll(view);
  const dates = all.map((slas) => dateOf(view, slas));
  const pieces: Pieces = { rows: new Int32Array(BLOCK), values: new Float64Array(BLOCK), buckets: new Int32Array(BLOCK) };
  const buckets = own.granularity && bucketsOf(plan, own, yield* everyDate(view, own.window ? [] : dates));
  const other = bucketedTime({ times: others });
  const placed = other && (yield* placing(input, other.ref));
  const bucket = buckets ? pieceEncoder(pieces, buckets) : placed && bucketEncoder(placed, bucketsOf(plan, other!, placed));
  const put = putter(pieces, all, dates, { own, view, undated: batch.undated, ...(buckets && { buckets }) });
  const worth = worthOfSeveral(base);
  return {
    ...(bucket && { bucket }),
    *each(use) {
      let count = 0;
      const flush = () => {
        for (let i = 0; i < count; i++) pieces.values[i] = worth[pieces.values[i]!]!;
        if (count) use(pieces.rows, count, pieces.values);
        count = 0;
      };
      yield* eachBlock(scan, (rows, length) => {
        for (let i = 0; i < length; i++) {
          if (count + all.length > BLOCK) flush();
          count = put(rows[i]!, count);
        }
      });
      flush();
    },
  };
}

interface Within {
  own: RangedTime;
  view: View;
  undated: boolean;
  /** Absent: the window is one. */
  buckets?: Buckets;
}

/** Adds a ticket's pieces after the first `count`, with the set of its outcomes there, bit by bit; gives how many there are then. */
function putter({ rows, values, buckets: codes }: Pieces, all: readonly Slas[], dates: readonly Float64Array[], { own, view, undated, buckets }: Within) {
  const { from, to } = own.window ?? { from: -Infinity, to: Infinity };
  const [start, end] = [Math.max(from, -Number.MAX_VALUE), Math.min(to, view.until)];
  return (row: number, count: number): number => {
    let next = count;
    for (let kind = 0; kind < all.length; kind++) {
      const date = dates[kind]![row]!;
      const isUndated = undated && date === -Infinity;
      if (!isUndated && !(date >= start && date < end)) continue;
      const code = buckets && !isUndated ? bucketCode(buckets, date) : 0;
      let piece = count;
      while (piece < next && codes[piece] !== code) piece++;
      if (piece === next) {
        rows[piece] = row;
        codes[piece] = code;
        values[piece] = 0;
        next++;
      }
      values[piece] = values[piece]! | (1 << (isUndated ? UNTOLD : all[kind]!.outcome[row]!));
    }
    return next;
  };
}

/** The buckets of the pieces at hand. */
function pieceEncoder({ buckets: codes }: Pieces, { labels }: Buckets): Encoder {
  const size = labels.length;
  return {
    size,
    labels,
    encode(_rows, count, ids) {
      for (let i = 0; i < count; i++) ids[i] = ids[i]! * size + codes[i]!;
    },
  };
}

/** The dates of all SLAs, to find the buckets that they lie in. */
function* everyDate(view: View, dates: readonly Float64Array[]) {
  const { length } = yield* tableOf(view.desk, 'tickets');
  const values = new Float64Array(length * dates.length);
  dates.forEach((own, kind) => values.set(own, kind * length));
  return { kind: 'number', type: 'time', values, until: view.until } as const;
}
