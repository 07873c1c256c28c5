import { DataError } from '../problem.ts';
import { breakdown, breakdownQueries } from './breakdown.ts';
import type { Dataset, DatasetAnswer } from './dataset.ts';
import { breakdownSchema } from './schemas.ts';
import { offers } from './scope-filters.ts';

/** Tickets opened today and all open, per channel or channel account; rows come complete, largest first. */
export const ticketsByChannel: Dataset<'tickets-by-channel'> = {
  name: 'tickets-by-channel',
  schema: breakdownSchema,
  sources: ['tickets', 'statusChanges', 'assignments', 'reps', 'teams'],
  isEmpty: ({ rows }) => !rows.length,
};

export const ticketsByChannelAnswer: DatasetAnswer<'tickets-by-channel'> = {
  queries(input) {
    const { member = 'tickets.channel' } = input.params;
    if (!offers(input.catalog, member)) throw new DataError({ kind: 'unsupported', title: `The source does not know ${member}.` });
    return breakdownQueries(member, input);
  },
  shape: (results, input) => breakdown(input.params.member ?? 'tickets.channel', results, input),
};
