import type { DimensionRef } from '../catalog/members.ts';
import { findDimension } from '../catalog/members.ts';
import { holds } from '../catalog/presence.ts';
import type { Filter } from '../query/query.ts';
import type { NormalRecords } from '../records/records.ts';
import { eachBlock } from './blocks.ts';
import { keep, link, type Desk } from './desk.ts';
import { narrowings } from './filters.ts';
import { messageParts } from './messages/message-parts.ts';
import type { Plan } from './plan.ts';
import { rangeView, stockViews, type Batch, type Turn } from './turn.ts';
import { closesAt, makeView, type View } from './view.ts';
import { history } from './history/visits.ts';
import type { Work } from './work.ts';

/** Notes why a batch's figures are not exact, if they are not. */
export function* completeness(turn: Turn, batch: Batch): Work<void> {
  const { plan, notes } = turn;
  if (plan.dimensions.some(({ base }) => base === 'author' || base.startsWith('firstResponder'))) {
    for (const [code, words] of yield* (yield* messageParts()).guesses(turn)) notes.set(code, words);
  }
  const byClose = batch.measures.some(({ spec, ref }) => spec.closes || placedByClose(turn, ref.source));
  const doubtful = batch.measures.filter(({ spec }) => spec.doubts);
  if (!byClose && !batch.spec.stock && !doubtful.length) return;
  const views = batch.spec.stock ? stockViews(turn).map(({ view }) => view) : [rangeView(turn)];
  if (!views[0]) return;
  const past = views.find((view) => !view.live);
  if (past && byClose && !(yield* history(plan.desk)) && (yield* mayHaveReopened(plan, batch, past))) {
    notes.set('no-history', 'tickets may have been reopened since, and the source keeps no history of their statuses');
  }
  for (const { spec } of doubtful) for (const [code, words] of yield* spec.doubts!(turn, past ?? views[0])) notes.set(code, words);
  if (past && batch.spec.stock) {
    const field = changing(plan).find((ref) => !hasHistory(plan.desk.records, ref))?.name;
    if (field) notes.set('no-field-history', `${field} is as it is now, not as it was then`);
  }
  if (byClose && batch.source === 'tickets' && (yield* hasUndated(plan.desk))) {
    notes.set('closed-without-date', 'some tickets are closed without a closing time, so they are neither open nor counted as closed on any day');
  }
}

/** Whether some tickets are closed nobody knows since when. */
function* hasUndated(desk: Desk): Work<boolean> {
  return yield* keep(desk, 'undated', function* () {
    return (yield* closesAt(makeView(desk, desk.asOf, true))).closed.includes(-Infinity);
  });
}

function placedByClose({ times }: Turn, source: string): boolean {
  return source === 'tickets' && times.some(({ ref }) => ref.source === 'tickets' && /losedAt$/.test(ref.base));
}

function* mayHaveReopened(plan: Plan, { source }: Batch, view: View): Work<boolean> {
  if (source !== 'tickets' && source !== 'messages') return false;
  const via = source === 'messages' ? yield* link(plan.desk, source, 'tickets') : undefined;
  const reopens = yield* (yield* closesAt(view)).reopens();
  const narrow = yield* narrowings({ view, zone: plan.zone, extras: plan.extras }, source, plan.query.filters ?? []);
  let reopened = false;
  yield* eachBlock({ length: (via ?? reopens).length, skip: [() => reopened], narrow }, (rows, count) => {
    for (let i = 0; i < count && !reopened; i++) reopened = (via ? via[rows[i]!]! : 0) >= 0 && reopens[via ? via[rows[i]!]! : rows[i]!] !== 0;
  });
  return reopened;
}

/** Members by which a stock is counted, grouped or filtered. */
function changing({ query, dimensions, extras }: Plan): DimensionRef[] {
  const members = (filters: readonly Filter[]): string[] =>
    filters.flatMap((filter) => ('and' in filter ? members(filter.and) : 'or' in filter ? members(filter.or) : [filter.member]));
  const refs = [...dimensions, ...members(query.filters ?? []).map((name) => findDimension(name, extras))];
  return refs.filter((ref): ref is DimensionRef => !!ref && Object.hasOwn(HISTORY, ref.base));
}

/** Fields that change, and the column that would tell how a ticket's were; empty: none does. */
const HISTORY = {
  status: 'statusChanges.status',
  statusCategory: 'statusChanges.statusCategory',
  ownerId: 'assignments.ownerId',
  owner: 'assignments.ownerId',
  teamId: 'assignments.teamId',
  team: 'assignments.teamId',
  category: '',
  priority: '',
  availability: '',
  firstResponseSlaStatus: '',
  nextResponseSlaStatus: '',
  closeSlaStatus: '',
  anySlaStatus: '',
} as const;

function hasHistory({ tables }: Pick<NormalRecords, 'tables'>, { source, base, derived }: DimensionRef): boolean {
  // A rep's team and a conversation's status are not those of a ticket.
  if (source === 'reps' || (source !== 'tickets' && !derived)) return false;
  const own = tables.tickets?.columns[base];
  // Without waiting the closes tell all.
  if (base === 'statusCategory' && !holds(own, 'waiting')) return true;
  const [table, column] = HISTORY[base as keyof typeof HISTORY].split('.') as ['statusChanges' | 'assignments', string];
  return !!column && !!tables[table]?.columns[column];
}
