import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlans } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';
import { hourQueries, hourRows } from './hours.ts';
import { leftOutQueries, withLeftOut } from './left-out.ts';

const plans = ({ scope }: AnswerInput<'call-performance'>) => figurePlans('call-performance', scope.stat);
/** Hours are shown as they are, not against yesterday's. */
const alone = <T extends AnswerInput<'call-performance'>>(input: T): T => ({ ...input, scope: { ...input.scope, compare: 'none' } });
const hourly = (input: AnswerInput<'call-performance'>) => ({ 'missed-calls': plans(input)['missed-calls']! });

export const callPerformanceAnswer: DatasetAnswer<'call-performance'> = {
  queries: (input) => ({ ...figureQueries(plans(input), input), ...hourQueries(hourly(input), alone(input)), ...leftOutQueries(plans(input), input) }),
  shape(results, input) {
    const set = withLeftOut(figureSet(plans(input), results, input), plans(input), results, input);
    return { ...set, ...hourRows(hourly(input), results, input) };
  },
};
