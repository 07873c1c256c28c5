import { part } from '../work.ts';
import type { Spec } from './spec.ts';

const values = () => part(() => import('./rep-values.ts'));
const sums = () => part(() => import('../sums.ts'));

const rep = (measure: import('./rep-values.ts').RepMeasure): Spec => ({
  stock: true,
  *values(frame) {
    return yield* (yield* values()).repValues(frame, measure);
  },
  *doubts(turn, view) {
    return yield* (yield* values()).repDoubts(turn, view, measure);
  },
});

/** Measures of reps. */
export const REPS: Readonly<Record<string, Spec>> = {
  count: { stock: true },
  available: rep('available'),
  atMaxCapacity: rep('atMaxCapacity'),
  canTakeWork: rep('canTakeWork'),
  openTickets: {
    ...rep('openTickets'),
    *gauge(measures, frame) {
      return yield* (yield* sums()).sumGauge(measures, frame);
    },
  },
  capacityUsed: {
    ...rep('capacityUsed'),
    *gauge(measures, frame) {
      const { repValues } = yield* values();
      return yield* (yield* sums()).sumGauge(measures, frame, (under) => repValues(under, 'capacity'));
    },
  },
  timeInAvailability: rep('timeInAvailability'),
};
