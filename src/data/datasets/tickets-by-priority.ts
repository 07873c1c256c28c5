import type { Dataset } from './dataset.ts';
import { breakdownSchema } from './figure-schemas.ts';

/** Tickets opened today and all open, per priority; rows come complete, the most urgent first. */
export const ticketsByPriority: Dataset<'tickets-by-priority'> = {
  name: 'tickets-by-priority',
  schema: breakdownSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'reps', 'teams'],
  isEmpty: ({ rows }) => !rows.length,
};
