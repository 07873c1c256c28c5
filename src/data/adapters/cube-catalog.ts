import type { Capabilities, Catalog, CatalogSource, Member } from '../catalog/catalog.ts';
import { describeMember } from '../catalog/describe.ts';
import { sourceLabel } from '../catalog/labels.ts';
import { joinedSources } from '../catalog/joins.ts';
import { dimensionNames, measurableNames } from '../catalog/list.ts';
import { findDimension, findMeasure, goodDirection, measureUnit } from '../catalog/members.ts';
import { figurePlan } from '../datasets/figure-plans.ts';
import { SOURCE_NAMES, type SourceName } from '../records/records.ts';
import type { CubeMembers } from './cube-members.ts';
import { isStock } from './cube-query.ts';

/** What a Cube deployment can answer, by our names. A mean, quantile or ratio stands in it only with the number of values behind it. */
export function cubeCatalog(members: CubeMembers): Catalog {
  const sources = SOURCE_NAMES.map((source) => ({ source, members: [...dimensionsOf(source, members), ...measuresOf(source, members)] })).filter((one) => one.members.length);
  const names = new Set(sources.flatMap((one) => one.members.map(({ name }) => name)));
  return {
    sources: sources.map(
      ({ source, members: own }): CatalogSource => ({
        name: source,
        label: sourceLabel(source),
        members: own,
        joins: joinedSources(source).filter((other) => sources.some((one) => one.source === other) && areJoined(source, other, members, names)),
      }),
    ),
    capabilities: capabilities(names),
  };
}

function dimensionsOf(source: SourceName, members: CubeMembers): Member[] {
  const mapped = members.mapped.filter((name) => name.startsWith(`${source}.`));
  const names = new Set([...dimensionNames(source), ...mapped]);
  return [...names].flatMap((name): Member[] => {
    const theirs = members.find(name, 'dimension');
    if (!theirs) return [];
    const ref = findDimension(name);
    const type = ref?.local ? 'number' : (ref?.type ?? theirs.type);
    const told = ref ? describeMember(name, 'dimension') : { label: theirs.title ?? name, description: theirs.description ?? '' };
    const unit = type === 'duration' ? 'ms' : type === 'ratio' ? 'ratio' : undefined;
    return [{ name, kind: type === 'time' ? 'time' : 'dimension', type, ...told, ...(unit && { unit }) }];
  });
}

function measuresOf(source: SourceName, members: CubeMembers): Member[] {
  return measurableNames(source).flatMap((name): Member[] => {
    const { n } = figurePlan(name);
    const ref = findMeasure(name);
    if (!ref || !members.find(name, 'measure') || (n && !members.find(n, 'measure'))) return [];
    const { label, description } = describeMember(name, 'measure');
    const good = goodDirection(ref);
    const only = isStock(name) ? ' Known only as it is now.' : '';
    return [{ name, kind: 'measure', type: ref.measure.kind, label, description: `${description}${only}`, unit: measureUnit(ref), ...(good && { good }) }];
  });
}

/** Whether the deployment joins two sources; where it does not say, it is believed to. */
function areJoined(a: SourceName, b: SourceName, members: CubeMembers, names: ReadonlySet<string>): boolean {
  const componentsOf = (source: SourceName) => {
    const own = [...names].filter((name) => name.startsWith(`${source}.`));
    return new Set(own.map((name) => (members.find(name, 'measure') ?? members.find(name, 'dimension'))?.component));
  };
  const theirs = componentsOf(b);
  return [...componentsOf(a)].some((component) => component === undefined || theirs.has(component) || theirs.has(undefined));
}

function capabilities(names: ReadonlySet<string>): Capabilities {
  const some = (start: string) => [...names].some((name) => name.startsWith(start));
  return {
    sla: some('tickets.sla'),
    history: false,
    availability: names.has('reps.available'),
    capacity: names.has('reps.atMaxCapacity'),
    csat: names.has('feedback.csat'),
    ces: names.has('feedback.ces'),
    calls: some('calls.'),
    messages: some('messages.'),
    businessHours: false,
  };
}
