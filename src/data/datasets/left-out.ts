import type { Datasets, Figure, FigureSet } from '../adapter.ts';
import { findMeasure, leftOut } from '../catalog/members.ts';
import type { Query } from '../query/query.ts';
import type { AnswerInput } from './dataset.ts';
import { figurePlan, type FigurePlan, type FigurePlans } from './figure-plans.ts';
import { figureQueries, figureSet, type Results } from './figures.ts';

type Input = Pick<AnswerInput<keyof Datasets>, 'scope' | 'catalog'>;

const PREFIX = '@left:';
/** What no value could be told of, and what is a fault of the data. */
const DOUBTS = ['missing', 'invalid'];
const STOCK = /\.asOf$/;

/** One query for each count of records that are not in the figures' rates and durations. */
export function leftOutQueries(plans: FigurePlans, input: Input): Record<string, Query> {
  return Object.fromEntries(Object.entries(figureQueries(allBeside(plans), alone(input))).map(([member, query]) => [PREFIX + member, query]));
}

/** The figures with those counts beside them; what is 0 or not known is not told. */
export function withLeftOut<T extends FigureSet>(set: T, plans: FigurePlans, results: Results, input: Input): T {
  const own = Object.fromEntries(Object.entries(results).flatMap(([name, result]) => (name.startsWith(PREFIX) && result.ok ? [[name.slice(PREFIX.length), result] as const] : [])));
  if (!Object.keys(own).length) return set;
  const counts = figureSet(allBeside(plans), own, alone(input)).figures;
  const figures = Object.entries(set.figures).map(([id, figure]): [string, Figure] => {
    const told = Object.keys(beside(plans[id])).flatMap((member) => (counts[member]?.value ? [[member, counts[member]] as const] : []));
    return [id, told.length ? { ...figure, leftOut: Object.fromEntries(told) } : figure];
  });
  return { ...set, figures: Object.fromEntries(figures) };
}

/** Nobody compares them. */
const alone = (input: Input): Input => ({ ...input, scope: { ...input.scope, compare: 'none' } });

const allBeside = (plans: FigurePlans): FigurePlans => Object.assign({}, ...Object.values(plans).map((plan) => beside(plan)));

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
