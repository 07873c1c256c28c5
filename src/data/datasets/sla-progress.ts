import { array, looseObject, number, optional, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { Datasets } from '../adapter.ts';
import type { Dataset } from './dataset.ts';
import { figureRow, figureSet } from './figure-schemas.ts';
import { instant } from './instant-schema.ts';

const atRisk = looseObject({
  id: string(),
  subject: optional(string()),
  dueAt: instant,
  status: string(),
  remaining: number(),
  elapsedShare: optional(number()),
  priority: optional(string()),
  owner: optional(string()),
  href: optional(string()),
});

/** How service levels stand: of running ones the states now and the tickets most at risk; of completed ones today's, `rows` by kind. */
export const slaProgress: Dataset<'sla-progress'> = {
  name: 'sla-progress',
  schema: looseObject({ ...figureSet, atRisk: optional(array(atRisk)), rows: optional(array(figureRow)) }) as unknown as GenericSchema<unknown, Datasets['sla-progress']['data']>,
  sources: ['tickets', 'statusChanges', 'assignments', 'messages', 'conversations', 'calls', 'reps', 'teams'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => !value),
};
