import type { RecordsRef } from '../adapter.ts';
import { anyOf } from '../datasets/scope-filters.ts';
import type { Cell, Filter, Granularity, Query, ResultSet, TimeDimension } from '../query/query.ts';
import { rangeWindow } from '../query/range.ts';
import { bucketStart, listBuckets, nextBucket } from '../time/buckets.ts';
import type { Bucket } from '../time/buckets.ts';
import { zone } from '../time/zone.ts';
import { ownWindow } from './own-window.ts';

/** The date along which a query is bucketed. */
export interface TimeAxis {
  dimension: string;
  granularity: Granularity;
  range?: readonly [string, string];
}

/** The axis of a query; undefined where it has no buckets. */
export function timeAxis(query: Query): TimeAxis | undefined {
  for (const { dimension, granularity, dateRange } of query.timeDimensions ?? []) {
    if (granularity) return { dimension, granularity, range: dateRange };
  }
  return undefined;
}

/** Where the buckets' labels stand in a result; -1 where there are none. */
export function axisColumn({ columns }: ResultSet, axis: TimeAxis): number {
  return columns.findIndex(({ name }) => name === axis.dimension || name === `${axis.dimension}.${axis.granularity}`);
}

/** Every bucket of a query's range, whole; none where it has no axis or no range. */
export function bucketsOf(query: Query): readonly Bucket[] {
  const axis = timeAxis(query);
  if (!axis?.range) return [];
  const local = zone(query.timezone ?? 'UTC');
  const { from, to } = rangeWindow(axis.range, local);
  return listBuckets(from, to, axis.granularity, local, query.context?.weekStart);
}

/** The label of the bucket that is not over at `asOf` (ISO 8601, the answer's own); undefined where all are. */
export function partialBucket(query: Query, asOf: string): string | undefined {
  const cut = Math.min(Date.parse(asOf), query.context?.now === undefined ? Infinity : Date.parse(query.context.now));
  return bucketsOf(query).find(({ start, end }) => start < cut && cut < end)?.label;
}

export interface Point {
  measure: string;
  /** Label of the bucket. */
  bucket?: string;
  /** Values of other dimensions; null: records without one. */
  values?: Readonly<Record<string, Cell>>;
  /** How many records there are, where known. */
  count?: number;
}

/** Exactly the records behind one point of a query's answer. */
export function recordsAt(query: Query, { measure, bucket, values = {}, count }: Point): RecordsRef {
  const { dimensions: _dimensions, order: _order, limit: _limit, offset: _offset, timeDimensions = [], ...rest } = query;
  const held = Object.entries(values).map(([member, value]) => anyOf(member, [value === null ? null : String(value)]));
  const source = measure.slice(0, measure.indexOf('.'));
  const times = timeDimensions.flatMap((time): TimeDimension[] => {
    const { dimension, granularity, dateRange } = time;
    if (!granularity || bucket === undefined) return [{ dimension, dateRange }];
    const within = bucketRange(query, granularity, bucket, dateRange);
    if (!dateRange) return [{ dimension, dateRange: within }];
    // A series is read as known at its range's end, so a bar's records are chosen out of that, not out of what the bar's own end knew.
    if (ownWindow(measure, dimension)) return [{ dimension, dateRange: within }, ...knownAtEnd(query, dimension, dateRange)];
    held.push(inBucket(query.context?.attribution === 'created' ? CREATED : dimension, within));
    // Each bucket has its own latest answers.
    return [source === 'feedback' ? time : { dimension, dateRange }];
  });
  return {
    source,
    query: {
      ...rest,
      measures: [measure],
      ungrouped: true,
      ...(times.length && { timeDimensions: times }),
      filters: [...(query.filters ?? []), ...held],
    },
    ...(count !== undefined && { count }),
  };
}

const CREATED = 'tickets.createdAt';

/** A window that leaves out no ticket, so that the bucket's own is read as at the range's end; stocks are taken at the bucket's. */
function knownAtEnd(query: Query, dimension: string, range: readonly [string, string]): TimeDimension[] {
  if (dimension.endsWith('.asOf') || query.timeDimensions?.some((time) => time.dimension === CREATED)) return [];
  const { to } = rangeWindow(range, zone(query.timezone ?? 'UTC'));
  return [{ dimension: CREATED, dateRange: ['1900-01-01T00:00:00.000Z', new Date(to).toISOString()] }];
}

function inBucket(member: string, values: readonly [string, string]): Filter {
  const within = { member, operator: 'inDateRange', values } as const;
  if (member !== 'tickets.firstClosedAt') return within;
  // Without a first close the close places a ticket.
  return { or: [within, { and: [{ member, operator: 'notSet' }, { ...within, member: 'tickets.closedAt' }] }] };
}

/** The instants of a bucket, as far as they lie in the range. */
function bucketRange(query: Query, granularity: Granularity, label: string, range?: readonly [string, string]): readonly [string, string] {
  const local = zone(query.timezone ?? 'UTC');
  const begin = bucketStart(Date.parse(`${label.replace(/Z$/, '')}Z`), granularity, query.context?.weekStart);
  const within = range ? rangeWindow(range, local) : { from: -Infinity, to: Infinity };
  const from = Math.max(local.firstInstant(begin), within.from);
  const to = Math.min(local.firstInstant(nextBucket(begin, granularity)), within.to);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
}
