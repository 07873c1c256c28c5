import { describe, expect, test } from 'vitest';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, HOUR, MINUTE, refusal, rows, value } from './ask.ts';

const MON = '2026-03-02';
const at = (time: string, day = MON) => `${day}T${time.length === 5 ? `${time}:00` : time}Z`;
let counter = 0;
const say = (direction: string, time: string, more: object = {}) => ({ id: `m${counter++}`, ticketId: 't', direction, authorType: direction === 'inbound' ? 'customer' : 'rep', sentAt: at(time), ...more });
const customer = (time: string, more?: object) => say('inbound', time, more);
const rep = (time: string, more?: object) => say('outbound', time, more);
const ticket = (more: object = {}) => ({ id: 't', createdAt: at('10:00'), closedAt: null, ...more });
const status = (time: string, statusCategory: string, more: object = {}) => ({ ticketId: 't', status: statusCategory, statusCategory, enteredAt: at(time), ...more });
const desk = (records: Records): Records => ({ tickets: [ticket()], asOf: at('23:00'), timezone: 'UTC', ...records });
const asOf = (time: string): Query => ({ context: { now: at(time) } });
const at1110 = [status('10:00', 'open'), status('11:10', 'waiting', { actorType: 'rep' })];

describe('messages of one ticket', () => {
  const messages = [customer('10:00'), customer('10:20'), rep('10:30'), rep('10:32'), customer('11:02')];
  const waiting = desk({ messages, statusChanges: at1110 });

  test('a burst is answered once, from its oldest message on', async () => {
    expect(await value(waiting, 'messages.replyTime.count')).toBe(1);
    expect(await value(waiting, 'messages.replyTime.sum')).toBe(30 * MINUTE);
    expect(await value(waiting, 'messages.customerWaitTime.avg')).toBe(30 * MINUTE);
    expect(await value(waiting, 'messages.repWaitTime.sum')).toBe(30 * MINUTE);
    expect(await value(waiting, 'messages.received')).toBe(3);
    expect(await value(waiting, 'messages.sent')).toBe(2);
  });

  test('time since last response looks at the direction alone', async () => {
    const list = await rows(waiting, { dimensions: ['messages.timeSinceLastResponse', 'messages.isReply', 'messages.isFirstReply'], measures: ['messages.count'], ungrouped: true });
    expect(list.map((row) => [row['messages.timeSinceLastResponse'], row['messages.isReply'], row['messages.isFirstReply']])).toEqual([
      [null, false, false],
      [null, false, false],
      [10 * MINUTE, true, true],
      [12 * MINUTE, false, false],
      [30 * MINUTE, false, false],
    ]);
    expect(await value(waiting, 'messages.timeSinceLastResponse.sum')).toBe(52 * MINUTE);
  });

  test("a rep's move to waiting drops the wait one minute later", async () => {
    expect(await value(waiting, 'tickets.awaitingReply')).toBe(0);
    expect(await value(waiting, 'messages.waitsDropped')).toBe(1);
    expect(await value(waiting, 'tickets.awaitingReply', asOf('11:05'))).toBe(1);
    expect(await value(waiting, 'tickets.currentWait.max', asOf('11:05'))).toBe(3 * MINUTE);
    expect(await value(waiting, 'messages.waitsDropped', asOf('11:10:59.999'))).toBe(0);
    expect(await value(waiting, 'tickets.awaitingReply', asOf('11:10:59.999'))).toBe(1);
    expect(await value(waiting, 'messages.waitsDropped', asOf('11:11'))).toBe(1);
  });

  test('a completed call is a reply too, by its rep, though no message sent', async () => {
    const called = desk({
      messages,
      statusChanges: at1110,
      reps: [{ id: 'r', name: 'Ro' }],
      calls: [
        { id: 'c', ticketId: 't', startedAt: at('11:05'), direction: 'outbound', status: 'completed', ownerId: 'r' },
        { id: 'd', ticketId: 't', startedAt: at('10:10'), direction: 'outbound', status: 'missed', ownerId: 'r' },
      ],
    });
    const list = await rows(called, { measures: ['messages.replyTime.avg'], dimensions: ['messages.id', 'messages.author', 'messages.channel', 'messages.sentAt', 'messages.ticketId', 'messages.isReply'], ungrouped: true });
    expect(list.map((row) => Object.values(row))).toEqual([
      [messages[2]!.id, null, null, '2026-03-02T10:30:00.000Z', 't', true, 30 * MINUTE],
      ['c', 'Ro', 'phone', '2026-03-02T11:05:00.000Z', 't', true, 3 * MINUTE],
    ]);
    expect(await value(called, 'messages.waitsDropped')).toBe(0);
    expect(await value(called, 'messages.count')).toBe(5);
    expect(await value(called, 'messages.sent')).toBe(2);
    const ids = await rows(called, { measures: ['messages.count'], dimensions: ['messages.id'], ungrouped: true });
    expect(ids).toHaveLength(5);
    const off = { ...called, settings: { calls: { asReplies: false } } };
    expect(await value(off, 'messages.replyTime.count')).toBe(1);
    expect(await value(off, 'messages.waitsDropped')).toBe(1);
  });

  test('nextResponseAt is the latest reply, as known then', async () => {
    const more = desk({ messages: [...messages, rep('12:00')] });
    const next = async (query: Query) => (await rows(more, { ...query, measures: ['tickets.count'], dimensions: ['tickets.nextResponseAt'] })).map((row) => row['tickets.nextResponseAt']);
    expect(await next({})).toEqual(['2026-03-02T12:00:00.000Z']);
    expect(await next(asOf('11:59'))).toEqual(['2026-03-02T10:30:00.000Z']);
    expect(await next(asOf('10:29'))).toEqual([null]);
  });
});

test('first responses after 20 and 40 minutes: the mean is of two, the third ticket awaits its reply', async () => {
  const ids = ['a', 'b', 'c'];
  const records = desk({
    tickets: ids.map((id) => ticket({ id, closedAt: null })),
    messages: [...ids.map((ticketId) => customer('10:00', { ticketId })), rep('10:20', { ticketId: 'a' }), rep('10:40', { ticketId: 'b' })],
  });
  const [row] = await rows(records, { measures: ['tickets.firstResponseTime.avg', 'tickets.firstResponseTime.count', 'tickets.awaitingFirstReply', 'tickets.awaitingReply'] });
  expect(Object.values(row!)).toEqual([30 * MINUTE, 2, 1, 1]);
});

test("two reps' replies together are the mean of all replies, not of their means", async () => {
  const messages = [60, ...Array<number>(9).fill(10)].flatMap((minutes, i) => [
    customer('10:00', { ticketId: `t${i}` }),
    rep('00:00', { ticketId: `t${i}`, authorId: i ? 'b' : 'a', sentAt: new Date(Date.parse(at('10:00')) + minutes * MINUTE).toISOString() }),
  ]);
  const records = desk({ tickets: Array.from({ length: 10 }, (_, i) => ticket({ id: `t${i}` })), messages, reps: [{ id: 'a', name: 'Ann' }, { id: 'b', name: 'Bo' }] });
  expect(await value(records, 'messages.replyTime.avg')).toBe(15 * MINUTE);
  const perRep = await rows(records, { measures: ['messages.replyTime.avg', 'messages.replyTime.sum', 'messages.replyTime.count'], dimensions: ['messages.author'], filters: [{ member: 'messages.authorType', operator: 'equals', values: ['rep'] }] });
  expect(perRep.map((row) => Object.values(row))).toEqual([
    ['Ann', 60 * MINUTE, 60 * MINUTE, 1],
    ['Bo', 10 * MINUTE, 90 * MINUTE, 9],
  ]);
});

describe('what counts as an answer', () => {
  const counts = async (records: Records, query: Query = {}) => {
    const measures = ['messages.replyTime.count', 'messages.replyTime.sum', 'messages.waitsDropped', 'tickets.awaitingReply', 'messages.repWaitTime.count', 'messages.repUnanswered'];
    const [row] = await rows(records, { ...query, measures });
    return Object.values(row!);
  };

  test('asking twice does not reset the wait', async () => {
    expect(await counts(desk({ messages: [customer('10:00'), customer('10:50'), rep('11:00')] }))).toEqual([1, 60 * MINUTE, 0, 0, 0, 1]);
  });

  test('a rep who writes first replies to nothing', async () => {
    const first = desk({ messages: [rep('10:00'), customer('10:30'), rep('10:40')] });
    expect(await counts(first)).toEqual([1, 10 * MINUTE, 0, 0, 1, 1]);
    expect(await value(first, 'tickets.firstResponseTime.sum')).toBe(10 * MINUTE);
    // Nobody asked anything: not awaiting, and no value.
    const alone = desk({ messages: [rep('10:00')] });
    expect(await value(alone, 'tickets.awaitingFirstReply')).toBe(0);
    expect(await counts(alone)).toEqual([0, null, 0, 0, 0, 1]);
  });

  test("a rep's call is the first response until the ticket's first message shows that the rep spoke first", async () => {
    const called = desk({
      messages: [customer('11:00'), rep('11:30', { authorId: 'm' })],
      calls: [{ id: 'c', ticketId: 't', startedAt: at('10:05'), direction: 'outbound', status: 'completed', ownerId: 'r' }],
    });
    const first = async (query: Query) => (await rows(called, { ...query, measures: ['tickets.firstResponseTime.sum'], dimensions: ['tickets.firstResponseAt', 'tickets.firstResponderId'] })).map((row) => Object.values(row));
    expect(await first(asOf('10:30'))).toEqual([['2026-03-02T10:05:00.000Z', 'r', 5 * MINUTE]]);
    expect(await first(asOf('11:10'))).toEqual([[null, null, null]]);
    expect(await first(asOf('12:00'))).toEqual([['2026-03-02T11:30:00.000Z', 'm', 30 * MINUTE]]);
    expect(await value(called, 'tickets.awaitingFirstReply', asOf('10:30'))).toBe(0);
    expect(await value(called, 'tickets.awaitingFirstReply', asOf('11:10'))).toBe(1);
  });

  test('notes, bots and system mails answer nothing and ask nothing', async () => {
    const records = desk({
      messages: [customer('10:00'), rep('10:05', { isPublic: false }), rep('10:06', { authorType: 'bot' }), rep('10:07', { authorType: 'system' }), customer('10:08', { authorType: 'bot' }), rep('10:09', { isPublic: null })],
    });
    expect(await counts(records)).toEqual([1, 9 * MINUTE, 0, 0, 0, 1]);
    expect(await value(records, 'messages.sent')).toBe(1);
    expect(await value(records, 'messages.received')).toBe(1);
    expect(await value(records, 'messages.count')).toBe(6);
  });

  test('of one instant the order of the source decides', async () => {
    expect(await counts(desk({ messages: [customer('10:00'), rep('10:00')] }))).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await counts(desk({ messages: [rep('10:00'), customer('10:00')] }))).toEqual([0, null, 0, 1, 1, 0]);
  });

  test('messages that come out of order are read in order of time', async () => {
    expect(await counts(desk({ messages: [rep('10:30'), customer('10:20'), customer('10:00')] }))).toEqual([1, 30 * MINUTE, 0, 0, 0, 1]);
  });

  test('empty directions and authors are told from each other', async () => {
    const bare = desk({
      messages: [
        { id: '1', ticketId: 't', sentAt: at('10:00'), authorType: 'customer', direction: null },
        { id: '2', ticketId: 't', sentAt: at('10:10'), authorType: null, direction: 'outbound' },
        { id: '3', ticketId: 't', sentAt: at('10:20'), authorType: null, direction: 'inbound' },
        { id: '4', ticketId: 't', sentAt: at('10:50'), authorType: 'rep', direction: null },
        { id: '5', ticketId: 't', sentAt: at('10:55'), authorType: 'bot', direction: null },
      ],
    });
    expect(await counts(bare)).toEqual([2, 40 * MINUTE, 0, 0, 1, 1]);
    const list = await rows(bare, { measures: ['messages.count'], dimensions: ['messages.direction', 'messages.authorType'], ungrouped: true });
    expect(list.map((row) => [row['messages.direction'], row['messages.authorType']])).toEqual([
      ['inbound', 'customer'],
      ['outbound', 'rep'],
      ['inbound', 'customer'],
      ['outbound', 'rep'],
      ['outbound', 'bot'],
    ]);
  });
});

describe('waits that end without a reply', () => {
  const closedAt = (...more: object[]) => desk({ tickets: [ticket({ closedAt: at('11:00'), reopenCount: 0 })], messages: [customer('10:30'), ...more] });
  const dropped = (records: Records, query?: Query) => value(records, 'messages.waitsDropped', query);
  const replies = (records: Records) => value(records, 'messages.replyTime.count');

  test('a reply up to and including one minute after the close still answers', async () => {
    expect([await dropped(closedAt(rep('11:01'))), await replies(closedAt(rep('11:01')))]).toEqual([0, 1]);
    expect([await dropped(closedAt(rep('11:01:00.001'))), await replies(closedAt(rep('11:01:00.001')))]).toEqual([1, 0]);
  });

  test('a message at the instant of the close came before it, one after it begins a wait of its own', async () => {
    const same = desk({ tickets: [ticket({ closedAt: at('11:00') })], messages: [customer('11:00')] });
    expect(await dropped(same)).toBe(1);
    const later = closedAt(customer('11:00:30'), rep('11:05'));
    expect([await dropped(later), await value(later, 'messages.replyTime.sum')]).toEqual([1, 4.5 * MINUTE]);
  });

  test('a dropped wait is dated by its oldest message', async () => {
    const list = await rows(closedAt(customer('10:45')), { measures: ['messages.waitsDropped'], dimensions: ['messages.sentAt'], ungrouped: true });
    expect(list.map((row) => row['messages.sentAt'])).toEqual(['2026-03-02T10:30:00.000Z']);
  });

  test('a ticket closed, reopened and closed again drops as often', async () => {
    const changes = [status('10:00', 'open'), status('11:00', 'closed'), status('12:00', 'open'), status('13:00', 'closed'), status('13:05', 'closed', { status: 'shut' })];
    const reopened = desk({ tickets: [ticket({ closedAt: at('13:00'), firstClosedAt: at('11:00'), reopenCount: 1, statusCategory: 'closed' })], statusChanges: changes, messages: [customer('10:30'), customer('11:50'), customer('13:02')] });
    expect(await dropped(reopened)).toBe(2);
    expect(await dropped(reopened, asOf('12:30'))).toBe(1);
    expect(await value(reopened, 'tickets.awaitingReply', asOf('12:30'))).toBe(1);
    expect(await value(reopened, 'tickets.currentWait.max', asOf('12:30'))).toBe(40 * MINUTE);
    expect(await value(reopened, 'tickets.awaitingReply', asOf('11:55'))).toBe(0);
    // Only the first and the last close are known without a history.
    const { statusChanges: _changes, ...bare } = reopened;
    expect(await dropped(bare)).toBe(2);
    expect((await answer(bare, { measures: ['messages.waitsDropped'], timeDimensions: [{ dimension: 'messages.sentAt', dateRange: [at('00:00'), at('12:30')] }] })).partial?.[0]).toMatch(/^no-history: /);
    expect((await answer(reopened, { measures: ['messages.waitsDropped'], timeDimensions: [{ dimension: 'messages.sentAt', dateRange: [at('00:00'), at('12:30')] }] })).partial).toBeUndefined();
  });

  test('only a rep moves a ticket to waiting, and not at its creation', async () => {
    const moved = (...statusChanges: object[]) => desk({ statusChanges, messages: [customer('10:00')] });
    expect(await dropped(moved(status('10:00', 'open'), status('10:30', 'waiting', { actorType: 'customer' })))).toBe(0);
    expect(await dropped(moved(status('10:00', 'open'), status('10:30', 'waiting', { actorType: 'bot' })))).toBe(0);
    expect(await dropped(moved(status('10:00', 'open'), status('10:30', 'waiting', { actorType: null })))).toBe(1);
    expect(await dropped(moved(status('10:00', 'waiting')))).toBe(0);
  });

  test('excluded tickets take their messages with them', async () => {
    const excluded = desk({ tickets: [ticket({ excludedAt: at('11:00') })], messages: [customer('10:00'), rep('10:30')] });
    expect(await replies(excluded)).toBe(0);
    expect(await value(excluded, 'messages.replyTime.count', asOf('10:45'))).toBe(1);
  });
});

describe('messages and their tickets', () => {
  test('a message that names only its conversation follows the ticket of that', async () => {
    const records = desk({
      tickets: [ticket({ ownerId: 'o', priority: 'high' })],
      conversations: [{ id: 'k', ticketId: 't', startedAt: at('10:00') }],
      messages: [customer('10:00'), rep('10:10', { ticketId: null, conversationId: 'k' })],
    });
    expect(await rows(records, { measures: ['messages.replyTime.sum'], dimensions: ['messages.priority'] })).toEqual([{ 'messages.priority': 'high', 'messages.replyTime.sum': 10 * MINUTE }]);
  });

  test('without a known ticket the ticket id, then the conversation holds messages together; others stand alone', async () => {
    const records = desk({
      messages: [
        customer('10:00', { ticketId: 'gone' }),
        rep('10:10', { ticketId: 'gone' }),
        customer('10:00', { ticketId: null, conversationId: 'k' }),
        rep('10:20', { ticketId: null, conversationId: 'k' }),
        customer('10:00', { ticketId: null }),
        rep('10:40', { ticketId: null }),
      ],
    });
    expect(await value(records, 'messages.replyTime.sum')).toBe(30 * MINUTE);
    expect(await value(records, 'messages.repUnanswered')).toBe(3);
    expect(await value(records, 'tickets.awaitingReply')).toBe(0);
    expect(await value({ messages: records.messages!, asOf: at('23:00') }, 'messages.replyTime.count')).toBe(2);
  });

  test('attribution by creation places replies in the bucket of their ticket', async () => {
    const records = desk({ tickets: [ticket({ createdAt: at('09:00') })], messages: [customer('10:00'), rep('11:30')] });
    const bars: Query = { measures: ['messages.replyTime.count'], timeDimensions: [{ dimension: 'messages.sentAt', granularity: 'hour' }] };
    const filled = async (query: Query) => (await rows(records, query)).filter((row) => row['messages.replyTime.count']).map((row) => row['messages.sentAt']);
    expect(await filled(bars)).toEqual(['2026-03-02T11:00:00.000']);
    expect(await filled({ ...bars, context: { attribution: 'created' } })).toEqual(['2026-03-02T09:00:00.000']);
  });

  test("authors are reps and customers, and the ticket's owner where a rep's message names none", async () => {
    const records = desk({
      tickets: [ticket({ ownerId: 'x', contactId: 'x' })],
      reps: [{ id: 'x', name: 'Rae' }],
      contacts: [{ id: 'x', name: 'Cy' }],
      messages: [customer('10:00', { authorId: 'x' }), rep('10:10', { authorId: 'x' }), rep('10:20', { authorId: null }), rep('10:30', { authorId: 'z' }), rep('10:40', { authorId: null, authorType: 'bot' })],
    });
    const list = await answer(records, { measures: ['messages.count'], dimensions: ['messages.author'], ungrouped: true });
    expect(list.data[0]).toEqual(['Cy', 'Rae', 'Rae', 'z', null]);
    expect(list.partial).toEqual([expect.stringMatching(/^owner-as-author: /)]);
    expect((await answer(records, { measures: ['messages.count'], dimensions: ['messages.authorId'] })).partial).toBeUndefined();
  });

  test('the first responder is the author of the first response, else the owner, and nobody before it', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const records = desk({
      tickets: ids.map((id) => ticket({ id, ownerId: 'o', firstResponderId: id === 'd' ? 's' : null })),
      reps: [{ id: 'r', name: 'Ro' }, { id: 'o', name: 'Oz' }],
      messages: [...ids.map((ticketId) => customer('10:00', { ticketId })), rep('10:10', { ticketId: 'a', authorId: 'r' }), rep('10:10', { ticketId: 'b' }), rep('10:10', { ticketId: 'd', authorId: 'r' })],
    });
    const found = await answer(records, { measures: ['tickets.count'], dimensions: ['tickets.id', 'tickets.firstResponderId', 'tickets.firstResponder'] });
    expect(found.data.slice(0, 3)).toEqual([ids, ['r', 'o', null, 's'], ['Ro', 'Oz', null, 's']]);
    expect(found.partial).toEqual([expect.stringMatching(/^owner-as-author: /)]);
    const calls = { ...records, messages: [], calls: [{ id: 'l', ticketId: 'a', startedAt: at('10:05'), status: 'completed', ownerId: 'r' }] };
    expect((await answer(calls, { measures: ['tickets.count'], dimensions: ['tickets.firstResponder'] })).data).toEqual([['Ro', 's', null], [1, 1, 2]]);
  });

  test('bot interactions are messages by bots and those answered next by one', async () => {
    const records = desk({ messages: [customer('10:00'), rep('10:01', { isPublic: false }), rep('10:02', { authorType: 'bot' }), customer('10:05'), rep('10:06')] });
    const flags = async (query: Query) => (await rows(records, { ...query, measures: ['messages.count'], dimensions: ['messages.botInteraction'], ungrouped: true })).map((row) => row['messages.botInteraction']);
    expect(await flags({})).toEqual([true, false, true, false, false]);
    expect(await flags(asOf('10:01'))).toEqual([false, false]);
  });
});

describe('tickets by their messages', () => {
  const closed = (id: string, more: object = {}) => ticket({ id, closedAt: at('12:00'), reopenCount: 0, ...more });
  const records = desk({
    tickets: [closed('one'), closed('two'), closed('none'), closed('back', { reopenCount: 1 }), ticket({ id: 'open', reopenCount: 0 }), closed('told', { oneTouch: false })],
    messages: [
      customer('10:00', { ticketId: 'one' }),
      rep('10:10', { ticketId: 'one' }),
      customer('10:00', { ticketId: 'two' }),
      rep('10:10', { ticketId: 'two' }),
      customer('10:20', { ticketId: 'two' }),
      rep('10:30', { ticketId: 'two' }),
      customer('10:00', { ticketId: 'back' }),
      rep('10:10', { ticketId: 'back' }),
      rep('10:10', { ticketId: 'open' }),
      customer('10:00', { ticketId: 'told' }),
      rep('10:10', { ticketId: 'told' }),
    ],
  });

  test('replies per ticket, one touch and resolution at first contact', async () => {
    const measures = ['tickets.repliesPerTicket', 'tickets.repliesPerTicket.sum', 'tickets.repliesPerTicket.count', 'tickets.oneTouchRate', 'tickets.oneTouchRate.denominator', 'tickets.firstContactResolutionRate.numerator', 'tickets.firstContactResolutionRate.denominator'];
    expect(Object.values((await rows(records, { measures }))[0]!)).toEqual([1, 5, 5, 2 / 5, 5, 2, 4]);
  });

  test('the list behind a rate marks the tickets of its numerator', async () => {
    const list = await rows(records, { measures: ['tickets.firstContactResolutionRate'], dimensions: ['tickets.id'], ungrouped: true });
    expect(list.map((row) => Object.values(row))).toEqual([
      ['one', true],
      ['two', false],
      ['back', false],
      ['told', true],
    ]);
  });

  test('a call of the rep is a touch', async () => {
    const called = { ...records, calls: [{ id: 'l', ticketId: 'one', startedAt: at('10:20'), status: 'completed' }] };
    expect(await value(called, 'tickets.repliesPerTicket.sum')).toBe(6);
    expect(await value(called, 'tickets.oneTouchRate.numerator')).toBe(1);
  });
});

describe('waits by status', () => {
  const changes = [
    status('10:00', 'open', { status: 'New' }),
    status('10:30', 'open', { status: 'In progress' }),
    status('11:00', 'waiting'),
    status('12:00', 'open', { status: 'In progress' }),
    status('12:20', 'closed'),
    status('14:00', 'open', { status: 'New' }),
  ];
  const records = desk({ tickets: [ticket({ ownerId: 'o', reopenCount: 1 })], reps: [{ id: 'o', name: 'Oz' }], statusChanges: changes, messages: [customer('10:00'), rep('10:10')] });
  const byStatus = (query: Query = {}): Query => ({ ...query, context: { ...query.context, basis: 'status' } });

  test('are the unbroken stays in open statuses, by their end', async () => {
    const found = await rows(records, byStatus({ measures: ['messages.customerWaitTime.sum', 'messages.customerWaitTime.count'], dimensions: ['messages.owner'], timeDimensions: [{ dimension: 'messages.sentAt', granularity: 'hour' }] }));
    expect(found.map((row) => Object.values(row))).toEqual([
      ['2026-03-02T11:00:00.000', 'Oz', HOUR, 1],
      ['2026-03-02T12:00:00.000', 'Oz', 20 * MINUTE, 1],
    ]);
    const list = await rows(records, byStatus({ measures: ['messages.customerWaitTime.avg'], dimensions: ['messages.sentAt', 'tickets.id', 'tickets.firstResponseAt'], ungrouped: true }));
    expect(list.map((row) => Object.values(row))).toEqual([
      ['2026-03-02T11:00:00.000Z', 't', '2026-03-02T10:10:00.000Z', HOUR],
      ['2026-03-02T12:20:00.000Z', 't', '2026-03-02T10:10:00.000Z', 20 * MINUTE],
    ]);
  });

  test('those running wait now', async () => {
    const now = async (time: string) => Object.values((await rows(records, byStatus({ measures: ['tickets.awaitingReply', 'tickets.currentWait.max'], ...asOf(time), context: { now: at(time), basis: 'status' } })))[0]!);
    expect(await now('15:00')).toEqual([1, HOUR]);
    expect(await now('10:45')).toEqual([1, 45 * MINUTE]);
    expect(await now('11:30')).toEqual([0, null]);
    expect(await value(records, 'tickets.awaitingReply')).toBe(0);
  });

  test('other measures of the same question stay with the messages', async () => {
    const [row] = await rows(records, byStatus({ measures: ['messages.customerWaitTime.count', 'messages.replyTime.count', 'messages.count', 'tickets.firstResponseTime.sum'] }));
    expect(Object.values(row!)).toEqual([2, 1, 2, 10 * MINUTE]);
  });

  test('need a history of statuses, and no messages', async () => {
    const { messages: _messages, ...silent } = records;
    expect(await value(silent, 'messages.customerWaitTime.count', byStatus())).toBe(2);
    const { statusChanges: _changes, ...bare } = records;
    expect(await refusal(bare, byStatus({ measures: ['messages.customerWaitTime.avg'] }))).toMatchObject({ kind: 'unsupported', detail: 'It needs statusChanges.statusCategory.' });
  });
});
