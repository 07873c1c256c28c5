import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import type { FigurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';

export const teamSummaryAnswer: DatasetAnswer<'team-summary'> = {
  queries: (input) => figureQueries(plans(input), input),
  shape: (results, input) => figureSet(plans(input), results, input),
};

function plans({ params, scope }: AnswerInput<'team-summary'>): FigurePlans {
  return figurePlans('team-summary', params.stat ?? scope.stat);
}
