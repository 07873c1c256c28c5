import { array, looseObject, nullable, number, optional, picklist, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { Datasets } from '../adapter.ts';
import type { Dataset } from './dataset.ts';
import { recordsRef } from './figure-schemas.ts';
import { instant } from './instant-schema.ts';

const rep = looseObject({
  id: string(),
  name: string(),
  team: optional(string()),
  availability: picklist(['available', 'busy', 'away', 'offline', 'unknown']),
  label: optional(string()),
  since: optional(instant),
  openTickets: optional(number()),
  capacity: optional(nullable(number())),
  avatarUrl: optional(string()),
  records: optional(recordsRef),
});

/** Every rep with state, since when, and load, in the source's order. */
export const availabilityList: Dataset<'availability-list'> = {
  name: 'availability-list',
  schema: looseObject({ asOf: instant, reps: array(rep), notes: optional(array(string())) }) as unknown as GenericSchema<unknown, Datasets['availability-list']['data']>,
  sources: ['reps', 'teams', 'tickets', 'statusChanges', 'assignments'],
  isEmpty: ({ reps }) => !reps.length,
};
