import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';
import { leftOutQueries, withLeftOut } from './left-out.ts';

const plans = ({ scope }: AnswerInput<'today-insights'>) => figurePlans('today-insights', scope.stat);

export const todayInsightsAnswer: DatasetAnswer<'today-insights'> = {
  queries: (input) => ({ ...figureQueries(plans(input), input), ...leftOutQueries(plans(input), input) }),
  shape: (results, input) => withLeftOut(figureSet(plans(input), results, input), plans(input), results, input),
};
