import type { DuckDBConnection } from '@duckdb/node-api';
import type { Granularity, Query } from '../../../src/data/query/query.ts';
import { dayOrInstant } from './record-rows.ts';
import { bucketOf, isoWall, STEP } from './time.ts';

/** Instants, half-open. */
export interface Span {
  from: number;
  to: number;
}

/** A bucket of a series: its local begin as it is written, and its instants. */
export interface Bucket extends Span {
  label: string;
}

/** One reading of a query: the ranges of its time dimensions, in their order; of a comparison also its number and name. */
export interface Reach {
  name?: string;
  number: number;
  spans: readonly (Span | undefined)[];
}

/** The ranges that a query names, one set for each range to compare. */
export async function reaches(connection: DuckDBConnection, { timeDimensions = [] }: Query, zone: string): Promise<Reach[]> {
  const spanOf = async (range: readonly [string, string] | undefined): Promise<Span | undefined> => {
    if (!range) return undefined;
    const [row] = (await connection.runAndReadAll(`SELECT (${dayOrInstant(range[0], 0, zone)})::DOUBLE, (${dayOrInstant(range[1], 1, zone)})::DOUBLE`)).getRows();
    return { from: row![0] as number, to: row![1] as number };
  };
  const compared = timeDimensions.find((time) => time.compareDateRange)?.compareDateRange ?? [undefined];
  return Promise.all(
    compared.map(async (range, number): Promise<Reach> => {
      return {
        number,
        ...(range && { name: range.join(' – ') }),
        spans: await Promise.all(timeDimensions.map((time) => spanOf(time.compareDateRange ? range : time.dateRange))),
      };
    }),
  );
}

/** The buckets that a range touches before the cut. */
export async function bucketsOf(connection: DuckDBConnection, { from, to }: Span, granularity: Granularity, zone: string, weekStart: number): Promise<Bucket[]> {
  const first = bucketOf(String(from), granularity, zone, weekStart);
  const rows = await connection.runAndReadAll(`
    SELECT ${isoWall('wall')}, first_instant(wall, '${zone}')::DOUBLE, first_instant((wall + ${STEP[granularity]})::TIMESTAMP, '${zone}')::DOUBLE
    FROM (SELECT unnest(generate_series(${first}, local_time(${to}, '${zone}'), ${STEP[granularity]})) AS wall)`);
  return rows
    .getRows()
    .map(([label, begin, end]) => ({ label: label as string, from: begin as number, to: end as number }))
    .filter((bucket) => from < to && bucket.from < bucket.to && bucket.from < to && bucket.to > from);
}
