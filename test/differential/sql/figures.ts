import type { MeasureRef } from '../../../src/data/catalog/members.ts';

/** A figure over a group's rows of `value`, `weight`, `missing`, `word` and `mix`. */
export function figureSql({ measure, part }: MeasureRef): string {
  const valid = 'FILTER (value >= 0)';
  const count = `count(*) ${measure.kind === 'mean' ? 'FILTER (value IS NOT NULL)' : valid}`;
  const weight = 'sum(coalesce(weight, 1)) FILTER (value IS NOT NULL)';
  const unmixed = (figure: string) => `CASE WHEN count(DISTINCT mix) <= 1 THEN ${figure} END`;
  switch (part) {
    case 'countDistinct':
      return 'count(DISTINCT word)';
    case 'missing':
      return 'count(*) FILTER (missing)';
    case 'invalid':
      return 'count(*) FILTER (value < 0)';
    case 'numerator':
      return 'coalesce(sum(value), 0)';
    case 'denominator':
      return `coalesce(${weight}, 0)`;
    case 'count':
      return count;
    case 'sum':
      return measure.kind === 'mean' ? unmixed('sum(value)') : `sum(value) ${valid}`;
    case 'avg':
      return `avg(value) ${valid}`;
    case 'median':
      return `quantile_cont(value, 0.5) ${valid}`;
    case 'p90':
      return `quantile_cont(value, 0.9) ${valid}`;
    case 'min':
    case 'max':
      return `${part}(value) ${valid}`;
    case undefined:
      if (measure.kind === 'ratio') return `sum(value) / ${weight}`;
      return measure.kind === 'mean' ? unmixed('avg(value)') : 'coalesce(sum(value), 0)';
  }
}

/** Which of a relation's rows stand in the list of records behind a figure. */
export function listedSql({ measure, part }: MeasureRef): string {
  if (part === 'missing') return 'r.missing';
  if (part === 'invalid') return 'r.value < 0';
  if (part === 'numerator') return 'r.value > 0';
  return measure.kind === 'family' ? 'r.value >= 0' : 'r.value IS NOT NULL';
}

/** Whether a figure of nothing is 0. */
export function isCount({ measure, part }: MeasureRef): boolean {
  if (!part) return measure.kind === 'count' || measure.kind === 'stock';
  return ['count', 'missing', 'invalid', 'numerator', 'denominator', 'countDistinct'].includes(part);
}
