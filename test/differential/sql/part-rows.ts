import { joinPath } from '../../../src/data/catalog/joins.ts';
import { type DimensionRef, findDimension, RECORD_TIME } from '../../../src/data/catalog/members.ts';
import type { Filter } from '../../../src/data/query/query.ts';
import type { SourceName } from '../../../src/data/records/records.ts';
import type { Asked } from './asked.ts';
import { measureSql } from './measures.ts';
import { STAYS } from './messages.ts';
import type { Part } from './part.ts';
import { listedSql } from './figures.ts';
import { filterSql, type Joined, joined } from './record-rows.ts';
import { bucketOf, isoWall } from './time.ts';
import { overlapping } from './visit-measures.ts';
import type { Span } from './windows.ts';

/** To waits, calls that answer something are records like messages; stays are records only to what they take the place of. */
function messagesSeen({ ref, frame }: Part): string {
  if (!ref || !WAITS.test(ref.name)) return 'NOT s.virtual';
  return frame.options.basis === 'status' && ref.base === 'customerWaitTime' ? `s._row >= ${STAYS}` : `(NOT s.virtual OR (s._row < ${STAYS} AND r.value IS NOT NULL))`;
}
const WAITS = /^messages\.(?:replyTime|customerWaitTime|waitsDropped|repWaitTime|repUnanswered)\b/;

/** Rows of a part: `_row`, its keys (`k0` ...), what the measure says of them, and `has` where it counts them. */
export function rowsSql(asked: Asked, part: Part, number: number): string {
  const { query, dimensions, times } = asked;
  const { frame, ref, source, reach, bucket } = part;
  const rows = joined(frame, source);
  const dates = times.map((time) => dateOf(part, time, rows));
  const conditions = dates.flatMap((date, i) => timeConditions(part, i, date, reach.spans[i], asked));
  const granular = (query.timeDimensions ?? []).findIndex((time) => time.granularity);
  const bucketLabel = granular < 0 ? undefined : isoWall(bucketOf(dates[granular]!, query.timeDimensions![granular]!.granularity!, asked.zone, asked.weekStart));
  const byBucket = bucket && (isOverlap(part, times[granular]!) || frame.stock);
  if (bucket && !byBucket) conditions.push(`${bucketLabel} = '${bucket.label}'`);
  const keys = [
    ...(reach.name === undefined ? [] : [`'${reach.name}'`]),
    ...(bucketLabel ? [byBucket ? `'${bucket.label}'` : bucketLabel] : []),
    ...dimensions.map((dimension) => rows.column(dimension)),
  ];
  if (source === 'feedback') {
    const tickets = joined(frame, source);
    const letThrough = filterSql(frame, ticketFilters(query.filters ?? []), tickets);
    const dated = times.map((time) => dateOf(part, time, tickets));
    const inWindow = dated.flatMap((date, i) => timeConditions(part, i, date, reach.spans[i], asked));
    if (bucket) inWindow.push(`${isoWall(bucketOf(dated[granular]!, query.timeDimensions![granular]!.granularity!, asked.zone, asked.weekStart))} = '${bucket.label}'`);
    frame.let = frame.define(`let_${number}`, () => `SELECT s._row FROM ${tickets.from()} WHERE ${[letThrough, ...inWindow, 's.visible'].join(' AND ')}`);
  }
  const filters = filterSql(frame, query.filters ?? [], rows);
  const seen = frame.stock ? '(s.visible AND s."inStock")' : source === 'messages' ? messagesSeen(part) : 's.visible';
  const relation = ref
    ? `LEFT JOIN (SELECT * FROM (SELECT NULL::BIGINT AS _row, NULL::DOUBLE AS value, NULL::DOUBLE AS weight, NULL::BOOLEAN AS missing,
        NULL::VARCHAR AS unit, NULL::VARCHAR AS mix, NULL::VARCHAR AS word, NULL::DOUBLE AS placed, NULL::DOUBLE AS rank WHERE FALSE)
        UNION ALL BY NAME (${measureSql(ref).relation(frame, ref)})) r ON r._row = s._row`
    : '';
  const told = ref ? 'r.value, r.weight, coalesce(r.missing, FALSE) AS missing, r.unit, r.mix, r.word, r.rank, r._row IS NOT NULL AS has' : 'TRUE AS has';
  // Visits come ticket after ticket, as these first appear, each in the order of time.
  const first = "coalesce((SELECT min(x._row) FROM statusChanges x WHERE x.ticketId = s.ticketId), s._row)";
  const place = source === 'statusChanges' ? `row(${first}, s."enteredAt", s._row)` : 'row(s._row, 0, 0)';
  return `SELECT s._row, ${place} AS seat, ${keys.map((key, i) => `${key} AS k${i}, `).join('')}${told}${ref ? `, ${listedSql(ref)} AS listed` : ', TRUE AS listed'}
    FROM ${rows.from()} ${relation} WHERE ${[seen, filters, ...conditions].join(' AND ')}`;
}

const isOverlap = ({ frame, ref, source }: Part, time: DimensionRef | undefined) =>
  !!ref?.measure.overlap && frame.options.attribution !== 'created' && time?.source === source && time.base === ref.measure.time;

const isUndatable = ({ ref, source }: Part, time: DimensionRef) =>
  source === 'tickets' && ref?.part === 'missing' && (time.base === 'closedAt' ? ref.measure.time === 'closedAt' || ref.measure.time === 'slaCompletedAt' : time.base === 'slaCompletedAt');

/** SQL of the date that a time dimension places a record by. */
function dateOf({ frame, ref, source }: Part, time: DimensionRef, rows: Joined): string {
  if (time.base === 'asOf') return 'NULL';
  const own = time.source === source && time.base === ref?.measure.time;
  if (time.derived?.virtual) return 'r.placed';
  if (frame.options.attribution === 'created' && joinPath(source, 'tickets')) {
    return `CASE WHEN ${own ? eventDate(source, time, rows) : rows.column(time)} IS NOT NULL THEN ${rows.column(findDimension('tickets.createdAt')!)} END`;
  }
  if (own) return eventDate(source, time, rows);
  if (ref?.name === 'tickets.count' && time.name === 'tickets.closedAt') return 's."closeDate"';
  return rows.column(time);
}

/** A measure's own date; without a first close the last one places a ticket. */
const eventDate = (source: SourceName, time: DimensionRef, rows: Joined) =>
  source === 'tickets' && time.base === 'firstClosedAt' ? 's."firstClose"' : rows.column(time);

function timeConditions(part: Part, at: number, date: string, span: Span | undefined, { cut, query, times }: Asked): string[] {
  const time = times[at]!;
  const granular = !!query.timeDimensions![at]!.granularity;
  if (part.frame.stock && time.base === 'asOf') return [];
  if (isOverlap(part, time)) return [overlapping(part.frame).replaceAll('v.', 's.')];
  // Due dates lie ahead by their nature.
  const to = span && (part.frame.stock || time.base.endsWith('DueAt') ? span.to : Math.min(span.to, cut));
  // Without range and buckets, the date by which records exist asks for nothing.
  if (!span && !granular && RECORD_TIME[time.source] === time.base) return [];
  const placed = span ? `${date} >= ${span.from} AND ${date} < ${to}` : `${date} IS NOT NULL`;
  // Closed, and nobody knows when: told of by .missing beside any window of closes, but in no bucket.
  return [isUndatable(part, time) && !part.granular ? `(${placed} OR coalesce(r.missing AND ${date} IS NULL, FALSE))` : `(${placed})`];
}

/** Of filters on answers, those that speak of their tickets alone. */
function ticketFilters(filters: readonly Filter[]): Filter[] {
  const onTicket = (filter: Filter): boolean => {
    if ('and' in filter) return filter.and.every(onTicket);
    if ('or' in filter) return filter.or.every(onTicket);
    const ref = findDimension(filter.member)!;
    return ref.source !== 'feedback' || !!ref.derived || ref.base === 'ticketId';
  };
  return filters.flatMap((filter) => ('and' in filter ? ticketFilters(filter.and) : onTicket(filter) ? [filter] : []));
}
