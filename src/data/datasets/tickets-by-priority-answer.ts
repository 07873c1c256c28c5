import type { FigureRow } from '../adapter.ts';
import { DataError } from '../problem.ts';
import { breakdown, breakdownQueries } from './breakdown.ts';
import type { DatasetAnswer } from './dataset.ts';
import { offers } from './scope-filters.ts';

const PRIORITY = 'tickets.priority';
const USUAL = ['urgent', 'high', 'medium', 'low'];

export const ticketsByPriorityAnswer: DatasetAnswer<'tickets-by-priority'> = {
  queries(input) {
    if (!offers(input.catalog, PRIORITY)) throw new DataError({ kind: 'unsupported', title: `The source does not know ${PRIORITY}.` });
    return breakdownQueries(PRIORITY, input);
  },
  shape(results, input) {
    const found = breakdown(PRIORITY, results, input);
    return { ...found, rows: inOrder(found.rows, input.catalog.orders?.['priority'] ?? USUAL) };
  },
};

/** The known ones in their order, then the others by name, those without a priority last. */
function inOrder(rows: readonly FigureRow[], order: readonly string[]): FigureRow[] {
  const known = order.map((word) => word.toLowerCase());
  const place = ({ key }: FigureRow) => {
    if (key === null) return known.length + 1;
    const at = known.indexOf(key.toLowerCase());
    return at < 0 ? known.length : at;
  };
  return [...rows].sort((a, b) => place(a) - place(b) || (a.key === b.key ? 0 : (a.key ?? '') < (b.key ?? '') ? -1 : 1));
}
