import type { DuckDBConnection } from '@duckdb/node-api';
import { joinPath } from '../../../src/data/catalog/joins.ts';
import { type DimensionRef, findDimension, findMeasure, type MeasureRef, RECORD_TIME } from '../../../src/data/catalog/members.ts';
import type { Cell, Filter, Query } from '../../../src/data/query/query.ts';
import type { SourceName } from '../../../src/data/records/records.ts';
import { measureSql } from './measures.ts';
import { STAYS } from './messages.ts';
import { figureSql, isCount, listedSql } from './parts.ts';
import { filterSql, type Joined, joined } from './record-rows.ts';
import type { DeskFacts, Frame, Reading } from './relation.ts';
import { bucketOf, isoInstant, isoWall } from './time.ts';
import { overlapping } from './visit-measures.ts';
import { type Bucket, bucketsOf, type Reach, reaches, type Span } from './windows.ts';

/** What DuckDB says. Rows in order; a cell is as in a result set. */
export interface Answer {
  columns: string[];
  rows: Cell[][];
  total: number;
  truncated: boolean;
  asOf: string;
  sql: string;
}

interface Key {
  name: string;
  type: string;
  /** Of its values, in the order that sorts them. */
  order: (column: string) => string;
  /** What is shown. */
  shown: (column: string) => string;
}

interface Asked {
  query: Query;
  connection: DuckDBConnection;
  desk: DeskFacts;
  zone: string;
  weekStart: number;
  cut: number;
  measures: readonly MeasureRef[];
  dimensions: readonly DimensionRef[];
  times: readonly DimensionRef[];
  /** Tables of relations by their keys. */
  tables: Map<string, string>;
  shelf: Shelf;
  /** The query's own WITH list. */
  defined: Map<string, string>;
}

/** Relations about one desk that queries share: names of tables by their SQL; `waiting` are those not made yet. */
export interface Shelf {
  names: Map<string, string>;
  waiting: string[];
}

/** Answers a query with SQL alone. */
export async function answerWithSql(
  connection: DuckDBConnection,
  desk: DeskFacts,
  query: Query,
  timezone: string | undefined,
  shelf: Shelf = { names: new Map(), waiting: [] },
): Promise<Answer> {
  const cut = Math.min(query.context?.now === undefined ? Infinity : Date.parse(query.context.now), desk.asOf);
  const asked: Asked = {
    query,
    connection,
    desk,
    zone: query.timezone ?? timezone ?? 'UTC',
    weekStart: query.context?.weekStart ?? 1,
    cut,
    measures: (query.measures ?? []).map((name) => findMeasure(name)!),
    dimensions: (query.dimensions ?? []).map((name) => findDimension(name)!),
    times: (query.timeDimensions ?? []).map(({ dimension }) => findDimension(dimension)!),
    tables: new Map(),
    shelf,
    defined: new Map(),
  };
  const keys = keysOf(asked);
  const ranges = await reaches(connection, query, asked.zone);
  const body = query.ungrouped ? await listSql(asked, ranges) : await groupsSql(asked, keys, ranges);
  const columns = [...keys, ...asked.measures.map((ref): Key => ({ name: ref.name, type: 'number', order: (c) => c, shown: (c) => c }))];
  const order = orderSql(asked, columns);
  const { limit = 10_000, offset = 0 } = query;
  const defined = [...asked.defined].map(([name, sql]) => `${name} AS (${sql})`);
  const sql = `${defined.length ? `WITH ${defined.join(',\n')}` : ''}
    SELECT ${columns.map((column, i) => `${column.shown(`c${i}`)} AS c${i}`).join(', ') || '1'}, count(*) OVER () AS total
    FROM (${body}) ORDER BY ${order}`;
  for (const statement of shelf.waiting.splice(0)) await connection.run(statement);
  const read = (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(plain));
  const rows = read.slice(offset, offset + limit).map((row) => row.slice(0, columns.length));
  return { columns: columns.map(({ name }) => name), rows, total: read.length, truncated: read.length > offset + limit, asOf: new Date(cut).toISOString(), sql };
}

const plain = (value: unknown): Cell => (typeof value === 'bigint' ? Number(value) : (value as Cell));

function keysOf({ query, dimensions, desk }: Asked): Key[] {
  const same = (column: string) => column;
  const compared = query.timeDimensions?.some((time) => time.compareDateRange);
  const bucketed = (query.timeDimensions ?? []).filter((time) => time.granularity);
  const bucketNames = bucketed.map((time) => (query.dimensions?.includes(time.dimension) ? `${time.dimension}.${time.granularity}` : time.dimension));
  return [
    ...(compared ? [{ name: 'compareDateRange', type: 'number', order: same, shown: (c: string) => c }] : []),
    ...bucketNames.map((name): Key => ({ name, type: 'time', order: same, shown: same })),
    ...dimensions.map((ref): Key => {
      const type = ref.local ? 'number' : ref.type;
      return { name: ref.name, type, order: ref.base === 'priority' ? (c) => priorityOrder(c, desk) : ref.base === 'ageBucket' ? ageOrder : same, shown: type === 'time' ? isoInstant : same };
    }),
  ];
}

/** The source's order, else urgent to low; other words after them by code point. */
function priorityOrder(column: string, { orders }: DeskFacts): string {
  const words = (orders.priority ?? ['urgent', 'high', 'medium', 'low']).map((word) => `'${word}'`);
  return `CASE WHEN ${column} IS NULL THEN NULL ELSE coalesce(lpad(list_position([${words.join(', ')}], ${column})::VARCHAR, 9, '0'), '~' || ${column}) END`;
}

/** Youngest first. */
const ageOrder = (column: string) => `list_position(['under 1', '1–3', '3–7', '7–30', '30 or more'], ${column})`;

function orderSql({ query }: Asked, columns: readonly Key[]): string {
  const named = (query.order ?? []).map(([member, direction]) => {
    const at = columns.findIndex(({ name }) => name === member);
    return `${columns[at]!.order(`c${at}`)} ${direction.toUpperCase()} NULLS LAST`;
  });
  const rest = query.ungrouped ? ['at_row'] : columns.filter(({ name }) => !query.measures?.includes(name)).map((column, i) => `${column.order(`c${i}`)} ASC NULLS LAST`);
  return [...named, ...rest, '1'].join(', ');
}

/** One measure, or the records without any, in one reading; in a series perhaps one bucket. */
interface Part {
  frame: Frame;
  ref: MeasureRef | undefined;
  source: SourceName;
  reach: Reach;
  /** Whether it is a series. */
  granular: boolean;
  /** Where every row belongs to it. */
  bucket?: Bucket;
}

async function partsOf(asked: Asked, ref: MeasureRef | undefined, reach: Reach): Promise<Part[]> {
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

/** The name of a table of its own for a relation, which queries about the same desk share. */
function define({ tables, shelf }: Asked, key: string, sql: () => string): string {
  let name = tables.get(key);
  if (name) return name;
  const text = sql();
  name = shelf.names.get(text);
  if (!name) {
    name = `relation_${shelf.names.size}`;
    shelf.names.set(text, name);
    shelf.waiting.push(`CREATE OR REPLACE TEMP TABLE ${name} AS ${text}`);
  }
  tables.set(key, name);
  return name;
}

/** Whether a range begins after all that the source vouches for. */
const isLate = ({ spans }: Reach, { desk }: Asked) => spans.some((span) => span && span.from > desk.asOf);

/** As known just before an instant; at the cut where that is earlier. */
/** A stock at the cut has what happened at it. */
const stockAt = (end: number, cut: number): Reading => (end > cut ? { before: cut + 1, now: cut } : readingBefore(end, cut));
const readingBefore = (end: number, cut: number): Reading => (end <= cut ? { before: end, now: end } : { before: cut, now: cut });

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

/** To waits, calls that stand for replies are records like messages; stays are records only to what they take the place of. */
function messagesSeen({ ref, frame }: Part): string {
  if (!ref || !WAITS.test(ref.name)) return 'NOT s.virtual';
  return frame.options.basis === 'status' && ref.base === 'customerWaitTime' ? `s._row >= ${STAYS}` : `s._row < ${STAYS}`;
}
const WAITS = /^messages\.(?:replyTime|customerWaitTime|waitsDropped|repWaitTime|repUnanswered)\b/;

/** Rows of a part: `_row`, its keys (`k0` ...), what the measure says of them, and `has` where it counts them. */
function rowsSql(asked: Asked, part: Part, number: number): string {
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

const isUndatable = ({ ref, source }: Part, time: DimensionRef) => source === 'tickets' && ref?.measure.time === 'closedAt' && time.name === 'tickets.closedAt';

/** SQL of the date that a time dimension places a record by. */
function dateOf({ frame, ref, source }: Part, time: DimensionRef, rows: Joined): string {
  if (time.base === 'asOf') return 'NULL';
  const own = time.source === source && time.base === ref?.measure.time;
  if (time.derived?.virtual) return 'r.placed';
  if (ref && !frame.stock && frame.options.attribution === 'created' && joinPath(source, 'tickets')) {
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
  const to = span && (part.frame.stock ? span.to : Math.min(span.to, cut));
  // Without range and buckets, the date by which records exist asks for nothing.
  if (!span && !granular && RECORD_TIME[time.source] === time.base) return [];
  const placed = span ? `${date} >= ${span.from} AND ${date} < ${to}` : `${date} IS NOT NULL`;
  // Closed, and nobody knows when: told of beside any window of closes, but in no bucket.
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

const listOf = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

async function groupsSql(asked: Asked, keys: readonly Key[], ranges: readonly Reach[]): Promise<string> {
  const ks = listOf(keys.length, 'k');
  const refs = asked.measures.length ? asked.measures : [undefined];
  const figures: string[] = [];
  let number = 0;
  for (const [m, ref] of refs.entries()) {
    const parts = (await Promise.all(ranges.map((reach) => partsOf(asked, ref, reach)))).flat();
    const selects = parts.map((part) => rowsSql(asked, part, number++));
    const figure = ref ? figureSql(ref) : '1';
    if (!selects.length) {
      figures.push(ks.length ? `SELECT ${ks.map((k) => `NULL AS ${k}, `).join('')}NULL::DOUBLE AS m${m} WHERE FALSE` : `SELECT NULL::DOUBLE AS m${m}`);
      continue;
    }
    const from = asked.defined;
    from.set(`rows_${m}`, selects.join('\n UNION ALL '));
    const grouping = ks.length ? `GROUP BY ${ks.join(', ')}` : '';
    if (!ref) {
      figures.push(`SELECT ${ks.join(', ')} FROM rows_${m} ${grouping}`);
      continue;
    }
    const kept = `SELECT * FROM rows_${m} QUALIFY row_number() OVER (PARTITION BY ${[...ks, '_row'].join(', ')} ORDER BY rank DESC NULLS LAST) = 1`;
    const units = `SELECT ${[...ks, ''].join(', ')} sum(value) AS value, any_value(weight) AS weight, bool_or(missing) AS missing, any_value(mix) AS mix, any_value(word) AS word
      FROM (${kept}) GROUP BY ${[...ks, ''].join(', ')} coalesce(unit, _row::VARCHAR)`;
    figures.push(`SELECT ${[...ks, ''].join(', ')} ${figure} AS m${m} FROM (${units}) ${grouping}`);
  }
  const alone = ks.length === 1 && ranges[0]?.name !== undefined;
  figures.forEach((sql, m) => asked.defined.set(`figures_${m}`, sql));
  if (!asked.measures.length) return `SELECT ${ks.map((k, i) => `${k} AS c${i}`).join(', ')} FROM figures_0`;
  const late = ranges.filter((reach) => isLate(reach, asked)).map(({ name }) => `'${name}'`);
  const zero = (m: number) => (alone && late.length ? `CASE WHEN g.k0 NOT IN (${late.join(', ')}) THEN coalesce(f${m}.m${m}, 0) END` : `coalesce(f${m}.m${m}, 0)`);
  const shown = asked.measures.map((ref, m) => `(${isCount(ref) && ks.length ? zero(m) : `f${m}.m${m}`})::DOUBLE AS c${keys.length + m}`);
  if (!ks.length) return `SELECT ${shown.join(', ')} FROM ${asked.measures.map((_, m) => `figures_${m} f${m}`).join(', ')}`;
  // Without dimensions and buckets each range has its row.
  const groups = alone
    ? ranges.map(({ name }) => `SELECT '${name}' AS k0`).join(' UNION ')
    : asked.measures.map((_, m) => `SELECT ${ks.join(', ')} FROM figures_${m}`).join(' UNION ');
  const joins = asked.measures.map((_, m) => `LEFT JOIN figures_${m} f${m} ON ${ks.map((k) => `f${m}.${k} IS NOT DISTINCT FROM g.${k}`).join(' AND ')}`);
  return `SELECT ${[...ks.map((k, i) => `g.${k} AS c${i}`), ...shown].join(', ')} FROM (${groups}) g ${joins.join('\n')}`;
}

async function listSql(asked: Asked, ranges: readonly Reach[]): Promise<string> {
  const ref = asked.measures[0];
  const parts = (await Promise.all(ranges.map((reach) => partsOf(asked, ref, reach)))).flat();
  const keys = keysOf(asked).length;
  const ks = listOf(keys, 'k');
  if (!parts.length) return `SELECT ${[...ks, ...(ref ? ['v'] : [])].map((_, i) => `NULL AS c${i}, `).join('')} 0 AS at_row WHERE FALSE`;
  const rows = parts.map((part, i) => rowsSql(asked, part, i)).join('\n UNION ALL ');
  asked.defined.set('listed_rows', `SELECT * FROM (${rows}) WHERE listed ${ref ? `QUALIFY row_number() OVER (PARTITION BY ${[...ks, '_row'].join(', ')} ORDER BY rank DESC NULLS LAST) = 1` : ''}`);
  const own = ref?.part === 'missing' ? '1::DOUBLE' : ref?.measure.kind === 'ratio' && !ref.part ? 'value = 1' : 'value::DOUBLE';
  const value = ref ? `, ${own} AS c${keys}` : '';
  return `SELECT ${ks.map((k, i) => `${k} AS c${i}, `).join('')} seat AS at_row${value} FROM listed_rows`;
}
