import { part } from '../work.ts';
import type { Spec } from './spec.ts';

const answers = () => part(() => import('./answers.ts'));

/** The latest answers of one type, each with what it says. */
const latest = (type: string, measure: Parameters<typeof import('./answers.ts').answerValues>[2]): Spec => ({
  answers: 'latest',
  *values(frame) {
    return yield* (yield* answers()).answerValues(frame, type, measure);
  },
});

/** Measures of customers' answers. */
export const FEEDBACK: Readonly<Record<string, Spec>> = {
  count: {},
  superseded: { answers: 'superseded' },
  csat: latest('csat', 'csat'),
  ces: {
    ...latest('ces', 'ces'),
    *scale(frame) {
      return yield* (yield* answers()).answerScales(frame);
    },
  },
  cesEasyRate: latest('ces', 'cesEasyRate'),
  nps: latest('nps', 'nps'),
};
