import type { DimensionRef } from '../catalog/members.ts';
import { joinPath } from '../catalog/joins.ts';
import { FIELDS } from '../catalog/fields.ts';
import { DataError } from '../problem.ts';
import type { Cell } from '../query/query.ts';
import type { Column, SourceName, StringColumn } from '../records/records.ts';
import { DAY, type Zone } from '../time/zone.ts';
import { BLOCK, eachBlock } from './blocks.ts';
import { columnOf, compose, link, rowsOfIds, stringsOf, tableOf, type Desk } from './desk.ts';
import { specOf } from './measures/specs.ts';
import { messageParts } from './messages/message-parts.ts';
import { closesAt, firstResponsesAt, pastColumn, stockRows, ticketsAt, type View } from './view.ts';
import { part, type Work } from './work.ts';

/** The values of a member along the rows of a source. `via`: the row that holds each row's value, -1 for none. */
export type Vector = CodeVector | NumberVector;
export interface CodeVector {
  kind: 'code';
  type: 'string' | 'boolean';
  codes: StringColumn['codes'];
  labels: readonly Cell[];
  /** No two codes have the same label, and code 0 is 'empty'. */
  plain?: boolean;
  via?: Int32Array;
}
export interface NumberVector {
  kind: 'number';
  type: 'number' | 'time';
  unit?: 'ms';
  values: Float64Array;
  /** Values from here on are not known yet. */
  until: number;
  via?: Int32Array;
  /** What is shown instead of the value: a part of its local time. */
  local?: (value: number) => number;
}

/** A dimension along the rows of `source`, as at a view. Throws a `DataError` where the two are not joined. */
export function* vectorOf(view: View, source: SourceName, ref: DimensionRef, zone: Zone): Work<Vector> {
  const own = yield* ownVector(view, ref);
  const vector = ref.local && own.kind === 'number' ? { ...own, type: 'number' as const, local: localPart(ref.local, zone) } : own;
  if (source === ref.source) return vector;
  if (!joinPath(source, ref.source)) {
    throw new DataError({ kind: 'bad-query', title: `“${ref.name}” cannot group or filter figures about ${source}: the two are not joined.` });
  }
  const via = yield* linkAt(view.dims, source, ref.source);
  return { ...vector, via: vector.via ? compose(via, vector.via) : via };
}

/** Joins as at a view: through the owner and the team of that time. */
function* linkAt(view: View, from: SourceName, to: SourceName): Work<Int32Array> {
  if (view.whole || !view.desk.records.tables.assignments) return (yield* link(view.desk, from, to))!;
  return yield* (yield* part(() => import('./history/past-owners.ts'))).pastLink(view, from, to);
}

function localPart(part: 'hourOfDay' | 'dayOfWeek', zone: Zone): (value: number) => number {
  const each = part === 'hourOfDay' ? (local: number) => Math.floor(local / 3_600_000) - Math.floor(local / DAY) * 24 : (local: number) => ((((Math.floor(local / DAY) + 3) % 7) + 7) % 7) + 1;
  return (value) => each(value + zone.offsetAt(value));
}

const SLA = /^(?:firstResponse|nextResponse|close|any)SlaStatus$|^sla(?:Remaining|Elapsed)\./;

function* ownVector(view: View, ref: DimensionRef): Work<Vector> {
  const { source, base, derived } = ref;
  if (source === 'tickets' && SLA.test(base)) return yield* (yield* part(() => import('./sla/vectors.ts'))).slaVector(view, base);
  if (derived?.names && base !== 'author') return yield* nameVector(view, ref, derived.names, derived.by!);
  if (derived?.follows && !(yield* columnOf(view.desk, source, base))) {
    const via = (yield* link(view.desk, source, 'tickets'))!;
    return { ...(yield* ownVector(view, { ...ref, source: 'tickets', derived: undefined })), via };
  }
  if (derived?.family) return yield* familyVector(view, source, base);
  if (base === 'ageBucket' && derived) return yield* ageVector(view);
  if (derived && !derived.follows) return yield* (yield* messageParts()).messageVector(view, ref);
  return yield* fieldVector(view, source, base, ref.type);
}

export function notYet(name: string): DataError {
  return new DataError({ kind: 'unsupported', title: `“${name}” is not yet answered from records.`, detail: 'not yet' });
}

function* fieldVector(view: View, source: SourceName, base: string, type: DimensionRef['type']): Work<Vector> {
  const { desk } = view;
  if (source === 'tickets' && base === 'closedAt') {
    return { kind: 'number', type: 'time', values: (yield* closesAt(view)).closed, until: view.until };
  }
  if (source === 'reps' && base === 'openTickets') {
    return { kind: 'number', type: 'number', values: yield* (yield* part(() => import('./rep-tickets.ts'))).openTicketsOf(view.dims), until: Infinity };
  }
  if (source === 'tickets' && base === 'firstResponseAt') {
    return { kind: 'number', type: 'time', values: yield* firstResponsesAt(view), until: view.until };
  }
  if (source === 'tickets' && base === 'firstResponderId') return yield* (yield* messageParts()).responderVector(view.dims);
  const past = source === 'tickets' ? yield* pastColumn(view.dims, base) : undefined;
  const column: Column = past ?? (yield* columnOf(desk, source, base)) ?? (yield* emptyColumn(desk, source, type));
  if (column.kind === 'string') return { kind: 'code', type: 'string', codes: column.codes, labels: column.dictionary, plain: true };
  if (column.kind === 'boolean') return { kind: 'code', type: 'boolean', codes: column.values, labels: [false, true, null] };
  // Due dates lie ahead by their nature.
  const until = column.kind === 'time' && !base.endsWith('DueAt') ? view.until : Infinity;
  const duration = (FIELDS[source] as Record<string, string>)[base] === 'duration';
  return { kind: 'number', type: column.kind, values: column.values, until, ...(duration && { unit: 'ms' }) };
}

function* emptyColumn(desk: Desk, source: SourceName, type: DimensionRef['type']): Work<Column> {
  const { length } = yield* tableOf(desk, source);
  if (type === 'string') return { kind: 'string', codes: new Uint8Array(length), dictionary: [''] };
  if (type === 'boolean') return { kind: 'boolean', values: new Uint8Array(length).fill(2) };
  return { kind: type === 'time' ? 'time' : 'number', values: new Float64Array(length).fill(NaN) };
}

/** Display names of ids; an id that is in no list is shown as itself. */
function* nameVector(view: View, ref: DimensionRef, names: SourceName, by: string): Work<Vector> {
  const ids = yield* ownVector(view, { ...ref, base: by, type: 'string', derived: FOLLOWS_UNLESS_OWN });
  if (ids.kind !== 'code') throw notYet(ref.name);
  const words = ids.labels as readonly string[];
  const labels: Cell[] = [...words];
  const rows = yield* rowsOfIds(view.desk, words, names);
  const name = yield* stringsOf(view.desk, names, 'name');
  if (name) rows.forEach((row, code) => row >= 0 && (labels[code] = name.dictionary[name.codes[row]!] || words[code]!));
  return { kind: 'code', type: 'string', codes: ids.codes, labels, ...(ids.via && { via: ids.via }) };
}

const FOLLOWS_UNLESS_OWN = { type: 'string', follows: 'tickets' } as const;

/** The duration of each record, as its family measures it; what goes on runs to where dimensions that change are read. */
function* familyVector(window: View, source: SourceName, base: string): Work<Vector> {
  const spec = yield* specOf(source, base);
  if (!spec?.values) throw notYet(`${source}.${base}`);
  const view = spec.stock ? window.dims : window;
  const read = yield* spec.values({ view });
  const { length } = yield* tableOf(view.desk, source);
  const values = new Float64Array(length).fill(NaN);
  const out = new Float64Array(BLOCK);
  const list = spec.stock && (yield* stockRows(view, source));
  yield* eachBlock({ length, ...(list && { list }), skip: [], narrow: [] }, (rows, count) => {
    read(rows, count, out);
    for (let i = 0; i < count; i++) values[rows[i]!] = out[i]! >= 0 && out[i]! < Infinity ? out[i]! : NaN;
  });
  return { kind: 'number', type: 'number', unit: 'ms', values, until: Infinity };
}

/** Values of `tickets.ageBucket`, in days of 24 hours, in their order. */
export const AGES = ['under 1', '1–3', '3–7', '7–30', '30 or more'];

function* ageVector(view: View): Work<Vector> {
  const at = view.dims;
  const { created, length } = yield* ticketsAt(at);
  const codes = new Uint8Array(length);
  for (const row of yield* stockRows(at, 'tickets')) {
    const days = (at.at - created[row]!) / DAY;
    codes[row] = days >= 30 ? 5 : days >= 7 ? 4 : days >= 3 ? 3 : days >= 1 ? 2 : days >= 0 ? 1 : 0;
  }
  return { kind: 'code', type: 'string', codes, labels: ['', ...AGES], plain: true };
}

/** The value of one row, as results carry it. */
export function cellAt(vector: Vector, row: number): Cell {
  const at = vector.via ? vector.via[row]! : row;
  if (at < 0) return null;
  if (vector.kind === 'code') {
    const label = vector.labels[vector.codes[at]!]!;
    return label === '' ? null : label;
  }
  const value = vector.values[at]!;
  return value > -Infinity && value < vector.until ? shown(vector, value) : null;
}

export function shown(vector: NumberVector, value: number): Cell {
  if (vector.local) return vector.local(value);
  return vector.type === 'time' ? new Date(value).toISOString() : value;
}
