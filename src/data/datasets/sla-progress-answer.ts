import type { AtRisk, Figure, FigureRow } from '../adapter.ts';
import { FIGURES, SLA_OF_VIEW, type FigureDefinition } from '../catalog/figures.ts';
import type { SlaKind } from '../catalog/measures.ts';
import { DataError } from '../problem.ts';
import type { Query, ResultSet } from '../query/query.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { figurePlan, type FigurePlans } from './figure-plans.ts';
import { figureQueries, figureSet, type Results } from './figures.ts';
import { anyOf, offers, scopeFilters } from './scope-filters.ts';
import { queryFrame } from './today.ts';

type Input = AnswerInput<'sla-progress'>;

const KINDS: readonly SlaKind[] = ['firstResponse', 'nextResponse', 'close'];
const RUNNING = ['overdue', 'dueSoon', 'active'];
const MOST_AT_RISK = 10;

export const slaProgressAnswer: DatasetAnswer<'sla-progress'> = {
  queries(input) {
    const queries = Object.fromEntries(Object.entries(figureQueries(plansOf(input), input)).map(([name, query]) => [name, name.includes('@') ? query : live(query, input)]));
    if (!Object.keys(queries).length) throw new DataError({ kind: 'unsupported', title: 'SLAs are not configured.' });
    for (const kind of kindsBeside(input)) Object.assign(queries, renamed(kind, figureQueries(plansOf(input, kind), input)));
    const risk = riskQuery(input);
    return { ...queries, ...(risk && { risk }) };
  },
  shape(results, input) {
    const found = figureSet(plansOf(input), results, input);
    const set = { ...found, figures: Object.fromEntries(Object.entries(found.figures).map(([id, figure]) => [id, liveRecords(figure, input)])) };
    const { risk } = results;
    const rows = kindsBeside(input).flatMap((kind): FigureRow[] => {
      const own = ownResults(kind, results);
      return Object.keys(own).length ? [{ key: kind, label: kind, figures: figureSet(plansOf(input, kind), own, input).figures }] : [];
    });
    return { ...set, ...(risk?.ok && { atRisk: atRisk(risk.value, input) }), ...(rows.length && { rows }) };
  },
};

const kindOf = ({ params }: Input): SlaKind => SLA_OF_VIEW[params.view];
const isCompleted = ({ params }: Input): boolean => params.view === 'completed';

/** Running views show stocks, the completed one today's counts. */
function plansOf(input: Input, kind: SlaKind = kindOf(input)): FigurePlans {
  const wanted: FigureDefinition['window'] = isCompleted(input) ? 'today' : 'stock';
  return Object.fromEntries(
    Object.entries<FigureDefinition>(FIGURES['sla-progress'])
      .filter(([, { window }]) => window === wanted)
      .map(([id, { member, window }]) => {
        const plan = figurePlan(member.replace('<sla>', kind));
        return [id, window === 'stock' ? { ...plan, time: undefined } : plan];
      }),
  );
}

/** The states of running SLAs move on with the source's clock, which a question with an instant of its own would hold. */
function live(query: Query, input: Input): Query {
  if (input.frozen !== false || isCompleted(input)) return query;
  const { now: _, ...context } = query.context ?? {};
  return { ...query, context };
}

function liveRecords(figure: Figure, input: Input): Figure {
  const { records } = figure;
  return records ? { ...figure, records: { ...records, query: live(records.query, input) } } : figure;
}

function kindsBeside(input: Input): readonly SlaKind[] {
  return isCompleted(input) ? KINDS.filter((kind) => offers(input.catalog, `tickets.slaOnTime.${kind}`)) : [];
}

function renamed<T>(kind: SlaKind, named: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`${kind}:${name}`, value]));
}

function ownResults(kind: SlaKind, results: Results): Results {
  return Object.fromEntries(Object.entries(results).flatMap(([name, result]) => (name.startsWith(`${kind}:`) ? [[name.slice(kind.length + 1), result] as const] : [])));
}

/** Open tickets whose SLA runs, the most urgent first. */
function riskQuery(input: Input): Query | undefined {
  const { scope, catalog } = input;
  if (isCompleted(input)) return undefined;
  const kind = kindOf(input);
  const [due, status, remaining, elapsed] = [`tickets.${kind}SlaDueAt`, `tickets.${kind}SlaStatus`, `tickets.slaRemaining.${kind}`, `tickets.slaElapsed.${kind}`];
  if (![due, status, remaining, 'tickets.open'].every((member) => offers(catalog, member))) return undefined;
  const { filters } = scopeFilters(scope, 'tickets', catalog);
  const told = [elapsed, 'tickets.subject', 'tickets.url', 'tickets.priority', 'tickets.owner'].filter((member) => offers(catalog, member));
  const query: Query = {
    measures: ['tickets.open'],
    dimensions: ['tickets.id', due, status, remaining, ...told],
    filters: [...filters, anyOf(status, RUNNING), { member: due, operator: 'set' }],
    order: [[remaining, 'asc'], ['tickets.id', 'asc']],
    limit: MOST_AT_RISK,
    ungrouped: true,
    ...queryFrame(scope, Date.parse(scope.now)),
  };
  return live(query, input);
}

function atRisk({ columns, data }: ResultSet, input: Input): AtRisk[] {
  const kind = kindOf(input);
  const link = input.catalog.links?.['ticket'];
  const column = (name: string) => data[columns.findIndex((each) => each.name === `tickets.${name}`)];
  const text = (name: string, row: number) => {
    const cell = column(name)?.[row];
    return typeof cell === 'string' ? cell : undefined;
  };
  return (column('id') ?? []).map((id, row): AtRisk => {
    const share = column(`slaElapsed.${kind}`)?.[row];
    const told = { subject: text('subject', row), priority: text('priority', row), owner: text('owner', row), href: text('url', row) ?? link?.replaceAll('{id}', encodeURIComponent(String(id))) };
    return {
      id: String(id),
      dueAt: text(`${kind}SlaDueAt`, row)!,
      status: text(`${kind}SlaStatus`, row)!,
      remaining: Number(column(`slaRemaining.${kind}`)?.[row]),
      ...(typeof share === 'number' && { elapsedShare: share }),
      ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    };
  });
}
