import type { Filter, Query } from '../query/query.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { offers, scopeFilters } from './scope-filters.ts';
import { valueOf } from './settled.ts';
import { queryFrame } from './today.ts';

const LIMIT = 100;

export const choicesAnswer: DatasetAnswer<'choices'> = {
  queries: (input) => ({ choices: choicesQuery(input) }),
  shape({ choices: result }, { params: { member } }) {
    const { columns, data } = valueOf(result);
    const column = (name: string) => data[columns.findIndex((each) => each.name === name)];
    const labels = column(nameOf(member)) ?? column(member);
    const counts = column(countOf(member));
    return (column(member) ?? []).map((value, row) => ({
      value: text(value),
      label: text(labels?.[row] ?? value),
      ...(counts && { count: Number(counts[row]) }),
    }));
  },
};

function choicesQuery({ params: { member, search, limit = LIMIT }, scope, catalog }: AnswerInput<'choices'>): Query {
  const source = member.slice(0, member.indexOf('.'));
  const named = nameOf(member) !== member && offers(catalog, nameOf(member));
  // The member's own filter must not hide what else there is to choose.
  const { [member]: _, ...values } = scope.filters.values;
  const { filters } = scopeFilters({ ...scope, filters: { values } }, source, catalog);
  const found: Filter = { member: named ? nameOf(member) : member, operator: 'contains', values: [search ?? ''] };
  const counted = offers(catalog, countOf(member));
  return {
    dimensions: named ? [member, nameOf(member)] : [member],
    ...(counted && { measures: [countOf(member)], order: [[countOf(member), 'desc']] as const }),
    filters: search ? [...filters, found] : filters,
    limit,
    ...queryFrame(scope, Date.parse(scope.now)),
  };
}

/** The dimension that holds the display name of an id: `tickets.owner` of `tickets.ownerId`. */
function nameOf(member: string): string {
  return member.replace(/Id$/, '');
}

function countOf(member: string): string {
  return `${member.slice(0, member.indexOf('.'))}.count`;
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
