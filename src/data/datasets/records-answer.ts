import type { MemberFilter } from '../query/query.ts';
import type { DatasetAnswer } from './dataset.ts';
import { offers } from './scope-filters.ts';
import { valueOf } from './settled.ts';

/** Texts in which a search looks, where the source has them. */
const SEARCHED = ['id', 'subject', 'name', 'comment'];

export const recordsAnswer: DatasetAnswer<'records'> = {
  queries({ params: { ref, columns, order, offset, limit, search }, catalog }) {
    const within = SEARCHED.map((field) => `${ref.source}.${field}`).filter((member) => offers(catalog, member));
    const found = within.map((member): MemberFilter => ({ member, operator: 'contains', values: [search ?? ''] }));
    return {
      records: {
        ...ref.query,
        ungrouped: true,
        total: true,
        ...(columns && { dimensions: columns }),
        ...(order && { order }),
        ...(offset !== undefined && { offset }),
        ...(limit !== undefined && { limit }),
        ...(search && found.length && { filters: [...(ref.query.filters ?? []), { or: found }] }),
      },
    };
  },
  shape: ({ records: result }) => valueOf(result),
};
