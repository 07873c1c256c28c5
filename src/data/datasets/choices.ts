import { array, looseObject, number, optional, string } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { Datasets } from '../adapter.ts';
import type { Dataset } from './dataset.ts';

type Choices = Datasets['choices']['data'];

/** What a filter may be set to: values of a member with how often they occur, the commonest first; '' is 'no value'. */
export const choices: Dataset<'choices'> = {
  name: 'choices',
  schema: array(looseObject({ value: string(), label: string(), count: optional(number()) })) as unknown as GenericSchema<unknown, Choices>,
  isEmpty: (data) => !data.length,
};
