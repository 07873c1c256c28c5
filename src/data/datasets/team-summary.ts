import type { AnswerInput, Dataset, DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import type { FigurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';
import { figureSetSchema } from './schemas.ts';

/** How the team is doing: open and closed tickets, times, satisfaction, today. */
export const teamSummary: Dataset<'team-summary'> = {
  name: 'team-summary',
  schema: figureSetSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'messages', 'calls', 'feedback', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => value === null),
};

export const teamSummaryAnswer: DatasetAnswer<'team-summary'> = {
  queries: (input) => figureQueries(plans(input), input),
  shape: (results, input) => figureSet(plans(input), results, input),
};

function plans({ params, scope }: AnswerInput<'team-summary'>): FigurePlans {
  return figurePlans('team-summary', params.stat ?? scope.stat);
}
