import { measureUnit, type DimensionRef } from '../catalog/members.ts';
import type { Query, ResultColumn, ResultSet } from '../query/query.ts';
import { completeness } from './completeness.ts';
import type { Plan, PlannedMeasure } from './plan.ts';
import { finish, type Wide } from './result.ts';
import { merge } from './merge.ts';
import { tabulate, type Table } from './table.ts';
import { batchesOf, isBeyond, rangeView, stockViews, type Batch, type Turn } from './turn.ts';
import { part, type Work } from './work.ts';
import { rootOf } from './root.ts';

/** The whole answer to a planned query. */
export function* answer(plan: Plan): Work<ResultSet> {
  const notes = new Map<string, string>();
  const turns = turnsOf(plan, notes);
  const result = plan.query.ungrouped ? yield* (yield* part(() => import('./list-records.ts'))).listRecords(turns) : yield* grouped(plan, turns);
  const partial = Array.from(notes, ([code, words]) => `${code}: ${words}`);
  return { ...result, asOf: new Date(plan.cut).toISOString(), ...(partial.length && { partial }) };
}

export interface LabelledTurn extends Turn {
  /** The range, where ranges are compared. */
  label?: string;
}

function turnsOf(plan: Plan, notes: Map<string, string>): LabelledTurn[] {
  const compared = plan.query.timeDimensions?.findIndex((time) => time.compareDateRange) ?? -1;
  const count = compared < 0 ? 1 : plan.times[compared]!.ranges.length;
  return Array.from({ length: count }, (_, i) => ({
    plan,
    notes,
    ...(compared >= 0 && { label: plan.times[compared]!.ranges[i]!.label }),
    times: plan.times.map(({ ref, granularity, ranges }, at) => ({ ref, ...(granularity && { granularity }), window: ranges[at === compared ? i : 0]?.window })),
  }));
}

function* grouped(plan: Plan, turns: readonly LabelledTurn[]): Work<Omit<ResultSet, 'asOf'>> {
  const tables: Table[] = [];
  const lone = !plan.dimensions.length && !plan.times.some((time) => time.granularity);
  for (const turn of turns) {
    const lead = turn.label === undefined ? [] : [{ codes: new Int32Array(1), labels: [turn.label] }];
    // Without groups there is one row whatever happens: of counts 0, or of nothing where nothing is known.
    const beyond = isBeyond(turn);
    if (lone) tables.push({ count: 1, keys: lead, values: new Map(plan.measures.map((measure) => [measure.ref.name, Float64Array.of(!beyond && isCount(measure) ? 0 : NaN)])) });
    if (beyond) continue;
    for (const batch of batchesFor(turn)) {
      const put = batch.spec.elsewhere ? yield* batch.spec.elsewhere(turn) : turn;
      yield* completeness(put, batch);
      for (const { view, label } of batch.spec.stock ? stockViews(put) : [{ view: rangeView(put), label: undefined }]) {
        const table = yield* (batch.spec.table ?? tabulate)(put, batch, view, label);
        tables.push({ ...table, keys: [...lead.map((key) => ({ ...key, codes: new Int32Array(table.count) })), ...table.keys] });
        yield;
      }
    }
  }
  const zeros = lone ? [] : plan.measures.filter(isCount).map(({ ref }) => ref.name);
  const merged = tables.length === 1 ? tables[0]! : yield* merge(tables, zeros);
  return yield* finish(wide(plan, turns, merged), plan.query, [...(plan.query.order ?? []), ...defaultOrder(plan)], plan.desk.records.orders);
}

/** A query without measures gives the groups that its dimensions have. */
function batchesFor(turn: Turn): Batch[] {
  const { plan } = turn;
  return plan.measures.length ? batchesOf(turn) : [{ source: rootOf(plan), spec: {}, undated: false, measures: [] }];
}

const COUNTED = new Set<string | undefined>(['count', 'missing', 'invalid', 'numerator', 'denominator', 'countDistinct']);

/** Whether nothing is 0 rather than no data. */
function isCount({ ref: { measure, part } }: PlannedMeasure): boolean {
  return part ? COUNTED.has(part) : measure.kind === 'count' || measure.kind === 'stock';
}

function wide(plan: Plan, turns: readonly LabelledTurn[], { count, keys, values }: Table): Wide {
  const columns = keyColumns(plan, turns[0]?.label !== undefined);
  const numbers = plan.measures.map(({ ref }) => values.get(ref.name));
  return {
    columns: [...columns, ...plan.measures.map(measureColumn)],
    length: count,
    coded: keys,
    read(column) {
      const key = keys[column];
      if (key) {
        const { labels, codes } = key;
        return (row) => (labels[codes[row]!] === '' ? null : labels[codes[row]!]!);
      }
      const values = numbers[column - columns.length];
      return (row) => (values && values[row] === values[row] ? values[row]! : null);
    },
  };
}

function keyColumns(plan: Plan, compared: boolean): ResultColumn[] {
  const times = plan.times.filter((time) => time.granularity);
  return [
    ...(compared ? [{ name: 'compareDateRange', type: 'string' as const }] : []),
    ...times.map(({ ref, granularity }) => ({ name: bucketName(plan, ref, granularity!), type: 'time' as const })),
    ...plan.dimensions.map(dimensionColumn),
  ];
}

/** Buckets stand under the name of their member, unless that is asked for as it is. */
export function bucketName(plan: Plan, ref: DimensionRef, granularity: string): string {
  return plan.dimensions.some(({ name }) => name === ref.name) ? `${ref.name}.${granularity}` : ref.name;
}

export function dimensionColumn({ name, type, local }: DimensionRef): ResultColumn {
  if (local) return { name, type: 'number' };
  if (type === 'duration') return { name, type: 'number', unit: 'ms' };
  return type === 'ratio' ? { name, type: 'number', unit: 'ratio' } : { name, type };
}

export function measureColumn({ ref }: PlannedMeasure): ResultColumn {
  const unit = measureUnit(ref);
  return { name: ref.name, type: 'number', ...(unit && { unit }) };
}

function defaultOrder(plan: Plan): NonNullable<Query['order']> {
  return keyColumns(plan, true).map(({ name }) => [name, 'asc']);
}
