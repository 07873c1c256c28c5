import type { Dataset } from './dataset.ts';
import { figureSetSchema } from './figure-schemas.ts';

/** What matters today: waits, new tickets, who can take work, service levels hit. */
export const todayInsights: Dataset<'today-insights'> = {
  name: 'today-insights',
  schema: figureSetSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'messages', 'conversations', 'calls', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => value === null),
};
