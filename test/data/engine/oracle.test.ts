import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { rowsOf } from './ask.ts';
import { ask, type Question } from './oracle.ts';
import { type Desk, desks, sometimes, START, steps } from './random-desk.ts';

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

function recordsOf({ tickets, visits, answers, history, asOf }: Desk): Records {
  return {
    asOf: new Date(asOf).toISOString(),
    tickets: tickets.map(({ created, closed, firstClosed, reopens, excluded, responded, category, owner, ...rest }) => ({
      ...rest,
      createdAt: iso(created),
      closedAt: iso(closed),
      firstClosedAt: iso(firstClosed),
      reopenCount: reopens,
      excludedAt: iso(excluded),
      firstResponseAt: iso(responded),
      statusCategory: category,
      ownerId: owner,
    })),
    ...(history && { statusChanges: visits.map(({ ticket, category, entered, exited, status }) => ({ ticketId: ticket, status, statusCategory: category, enteredAt: iso(entered), exitedAt: iso(exited) })) }),
    feedback: answers.map(({ ticket, at, min, max, ...rest }) => ({ ...rest, ticketId: ticket, scaleMin: min, scaleMax: max, higherIsBetter: true, submittedAt: iso(at) })),
  };
}

const SOURCES: Readonly<Record<string, string>> = { tickets: 'tickets', stock: 'tickets', visits: 'statusChanges', answers: 'feedback' };
const OWN: Readonly<Record<string, string>> = {
  'tickets:count': 'tickets.createdAt',
  'tickets:unanswered': 'tickets.createdAt',
  'tickets:notClosed': 'tickets.createdAt',
  'tickets:closedUnanswered': 'tickets.closedAt',
  'tickets:timeToClose': 'tickets.closedAt',
  'tickets:timeToCloseWithoutWaiting': 'tickets.closedAt',
  'tickets:timeToFirstClose': 'tickets.firstClosedAt',
  'tickets:reopened': 'tickets.firstClosedAt',
  'tickets:reopenRate': 'tickets.firstClosedAt',
  'tickets:firstResponseTime': 'tickets.firstResponseAt',
};

function queryOf({ measure, part, time, granularity, range, dimension, filter, now, zone }: Question): Query {
  const [kind, base] = measure.split(':') as [string, string];
  const own = OWN[measure] ?? { stock: 'tickets.asOf', visits: 'statusChanges.enteredAt', answers: 'feedback.submittedAt' }[kind]!;
  const stockTime = kind === 'stock' && (granularity || range);
  const member = dimension && (dimension === 'status' && kind === 'visits' ? 'statusChanges.status' : `tickets.${dimension}`);
  return {
    measures: [`${SOURCES[kind]}.${base}${part ? `.${part}` : ''}`],
    ...(member && { dimensions: [member] }),
    ...((time || stockTime) && {
      timeDimensions: [
        {
          dimension: stockTime || time === 'own' ? own : `tickets.${time}`,
          ...(granularity && { granularity }),
          ...(range && { dateRange: [new Date(range[0]).toISOString(), new Date(range[1]).toISOString()] as const }),
        },
      ],
    }),
    ...(filter && { filters: [{ member: 'tickets.channel', operator: filter.not ? 'notEquals' : 'equals', values: [filter.channel] }] }),
    timezone: zone,
    ...(now !== undefined && { context: { now: new Date(now).toISOString() } }),
  };
}

const FAMILY = ['avg', 'median', 'p90', 'min', 'max', 'sum', 'count', 'missing', 'invalid'];
const PARTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'tickets:reopenRate': [undefined, 'numerator', 'denominator', 'missing'],
  'answers:csat': [undefined, 'numerator', 'denominator', 'missing'],
  'answers:cesEasyRate': [undefined, 'numerator', 'denominator', 'missing'],
  'answers:nps': [undefined, 'sum', 'count', 'missing'],
};
const measures = fc
  .constantFrom(
    ...Object.keys(OWN),
    'stock:open',
    'stock:age',
    'stock:awaitingFirstReply',
    'visits:count',
    'visits:closes',
    'visits:reopens',
    'visits:timeInStatus',
    'answers:count',
    'answers:superseded',
    'answers:csat',
    'answers:cesEasyRate',
    'answers:nps',
  )
  .chain((measure) => fc.record({ measure: fc.constant(measure), part: fc.constantFrom(...(PARTS[measure] ?? (/time|age/i.test(measure) ? FAMILY : [undefined]))) }));

const HALF_HOUR = 1_800_000;
const instant = steps(-32, 600).map((step) => START + step * HALF_HOUR);
const questions = fc
  .record({
    of: measures,
    time: sometimes(fc.constantFrom('own', 'own', 'createdAt', 'closedAt'), 0.75),
    granularity: sometimes(fc.constantFrom('hour', 'day', 'week', 'month'), 0.5),
    range: sometimes(fc.tuple(instant, instant).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]), 0.6),
    dimension: sometimes(fc.constantFrom('channel', 'owner', 'status'), 0.6),
    filter: sometimes(fc.record({ channel: fc.constantFrom('email', 'phone'), not: fc.boolean() }), 0.3),
    now: sometimes(instant, 0.3),
    zone: fc.constantFrom('UTC', 'Europe/Warsaw', 'America/New_York', 'Asia/Kolkata'),
  })
  .map(({ of, time, granularity, range, ...rest }): Question => {
    const stock = of.measure.startsWith('stock:');
    // Visits and answers are placed by their own date here; a window needs a date that it is a window of.
    const placed = stock ? undefined : /^(visits|answers)/.test(of.measure) && time ? 'own' : time;
    const dated = stock || placed !== undefined;
    return { ...of, ...rest, ...(placed && { time: placed }), ...(dated && granularity && { granularity }), ...(dated && range && { range }) };
  });

test('every answer equals that of plain loops over the same records', async () => {
  let compared = 0;
  let filled = 0;
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 8, maxLength: 8 }), async (desk, asked) => {
      const queries = asked.map(queryOf);
      const answers = await recordsEngine(recordsOf(desk)).query(queries, { signal: new AbortController().signal });
      asked.forEach((question, i) => {
        const settled = answers[i]!;
        if (!settled.ok) {
          expect(settled.error).toMatchObject({ kind: 'unsupported' });
          return;
        }
        const got = new Map(
          rowsOf(settled.value).map((row) => {
            const cells = Object.values(row);
            const value = cells.pop() as number | null;
            const bucket = question.granularity ? cells.shift() : '';
            return [`${bucket}|${cells[0] ?? ''}`, round(value)];
          }),
        );
        const wanted = new Map(Array.from(ask(desk, question), ([group, value]) => [group, round(value)]));
        expect({ query: queries[i], groups: sorted(got) }).toEqual({ query: queries[i], groups: sorted(wanted) });
        compared++;
        if (wanted.size > 1) filled++;
      });
    }),
    { numRuns: Number(process.env.ORACLE_RUNS ?? 300) },
  );
  // The property says nothing unless most questions have an answer, and many have several groups.
  expect(compared).toBeGreaterThan(1600 * (Number(process.env.ORACLE_RUNS ?? 300) / 300));
  expect(filled).toBeGreaterThan(compared / 6);
}, 300_000);

test('the record list has as many rows as the count says', async () => {
  let listed = 0;
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 8, maxLength: 8 }), async (desk, asked) => {
      const plain = asked.map(queryOf).map(({ dimensions: _dimensions, ...query }): Query => ({ ...query, timeDimensions: query.timeDimensions?.map(({ granularity: _granularity, ...time }) => time) }));
      const counted = plain.filter(({ measures = [] }) => !/\.(avg|median|p90|min|max|sum)$/.test(measures[0]!));
      const engine = recordsEngine(recordsOf(desk));
      const { signal } = new AbortController();
      const counts = await engine.query(counted, { signal });
      const lists = await engine.query(counted.map((query) => ({ ...query, ungrouped: true, total: true })), { signal });
      counts.forEach((count, i) => {
        const list = lists[i]!;
        if (!count.ok || !list.ok) return expect(count.ok).toBe(list.ok);
        const name = counted[i]!.measures![0]!;
        const rate = /Rate$|csat$|nps$/.test(name);
        if (rate) return;
        expect({ query: counted[i], total: list.value.total }).toEqual({ query: counted[i], total: count.value.data[0]![0] ?? 0 });
        listed += list.value.total!;
      });
    }),
    { numRuns: 100 },
  );
  expect(listed).toBeGreaterThan(100);
}, 60_000);

const round = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);
const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
