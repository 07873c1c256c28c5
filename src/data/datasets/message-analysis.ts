import type { Dataset } from './dataset.ts';
import { hourlySchema } from './figure-schemas.ts';

/** Today's messages: how many came and went, how long each side waited, the peaks, and `rows` with both directions hour by hour. */
export const messageAnalysis: Dataset<'message-analysis'> = {
  name: 'message-analysis',
  schema: hourlySchema,
  sources: ['messages', 'tickets', 'statusChanges', 'assignments', 'conversations', 'calls', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => !value),
};
