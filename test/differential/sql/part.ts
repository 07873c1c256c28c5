import { joinPath } from '../../../src/data/catalog/joins.ts';
import { findDimension, type MeasureRef } from '../../../src/data/catalog/members.ts';
import type { Filter } from '../../../src/data/query/query.ts';
import type { SourceName } from '../../../src/data/records/records.ts';
import { type Asked, define, isLate } from './asked.ts';
import { measureSql } from './measures.ts';
import type { Frame, Reading } from './relation.ts';
import { type Bucket, bucketsOf, type Reach, type Span } from './windows.ts';

/** One measure, or the records without any, in one reading; in a series perhaps one bucket. */
export interface Part {
  frame: Frame;
  ref: MeasureRef | undefined;
  source: SourceName;
  reach: Reach;
  /** Whether it is a series. */
  granular: boolean;
  /** Where every row belongs to it. */
  bucket?: Bucket;
}

/** A measure's readings in one range: one, or one for each bucket. */
export async function partsOf(asked: Asked, ref: MeasureRef | undefined, reach: Reach): Promise<Part[]> {
  const { query, times, cut, desk } = asked;
  const source = ref?.source ?? rootOf(asked);
  const ends = reach.spans.flatMap((span) => (span ? [span.to] : []));
  const ended: Reading = ends.length ? readingBefore(Math.max(...ends), cut) : { before: cut + 1, now: cut };
  const fields = { before: cut + 1, now: cut };
  const stock = ref?.measure.time === 'asOf';
  const asOfAt = times.findIndex((time) => time.base === 'asOf');
  const ownAt = times.findIndex((time) => time.source === source && time.base === ref?.measure.time);
  const bucketedAt = (query.timeDimensions ?? []).findIndex((time) => time.granularity);
  const make = (reading: Reading, window: Span | undefined, bucket?: Bucket): Part => {
    const at = stock && asOfAt < 0 ? fields : reading;
    const frame: Frame = {
      desk,
      at,
      fields: stock ? at : fields,
      stock,
      ...(window && { window }),
      cut,
      zone: asked.zone,
      options: query.context ?? {},
      define: (key, sql) => define(asked, key, sql),
    };
    return { frame, ref, source, reach, granular: bucketedAt >= 0, ...(bucket && { bucket }) };
  };
  if (isLate(reach, asked)) return [];
  const own = ownAt >= 0 && query.context?.attribution !== 'created' ? reach.spans[ownAt] : undefined;
  const window = own && { from: own.from, to: Math.min(own.to, cut) };
  const perBucket = bucketedAt >= 0 && (stock ? asOfAt >= 0 : ref && measureSql(ref).perBucket && reach.spans[bucketedAt]);
  if (!perBucket) return [make(stock && ends.length ? stockAt(Math.max(...ends), cut) : ended, window)];
  const span = reach.spans[bucketedAt];
  if (!span) throw new Error('A stock in a series needs a range.');
  const buckets = await bucketsOf(asked.connection, span, query.timeDimensions![bucketedAt]!.granularity!, asked.zone, asked.weekStart);
  return buckets
    .filter((bucket) => Math.max(bucket.from, span.from) <= cut)
    .map((bucket) => {
      const to = Math.min(bucket.to, span.to);
      const reading = stock ? stockAt(to, cut) : ended;
      return make(reading, own && bucketedAt === ownAt ? { from: Math.max(bucket.from, span.from), to: Math.min(to, cut) } : window, bucket);
    });
}

/** As known just before an instant; at the cut where that is earlier. */
const readingBefore = (end: number, cut: number): Reading => (end <= cut ? { before: end, now: end } : { before: cut, now: cut });

/** A stock at the cut has what happened at it. */
const stockAt = (end: number, cut: number): Reading => (end > cut ? { before: cut + 1, now: cut } : readingBefore(end, cut));

function rootOf({ dimensions, times, query }: Asked): SourceName {
  const filtered: SourceName[] = [];
  const visit = (filters: readonly Filter[]) => {
    for (const filter of filters) {
      if ('and' in filter) visit(filter.and);
      else if ('or' in filter) visit(filter.or);
      else filtered.push(findDimension(filter.member)!.source);
    }
  };
  visit(query.filters ?? []);
  const sources = [...dimensions.map((ref) => ref.source), ...times.map((ref) => ref.source), ...filtered];
  return sources.find((source) => sources.every((other) => joinPath(source, other)))!;
}
