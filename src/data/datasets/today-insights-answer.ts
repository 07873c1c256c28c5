import type { DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';

export const todayInsightsAnswer: DatasetAnswer<'today-insights'> = {
  queries: (input) => figureQueries(figurePlans('today-insights', input.scope.stat), input),
  shape: (results, input) => figureSet(figurePlans('today-insights', input.scope.stat), results, input),
};
