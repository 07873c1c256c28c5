import type { Dataset } from './dataset.ts';
import { breakdownSchema } from './figure-schemas.ts';

/** Tickets opened today and all open, per channel or channel account; rows come complete, largest first. */
export const ticketsByChannel: Dataset<'tickets-by-channel'> = {
  name: 'tickets-by-channel',
  schema: breakdownSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'reps', 'teams'],
  isEmpty: ({ rows }) => !rows.length,
};
