import type { Catalog } from '../../../../src/data/catalog/catalog.ts';
import { PARTS, SLA_KINDS, MEASURES } from '../../../../src/data/catalog/measures.ts';
import type { Filter, Query } from '../../../../src/data/query/query.ts';
import type { Dice } from './dice.ts';

const SLOT = 3_600_000 * 6;

/** A valid query of anything that the catalogue offers. */
export function anyQuery(catalog: Catalog, asOf: number, dice: Dice): Query {
  const source = dice.one(catalog.sources);
  const near = catalog.sources.filter(({ name }) => name === source.name || source.joins?.includes(name));
  const of = (kind: string) => source.members.filter((member) => member.kind === kind);
  const measures = of('measure').map(({ name }) => partOf(name, dice));
  const dimension = () => dice.one(dice.one(near).members.filter(({ kind }) => kind === 'dimension')).name;
  const times = of('time').map(({ name }) => name);
  const instant = (back: number) => new Date(asOf - back * SLOT).toISOString();
  const range = (): readonly [string, string] => {
    const [a, b] = [dice.roll(90) - 4, dice.roll(90) - 4];
    return [instant(Math.max(a, b)), instant(Math.min(a, b))];
  };
  const granularity = dice.chance(0.4) && { granularity: dice.one(['hour', 'day', 'week', 'month'] as const) };
  const list = dice.chance(0.15);
  const measure = measures.length && !(list && dice.chance(0.5)) ? [dice.one(measures)] : undefined;
  const own = measure && source.name === 'tickets' && dice.chance(0.3) ? virtualTime(measure[0]!) : undefined;
  const time = own ?? (times.length && dice.chance(0.6) ? dice.one(times) : undefined);
  const filters: Filter[] = [];
  if (dice.chance(0.3)) filters.push({ member: dimension(), operator: dice.one(['set', 'notSet'] as const) });
  if (dice.chance(0.2)) filters.push({ or: [{ member: `${source.name}.${source.members[0]!.name.split('.')[1]}`, operator: 'set' }, { member: dimension(), operator: 'set' }] });
  return {
    ...(measure && { measures: measure }),
    ...((dice.chance(0.6) || !measure) && { dimensions: [...new Set(Array.from({ length: 1 + dice.roll(2) }, dimension))] }),
    ...(time && { timeDimensions: [{ dimension: time, ...(dice.chance(0.7) && { dateRange: range() }), ...(!list && granularity) }] }),
    ...(filters.length && { filters }),
    ...(list && { ungrouped: true }),
    ...(!list && measure && dice.chance(0.2) && { order: [[measure[0]!, dice.one(['asc', 'desc'] as const)] as const], limit: 1 + dice.roll(5) }),
    ...(dice.chance(0.3) && { total: true }),
    timezone: dice.one(['UTC', 'Europe/Warsaw', 'America/New_York']),
    context: {
      now: instant(dice.chance(0.6) ? 0 : dice.roll(60)),
      ...(dice.chance(0.15) && { attribution: dice.one(['created', 'due'] as const) }),
      ...(dice.chance(0.1) && { basis: 'status' as const }),
    },
  };
}

function virtualTime(measure: string): string | undefined {
  const base = measure.split('.')[1]!;
  const time = MEASURES.tickets![base]?.time;
  return time === 'asOf' || time === 'slaCompletedAt' ? `tickets.${time}` : undefined;
}

function partOf(name: string, dice: Dice): string {
  const [source, base, ...rest] = name.split('.');
  const measure = MEASURES[source as 'tickets']?.[base!];
  if (!measure) return name;
  const sla = measure.perSla && !rest.length ? `.${dice.one(SLA_KINDS)}` : '';
  const parts = PARTS[measure.kind];
  const part = parts.length && (measure.kind === 'family' || dice.chance(0.3)) ? `.${dice.one(parts)}` : '';
  return `${name}${sla}${part}`;
}
