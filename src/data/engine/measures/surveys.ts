import { findDimension, findMeasure } from '../../catalog/members.ts';
import { DataError } from '../../problem.ts';
import type { Filter } from '../../query/query.ts';
import type { ColumnTable } from '../../records/records.ts';
import { parseDate } from '../../time/calendar-date.ts';
import { DAY, zone } from '../../time/zone.ts';
import { reader } from '../blocks.ts';
import { makeDesk, numbersOf, type Desk } from '../desk.ts';
import { merge } from '../merge.ts';
import type { PlannedMeasure } from '../plan.ts';
import { sumGauge } from '../sums.ts';
import { tabulate, type Table } from '../table.ts';
import type { Batch, Turn } from '../turn.ts';
import { makeView, type View } from '../view.ts';
import type { Work } from '../work.ts';
import type { Spec } from './spec.ts';

const SENT = 'feedback.sent';
const ANSWERED = 'feedback.count';
/** Dates that place totals: the answers', and the sending's own. */
const DATES = ['feedback.submittedAt', 'feedback.sentAt'];

/** Surveys sent out by group, from the totals that the source's settings give by day and type. */
export function* sentTable(turn: Turn, view: View): Work<Table> {
  const { plan } = turn;
  refuseOthers(turn);
  const desk = makeDesk({ ...plan.desk.now, tables: { feedback: totals(plan.desk) } });
  const at = (one: View) => makeView(desk, one.at, one.until > one.at, plan.query.context);
  const times = turn.times.map((time) => ({ ...time, ref: findDimension('feedback.submittedAt')! }));
  const spec: Spec = {
    *values() {
      const sent = yield* numbersOf(desk, 'feedback', 'sent');
      return reader((row) => sent[row]!);
    },
    gauge: sumGauge,
  };
  const batch: Batch = { source: 'feedback', spec, undated: false, measures: [{ ref: findMeasure(SENT)!, spec }] };
  return yield* tabulate({ ...turn, plan: { ...plan, desk }, times }, batch, at(view));
}

/** Answers as a share of the surveys sent out, with what each is made of. */
export function* responseTable(turn: Turn, { measures }: Batch, view: View): Work<Table> {
  const spec: Spec = { answers: 'latest' };
  const answers = yield* tabulate(turn, { source: 'feedback', spec, undated: false, measures: [{ ref: findMeasure(ANSWERED)!, spec }] }, view);
  const both = yield* merge([answers, yield* sentTable(turn, view)], [ANSWERED, SENT]);
  const nothing = new Float64Array(both.count);
  const [answered, sent] = [both.values.get(ANSWERED) ?? nothing, both.values.get(SENT) ?? nothing];
  const parts: Readonly<Record<string, Float64Array>> = { numerator: answered, denominator: sent, missing: nothing };
  const share = answered.map((count, group) => (sent[group] ? count / sent[group]! : NaN));
  return { ...both, values: new Map(measures.map(({ ref }: PlannedMeasure) => [ref.name, parts[ref.part ?? ''] ?? share])) };
}

/** The totals as rows: one for each day and type. */
function totals({ now: { settings, timezone = 'UTC' } }: Desk): ColumnTable {
  const sent = settings.feedback?.sent ?? [];
  const clock = zone(timezone);
  const words = ['', ...new Set(sent.map(({ type = '' }) => type).filter(Boolean))];
  return {
    length: sent.length,
    columns: {
      type: { kind: 'string', dictionary: words, codes: Uint8Array.from(sent, ({ type = '' }) => words.indexOf(type)) },
      submittedAt: { kind: 'time', values: Float64Array.from(sent, ({ date }) => clock.firstInstant(parseDate(date) * DAY)) },
      sent: { kind: 'number', values: Float64Array.from(sent, ({ count }) => count) },
    },
  };
}

/** Totals by day and type tell nothing of anything else. */
function refuseOthers({ plan: { query, dimensions }, times }: Turn): void {
  const members = (filters: readonly Filter[]): string[] =>
    filters.flatMap((filter) => ('and' in filter ? members(filter.and) : 'or' in filter ? members(filter.or) : [filter.member]));
  const named = [...dimensions.map(({ name }) => name), ...members(query.filters ?? [])].find((name) => name !== 'feedback.type');
  const other = named ?? times.find(({ ref }) => !DATES.includes(ref.name))?.ref.name ?? (query.context?.attribution === 'created' ? 'tickets.createdAt' : undefined);
  if (other) {
    throw new DataError({ kind: 'unsupported', title: `“${SENT}” is a total by day and type of survey, so “${other}” cannot tell it apart.` });
  }
}
