import type { Dataset } from './dataset.ts';
import { hourlySchema } from './figure-schemas.ts';

/** Today's calls: how many were taken and missed, how long they took, and `rows` with those missed hour by hour. */
export const callPerformance: Dataset<'call-performance'> = {
  name: 'call-performance',
  schema: hourlySchema,
  sources: ['calls', 'tickets', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => !value),
};
