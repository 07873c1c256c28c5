import { describe, expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, HOUR, MINUTE, refusal, rows, value } from './ask.ts';

const at = (time: string, day = 2) => `2026-03-0${day}T${time}:00Z`;
const DESK: Records = {
  timezone: 'Europe/Warsaw',
  asOf: at('00:00', 9),
  tickets: [
    { id: 't1', createdAt: at('08:00'), closedAt: at('10:00'), channel: 'email', priority: 'low', ownerId: 'a', contactId: 'c1', firstResponseAt: at('08:30'), oneTouch: true, reopenCount: 0 },
    { id: 't2', createdAt: at('23:30'), closedAt: at('01:00', 4), channel: 'phone', priority: 'urgent', ownerId: 'b', contactId: 'c2', oneTouch: false, reopenCount: 0 },
    { id: 't3', createdAt: at('09:00', 5), channel: 'email', priority: 'odd', ownerId: 'x', reopenCount: 0 },
    { id: 't4', createdAt: at('09:00', 6), channel: null, priority: 'high', reopenCount: 0 },
  ],
  reps: [
    { id: 'a', name: 'Ann', teamId: 'n' },
    { id: 'b', name: 'Ann', teamId: 's' },
  ],
  teams: [
    { id: 'n', name: 'North' },
    { id: 's', name: 'South' },
  ],
  contacts: [
    { id: 'c1', name: 'Cy', companyId: 'k' },
    { id: 'c2', name: 'Di' },
  ],
  companies: [{ id: 'k', name: 'Kite' }],
  calls: [
    { id: 'l1', ticketId: 't1', startedAt: at('08:10'), direction: 'inbound', status: 'completed', ownerId: 'b' },
    { id: 'l2', ticketId: 't1', startedAt: at('08:20'), direction: 'inbound', status: 'missed' },
  ],
  feedback: [
    { id: 'f1', ticketId: 't1', type: 'csat', score: 5, scaleMin: 1, scaleMax: 5, submittedAt: at('11:00') },
    { id: 'f2', ticketId: 't2', type: 'csat', score: 1, scaleMin: 1, scaleMax: 5, submittedAt: at('02:00', 4) },
  ],
};
const table = async (query: Query, desk = DESK) => (await rows(desk, query)).map((row) => Object.values(row));

describe('dimensions', () => {
  test('names of ids: alike names are one group, an unknown id is shown as itself, none is last', async () => {
    expect(await table({ measures: ['tickets.count'], dimensions: ['tickets.owner'] })).toEqual([
      ['Ann', 2],
      ['x', 1],
      [null, 1],
    ]);
    expect(await table({ measures: ['tickets.count'], dimensions: ['tickets.owner', 'tickets.ownerId'] })).toHaveLength(4);
  });

  test('a team comes from the owner, a company from the contact', async () => {
    expect(await table({ measures: ['tickets.count'], dimensions: ['tickets.team', 'tickets.company'] })).toEqual([
      ['North', 'Kite', 1],
      ['South', null, 1],
      [null, null, 2],
    ]);
  });

  test('records follow their ticket, but their own fields come first', async () => {
    expect(await table({ measures: ['feedback.csat'], dimensions: ['tickets.channel'] })).toEqual([
      ['email', 1],
      ['phone', 0],
    ]);
    expect(await table({ measures: ['feedback.count'], dimensions: ['feedback.priority'] })).toEqual([
      ['urgent', 1],
      ['low', 1],
    ]);
    expect(await table({ measures: ['calls.count'], dimensions: ['calls.owner', 'calls.team'] })).toEqual([
      ['Ann', 'South', 1],
      [null, 'North', 1],
    ]);
  });

  test('local hours and weekdays, over the change of the day', async () => {
    expect(await table({ measures: ['tickets.count'], dimensions: ['tickets.createdAt.dayOfWeek', 'tickets.createdAt.hourOfDay'] })).toEqual([
      [1, 9, 1],
      [2, 0, 1],
      [4, 10, 1],
      [5, 10, 1],
    ]);
  });

  test('the age of open tickets, in its own order', async () => {
    expect(await table({ measures: ['tickets.open'], dimensions: ['tickets.ageBucket'] })).toEqual([['1–3', 1], ['3–7', 1]]);
  });

  test('distinct values', async () => {
    expect(await table({ measures: ['tickets.ownerId.countDistinct', 'tickets.channel.countDistinct', 'tickets.reopenCount.sum'] })).toEqual([[3, 2, 0]]);
  });
});

describe('order and pages', () => {
  const query: Query = { measures: ['tickets.count'], dimensions: ['tickets.priority'] };

  test('priority in its order, then unknown words', async () => {
    expect((await table(query)).map(([word]) => word)).toEqual(['urgent', 'high', 'low', 'odd']);
    expect((await table({ ...query, order: [['tickets.priority', 'desc']] })).map(([word]) => word)).toEqual(['odd', 'low', 'high', 'urgent']);
    const own = { ...DESK, orders: { priority: ['odd', 'low'] } };
    expect((await table(query, own)).map(([word]) => word)).toEqual(['odd', 'low', 'high', 'urgent']);
  });

  test('null is last in both directions', async () => {
    const by = (direction: 'asc' | 'desc') => table({ measures: ['tickets.timeToClose.avg'], dimensions: ['tickets.id'], order: [['tickets.timeToClose.avg', direction]] });
    expect((await by('asc')).map(([id]) => id)).toEqual(['t1', 't2', 't3', 't4']);
    expect((await by('desc')).map(([id]) => id)).toEqual(['t2', 't1', 't3', 't4']);
    const channels = async (direction: 'asc' | 'desc') => (await table({ measures: ['tickets.count'], dimensions: ['tickets.channel'], order: [['tickets.channel', direction]] })).map(([word]) => word);
    expect(await channels('asc')).toEqual(['email', 'phone', null]);
    expect(await channels('desc')).toEqual(['phone', 'email', null]);
  });

  test('words by code point', async () => {
    const words = ['b', '😀', '｡', 'a', 'Z'];
    const desk: Records = { tickets: words.map((channel, i) => ({ id: `${i}`, createdAt: at('08:00'), channel })) };
    expect((await table({ measures: ['tickets.count'], dimensions: ['tickets.channel'] }, desk)).map(([word]) => word)).toEqual(['Z', 'a', 'b', '｡', '😀']);
  });

  test('a page tells how many there are', async () => {
    const page = await answer(DESK, { ...query, limit: 1, offset: 1, total: true });
    expect(page).toMatchObject({ data: [['high'], [1]], total: 4, truncated: true });
    expect(await answer(DESK, { ...query, limit: 4 })).not.toHaveProperty('truncated');
  });
});

describe('filters', () => {
  const ids = async (filters: Query['filters']) => (await table({ dimensions: ['tickets.id'], ungrouped: true, filters })).flat();

  test.each([
    ['equals', ['email'], ['t1', 't3']],
    ['notEquals', ['email'], ['t2', 't4']],
    ['contains', ['MAI', 'nothing'], ['t1', 't3']],
    ['notContains', ['MAI'], ['t2', 't4']],
    ['startsWith', ['ph'], ['t2']],
    ['endsWith', ['il'], ['t1', 't3']],
    ['set', undefined, ['t1', 't2', 't3']],
    ['notSet', undefined, ['t4']],
  ] as const)('%s', async (operator, values, expected) => {
    expect(await ids([{ member: 'tickets.channel', operator, ...(values && { values }) }])).toEqual(expected);
  });

  test.each([
    ['inDateRange', ['2026-03-03', '2026-03-05'], ['t2', 't3']],
    ['notInDateRange', ['2026-03-03', '2026-03-05'], ['t1', 't4']],
    ['beforeDate', ['2026-03-03'], ['t1']],
    ['afterDate', ['2026-03-03'], ['t3', 't4']],
    ['inDateRange', [at('08:00'), at('23:30')], ['t1']],
  ] as const)('%s by local days and by instants', async (operator, values, expected) => {
    expect(await ids([{ member: 'tickets.createdAt', operator, values }])).toEqual(expected);
  });

  test('nested, and by the duration of one record', async () => {
    const email = { member: 'tickets.channel', operator: 'equals', values: ['email'] } as const;
    const long = { member: 'tickets.timeToClose', operator: 'gt', values: [String(2 * HOUR)] } as const;
    expect(await ids([{ or: [long, { and: [email, { member: 'tickets.closedAt', operator: 'notSet' }] }] }])).toEqual(['t2', 't3']);
  });
});

describe('ranges', () => {
  test('compared ranges stand one after the other under their own label', async () => {
    const compareDateRange = [
      ['2026-03-02', '2026-03-03'],
      ['2026-03-05', '2026-03-08'],
      ['2027-01-01', '2027-01-02'],
    ] as const;
    const lone = await table({ measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', compareDateRange }] });
    // After all that the source vouches for there is no count, not 0.
    expect(lone.map((row) => row.slice(-1)[0])).toEqual([2, 2, null]);
    const perDay = await answer(DESK, { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', compareDateRange }] });
    expect(perDay.columns.map(({ name }) => name)).toEqual(['compareDateRange', 'tickets.createdAt', 'tickets.count']);
    expect(perDay.data[1]).toEqual(['02', '03', '05', '06'].map((day) => `2026-03-${day}T00:00:00.000`));
  });

  test('what happens exactly at the end of a window has not happened in it', async () => {
    const within = (measure: string, dimension: string, from: string, to: string) => value(DESK, measure, { timeDimensions: [{ dimension, dateRange: [from, to] }] });
    for (const [measure, dimension, instant] of [
      ['tickets.count', 'tickets.createdAt', at('08:00')],
      ['tickets.count', 'tickets.closedAt', at('10:00')],
      ['tickets.firstResponseTime.count', 'tickets.firstResponseAt', at('08:30')],
      ['feedback.count', 'feedback.submittedAt', at('11:00')],
    ] as const) {
      expect([measure, await within(measure, dimension, at('00:00'), instant)]).toEqual([measure, 0]);
      expect([measure, await within(measure, dimension, instant, at('12:00'))]).toEqual([measure, 1]);
    }
    // One of two, so that it is not left out with all of its block.
    expect(await within('tickets.count', 'tickets.closedAt', at('00:00'), at('01:00', 4))).toBe(1);
    expect(await within('feedback.count', 'feedback.submittedAt', at('00:00'), at('02:00', 4))).toBe(1);
  });

  test('attributed to the day of creation instead of the event', async () => {
    const closed: Query = { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'day' }] };
    expect((await table(closed)).map(([day]) => day)).toEqual(['2026-03-02T00:00:00.000', '2026-03-04T00:00:00.000']);
    expect((await table({ ...closed, context: { attribution: 'created' } })).map(([day]) => day)).toEqual(['2026-03-02T00:00:00.000', '2026-03-03T00:00:00.000']);
  });

  test('a ticket closed nobody knows when is missing, in no stock and on no bar', async () => {
    const desk: Records = { tickets: [{ id: 'u', createdAt: at('08:00'), closedAt: null, statusCategory: 'closed' }], asOf: at('00:00', 9) };
    const window: Query = { timeDimensions: [{ dimension: 'tickets.closedAt', dateRange: ['2026-03-02', '2026-03-04'] }] };
    const found = await answer(desk, { ...window, measures: ['tickets.count', 'tickets.timeToClose.missing', 'tickets.timeToClose.avg'] });
    expect(found.data).toEqual([[0], [1], [null]]);
    expect(found.partial?.join()).toMatch(/closed-without-date: /);
    expect(await value(desk, 'tickets.open')).toBe(0);
  });
});

describe('record lists', () => {
  test('a ratio lists its denominator and marks its numerator', async () => {
    expect(await table({ measures: ['tickets.oneTouchRate'], dimensions: ['tickets.id'], ungrouped: true })).toEqual([
      ['t1', true],
      ['t2', false],
    ]);
  });

  test('times of later events are empty at a frozen clock', async () => {
    const query: Query = { dimensions: ['tickets.id', 'tickets.closedAt', 'tickets.statusCategory'], ungrouped: true, context: { now: at('12:00', 3) } };
    expect(await table(query)).toEqual([
      ['t1', '2026-03-02T10:00:00.000Z', 'closed'],
      ['t2', null, 'open'],
    ]);
  });

  test('records of two sources do not fit one list', async () => {
    expect(await refusal(DESK, { measures: ['tickets.count', 'calls.count'], ungrouped: true })).toMatchObject({ kind: 'bad-query', path: 'measures' });
  });
});

describe('first responses', () => {
  const message = (ticketId: string, sentAt: string, authorType: string) => ({ ticketId, sentAt, authorType, direction: authorType === 'customer' ? 'inbound' : 'outbound' });
  const desk: Records = {
    asOf: at('00:00', 9),
    tickets: ['asked', 'wrote', 'told', 'bot'].map((id) => ({ id, createdAt: at('08:00'), closedAt: null })),
    messages: [
      message('asked', at('08:00'), 'customer'),
      message('asked', at('08:20'), 'rep'),
      // A rep wrote first: the wait begins with the customer's answer.
      message('wrote', at('08:00'), 'rep'),
      message('wrote', at('09:00'), 'customer'),
      message('wrote', at('09:10'), 'rep'),
      // ... which never came: no wait at all.
      message('told', at('08:00'), 'rep'),
      message('bot', at('08:00'), 'customer'),
      message('bot', at('08:01'), 'bot'),
    ],
  };

  test('come from messages, from where the customer began to wait', async () => {
    expect(await table({ measures: ['tickets.firstResponseTime.avg'], dimensions: ['tickets.id'], ungrouped: true }, desk)).toEqual([
      ['asked', 20 * MINUTE],
      ['wrote', 10 * MINUTE],
    ]);
    expect(await table({ measures: ['tickets.awaitingFirstReply'], dimensions: ['tickets.id'], ungrouped: true }, desk)).toEqual([['bot', 1]]);
  });

  test('before the customer answered, nobody awaited a reply', async () => {
    const then = (time: string): Query => ({ measures: ['tickets.awaitingFirstReply'], dimensions: ['tickets.id'], ungrouped: true, context: { now: at(time) } });
    expect((await table(then('08:30'), desk)).flat()).not.toContain('wrote');
    expect((await table(then('09:05'), desk)).flat()).toContain('wrote');
  });

  test('a completed call answers too, unless the settings say no', async () => {
    const calls = [{ id: 'l', ticketId: 'bot', startedAt: at('08:05'), status: 'completed' }];
    const of = (settings: Records['settings']) => value({ ...desk, calls, settings }, 'tickets.firstResponseTime.count');
    expect(await of({})).toBe(3);
    expect(await of({ calls: { asReplies: false } })).toBe(2);
  });
});

describe('answers of customers', () => {
  const ces = (id: string, score: number, scaleMax: number, submittedAt: string, ticketId = id) => ({ id, ticketId, type: 'ces', score, scaleMin: 1, scaleMax, submittedAt });

  test('scores of unlike scales have no mean, but each scale has its own', async () => {
    const desk: Records = { feedback: [ces('a', 5, 7, at('08:00')), ces('b', 3, 5, at('08:00'))], asOf: at('00:00', 9) };
    expect(await value(desk, 'feedback.ces')).toBeNull();
    expect(await table({ measures: ['feedback.ces'], dimensions: ['feedback.scaleMax'] }, desk)).toEqual([
      [5, 3],
      [7, 5],
    ]);
  });

  test('a filter on the answer does not bring back an answer that was replaced', async () => {
    const desk: Records = { feedback: [ces('a', 7, 7, at('08:00'), 't'), ces('b', 2, 7, at('09:00'), 't')], asOf: at('00:00', 9) };
    const high: Query = { filters: [{ member: 'feedback.score', operator: 'gte', values: ['5'] }] };
    expect(await value(desk, 'feedback.ces', high)).toBeNull();
    expect(await value(desk, 'feedback.count', high)).toBe(1);
  });

  test('of two answers at one instant the one that the source gives last counts', async () => {
    const desk: Records = { feedback: [ces('a', 7, 7, at('08:00'), 't'), ces('b', 2, 7, at('08:00'), 't')], asOf: at('00:00', 9) };
    expect(await value(desk, 'feedback.ces')).toBe(2);
  });

  test('bands of the settings win over shares of the scale', async () => {
    const scores = [3, 4, 5].map((score, i) => ({ id: `${i}`, ticketId: `${i}`, type: 'csat', score, scaleMin: 1, scaleMax: 5, submittedAt: at('08:00') }));
    const of = (settings: Records['settings']) => value({ feedback: scores, settings, asOf: at('00:00', 9) }, 'feedback.csat.numerator');
    expect(await of({})).toBe(2);
    expect(await of({ feedback: { positiveFrom: 5 } })).toBe(1);
  });
});

describe('what cannot be answered', () => {
  test('is told as such, and the other queries of the turn are answered', async () => {
    const queries = [{ measures: ['tickets.cuont'] }, { measures: ['tickets.count'] }, { measures: ['tickets.slaOnTime.close'] }] as Query[];
    const [wrong, right, absent] = await recordsEngine(DESK).query(queries, { signal: new AbortController().signal });
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'bad-query', path: 'queries[0].measures[0]', title: expect.stringContaining('tickets.count') } });
    expect(right).toMatchObject({ ok: true });
    expect(absent).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });

  test('business hours without a calendar are refused, never counted as calendar hours', async () => {
    expect(await refusal(DESK, { measures: ['tickets.timeToClose.avg'], context: { hours: 'business' } })).toMatchObject({ kind: 'unsupported', detail: 'It needs calendars.' });
  });

  test('an aborted request is rejected', async () => {
    const controller = new AbortController();
    const asked = recordsEngine(DESK).query([{ measures: ['tickets.count'] }], { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
