import { DataError } from '../problem.ts';
import { breakdown, breakdownQueries } from './breakdown.ts';
import type { DatasetAnswer } from './dataset.ts';
import { offers } from './scope-filters.ts';

export const ticketsByChannelAnswer: DatasetAnswer<'tickets-by-channel'> = {
  queries(input) {
    const { member = 'tickets.channel' } = input.params;
    if (!offers(input.catalog, member)) throw new DataError({ kind: 'unsupported', title: `The source does not know ${member}.` });
    return breakdownQueries(member, input);
  },
  shape: (results, input) => breakdown(input.params.member ?? 'tickets.channel', results, input),
};
