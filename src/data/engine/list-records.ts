import { FIELDS } from '../catalog/fields.ts';
import { findDimension, type DimensionRef, type MeasureRef } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import type { Cell, ResultColumn, ResultSet } from '../query/query.ts';
import type { SourceName } from '../records/records.ts';
import { bucketName, dimensionColumn, measureColumn, type LabelledTurn } from './answer.ts';
import { completeness } from './completeness.ts';
import { BLOCK, type Reader } from './blocks.ts';
import { encoderOf } from './groups.ts';
import { tableOf } from './desk.ts';
import type { Frame } from './measures/spec.ts';
import type { Plan, PlannedMeasure } from './plan.ts';
import { sourceOf } from './read.ts';
import { finish, type Wide } from './result.ts';
import { rootOf } from './root.ts';
import { codeReader, isSigned } from './table.ts';
import { batchesOf, isBeyond, rangeView, stockViews, type Batch } from './turn.ts';
import { cellAt, vectorOf, type Vector } from './vectors.ts';
import type { View } from './view.ts';
import type { Work } from './work.ts';

/** Records behind measures at a view: each row once, or once a bucket. */
interface Listing {
  view: View;
  rows: number[];
  lead: (readonly Cell[])[];
  /** Values by measure, along the rows; undefined: the record is not behind that measure. */
  values: Map<string, (number | undefined)[]>;
}

/** One row a record: exactly those behind the measures, each with its own value; or all, without measures. */
export function* listRecords(turns: readonly LabelledTurn[]): Work<Omit<ResultSet, 'asOf'>> {
  const { plan } = turns[0]!;
  const source = plan.measures[0]?.ref.source ?? rootOf(plan);
  const other = plan.measures.find(({ ref }) => ref.source !== source);
  if (other) {
    throw new DataError({ kind: 'bad-query', title: `One list cannot hold records behind “${plan.measures[0]!.ref.name}” and “${other.ref.name}”.`, path: 'measures' });
  }
  const listings: Listing[] = [];
  for (const turn of turns) if (!isBeyond(turn)) yield* list(turn, source, listings);
  const dimensions = plan.dimensions.length ? plan.dimensions : yield* ownColumns(plan, source);
  return yield* finish(yield* wide(plan, source, dimensions, listings), plan.query, plan.query.order ?? [], plan.desk.records.orders);
}

function* list(turn: LabelledTurn, source: SourceName, listings: Listing[]): Work<void> {
  const { plan } = turn;
  const batches: Batch[] = plan.measures.length ? batchesOf(turn) : [{ source, spec: {}, undated: false, measures: [] }];
  const bucketed = plan.times.some((time) => time.granularity);
  for (const batch of batches) {
    const put = batch.spec.elsewhere ? yield* batch.spec.elsewhere(turn) : turn;
    yield* completeness(put, batch);
    for (const { view, label } of batch.spec.stock ? stockViews(put) : [{ view: rangeView(put), label: undefined }]) {
      const source = yield* sourceOf(put, batch, view, []);
      const lead = (code: number | undefined) => [
        ...(turn.label === undefined ? [] : [turn.label]),
        ...(bucketed ? [label ?? (code === undefined ? null : source.bucket!.labels[code]!)] : []),
      ];
      const readers: (Reader | undefined)[] = [];
      for (const measure of batch.measures) readers.push(yield* readerOf(plan, measure, { view, undated: batch.undated }));
      const listing: Listing = { view, rows: [], lead: [], values: new Map(batch.measures.map(({ ref }) => [ref.name, []])) };
      listings.push(listing);
      const out = readers.map(() => new Float64Array(BLOCK).fill(1));
      const codes = new Int32Array(BLOCK);
      yield* source.each((rows, count, pieces, idle) => {
        if (idle) return;
        source.bucket?.encode(rows, count, codes.fill(0));
        readers.forEach((read, at) => read?.(rows, count, out[at]!));
        collectBlock(listing, batch.measures, rows, count, (at, i) => (pieces ?? out[at]!)[i]!, (i) => lead(source.bucket && codes[i]));
      });
    }
  }
}

function* readerOf({ extras, zone }: Plan, { ref, spec }: PlannedMeasure, frame: Frame): Work<Reader | undefined> {
  if (ref.part !== 'countDistinct') return spec.values && (yield* spec.values(frame));
  return codeReader(encoderOf(yield* vectorOf(frame.view, ref.source, findDimension(`${ref.source}.${ref.base}`, extras)!, zone)));
}

function collectBlock(
  listing: Listing,
  measures: readonly PlannedMeasure[],
  rows: Int32Array,
  count: number,
  value: (measure: number, i: number) => number,
  lead: (i: number) => Cell[],
): void {
  for (let i = 0; i < count; i++) {
    const own = measures.map(({ ref }, at) => ownValue(ref, value(at, i)));
    if (measures.length && own.every((one) => one === undefined)) continue;
    listing.rows.push(rows[i]!);
    listing.lead.push(lead(i));
    measures.forEach(({ ref }, at) => listing.values.get(ref.name)!.push(own[at]));
  }
}

/** A record's own value of a measure; undefined where it is not behind it. */
function ownValue(ref: MeasureRef, value: number): number | undefined {
  const { part, measure } = ref;
  const invalid = value < 0 && measure.kind === 'family' && !isSigned(ref);
  if (part === 'missing') return value === Infinity ? 1 : undefined;
  if (part === 'invalid') return invalid ? 1 : undefined;
  if (part === 'countDistinct') return value ? 1 : undefined;
  if (value !== value || value === Infinity || invalid) return undefined;
  return part === 'numerator' && !value ? undefined : value;
}

function* ownColumns(plan: Plan, source: SourceName): Work<DimensionRef[]> {
  const { columns } = yield* tableOf(plan.desk, source);
  const names = [...Object.keys(FIELDS[source]).filter((field) => Object.hasOwn(columns, field)), ...Object.keys(plan.extras[source] ?? {})];
  return names.map((name) => findDimension(`${source}.${name}`, plan.extras)!);
}

function* wide(plan: Plan, source: SourceName, dimensions: readonly DimensionRef[], listings: readonly Listing[]): Work<Wide> {
  const compared = listings.some(({ lead }) => (lead[0]?.length ?? 0) > plan.times.filter((time) => time.granularity).length);
  const merged = merge(listings);
  const vectors = new Map<View, Vector[]>();
  for (const { view } of listings) {
    const own: Vector[] = [];
    for (const ref of dimensions) own.push(yield* vectorOf(view, source, ref, plan.zone));
    vectors.set(view, own);
  }
  const leads: ResultColumn[] = [
    ...(compared ? [{ name: 'compareDateRange', type: 'string' as const }] : []),
    ...plan.times.filter((time) => time.granularity).map(({ ref, granularity }) => ({ name: bucketName({ ...plan, dimensions }, ref, granularity!), type: 'time' as const })),
  ];
  return {
    columns: [...leads, ...dimensions.map(dimensionColumn), ...plan.measures.map(listedColumn)],
    length: merged.length,
    read: (column) => (at) => {
      const { lead, view, row, values } = merged[at]!;
      if (column < leads.length) return lead[column]!;
      const dimension = column - leads.length;
      if (dimension < dimensions.length) return cellAt(vectors.get(view)![dimension]!, row);
      const measure = plan.measures[dimension - dimensions.length]!;
      const value = values.get(measure.ref.name);
      return value === undefined ? null : isMark(measure) ? value > 0 : value;
    },
  };
}

/** A ratio's own column marks the records in its numerator. */
function isMark({ ref }: PlannedMeasure): boolean {
  return ref.measure.kind === 'ratio' && ref.part !== 'missing';
}

function listedColumn(measure: PlannedMeasure): ResultColumn {
  return isMark(measure) ? { name: measure.ref.name, type: 'boolean' } : measureColumn(measure);
}

interface Merged {
  view: View;
  row: number;
  lead: readonly Cell[];
  values: Map<string, number | undefined>;
}

/** A record behind several measures is one row. */
function merge(listings: readonly Listing[]): Merged[] {
  const found = new Map<string, Merged>();
  for (const { view, rows, lead, values } of listings) {
    rows.forEach((row, i) => {
      const id = `${view.desk.records.tables === listings[0]!.view.desk.records.tables}|${row}|${lead[i]!.join('|')}`;
      let merged = found.get(id);
      if (!merged) found.set(id, (merged = { view, row, lead: lead[i]!, values: new Map() }));
      for (const [name, own] of values) merged.values.set(name, own[i]);
    });
  }
  return [...found.values()];
}

