import { joinPath } from '../catalog/joins.ts';
import type { DimensionRef, MeasureRef } from '../catalog/members.ts';
import type { SourceName } from '../records/records.ts';
import type { Zone } from '../time/zone.ts';
import { checkRange } from './check-filters.ts';
import { refuse, suggestion } from './faults.ts';
import type { Query } from './query.ts';
import type { KnownMembers } from './validate.ts';

type Placed = readonly [ref: DimensionRef, at: string];

/** Throws where a query names members that do not exist or do not go together. */
export function checkMembers(query: Query, filtered: readonly Placed[], known: KnownMembers, clock: Zone, path: string): void {
  const at = (place: string) => (path ? `${path}.${place}` : place);
  const measures = (query.measures ?? []).map((name, i) => checkMeasure(name, known, at(`measures[${i}]`)));
  const dimensions = (query.dimensions ?? []).map((name, i): Placed => [checkDimension(name, known, at(`dimensions[${i}]`)), at(`dimensions[${i}]`)]);
  const times = checkTimes(query, known, clock, at('timeDimensions'));
  if (!measures.length && !dimensions.length && !times.length) throw refuse('The query asks for nothing: name a measure or a dimension.', path);
  checkTwice(query.measures ?? [], at('measures'));
  checkTwice(query.dimensions ?? [], at('dimensions'));
  checkVirtual(measures, times);
  const named = [...dimensions, ...times, ...filtered];
  for (const source of new Set(measures.map((ref) => ref.source))) checkJoined(source, named, known);
  if (!measures.length) checkJoined(rootOf(named), named, known);
  checkOrder(query, known, at('order'));
}

function checkMeasure(name: string, known: KnownMembers, at: string): MeasureRef {
  const ref = known.measure(name);
  if (ref) return ref;
  if (known.measure(`${name}.any`)) throw refuse(`“${name}” is a measure of each SLA; add which: .firstResponse, .nextResponse, .close or .any.`, at);
  if (known.measure(`${name}.avg`)) throw refuse(`“${name}” is a family of measures; add what is wanted: .avg, .median, .p90, .min, .max, .sum or .count.`, at);
  if (known.dimension(name)) throw refuse(`“${name}” is a dimension, not a measure.`, at);
  throw refuse(`There is no measure “${name}”.${suggestion(name, known.names('measure'))}`, at);
}

function checkDimension(name: string, known: KnownMembers, at: string): DimensionRef {
  const ref = known.dimension(name);
  if (!ref && known.measure(name)) throw refuse(`“${name}” is a measure, not a dimension.`, at);
  if (!ref) throw refuse(`There is no dimension “${name}”.${suggestion(name, known.names('dimension'))}`, at);
  if (ref.derived?.virtual) throw refuse(`“${name}” has no values to group by; use it as a time dimension.`, at);
  return ref;
}

function checkTimes(query: Query, known: KnownMembers, clock: Zone, path: string): Placed[] {
  const times = query.timeDimensions ?? [];
  checkTwice(
    times.map((time) => time.dimension),
    path,
    '.dimension',
  );
  let bucketed = false;
  let compared = false;
  return times.map(({ dimension: name, granularity, dateRange, compareDateRange }, i) => {
    const at = `${path}[${i}]`;
    const ref = known.dimension(name);
    if (ref?.type !== 'time' || ref.local) {
      const dates = known.names('dimension').filter((one) => known.dimension(one)?.type === 'time' && !known.dimension(one)?.local);
      throw refuse(`There is no time “${name}”.${suggestion(name, dates)}`, at, 'dimension');
    }
    if (granularity && bucketed) throw refuse('Only one time dimension may have a granularity.', at, 'granularity');
    if (compareDateRange && (compared || dateRange)) throw refuse('A query has one set of ranges to compare, in place of a range.', at, 'compareDateRange');
    bucketed ||= !!granularity;
    compared ||= !!compareDateRange;
    if (dateRange) checkRange(dateRange, clock, `${at}.dateRange`);
    compareDateRange?.forEach((range, j) => checkRange(range, clock, `${at}.compareDateRange[${j}]`));
    return [ref, `${at}.dimension`];
  });
}

function checkTwice(names: readonly string[], at: string, key = ''): void {
  const again = names.findIndex((name, i) => names.indexOf(name) < i);
  if (again >= 0) throw refuse(`“${names[again]}” is named twice.`, `${at}[${again}]${key}`);
}

/** Virtual dates place only the measures that they are made for. */
function checkVirtual(measures: readonly MeasureRef[], times: readonly Placed[]): void {
  for (const [time, at] of times) {
    if (!time.derived?.virtual) continue;
    const stranger = measures.find((ref) => ref.source !== time.source || ref.measure.time !== time.base);
    const reason = time.base === 'asOf' ? 'is not a stock' : time.base === 'sentAt' ? 'does not count surveys sent out' : 'does not count SLAs that ended';
    if (stranger) throw refuse(`“${stranger.name}” ${reason}, so “${time.name}” cannot place it.`, at);
    if (!measures.length) throw refuse(`“${time.name}” needs a measure that it can place.`, at);
  }
}

function rootOf(named: readonly Placed[]): SourceName {
  const sources = named.map(([ref]) => ref.source);
  return sources.find((source) => sources.every((other) => joinPath(source, other))) ?? sources[0]!;
}

function checkJoined(source: SourceName, named: readonly Placed[], known: KnownMembers): void {
  for (const [ref, at] of named) {
    if (joinPath(source, ref.source)) continue;
    const own = known.names('dimension').filter((name) => name.startsWith(`${source}.`));
    throw refuse(`“${ref.name}” says nothing about ${source}: the two are not joined.${suggestion(`${source}.${ref.base}`, own)}`, at);
  }
}

function checkOrder(query: Query, known: KnownMembers, path: string): void {
  const columns = [
    ...(query.measures ?? []),
    ...(query.dimensions ?? []),
    ...(query.timeDimensions ?? []).filter((time) => time.granularity || query.ungrouped).map((time) => time.dimension),
    ...(query.timeDimensions?.some((time) => time.compareDateRange) ? ['compareDateRange'] : []),
  ];
  query.order?.forEach(([member], i) => {
    // A record list without chosen columns has those of its source.
    if (columns.includes(member) || (query.ungrouped && !query.dimensions?.length && known.dimension(member))) return;
    throw refuse(`The query does not ask for “${member}”, so it cannot order by it.${suggestion(member, columns)}`, `${path}[${i}][0]`);
  });
}
