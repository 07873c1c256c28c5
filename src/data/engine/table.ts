import { FIELDS } from '../catalog/fields.ts';
import type { MeasureRef } from '../catalog/members.ts';
import { findDimension } from '../catalog/members.ts';
import type { Cell } from '../query/query.ts';
import { aggregate, type Asked } from './aggregate.ts';
import { groupBy, keyOf, type Groups, type Key } from './groups.ts';
import { unite } from './pieces.ts';
import { readRows } from './read.ts';
import type { Batch, Turn } from './turn.ts';
import { vectorOf } from './vectors.ts';
import type { View } from './view.ts';
import type { Work } from './work.ts';

/** A part of an answer: groups with their values. NaN is 'no data'. */
export interface Table {
  count: number;
  /** Cells along the groups: of the bucket, where there are buckets, then of each dimension. */
  keys: readonly (readonly Cell[])[];
  values: ReadonlyMap<string, Float64Array>;
}

/** Groups the rows of a batch and measures each group. `label`: the bucket of all of them. */
export function* tabulate(turn: Turn, batch: Batch, view: View, label?: Cell): Work<Table> {
  const { pieces, buckets } = yield* readRows(turn, batch, view);
  const { plan } = turn;
  const keys: Key[] = [];
  if (buckets) keys.push({ codes: pieces.buckets!, labels: buckets.labels });
  for (const ref of plan.dimensions) keys.push(yield* keyOf(yield* vectorOf(view, batch.source, ref, plan.zone), pieces.rows));
  const groups = yield* groupBy(pieces.rows.length, keys);
  const read = batch.spec.overlap === 'sum' ? yield* unite(view, pieces, groups) : { pieces, groups };
  const values = new Map<string, Float64Array>();
  const alive = new Uint8Array(groups.count);
  for (const { ref, spec } of batch.measures) {
    const along = read.pieces.values ?? (spec.values && (yield* spec.values({ view }, read.pieces.rows)));
    markAlive(alive, read.groups.of, along);
    const asked: Asked = { kind: ref.measure.kind, part: ref.part, signed: isSigned(ref), values: along };
    if (ref.part === 'countDistinct') {
      const field = yield* vectorOf(view, ref.source, findDimension(`${ref.source}.${ref.base}`, plan.extras)!, plan.zone);
      asked.codes = (yield* keyOf(field, read.pieces.rows)).codes;
    }
    if (spec.scale) asked.scale = yield* spec.scale({ view }, read.pieces.rows);
    values.set(ref.name, yield* aggregate(asked, read.groups.of, groups.count));
  }
  if (!batch.measures.length) alive.fill(1);
  return compact(groups, keys, values, alive, label);
}

/** Numbers may be negative; durations may not. */
function isSigned({ source, field }: MeasureRef): boolean {
  return field !== undefined && (FIELDS[source] as Readonly<Record<string, string>>)[field] !== 'duration';
}

function markAlive(alive: Uint8Array, of: Int32Array, values: Float64Array | undefined): void {
  for (let i = 0; i < of.length; i++) if (!values || values[i] === values[i]) alive[of[i]!] = 1;
}

/** Leaves out groups without any record of the measures' populations. */
function compact(groups: Groups, keys: readonly Key[], values: Map<string, Float64Array>, alive: Uint8Array, label?: Cell): Table {
  const kept: number[] = [];
  for (let group = 0; group < groups.count; group++) if (alive[group]) kept.push(group);
  const cells = keys.map(({ labels }, i) =>
    kept.map((group) => {
      const cell = labels[groups.codes[i]![group]!]!;
      return cell === '' ? null : cell;
    }),
  );
  return {
    count: kept.length,
    keys: label === undefined ? cells : [kept.map(() => label), ...cells],
    values: new Map(Array.from(values, ([name, all]) => [name, Float64Array.from(kept, (group) => all[group]!)])),
  };
}

