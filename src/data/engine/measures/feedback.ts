import { DataError } from '../../problem.ts';
import { part } from '../work.ts';
import type { Spec } from './spec.ts';

const surveys = () => part(() => import('./surveys.ts'));
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
  sent: {
    apart: 'sent',
    *values() {
      throw new DataError({ kind: 'unsupported', title: 'Surveys sent out are known as totals, not one by one.' });
    },
    *table(turn, _batch, view) {
      return yield* (yield* surveys()).sentTable(turn, view);
    },
  },
  responseRate: {
    apart: 'responseRate',
    answers: 'latest',
    *table(turn, batch, view) {
      return yield* (yield* surveys()).responseTable(turn, batch, view);
    },
  },
};
