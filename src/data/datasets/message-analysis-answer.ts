import type { Figure } from '../adapter.ts';
import type { Query } from '../query/query.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlans, type FigurePlan, type FigurePlans } from './figure-plans.ts';
import { before, cell, figureQueries, figureSet, recordsOf, type Results } from './figures.ts';
import { hourQueries, hourRows, peakOf } from './hours.ts';
import { leftOutQueries, withLeftOut } from './left-out.ts';
import { anyOf, offers } from './scope-filters.ts';

type Input = AnswerInput<'message-analysis'>;

const TICKET = 'messages.ticketId';
/** Peaks, and the figure whose hours or tickets they are the highest of. */
const PEAKS = { 'peak-outbound': 'messages-sent', 'peak-inbound': 'messages-received' } as const;

const plansOf = ({ scope }: Input, wanted: (id: string) => boolean): FigurePlans =>
  Object.fromEntries(Object.entries(figurePlans('message-analysis', scope.stat)).filter(([id]) => wanted(id)));
const plain = (input: Input) => plansOf(input, (id) => !Object.hasOwn(PEAKS, id));
const counted = (input: Input) => plansOf(input, (id) => (Object.values(PEAKS) as string[]).includes(id));

export const messageAnalysisAnswer: DatasetAnswer<'message-analysis'> = {
  queries: (input) => ({
    ...figureQueries(plain(input), input),
    ...leftOutQueries(plain(input), input),
    ...hourQueries(counted(input), input),
    ...(input.params.peakBasis === 'ticket' && ticketQueries(input)),
  }),
  shape(results, input) {
    const set = withLeftOut(figureSet(plain(input), results, input), plain(input), results, input);
    const peaks: Record<string, Figure> = {};
    for (const [id, of] of Object.entries(PEAKS)) {
      const plan = counted(input)[of]!;
      const peak = input.params.peakBasis === 'ticket' ? busiest(of, plan, results, input) : peakOf(of, plan, results, input);
      if (peak) peaks[id] = peak;
    }
    return { ...set, figures: { ...set.figures, ...peaks }, ...hourRows(counted(input), results, input) };
  },
};

const byTicket = (id: string): string => `${id}@tickets`;

/** The ticket with most messages of each direction, the first id of equals. */
function ticketQueries(input: Input): Record<string, Query> {
  if (!offers(input.catalog, TICKET)) return {};
  const queries = Object.entries(figureQueries(counted(input), input, TICKET));
  return Object.fromEntries(
    queries.map(([id, query]): [string, Query] => {
      const filters = [...(query.filters ?? []), { member: TICKET, operator: 'set' as const }];
      return [byTicket(id), { ...query, filters, order: [[query.measures![0]!, 'desc'], [TICKET, 'asc']], limit: 1 }];
    }),
  );
}

function busiest(id: string, plan: FigurePlan, results: Results, input: Input): Figure | undefined {
  const result = results[byTicket(id)];
  const query = figureQueries(counted(input), input)[id];
  if (!result?.ok || !query) return undefined;
  const { columns, data } = result.value;
  const ticket = data[columns.findIndex(({ name }) => name === TICKET)]?.[0];
  const value = cell(result.value, plan.measure);
  if (typeof ticket !== 'string' || !value) return { value: null };
  const earlier = results[byTicket(before(id))];
  const filters = [...(query.filters ?? []), anyOf(TICKET, [ticket])];
  return { value, key: ticket, ...(earlier?.ok && { base: cell(earlier.value, plan.measure) ?? 0 }), records: recordsOf(plan, { ...query, filters }, value) };
}
