import type { Dataset } from './dataset.ts';
import { figureSetSchema } from './figure-schemas.ts';

/** How the team is doing: open and closed tickets, times, satisfaction, today. */
export const teamSummary: Dataset<'team-summary'> = {
  name: 'team-summary',
  schema: figureSetSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'messages', 'calls', 'feedback', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => value === null),
};
