import type { Datasets, Figure } from '../adapter.ts';
import type { Query, ResultSet } from '../query/query.ts';
import { fillGaps } from '../reports/fill-gaps.ts';
import { leading } from '../reports/leading.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { asOfResults, before, oneFigure, requireAnswer } from './figures.ts';
import type { Results } from './figures.ts';
import { reportPart } from './report-plan.ts';
import type { ReportPart } from './report-plan.ts';
import { scopeFilters } from './scope-filters.ts';

type Input = AnswerInput<'report'>;

const total = (name: string): string => `${name}@total`;

export const reportAnswer: DatasetAnswer<'report'> = {
  queries(input) {
    const queries: Record<string, Query> = {};
    for (const [name, part] of parts(input)) {
      queries[name] = part.query;
      if (part.before) queries[before(name)] = part.before;
      if (part.total) queries[total(name)] = part.total;
      if (part.totalBefore) queries[before(total(name))] = part.totalBefore;
    }
    return queries;
  },

  shape(results, input) {
    const names = Object.keys(input.params.report.queries);
    const main = names.flatMap((name) => results[name] ?? []);
    requireAnswer(main);
    const shown: Record<string, ResultSet> = {};
    const asked: Record<string, Query> = {};
    let figures: Record<string, Figure> = {};
    for (const [name, part] of parts(input)) {
      const twins = [[name, part.query], [before(name), part.before]] as const;
      for (const [key, query] of twins) {
        const result = results[key];
        if (!query || !result?.ok) continue;
        asked[key] = query;
        shown[key] = leading(fillGaps(result.value, query), input.params.report.visualization);
      }
      figures = { ...totalFigures(name, part, results, input), ...figures };
    }
    return { asOf: asOfResults(main, input), results: shown, queries: asked, figures, ...notes(results, input) };
  },
};

function parts(input: Input): readonly (readonly [string, ReportPart])[] {
  return Object.entries(input.params.report.queries).map(([name, query]) => [name, reportPart(query, input)]);
}

/** Each measure over the whole period, with its change, by member. */
function totalFigures(name: string, { total: query, totalBefore, plans, window }: ReportPart, results: Results, { catalog }: Input): Record<string, Figure> {
  const result = results[total(name)];
  if (!query || !window || !result?.ok) return {};
  const base = totalBefore && results[before(total(name))];
  const period = { window, before: undefined, asOf: catalog.asOf === undefined ? Infinity : Date.parse(catalog.asOf) };
  return Object.fromEntries(Object.values(plans).map((plan) => [plan.measure, oneFigure(plan, result.value, base, query, period)]));
}

function notes(results: Results, { params, scope, catalog }: Input): Pick<Datasets['report']['data'], 'notes'> {
  const found = Object.entries(params.report.queries).flatMap(([name, { measures = [], dimensions = [] }]) => {
    const result = results[name];
    const [source = ''] = (measures[0] ?? dimensions[0] ?? '').split('.');
    return [...scopeFilters(scope, source, catalog).notes, ...(result && !result.ok ? [result.error.title] : [])];
  });
  return found.length ? { notes: [...new Set(found)] } : {};
}
