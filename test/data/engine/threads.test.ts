import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { rowsOf } from './ask.ts';
import { sometimes, START } from './random-desk.ts';
import { found, type Change, type Desk, type Found } from './threads-oracle.ts';

/** Half minutes: closes and replies lie within a minute of each other all the time. */
const STEP = 30_000;
const LAST = 60;
const slot = fc.integer({ min: 0, max: LAST }).map((step) => START + step * STEP);
const tickets = ['t0', 't1', 't2'];
const wherever = fc.constantFrom(...tickets, ...tickets, 'unknown', undefined);

const message = fc.record({
  ticket: wherever,
  conversation: sometimes(fc.constantFrom('k', 'l'), 0.5),
  sent: slot,
  direction: sometimes(fc.constantFrom('inbound', 'outbound'), 0.8),
  author: sometimes(fc.constantFrom('customer', 'rep', 'customer', 'rep', 'customer', 'rep', 'bot', 'system'), 0.8),
  hidden: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});
const change = fc.record({ category: fc.constantFrom('open', 'waiting', 'closed'), entered: slot, actor: sometimes(fc.constantFrom('rep', 'customer'), 0.7) });
const life = fc.record({ created: slot, changes: fc.array(change, { maxLength: 5 }), excluded: sometimes(slot, 0.05), owner: sometimes(fc.constantFrom('a', 'b'), 0.7) });

const desks: fc.Arbitrary<Desk> = fc
  .record({
    lives: fc.tuple(life, life, life),
    messages: fc.array(message, { minLength: 10, maxLength: 30, size: 'max' }),
    calls: fc.array(fc.record({ ticket: wherever, started: slot, status: fc.constantFrom('completed', 'completed', 'missed') }), { maxLength: 3 }),
    history: fc.boolean(),
    asReplies: fc.boolean(),
  })
  .map(({ lives, messages, calls, ...rest }): Desk => {
    const changes: Change[] = [];
    const made = lives.map(({ created, changes: steps, excluded, owner }, i) => {
      const id = tickets[i]!;
      const own = [{ category: 'open' as const, entered: created, actor: undefined }, ...steps.filter(({ entered }) => entered > created).sort((a, b) => a.entered - b.entered)];
      // One change an instant, and none to the same category: neighbours of one status would be one visit.
      const apart = own.filter((one, at) => at === 0 || (one.entered !== own[at - 1]!.entered && one.category !== own[at - 1]!.category));
      const kept = apart.filter((one, at) => one.category !== apart[at - 1]?.category);
      kept.forEach(({ category, entered, actor }) => changes.push({ ticket: id, category, status: category, entered, ...(actor && { actor }) }));
      const closes = kept.filter(({ category }) => category === 'closed').map(({ entered }) => entered);
      const isClosed = kept.at(-1)!.category === 'closed';
      return {
        id,
        created,
        reopens: isClosed ? closes.length - 1 : closes.length,
        ...(closes.length && { firstClosed: closes[0]! }),
        ...(isClosed && { closed: closes.at(-1)! }),
        ...(excluded !== undefined && excluded >= created && { excluded }),
        ...(owner && { owner }),
      };
    });
    return {
      ...rest,
      tickets: made,
      messages: messages.map((one, i) => ({ id: `m${i}`, sent: one.sent, hidden: one.hidden, ...(one.ticket && { ticket: one.ticket }), ...(one.conversation && { conversation: one.conversation }), ...(one.direction && { direction: one.direction }), ...(one.author && { author: one.author }) })) as Desk['messages'],
      calls: calls.map((one, i) => ({ id: `c${i}`, started: one.started, status: one.status, ...(one.ticket && { ticket: one.ticket }) })) as Desk['calls'],
      changes,
      asOf: START + (LAST + 10) * STEP,
    };
  });

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

function recordsOf({ tickets: all, messages, calls, changes, history, asReplies, asOf }: Desk): Records {
  return {
    asOf: iso(asOf)!,
    settings: { calls: { asReplies } },
    tickets: all.map(({ id, created, firstClosed, closed, reopens, excluded, owner }) => ({ id, createdAt: iso(created), firstClosedAt: iso(firstClosed), closedAt: iso(closed), reopenCount: reopens, excludedAt: iso(excluded), ownerId: owner })),
    messages: [
      // A source that has every field, whatever its messages say.
      { id: 'first', sentAt: iso(START - STEP), direction: 'outbound', authorType: 'bot', isPublic: false, ticketId: null, conversationId: null },
      ...messages.map(({ id, ticket, conversation, sent, direction, author, hidden }) => ({ id, ticketId: ticket, conversationId: conversation, sentAt: iso(sent), direction, authorType: author, isPublic: !hidden })),
    ],
    calls: calls.map(({ id, ticket, started, status }) => ({ id, ticketId: ticket, startedAt: iso(started), status })),
    ...(history && { statusChanges: changes.map(({ ticket, category, status, entered, actor }) => ({ ticketId: ticket, statusCategory: category, status, enteredAt: iso(entered), actorType: actor })) }),
  };
}

const MESSAGES = ['received', 'sent', 'replyTime', 'customerWaitTime', 'waitsDropped', 'repWaitTime', 'repUnanswered'].map((name) => `messages.${name}`);
const TICKETS = ['awaitingReply', 'currentWait', 'repliesPerTicket', 'oneTouchRate', 'firstContactResolutionRate', 'firstResponseTime'].map((name) => `tickets.${name}`);
const FAMILY = /Time$|Wait$/;
const TIMES: Readonly<Record<string, string>> = { 'tickets.awaitingReply': 'tickets.asOf', 'tickets.currentWait': 'tickets.asOf', 'tickets.firstResponseTime': 'tickets.firstResponseAt' };

interface Question {
  measure: string;
  range?: [number, number] | undefined;
  now?: number | undefined;
}
const questions: fc.Arbitrary<Question> = fc.record({
  measure: fc.constantFrom(...MESSAGES, ...TICKETS),
  range: sometimes(fc.tuple(slot, slot).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + STEP]), 0.6),
  now: sometimes(slot, 0.4),
});

function queryOf({ measure, range, now }: Question): Query {
  const dimension = TIMES[measure] ?? (measure.startsWith('tickets.') ? 'tickets.closedAt' : 'messages.sentAt');
  return {
    measures: [FAMILY.test(measure) ? `${measure}.avg` : measure],
    dimensions: [measure.startsWith('tickets.') ? 'tickets.id' : 'messages.id'],
    ungrouped: true,
    ...(range && { timeDimensions: [{ dimension, dateRange: [iso(range[0])!, iso(range[1])!] as const }] }),
    ...(now !== undefined && { context: { now: iso(now)! } }),
  };
}

/** What plain loops say. */
function wantedOf(desk: Desk, { measure, range, now }: Question): Found[] {
  const cut = Math.min(now ?? Infinity, desk.asOf);
  const stock = TIMES[measure] === 'tickets.asOf';
  const end = range && range[1] <= cut ? range[1] : undefined;
  // Just before a window's end, but including the cut itself where there is no window, or a stock's lies behind it.
  const until = end ?? (range && !stock ? cut : cut + 0.5);
  const all = found(desk, measure, until, end ?? cut);
  return range && !stock ? all.filter(({ at }) => at >= range[0] && at < until) : all;
}

test('every measure of messages is what plain loops over its definition say, record by record', async () => {
  let records = 0;
  await fc.assert(
    fc.asyncProperty(desks, fc.array(questions, { minLength: 10, maxLength: 10 }), async (desk, asked) => {
      const queries = asked.map(queryOf);
      const answers = await recordsEngine(recordsOf(desk)).query(queries, { signal: new AbortController().signal });
      asked.forEach((question, i) => {
        const settled = answers[i]!;
        if (!settled.ok) throw new Error(JSON.stringify(settled.error));
        const got = rowsOf(settled.value).map((row) => Object.values(row).map((cell) => (typeof cell === 'boolean' ? Number(cell) : cell)));
        const wanted = wantedOf(desk, question).map(({ id, value }) => [id, value]);
        expect({ query: queries[i], rows: got.map(String).sort() }).toEqual({ query: queries[i], rows: wanted.map(String).sort() });
        records += wanted.length;
      });
    }),
    { numRuns: Number(process.env.ORACLE_RUNS ?? 300) },
  );
  // The property says nothing unless there were records to list.
  expect(records).toBeGreaterThan(5 * Number(process.env.ORACLE_RUNS ?? 300));
}, 120_000);
