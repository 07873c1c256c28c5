import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query, ResultSet } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { recordsAt } from '../../../src/data/reports/series.ts';
import { rowsOf } from './ask.ts';
import { sometimes, START, steps } from './random-desk.ts';
import { askSlas, KINDS, type SlaDesk, type SlaQuestion, type SlaTicket } from './sla-oracle.ts';

const HALF_HOUR = 1_800_000;
const slot = (step: number) => START + step * HALF_HOUR;
const SLOTS = 200;
const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
const STATES = ['active', 'dueSoon', 'overdue', 'paused', 'metOnTime', 'metLate', 'missed', 'none'];

const perKind = <T>(arbitrary: fc.Arbitrary<T>, often: number) => fc.record({ firstResponse: sometimes(arbitrary, often), nextResponse: sometimes(arbitrary, often), close: sometimes(arbitrary, often) });
const life = fc.record({
  created: steps(0, SLOTS),
  visits: fc.array(fc.record({ after: fc.integer({ min: 1, max: 50 }), category: fc.constantFrom('open', 'waiting', 'closed'), byRep: fc.boolean() }), { maxLength: 5, size: 'max' }),
  messages: fc.array(fc.record({ after: fc.integer({ min: 0, max: 25 }), byRep: fc.boolean() }), { maxLength: 7, size: 'max' }),
  due: perKind(fc.integer({ min: -4, max: 60 }), 0.75),
  told: perKind(fc.constantFrom(...STATES), 0.25),
  excluded: sometimes(fc.integer({ min: 0, max: 100 }), 0.1),
  responded: sometimes(fc.integer({ min: 0, max: 60 }), 0.4),
  channel: fc.constantFrom('email', 'phone', undefined),
});

const desks = fc
  .record({ lives: fc.array(life, { minLength: 1, maxLength: 12, size: 'max' }), history: fc.boolean(), messages: fc.boolean(), asOf: steps(SLOTS / 2, SLOTS + 60) })
  .map(({ lives, asOf: last, ...rest }): SlaDesk => {
    const asOf = slot(last);
    return { ...rest, asOf, tickets: lives.filter(({ created }) => slot(created) <= asOf).map((one, i) => live(one, `t${i}`, asOf)) };
  })
  .filter(({ tickets }) => tickets.length > 0);

/** Plays a life until `asOf`. */
function live(one: typeof life extends fc.Arbitrary<infer T> ? T : never, id: string, asOf: number): SlaTicket {
  const created = slot(one.created);
  const after = (step: number | undefined) => (step === undefined ? undefined : created + step * HALF_HOUR);
  const ticket: SlaTicket = { id, created, visits: [{ category: 'open', entered: created, byRep: true }], messages: [], due: {}, told: {}, ...(one.channel && { channel: one.channel }) };
  for (const kind of KINDS) {
    if (one.due[kind] !== undefined) ticket.due[kind] = after(one.due[kind])!;
    if (one.told[kind] !== undefined) ticket.told[kind] = one.told[kind];
  }
  let at = created;
  for (const { after: wait, category, byRep } of one.visits) {
    at += wait * HALF_HOUR;
    const last = ticket.visits.at(-1)!;
    if (at > asOf || category === last.category) break;
    ticket.visits.push({ category, entered: at, byRep });
    if (category === 'closed') {
      ticket.closed = at;
      ticket.firstClosed ??= at;
    } else delete ticket.closed;
  }
  at = created;
  for (const { after: wait, byRep } of one.messages) if ((at += wait * HALF_HOUR) <= asOf) ticket.messages.push({ at, byRep });
  const [excluded, responded] = [after(one.excluded), after(one.responded)];
  if (excluded !== undefined && excluded <= asOf) ticket.excluded = excluded;
  if (responded !== undefined && responded <= asOf) ticket.responded = responded;
  return ticket;
}

function recordsOf({ tickets, history, messages, asOf }: SlaDesk): Records {
  return {
    asOf: iso(asOf)!,
    tickets: tickets.map(({ id, channel, created, closed, firstClosed, excluded, responded, due, told, visits }) => ({
      id,
      channel: channel ?? null,
      createdAt: iso(created),
      closedAt: iso(closed),
      firstClosedAt: iso(firstClosed),
      excludedAt: iso(excluded),
      firstResponseAt: iso(responded),
      statusCategory: visits.at(-1)!.category,
      reopenCount: visits.filter(({ category }, i) => category !== 'closed' && visits[i - 1]?.category === 'closed').length,
      ...Object.fromEntries(KINDS.flatMap((kind) => [[`${kind}SlaDueAt`, iso(due[kind])], [`${kind}SlaStatus`, told[kind] ?? null]])),
    })),
    ...(history && { statusChanges: tickets.flatMap(({ id, visits }) => visits.map(({ category, entered, byRep }) => ({ ticketId: id, status: category, statusCategory: category, enteredAt: iso(entered), actorType: byRep ? 'rep' : 'system' }))) }),
    ...(messages && { messages: tickets.flatMap(({ id, messages: all }) => all.map(({ at, byRep }, i) => ({ id: `${id}-${i}`, ticketId: id, sentAt: iso(at), direction: byRep ? 'outbound' : 'inbound', authorType: byRep ? 'rep' : 'customer' }))) }),
  };
}

const STOCKS = ['slaActive', 'slaDueSoon', 'slaOverdue', 'slaPaused', 'slaNone'];
const RATES = ['slaOnTimeRate', 'slaOnTimeRateStrict'];
const COUNTS = ['slaOnTime', 'slaLate', 'slaMissed', 'slaOpenOverdue'];
const instant = steps(-16, SLOTS + 80).map(slot);
const questions = fc
  .record({
    measure: fc.constantFrom(...STOCKS, ...COUNTS, ...RATES),
    kind: fc.constantFrom(...KINDS, 'any' as const, 'any' as const),
    part: fc.constantFrom('numerator' as const, 'denominator' as const, 'missing' as const, undefined),
    time: fc.constantFrom('slaCompletedAt' as const, 'slaCompletedAt' as const, 'createdAt' as const, undefined),
    granularity: sometimes(fc.constantFrom('hour' as const, 'day' as const, 'week' as const), 0.5),
    range: sometimes(fc.tuple(instant, instant).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]), 0.6),
    attribution: sometimes(fc.constantFrom('created' as const, 'due' as const), 0.3),
    channel: fc.boolean(),
    now: sometimes(instant, 0.3),
    dueSoon: sometimes(fc.constant({ share: 0.5, min: 60_000, max: 7_200_000 }), 0.2),
    zone: fc.constantFrom('UTC', 'Europe/Warsaw', 'Asia/Kolkata'),
  })
  .map(({ measure, part, time, granularity, range, ...rest }): SlaQuestion => {
    const own = STOCKS.includes(measure) ? (granularity || range ? 'asOf' : undefined) : time;
    return JSON.parse(JSON.stringify({ ...rest, measure, ...(RATES.includes(measure) && { part }), time: own, ...(own && { granularity, range }) })) as SlaQuestion;
  });

function queryOf({ measure, kind, part, time, granularity, range, attribution, channel, now, dueSoon, zone }: SlaQuestion): Query {
  return {
    measures: [`tickets.${measure}.${kind}${part ? `.${part}` : ''}`],
    ...(channel && { dimensions: ['tickets.channel'] }),
    ...(time && { timeDimensions: [{ dimension: `tickets.${time}`, ...(granularity && { granularity }), ...(range && { dateRange: [iso(range[0])!, iso(range[1])!] as const }) }] }),
    timezone: zone,
    context: { ...(attribution && { attribution }), ...(now !== undefined && { now: iso(now)! }), ...(dueSoon && { dueSoon }) },
  };
}

const round = (value: number | null) => (value === null ? null : Math.round(value * 1e9) / 1e9);
const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const RUNS = Number(process.env.ORACLE_RUNS ?? 300);

test('every figure of SLAs equals that of plain loops over the same tickets', async () => {
  let compared = 0;
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 8, maxLength: 8 }), async (desk, asked) => {
      const queries = asked.map(queryOf);
      const answers = await recordsEngine(recordsOf(desk)).query(queries, { signal: new AbortController().signal });
      asked.forEach((question, i) => {
        const settled = answers[i]!;
        if (!settled.ok) return expect(settled.error).toMatchObject({ kind: 'unsupported', detail: expect.stringContaining('It needs') });
        const got = new Map(
          rowsOf(settled.value).map((row) => {
            const cells = Object.values(row);
            const value = cells.pop() as number | null;
            return [`${question.granularity ? cells.shift() : ''}|${cells[0] ?? ''}`, round(value)];
          }),
        );
        const wanted = new Map(Array.from(askSlas(desk, question), ([group, value]) => [group, round(value)]));
        expect({ query: queries[i], groups: sorted(got) }).toEqual({ query: queries[i], groups: sorted(wanted) });
        compared++;
        if ([...wanted.values()].some((value) => value)) counted++;
      });
    }),
    { numRuns: RUNS },
  );
  // The property says nothing unless most questions have an answer, and many of them count something.
  expect(compared).toBeGreaterThan(5 * RUNS);
  expect(counted).toBeGreaterThan(compared / 6);
}, 300_000);

test('the record list has as many rows as the count says', async () => {
  let listed = 0;
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 8, maxLength: 8 }), async (desk, asked) => {
      const plain = asked.map(({ granularity: _granularity, channel: _channel, ...question }) => queryOf({ ...question, channel: false })).filter(({ measures }) => !/Rate\w*\.\w+(?:\.numerator)?$/.test(measures![0]!));
      const engine = recordsEngine(recordsOf(desk));
      const { signal } = new AbortController();
      const counts = await engine.query(plain, { signal });
      const lists = await engine.query(plain.map((query) => ({ ...query, ungrouped: true, total: true })), { signal });
      counts.forEach((count, i) => {
        const list = lists[i]!;
        if (!count.ok || !list.ok) return expect(count.ok).toBe(list.ok);
        expect({ query: plain[i], total: list.value.total }).toEqual({ query: plain[i], total: count.value.data[0]![0] ?? 0 });
        listed += list.value.total!;
      });
    }),
    { numRuns: 100 },
  );
  expect(listed).toBeGreaterThan(100);
}, 60_000);

test('each bar of a series lists exactly its records', async () => {
  let bars = 0;
  const { signal } = new AbortController();
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 8, maxLength: 8 }), async (desk, asked) => {
      const series = asked.flatMap(({ measure, part: _part, granularity = 'day', range = [START, slot(SLOTS)], ...question }) =>
        STOCKS.includes(measure) ? [] : queryOf({ ...question, measure, ...(RATES.includes(measure) && { part: 'denominator' }), time: 'slaCompletedAt', granularity, range, channel: false }),
      );
      const engine = recordsEngine(recordsOf(desk));
      const answers = await engine.query(series, { signal });
      for (const [i, query] of series.entries()) {
        const settled = answers[i]!;
        if (!settled.ok) continue;
        const points = rowsOf(settled.value).map((row) => ({ bucket: String(row['tickets.slaCompletedAt']), count: row[query.measures![0]!] }));
        const lists = await engine.query(points.map(({ bucket }) => ({ ...recordsAt(query, { measure: query.measures![0]!, bucket }).query, total: true })), { signal });
        const listed = points.map(({ bucket }, at) => ({ bucket, count: (lists[at] as { value?: ResultSet }).value?.total }));
        expect({ query, listed }).toEqual({ query, listed: points });
        bars += points.filter(({ count }) => count).length;
      }
    }),
    { numRuns: 120 },
  );
  expect(bars).toBeGreaterThan(100);
}, 60_000);
