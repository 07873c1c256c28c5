import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';
import { hourQueries, hourRows } from './hours.ts';

const plans = ({ scope }: AnswerInput<'call-performance'>) => figurePlans('call-performance', scope.stat);
const hourly = (input: AnswerInput<'call-performance'>) => ({ 'missed-calls': plans(input)['missed-calls']! });

export const callPerformanceAnswer: DatasetAnswer<'call-performance'> = {
  queries: (input) => ({ ...figureQueries(plans(input), input), ...hourQueries(hourly(input), input) }),
  shape: (results, input) => ({ ...figureSet(plans(input), results, input), ...hourRows(hourly(input), results, input) }),
};
