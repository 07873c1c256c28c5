import { FIELDS } from '../catalog/fields.ts';
import { findDimension, type MeasureRef } from '../catalog/members.ts';
import type { Cell } from '../query/query.ts';
import { accumulator, rowCounter, type Accumulator } from './accumulate.ts';
import { BLOCK, grown, type Reader } from './blocks.ts';
import { tableOf } from './desk.ts';
import { encoderOf, makeGrouper, type Encoder, type Grouper } from './groups.ts';
import { indexesOf } from './large.ts';
import { mark } from './loops.ts';
import type { Frame } from './measures/spec.ts';
import type { PlannedMeasure } from './plan.ts';
import { sourceOf } from './read.ts';
import type { Batch, Turn } from './turn.ts';
import { vectorOf } from './vectors.ts';
import type { View } from './view.ts';
import type { Work } from './work.ts';

/** A part of an answer: groups with their values. NaN is 'no data'. */
export interface Table {
  count: number;
  /** Of the bucket, where there are buckets, then of each dimension. */
  keys: readonly TableKey[];
  values: ReadonlyMap<string, Float64Array>;
}
export interface TableKey {
  /** Along the groups. */
  codes: Int32Array;
  labels: readonly Cell[];
}

/** Groups the rows of a batch and measures each group. `label`: the bucket of all of them. */
export function* tabulate(turn: Turn, batch: Batch, view: View, label?: Cell): Work<Table> {
  const { plan } = turn;
  const dimensions: Encoder[] = [];
  for (const ref of plan.dimensions) dimensions.push(encoderOf(yield* vectorOf(view, batch.source, ref, plan.zone)));
  const source = yield* sourceOf(turn, batch, view, dimensions);
  const gauges = yield* gaugesOf(turn, batch, view, source.whole ? (yield* tableOf(view.desk, batch.source)).length : 0);
  const keys = source.bucket ? [source.bucket, ...dimensions] : dimensions;
  const grouper = makeGrouper(keys);
  let alive = new Int32Array(grouper.count);
  yield* source.each((rows, count, values, idle) => {
    const of = grouper.groupsOf(rows, count);
    const groups = grouper.count;
    mark((alive = grown(alive, groups)), of, count);
    if (!idle) for (const gauge of gauges) gauge.add({ rows, count, of, groups }, values);
  });
  return yield* finish(grouper, keys, gauges, alive, label);
}

/** Rows with the group of each. `groups` is above every group so far. */
interface Block {
  rows: Int32Array;
  count: number;
  of: Int32Array;
  groups: number;
}

/** Reads a spec's values once a block, for all the parts asked of it. */
export interface Gauge {
  add(block: Block, values: Float64Array | undefined): void;
  results(groups: number): Work<[name: string, values: Float64Array][]>;
}

function* gaugesOf(turn: Turn, batch: Batch, view: View, rows: number): Work<Gauge[]> {
  const indexes = yield* indexesOf(rows);
  const bySpec = new Map<unknown, PlannedMeasure[]>();
  for (const measure of batch.measures) bySpec.set(measure.spec, [...(bySpec.get(measure.spec) ?? []), measure]);
  const gauges: Gauge[] = [];
  for (const measures of bySpec.values()) {
    gauges.push(indexes?.onlyCounts(measures) && !batch.undated ? yield* indexes.tally(measures, view, rows) : yield* gaugeOf(turn, measures, { view, undated: batch.undated }));
  }
  return gauges;
}

function* gaugeOf({ plan }: Turn, measures: readonly PlannedMeasure[], frame: Frame): Work<Gauge> {
  const { view } = frame;
  const { spec, ref: first } = measures[0]!;
  if (spec.gauge) return yield* spec.gauge(measures, frame);
  const distinct = first.part === 'countDistinct';
  const field = distinct ? encoderOf(yield* vectorOf(view, first.source, findDimension(`${first.source}.${first.base}`, plan.extras)!, plan.zone)) : undefined;
  const reader = field ? codeReader(field) : spec.values && (yield* spec.values(frame));
  const scale = spec.scale && (yield* spec.scale(frame));
  const out = new Float64Array(BLOCK);
  const counter = rowCounter();
  const parts: { name: string; take: Accumulator; mixable: boolean }[] = [];
  for (const { ref } of measures) parts.push({ name: ref.name, take: yield* accumulator(ref.measure.kind, ref.part, isSigned(ref)), mixable: !ref.part || ref.part === 'sum' });
  const scales = scale && [yield* accumulator('mean', 'min', true), yield* accumulator('mean', 'max', true)];
  return {
    add(block, pieces) {
      const { rows, count, of, groups } = block;
      const values = pieces ?? out;
      if (!pieces && reader) reader(rows, count, out);
      if (!pieces && !reader) return counter.add(of, out, count, groups);
      for (const { take } of parts) take.add(of, values, count, groups);
      if (scales) addScale(scales, scale!, block, values);
    },
    *results(groups) {
      const found: [string, Float64Array][] = [];
      const bounds = scales && [yield* scales[0]!.result(groups), yield* scales[1]!.result(groups)];
      for (const { name, take, mixable } of parts) {
        const values = reader || spec.overlap ? yield* take.result(groups) : yield* counter.result(groups);
        found.push([name, bounds && mixable ? values.map((value, group) => (bounds[0]![group] === bounds[1]![group] ? value : NaN)) : values]);
      }
      return found;
    },
  };
}

export function codeReader(field: Encoder): Reader {
  const codes = new Int32Array(BLOCK);
  return (rows, count, out) => {
    codes.fill(0, 0, count);
    field.encode(rows, count, codes);
    for (let i = 0; i < count; i++) out[i] = codes[i]!;
  };
}

/** Least and greatest scale of the values that count: where they differ, scales are mixed. */
function addScale(scales: readonly Accumulator[], read: Reader, { rows, count, of, groups }: Block, values: Float64Array): void {
  const scale = new Float64Array(count);
  read(rows, count, scale);
  for (let i = 0; i < count; i++) if (!Number.isFinite(values[i])) scale[i] = NaN;
  for (const take of scales) take.add(of, scale, count, groups);
}

/** Numbers may be negative; durations may not. */
export function isSigned({ source, field }: MeasureRef): boolean {
  return field !== undefined && (FIELDS[source] as Readonly<Record<string, string>>)[field] !== 'duration';
}

/** Leaves out groups without any record. */
function* finish(grouper: Grouper, keys: readonly Encoder[], gauges: readonly Gauge[], alive: Int32Array, label?: Cell): Work<Table> {
  const groups = grouper.count;
  const kept = new Int32Array(groups);
  let count = 0;
  for (let group = 0; group < groups; group++) if (alive[group]) kept[count++] = group;
  const own = keys.map(({ labels }, key): TableKey => {
    const codes = new Int32Array(count);
    for (let i = 0; i < count; i++) codes[i] = grouper.code(kept[i]!, key);
    return { labels, codes };
  });
  yield;
  const values = new Map<string, Float64Array>();
  for (const gauge of gauges) {
    for (const [name, all] of yield* gauge.results(groups)) {
      const column = new Float64Array(count);
      for (let i = 0; i < count; i++) column[i] = all[kept[i]!]!;
      values.set(name, column);
    }
  }
  return { count, keys: label === undefined ? own : [{ labels: [label], codes: new Int32Array(count) }, ...own], values };
}
