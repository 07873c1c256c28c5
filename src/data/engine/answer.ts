import { measureUnit, type DimensionRef } from '../catalog/members.ts';
import type { Cell, Query, ResultColumn, ResultSet } from '../query/query.ts';
import { completeness } from './completeness.ts';
import { listRecords } from './list-records.ts';
import type { Plan, PlannedMeasure } from './plan.ts';
import { finish, type Wide } from './result.ts';
import { tabulate, type Table } from './table.ts';
import { batchesOf, isBeyond, rangeView, stockViews, type Batch, type Turn } from './turn.ts';
import type { Work } from './work.ts';
import { rootOf } from './root.ts';

/** The whole answer to a planned query. */
export function* answer(plan: Plan): Work<ResultSet> {
  const notes = new Map<string, string>();
  const turns = turnsOf(plan, notes);
  const result = plan.query.ungrouped ? yield* listRecords(turns) : yield* grouped(plan, turns);
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
  const rows = new Map<string, Row>();
  const lone = !plan.dimensions.length && !plan.times.some((time) => time.granularity);
  for (const turn of turns) {
    const lead = turn.label === undefined ? [] : [turn.label];
    if (isBeyond(turn)) {
      if (lone) rows.set(JSON.stringify(lead), { keys: lead, values: new Map(plan.measures.map(({ ref }) => [ref.name, null])) });
      continue;
    }
    if (lone) rows.set(JSON.stringify(lead), { keys: lead, values: new Map() });
    for (const batch of batchesFor(turn)) {
      yield* completeness(turn, batch);
      for (const { view, label } of batch.spec.stock ? stockViews(turn) : [{ view: rangeView(turn), label: undefined }]) {
        add(rows, lead, yield* tabulate(turn, batch, view, label));
        yield;
      }
    }
  }
  return yield* finish(wide(plan, turns, [...rows.values()]), plan.query, plan.query.order ?? defaultOrder(plan), plan.desk.records.orders);
}

/** A query without measures gives the groups that its dimensions have. */
function batchesFor(turn: Turn): Batch[] {
  const { plan } = turn;
  return plan.measures.length ? batchesOf(turn) : [{ source: rootOf(plan), spec: {}, undated: false, measures: [] }];
}

interface Row {
  keys: readonly Cell[];
  values: Map<string, number | null>;
}

function add(rows: Map<string, Row>, lead: readonly Cell[], table: Table): void {
  for (let group = 0; group < table.count; group++) {
    const keys = [...lead, ...table.keys.map((cells) => cells[group]!)];
    const id = JSON.stringify(keys);
    let row = rows.get(id);
    if (!row) rows.set(id, (row = { keys, values: new Map() }));
    for (const [name, values] of table.values) row.values.set(name, values[group]!);
  }
}

const COUNTED = new Set<string | undefined>(['count', 'missing', 'invalid', 'numerator', 'denominator', 'countDistinct']);

/** Whether nothing is 0 rather than no data. */
function isCount({ ref: { measure, part } }: PlannedMeasure): boolean {
  return part ? COUNTED.has(part) : measure.kind === 'count' || measure.kind === 'stock';
}

function wide(plan: Plan, turns: readonly LabelledTurn[], rows: readonly Row[]): Wide {
  const keys = keyColumns(plan, turns[0]?.label !== undefined);
  const zeros = plan.measures.map((measure) => (isCount(measure) ? 0 : null));
  return {
    columns: [...keys, ...plan.measures.map(measureColumn)],
    length: rows.length,
    cell(column, row) {
      if (column < keys.length) return rows[row]!.keys[column]!;
      const at = column - keys.length;
      const value = rows[row]!.values.get(plan.measures[at]!.ref.name);
      if (value === null) return null;
      return value === undefined || value !== value ? zeros[at]! : value;
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
