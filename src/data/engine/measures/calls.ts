import { part } from '../work.ts';
import type { Spec } from './spec.ts';

const call = (measure: import('./call-values.ts').CallMeasure): Spec => ({
  *values(frame) {
    return yield* (yield* part(() => import('./call-values.ts'))).callValues(frame, measure);
  },
});

/** Measures of calls. */
export const CALLS: Readonly<Record<string, Spec>> = {
  count: {},
  completed: call('completed'),
  missed: call('missed'),
  abandoned: call('abandoned'),
  other: call('other'),
  duration: call('duration'),
  waitTime: call('waitTime'),
  abandonRate: call('abandonRate'),
  serviceLevel: call('serviceLevel'),
};
