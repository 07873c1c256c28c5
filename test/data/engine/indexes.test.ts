import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';

/* Large tables are answered off indexes, small ones row by row: the answers of the parts of a large desk must add up to its own. */

const DAY = 86_400_000;
const START = Date.parse('2026-02-01T00:00:00Z');
const ASOF = START + 90 * DAY;
const COUNT = 30_000;
const PART = 10_000;
const { signal } = new AbortController();

type Row = Record<string, Cell>;

/** Tickets out of order, some unanswered, some closed after `asOf`, with gaps everywhere. */
function ticketsOf(seed: number): Row[] {
  let state = seed * 2 + 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const iso = (at: number) => new Date(at).toISOString();
  const word = (stem: string, words: number, empty: number) => (random() < empty ? null : `${stem}${Math.floor(random() * words)}`);
  return Array.from({ length: COUNT }, (_, i) => {
    const created = START + Math.floor((i / COUNT) * 80 * DAY + random() * 12 * DAY);
    const closed = created + Math.floor(random() * random() * 20 * DAY);
    const answered = created + Math.floor(random() * DAY);
    return {
      id: `t${i}`,
      createdAt: iso(created),
      closedAt: random() < 0.7 ? iso(closed) : null,
      firstResponseAt: random() < 0.9 ? iso(answered) : null,
      closeSlaDueAt: random() < 0.8 ? iso(created + 3 * DAY) : null,
      reopenCount: random() < 0.8 ? Math.floor(random() * 2) : null,
      excludedAt: random() < 0.01 ? iso(created + DAY) : null,
      oneTouch: random() < 0.3 ? null : random() < 0.5,
      channel: word('c', 4, 0.1),
      ownerId: word('r', 60, 0.05),
      priority: word('p', 3, 0),
    };
  });
}

const desk = (tickets: Row[]): Records => ({ tickets, timezone: 'Europe/Warsaw', asOf: new Date(ASOF).toISOString() });

async function answer(engine: ReturnType<typeof recordsEngine>, query: Query): Promise<Map<string, number[]>> {
  const [settled] = await engine.query([query], { signal });
  if (!settled!.ok) throw new Error(JSON.stringify(settled!.error));
  const { data, columns } = settled!.value;
  const keys = columns.length - query.measures!.length;
  return new Map(data[0]!.map((_, row) => [JSON.stringify(data.slice(0, keys).map((cells) => cells[row])), data.slice(keys).map((cells) => Number(cells[row] ?? 0))]));
}

/** Figures of parts as those of the whole: added up, or their least and greatest. */
function together(parts: readonly Map<string, number[]>[], measures: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const part of parts) {
    for (const [key, own] of part) {
      const before = found.get(key);
      found.set(key, before ? own.map((value, i) => (measures[i]!.endsWith('.max') ? Math.max(value, before[i]!) : value + before[i]!)) : own);
    }
  }
  return found;
}

const MEASURES = [
  'tickets.count',
  'tickets.unanswered',
  'tickets.notClosed',
  'tickets.oneTouchRate.numerator',
  'tickets.oneTouchRate.denominator',
  'tickets.oneTouchRate.missing',
  'tickets.reopenRate.numerator',
  'tickets.reopenRate.missing',
  'tickets.slaOnTimeRate.close.numerator',
  'tickets.slaLate.close',
  'tickets.timeToClose.sum',
  'tickets.timeToClose.max',
  'tickets.firstResponseTime.count',
];
const SLAS = MEASURES.filter((name) => name.includes('.sla'));
const DATES = ['createdAt', 'closedAt', 'firstResponseAt', 'slaCompletedAt'];
const FILTERS: readonly NonNullable<Query['filters']>[number][] = [
  { member: 'tickets.channel', operator: 'equals', values: ['c1', 'c2'] },
  { member: 'tickets.ownerId', operator: 'notEquals', values: ['r7'] },
  { member: 'tickets.closedAt', operator: 'afterDate', values: ['2026-03-10'] },
  { or: [{ member: 'tickets.priority', operator: 'equals', values: ['p0'] }, { member: 'tickets.channel', operator: 'notSet' }] },
  { member: 'tickets.channel', operator: 'equals', values: ['nobody'] },
];

const queries = fc.record({
  measures: fc.uniqueArray(fc.constantFrom(...MEASURES), { minLength: 1, maxLength: 3 }),
  date: fc.constantFrom(...DATES),
  granularity: fc.constantFrom(undefined, 'hour', 'day', 'week', 'month'),
  range: fc.option(fc.tuple(fc.integer({ min: -5, max: 95 }), fc.integer({ min: 1, max: 60 })), { nil: undefined }),
  timezone: fc.constantFrom('Europe/Warsaw', 'UTC', 'America/New_York'),
  attribution: fc.constantFrom(undefined, 'created', 'due'),
  weekStart: fc.constantFrom(1, 7),
  now: fc.constantFrom(undefined, 40, 70),
  dimensions: fc.subarray(['channel', 'ownerId'], { maxLength: 2 }),
  filters: fc.subarray([...FILTERS], { maxLength: 2 }),
});

type Asked = typeof queries extends fc.Arbitrary<infer Q> ? Q : never;

function queryOf({ date, granularity, range, dimensions, measures, filters, timezone, attribution, weekStart, now }: Asked): Query {
  const day = (days: number) => new Date(START + days * DAY).toISOString().slice(0, 10);
  return {
    measures: date === 'slaCompletedAt' ? SLAS : measures,
    dimensions: dimensions.map((name) => `tickets.${name}`),
    filters,
    timezone,
    timeDimensions: [{ dimension: `tickets.${date}`, ...(granularity && { granularity: granularity as 'day' }), ...(range && { dateRange: [day(range[0]), day(range[0] + range[1])] as const }) }],
    context: { ...(attribution && { attribution: attribution as 'created' }), weekStart: weekStart as 1, ...(now && { now: new Date(START + now * DAY + 3_600_000).toISOString() }) },
    limit: 50_000,
  };
}

test('the parts of a large desk add up to its own answers, asked first and again, before and after a change', async () => {
  const tickets = ticketsOf(7);
  const whole = recordsEngine(desk(tickets));
  const parts = [0, 1, 2].map((i) => recordsEngine(desk(tickets.slice(i * PART, (i + 1) * PART))));
  const check = async (asked: Asked) => {
    const query = queryOf(asked);
    const expected = together(await Promise.all(parts.map((part) => answer(part, query))), query.measures!);
    for (const _time of [1, 2]) expect([...(await answer(whole, query))].sort()).toEqual([...expected].sort());
  };
  await fc.assert(fc.asyncProperty(queries, check), { numRuns: 60 });
  for (let i = 0; i < COUNT; i += 97) {
    const part = Math.floor(i / PART);
    const changed = { ...tickets[i]!, channel: 'c3', closedAt: new Date(START + (i % 85) * DAY).toISOString(), oneTouch: true };
    await parts[part]!.apply({ upsert: { tickets: [changed] } });
    await whole.apply({ upsert: { tickets: [changed] } });
  }
  await fc.assert(fc.asyncProperty(queries, check), { numRuns: 40 });
}, 120_000);

test('quantiles of small and large groups are those of their sorted values', async () => {
  const tickets = ticketsOf(11);
  const engine = recordsEngine(desk(tickets));
  for (const dimensions of [[], ['tickets.ownerId'], ['tickets.ownerId', 'tickets.channel']]) {
    const groups = new Map<string, number[]>();
    for (const row of tickets) {
      if (row.closedAt === null || Date.parse(row.closedAt as string) > ASOF || row.excludedAt !== null) continue;
      const key = JSON.stringify(dimensions.map((name) => row[name.slice(8)]));
      const took = Date.parse(row.closedAt as string) - Date.parse(row.createdAt as string);
      const times = groups.get(key);
      if (times) times.push(took);
      else groups.set(key, [took]);
    }
    const expected = new Map(Array.from(groups, ([key, values]) => [key, [quantile(values, 0.5), quantile(values, 0.9)]]));
    const found = await answer(engine, { measures: ['tickets.timeToClose.median', 'tickets.timeToClose.p90'], dimensions, timeDimensions: [{ dimension: 'tickets.closedAt' }] });
    for (const [key, values] of expected) expect(found.get(key)!.map(Math.round)).toEqual(values.map(Math.round));
  }
}, 60_000);

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * q;
  return sorted[Math.floor(h)]! + (h % 1) * ((sorted[Math.ceil(h)] ?? 0) - sorted[Math.floor(h)]!);
}

test('many groups come in order, empty ones last whichever way', async () => {
  const tickets = ticketsOf(3);
  const engine = recordsEngine(desk(tickets));
  const counts = async (direction: 'asc' | 'desc') => {
    const query: Query = {
      measures: ['tickets.count'],
      dimensions: ['tickets.ownerId', 'tickets.priority'],
      timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'hour' }],
      order: [
        ['tickets.ownerId', direction],
        ['tickets.createdAt', 'asc'],
        ['tickets.priority', 'desc'],
      ],
      limit: 50_000,
    };
    const [settled] = await engine.query([query], { signal });
    if (!settled!.ok) throw new Error(JSON.stringify(settled!.error));
    const [hours, owners, priorities] = settled!.value.data as (string | null)[][];
    return hours!.map((hour, i) => [owners![i]!, hour!, priorities![i]!] as const);
  };
  const before = (a: string | null, b: string | null, sign: number) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -sign : sign);
  for (const [direction, sign] of [
    ['asc', 1],
    ['desc', -1],
  ] as const) {
    const found = await counts(direction);
    expect(found.length).toBeGreaterThan(10_000);
    expect(found.at(-1)![0]).toBeNull();
    expect(found).toEqual([...found].sort((a, b) => before(a[0], b[0], sign) || before(a[1], b[1], 1) || before(a[2], b[2], -1)));
  }
}, 60_000);
