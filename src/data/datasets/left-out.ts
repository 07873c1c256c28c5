import type { Datasets, Figure, FigureSet } from '../adapter.ts';
import { findMeasure, leftOut } from '../catalog/members.ts';
import type { Query } from '../query/query.ts';
import type { AnswerInput } from './dataset.ts';
import { figurePlan, type FigurePlan, type FigurePlans } from './figure-plans.ts';
import { figureQueries, oneFigure, type Results } from './figures.ts';
import { todayOf } from './today.ts';

type Input = Pick<AnswerInput<keyof Datasets>, 'scope' | 'catalog'>;

const PREFIX = '@left:';
/** What no value could be told of, and what is a fault of the data. */
const DOUBTS = ['missing', 'invalid'];
const STOCK = /\.asOf$/;

/** The counts of records that are not in the figures' rates and durations; what is counted of one source in one window is one query. */
export function leftOutQueries(plans: FigurePlans, input: Input): Record<string, Query> {
  return Object.fromEntries(asked(plans, input).map(({ name, query }) => [name, query]));
}

/** The figures with those counts beside them; what is 0 or not known is not told. */
export function withLeftOut<T extends FigureSet>(set: T, plans: FigurePlans, results: Results, input: Input): T {
  const today = todayOf(alone(input));
  const counts = new Map<string, Figure>();
  for (const { name, members, query } of asked(plans, input)) {
    const result = results[name];
    if (!result?.ok) continue;
    for (const [member, plan] of Object.entries(members)) counts.set(member, oneFigure(plan, result.value, undefined, { ...query, measures: [member] }, today));
  }
  const figures = Object.entries(set.figures).map(([id, figure]): [string, Figure] => {
    const told = Object.keys(beside(plans[id])).flatMap((member) => (counts.get(member)?.value ? [[member, counts.get(member)!] as const] : []));
    return [id, told.length ? { ...figure, leftOut: Object.fromEntries(told) } : figure];
  });
  return { ...set, figures: Object.fromEntries(figures) };
}

interface Asked {
  name: string;
  members: Record<string, FigurePlan>;
  query: Query;
}

function asked(plans: FigurePlans, input: Input): readonly Asked[] {
  const all: FigurePlans = Object.assign({}, ...Object.values(plans).map((plan) => beside(plan)));
  const found = new Map<string, Asked>();
  for (const [member, query] of Object.entries(figureQueries(all, alone(input)))) {
    const name = PREFIX + JSON.stringify({ ...query, measures: member.split('.')[0] });
    const one = found.get(name) ?? { name, members: {}, query: { ...query, measures: [] } };
    found.set(name, { ...one, members: { ...one.members, [member]: all[member]! }, query: { ...query, measures: [...one.query.measures!, member] } });
  }
  return [...found.values()];
}

/** Nobody compares them. */
const alone = (input: Input): Input => ({ ...input, scope: { ...input.scope, compare: 'none' } });

/** What stands beside one figure, by member; a stock is taken now, whatever the figure's window. */
function beside(plan: FigurePlan | undefined): FigurePlans {
  const ref = plan && findMeasure(plan.measure);
  // Counts leave nobody out; a rate or duration has a number of values.
  if (!plan?.n || !ref) return {};
  const stem = ref.part ? plan.measure.slice(0, -ref.part.length - 1) : plan.measure;
  const doubts = DOUBTS.map((part) => `${stem}.${part}`).filter((member) => findMeasure(member));
  const others = leftOut(ref, plan.time?.slice(plan.time.indexOf('.') + 1)).map((member) => [member, stockless(figurePlan(member))] as const);
  return { ...Object.fromEntries(doubts.map((member) => [member, { ...figurePlan(member, plan.time), time: plan.time }])), ...Object.fromEntries(others) };
}

const stockless = (plan: FigurePlan): FigurePlan => (plan.time && STOCK.test(plan.time) ? { ...plan, time: undefined } : plan);
