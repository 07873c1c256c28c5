import { collect } from './blocks.ts';
import { tableOf } from './desk.ts';
import { bucketCode, bucketEncoder, type Buckets } from './groups.ts';
import { fromPieces } from './read-pieces.ts';
import { bucketedTime, bucketsOf, type Source } from './read.ts';
import { placing, scanOf, type RangedTime, type ScanInput } from './scan.ts';
import type { Slas } from './sla.ts';
import { dateOf, slasOfAll, worthOfSeveral } from './sla-values.ts';
import { UNTOLD } from './sla-states.ts';
import type { Batch, Turn } from './turn.ts';
import type { View } from './view.ts';
import { chunks, type Work } from './work.ts';

/** Each ticket once in each bucket where some SLA of it counts, by the worst of those. */
export function* sourceOfWorst(turn: Turn, batch: Batch, view: View, base: string): Work<Source> {
  const { plan, times } = turn;
  const own = times.find(({ ref }) => ref.base === 'slaCompletedAt')!;
  const others = times.filter((time) => time !== own);
  const input: ScanInput = { plan, view, ...batch, times: others, filters: plan.query.filters ?? [] };
  const rows = yield* collect(yield* scanOf(input));
  const other = bucketedTime({ ...turn, times: others });
  const placed = other && (yield* placing(input, other.ref));
  const all = yield* slasOfAll(view);
  const buckets = own.granularity ? bucketsOf(plan, own, yield* everyDate(view, all)) : placed && bucketsOf(plan, other, placed);
  const codes = new Int32Array(rows.length);
  if (placed) bucketEncoder(placed, buckets!).encode(rows, rows.length, codes);
  const pieces = yield* worstOf(view, rows, all, base, { own, undated: batch.undated, ...(own.granularity && { buckets: buckets! }) });
  return fromPieces({
    pieces: { rows: pieces.rows, values: pieces.values, ...(buckets && { buckets: own.granularity ? pieces.buckets : pieces.at.map((i) => codes[i]!) }) },
    ...(buckets && { buckets }),
  });
}

interface Within {
  own: RangedTime;
  undated: boolean;
  /** Absent: the window is one. */
  buckets?: Buckets;
}

function* worstOf(view: View, rows: Int32Array, all: readonly Slas[], base: string, { own, undated, buckets }: Within) {
  const { from, to } = own.window ?? { from: -Infinity, to: Infinity };
  const [start, end] = [Math.max(from, -Number.MAX_VALUE), Math.min(to, view.until)];
  const dates = all.map((slas) => dateOf(view, slas));
  const worth = worthOfSeveral(base);
  const out: { at: number[]; values: number[]; buckets: number[] } = { at: [], values: [], buckets: [] };
  yield* chunks(rows.length, (first, last) => {
    for (let i = first; i < last; i++) {
      const row = rows[i]!;
      const begun = out.at.length;
      for (let kind = 0; kind < all.length; kind++) {
        const date = dates[kind]![row]!;
        const isUndated = undated && date === -Infinity;
        if (!isUndated && !(date >= start && date < end)) continue;
        const code = buckets && !isUndated ? bucketCode(buckets, date) : 0;
        let piece = begun;
        while (piece < out.at.length && out.buckets[piece] !== code) piece++;
        out.at[piece] = i;
        out.buckets[piece] = code;
        out.values[piece] = (out.values[piece] ?? 0) | (1 << (isUndated ? UNTOLD : all[kind]!.outcome[row]!));
      }
    }
  });
  return {
    at: Int32Array.from(out.at),
    rows: Int32Array.from(out.at, (i) => rows[i]!),
    buckets: Int32Array.from(out.buckets),
    values: Float64Array.from(out.values, (set) => worth[set]!),
  };
}

/** The dates of all SLAs, to find the buckets that they lie in. */
function* everyDate(view: View, all: readonly Slas[]) {
  const { length } = yield* tableOf(view.desk, 'tickets');
  const values = new Float64Array(length * all.length);
  all.forEach((slas, kind) => values.set(dateOf(view, slas), kind * length));
  return { kind: 'number', type: 'time', values, until: view.until } as const;
}
