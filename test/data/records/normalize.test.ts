import { describe, expect, it } from 'vitest';
import { DataError, type Problem } from '../../../src/data/problem.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import type { Calendar } from '../../../src/data/catalog/catalog.ts';
import type { Column, NormalRecords, Records } from '../../../src/data/records/records.ts';

/** The cells of a column as plain values, null where empty; times as ISO instants. */
function cells(column: Column | undefined): unknown[] | undefined {
  switch (column?.kind) {
    case 'string':
      return Array.from(column.codes, (code) => (code === 0 ? null : column.dictionary[code]));
    case 'boolean':
      return Array.from(column.values, (value) => [false, true, null][value]);
    case 'number':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
    case 'time':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : new Date(value).toISOString()));
  }
  return undefined;
}

const tickets = (records: NormalRecords, field: string) => cells(records.tables.tickets?.columns[field]);

const told = (records: NormalRecords) =>
  Object.fromEntries(records.problems.map(({ source, column, code, count, rows }) => [`${source}${column ? `.${column}` : ''} ${code}`, rows?.length ? { count, rows } : { count }]));

function fault(records: unknown): Problem {
  try {
    normalizeRecords(records as Records);
  } catch (error) {
    if (error instanceof DataError) return error.problem;
    throw error;
  }
  throw new Error('It was taken.');
}

const DAY_1 = '2026-03-01T00:00:00.000Z';
const DAY_2 = '2026-03-02T00:00:00.000Z';

describe('records of every form', () => {
  const expected = { id: ['1', '2'], createdAt: [DAY_1, DAY_2], oneTouch: [true, null], reopenCount: [null, 3], plan: ['gold', null], seats: [4, 5] };

  it.each<[string, Records['tickets']]>([
    [
      'rows',
      [
        { id: '1', createdAt: DAY_1, oneTouch: 'yes', plan: ' gold ', seats: 4 },
        { id: '2', createdAt: new Date(DAY_2), reopenCount: '3', plan: null, seats: 5 },
      ],
    ],
    [
      'an object of arrays',
      { id: ['1', '2'], createdAt: [DAY_1, Date.parse(DAY_2)], oneTouch: [1, ''], reopenCount: [undefined, 3], plan: ['gold', ''], seats: [4, 5] },
    ],
  ])('are columns: %s', (_, given) => {
    const records = normalizeRecords({ timezone: 'UTC', tickets: given });
    for (const [field, values] of Object.entries(expected)) expect(tickets(records, field), field).toEqual(values);
    expect(records.problems).toEqual([]);
    expect(records.rows).toEqual({ tickets: 2 });
  });

  it('pass through as finished columns, with what was left out while reading', () => {
    const table = { length: 2, columns: { id: { kind: 'string' as const, codes: Uint8Array.of(1, 2), dictionary: ['', 'a', 'b'] }, createdAt: { kind: 'time' as const, values: Float64Array.of(0, 1) } } };
    const leftOut = { source: 'tickets', code: 'duplicate-id', message: 'm', count: 3, leftOut: true };
    const records = normalizeRecords({ tickets: table, problems: [leftOut, { ...leftOut, code: 'bad-date', leftOut: false }] });
    expect(records.tables.tickets).toBe(table);
    expect(records.rows).toEqual({ tickets: 5 });
    expect(records.problems).toHaveLength(2);
  });

  it('take no more bytes a row than their texts need', () => {
    const codesOf = (texts: number) => {
      const { tables } = normalizeRecords({ messages: { channel: Array.from({ length: texts }, (_, i) => `c${i}`) } });
      const column = tables.messages?.columns.channel;
      return column?.kind === 'string' ? column.codes.BYTES_PER_ELEMENT : undefined;
    };
    expect([codesOf(255), codesOf(256), codesOf(65_535), codesOf(65_536)]).toEqual([1, 2, 2, 4]);
  });

  it('keep columns of no known field by what they hold', () => {
    const records = normalizeRecords({
      tickets: [
        { id: 1, createdAt: DAY_1, size: 'large', vip: true, renewal: new Date(DAY_1), mixed: 1, tags: ['a'] },
        { id: 2, createdAt: DAY_1, size: 3, vip: false, renewal: new Date(DAY_2), mixed: 'x', tags: ['b'] },
      ],
    });
    expect(tickets(records, 'size')).toEqual(['large', '3']);
    expect(tickets(records, 'vip')).toEqual([true, false]);
    expect(tickets(records, 'renewal')).toEqual([DAY_1, DAY_2]);
    expect(tickets(records, 'mixed')).toEqual(['1', 'x']);
    expect(told(records)).toEqual({ 'tickets.tags not-a-value': { count: 2, rows: [1, 2] } });
  });

  it('survive names that objects have of their own', () => {
    const row = JSON.parse('{"id":"1","createdAt":0,"__proto__":"x","constructor":"y","toString":"z"}') as object;
    const records = normalizeRecords({ tickets: [row] });
    expect(tickets(records, 'constructor')).toEqual(['y']);
    expect(Object.hasOwn(records.tables.tickets!.columns, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('faulty rows', () => {
  it('are counted by source, column and reason, with the first rows and an example', () => {
    const rows = Array.from({ length: 9 }, (_, i) => ({ id: i + 1, createdAt: DAY_1, excludedAt: i < 7 ? `never ${i}` : DAY_1 }));
    const records = normalizeRecords({ tickets: rows });
    expect(records.problems).toEqual([
      {
        source: 'tickets',
        column: 'excludedAt',
        code: 'bad-date',
        count: 7,
        leftOut: false,
        rows: [1, 2, 3, 4, 5],
        example: 'never 0',
        message: 'Not a date, left empty: 7 times in tickets.excludedAt (first in row 1, for example “never 0”).',
      },
    ]);
  });

  it('with an id met again leave the last row', () => {
    const records = normalizeRecords({
      tickets: [
        { id: 'a', subject: 'old', createdAt: DAY_1, reopenCount: 1, oneTouch: true },
        { id: 'b', subject: 'b', createdAt: DAY_2, reopenCount: 2, oneTouch: false },
        { id: 'a', subject: 'new', createdAt: DAY_2, reopenCount: 3, oneTouch: false },
      ],
    });
    expect(tickets(records, 'subject')).toEqual(['b', 'new']);
    expect(tickets(records, 'reopenCount')).toEqual([2, 3]);
    expect(tickets(records, 'oneTouch')).toEqual([false, false]);
    expect(records.tables.tickets?.length).toBe(2);
    expect(records.rows.tickets).toBe(3);
    expect(told(records)).toEqual({ 'tickets.id duplicate-id': { count: 1, rows: [1] } });
  });

  it('that are no records are left out, and the others keep their numbers', () => {
    const records = normalizeRecords({ tickets: [null, { id: 1, createdAt: DAY_1, closedAt: 'x' }, 5, [1], { id: 2, createdAt: DAY_1 }] as never });
    expect(tickets(records, 'id')).toEqual(['1', '2']);
    expect(told(records)).toEqual({ 'tickets not-an-object': { count: 3, rows: [1, 3, 4] }, 'tickets.closedAt bad-date': { count: 1, rows: [2] } });
    expect(records.rows.tickets).toBe(5);
  });

  it('without a date of creation are left out before those met again', () => {
    const records = normalizeRecords({ tickets: [{ id: '1', createdAt: DAY_1 }, { id: '1', createdAt: 'x' }, { id: 'Total' }, {}] });
    expect(tickets(records, 'id')).toEqual(['1']);
    expect(told(records)).toEqual({ 'tickets.createdAt bad-date': { count: 1, rows: [2] }, 'tickets.createdAt no-creation-date': { count: 3, rows: [2, 3, 4] } });
    expect(records.problems.map(({ leftOut }) => leftOut)).toEqual([false, true]);
    expect(records.rows.tickets).toBe(4);
    const table = { length: 2, columns: { createdAt: { kind: 'time' as const, values: Float64Array.of(NaN, 5) } } };
    expect(tickets(normalizeRecords({ tickets: table }), 'createdAt')).toEqual(['1970-01-01T00:00:00.005Z']);
  });

  it.each([
    [[{ id: 1, createdAt: '03/04/2026' }], /^Day and month cannot be told apart, left empty until dateFormat is declared/],
    [{ id: [1, 2] }, undefined],
    [{ length: 1, columns: {} }, undefined],
  ])('are no desk where none has a date of creation: %j', (given, detail) => {
    const problem = fault({ timezone: 'UTC', tickets: given });
    expect(problem).toMatchObject({ kind: 'bad-data', path: 'tickets.createdAt', title: expect.stringContaining('No ticket has a readable createdAt') });
    expect(problem.detail ?? '').toMatch(detail ?? /^$/);
    expect(normalizeRecords({ tickets: [] }).tables.tickets?.length).toBe(0);
  });

  it('take 1 and "1" for the same id', () => {
    const records = normalizeRecords({ tickets: [{ id: 1, createdAt: DAY_1 }, { id: '2', createdAt: DAY_1 }], messages: [{ ticketId: 1 }, { ticketId: '2' }] });
    expect(tickets(records, 'id')).toEqual(['1', '2']);
    expect(told(records)).toEqual({ 'tickets.id mixed-id': { count: 1 }, 'messages.ticketId mixed-id': { count: 1 } });
  });

  it('without id count, but are told of', () => {
    const records = normalizeRecords({ tickets: [{ id: 'a', createdAt: DAY_1 }, { createdAt: DAY_1 }, { id: '', createdAt: DAY_1 }], calls: [{ durationMs: 5 }], teams: { name: ['T'] } });
    expect(records.tables.tickets?.length).toBe(3);
    expect(told(records)).toEqual({ 'tickets.id missing-id': { count: 2, rows: [2, 3] }, 'teams.id missing-id': { count: 1 } });
  });

  it('closed before they were created still count', () => {
    const records = normalizeRecords({ tickets: { id: [1, 2, 3], createdAt: [DAY_2, DAY_1, DAY_1], closedAt: [DAY_1, DAY_2, DAY_1] } });
    expect(records.tables.tickets?.length).toBe(3);
    expect(told(records)).toEqual({ 'tickets.closedAt close-before-create': { count: 1, rows: [1] } });
  });

  it('in columns of unequal length are empty at the end', () => {
    const records = normalizeRecords({ tickets: { id: [1, 2, 3], createdAt: [0, 0, 0], subject: ['a'] } });
    expect(tickets(records, 'subject')).toEqual(['a', null, null]);
    expect(told(records)).toEqual({ 'tickets.subject ragged': { count: 2, rows: [2] } });
  });

  it('may have neither yes nor no', () => {
    const records = normalizeRecords({ tickets: { id: [1, 2, 3, 4], createdAt: [0, 0, 0, 0], oneTouch: ['Y', 'maybe', false, {}] } });
    expect(tickets(records, 'oneTouch')).toEqual([true, null, false, null]);
    expect(told(records)).toEqual({ 'tickets.oneTouch bad-boolean': { count: 1, rows: [2] }, 'tickets.oneTouch not-a-value': { count: 1, rows: [4] } });
  });
});

describe('known words', () => {
  it('get their one spelling; unknown ones stay and are counted', () => {
    const records = normalizeRecords({
      messages: { id: [1, 2, 3], direction: ['INBOUND', 'sideways', null] },
      tickets: { id: [1, 2, 3, 4, 5], createdAt: Array(5).fill(DAY_1), closeSlaStatus: ['met_on_time', 'Met late', 'dueSoon', 'DUE-SOON', null] },
    });
    expect(cells(records.tables.messages?.columns.direction)).toEqual(['inbound', 'sideways', null]);
    expect(tickets(records, 'closeSlaStatus')).toEqual(['metOnTime', 'metLate', 'dueSoon', 'dueSoon', null]);
    expect(told(records)).toEqual({ 'messages.direction unknown-word': { count: 1, rows: [2] } });
  });

  it('leave a category empty that is none of the three, whatever the desk orders, so that closing dates decide', () => {
    const words = ['OPEN', ' Closed ', 'Erledigt', 'Erledigt', 'wait ing', ''];
    const records = normalizeRecords({
      tickets: { id: [1, 2, 3, 4, 5, 6], createdAt: Array(6).fill(DAY_1), closedAt: [null, DAY_2, DAY_2, null, null, null], statusCategory: words },
      statusChanges: { ticketId: [1, 1], enteredAt: [DAY_1, DAY_2], statusCategory: ['Closed', 'Storniert'] },
      orders: { statusCategory: ['Erledigt'] },
    });
    expect(tickets(records, 'statusCategory')).toEqual(['open', 'closed', null, null, 'waiting', null]);
    expect(cells(records.tables.statusChanges?.columns.statusCategory)).toEqual(['closed', null]);
    expect(told(records)).toEqual({
      'tickets.statusCategory unknown-category': { count: 2, rows: [3] },
      'statusChanges.statusCategory unknown-category': { count: 1, rows: [2] },
    });
    expect(records.problems[0]?.message).toContain('left empty, so that closing dates decide: 2 times in tickets.statusCategory');
  });

  it('of which none is a category tell nothing where there is no closing date, either', () => {
    const records = normalizeRecords({ tickets: { id: [1], createdAt: [DAY_1], statusCategory: ['Erledigt'] } });
    expect(tickets(records, 'statusCategory')).toBeUndefined();
  });

  it('of a desk that orders its own stay its own', () => {
    const priority = ['High', 'LOW', 'Someday'];
    expect(tickets(normalizeRecords({ tickets: { id: [1, 2, 3], createdAt: [0, 0, 0], priority } }), 'priority')).toEqual(['high', 'low', 'Someday']);
    const own = normalizeRecords({ tickets: { id: [1, 2, 3], createdAt: [0, 0, 0], priority }, orders: { priority: ['High', 'Someday'] } });
    expect(tickets(own, 'priority')).toEqual(['High', 'low', 'Someday']);
    expect(own.problems).toEqual([]);
  });
});

describe('closing dates that cannot be read', () => {
  const createdAt = (count: number) => Array<string>(count).fill(DAY_1);

  it.each([
    ['no date', 'yesterday'],
    ['no such day', '32.13.2026 10:00'],
    ['an invalid date', new Date(NaN)],
    ['a list', [DAY_2]],
  ])('make a ticket closed, unless its category is told: %s', (_, closedAt) => {
    const rows = [undefined, 'waiting', 'odd'].map((statusCategory, id) => ({ id, createdAt: DAY_1, closedAt, statusCategory }));
    expect(tickets(normalizeRecords({ tickets: rows as never }), 'statusCategory')).toEqual(['closed', 'waiting', 'closed']);
  });

  it('make a ticket closed where day and month cannot be told apart', () => {
    const records = normalizeRecords({ tickets: { id: [1, 2, 3], createdAt: createdAt(3), closedAt: ['03/04/2026', '', '05/05/2026'] } });
    expect(tickets(records, 'statusCategory')).toEqual(['closed', null, null]);
    expect(tickets(records, 'closedAt')).toEqual([null, null, '2026-05-05T00:00:00.000Z']);
  });

  it.each(['-', '–', 'n/a', 'NULL', 'never', '0001-01-01', '0000-00-00 00:00:00', '9999-12-31T23:59:59Z', '31.12.9999', '1/1/0001 12:00:00 AM', -62_135_596_800_000, ''])(
    'tell of no close where they stand for none: %s',
    (closedAt) => {
      expect(tickets(normalizeRecords({ tickets: { id: [1], createdAt: [DAY_1], closedAt: [closedAt] } }), 'statusCategory')).toBeUndefined();
    },
  );
});

describe('names in place of ids', () => {
  it('become the ids of the listed records, else serve as ids', () => {
    const records = normalizeRecords({
      tickets: { id: [1, 2, 3, 4, 5], createdAt: [0, 0, 0, 0, 0], owner: ['Ann', 'r2', 'Bob', 'Zed', null] },
      reps: { id: ['r1', 'r2', 'r3', 'r4'], name: ['Ann', 'Carl', 'Bob', 'Bob'] },
    });
    expect(tickets(records, 'ownerId')).toEqual(['r1', 'r2', 'Bob', 'Zed', null]);
    expect(tickets(records, 'owner')).toBeUndefined();
    expect(told(records)).toEqual({ 'tickets.owner unknown-name': { count: 1 } });
  });

  it('give way to ids that stand beside them', () => {
    const records = normalizeRecords({ tickets: [{ id: 1, createdAt: DAY_1, ownerId: 'r1', owner: 'Ann' }] });
    expect(tickets(records, 'ownerId')).toEqual(['r1']);
    expect(tickets(records, 'owner')).toEqual(['Ann']);
  });
});

describe('the clock of the source', () => {
  it('is as given, read in the zone', () => {
    expect(normalizeRecords({ asOf: '2026-03-01T09:00:00Z' }).asOf).toBe(Date.parse('2026-03-01T09:00:00Z'));
    expect(normalizeRecords({ timezone: 'Asia/Tokyo', asOf: '2026-03-01T09:00' }).asOf).toBe(Date.parse('2026-03-01T00:00:00Z'));
  });

  it('else is the newest instant, due dates and own columns aside', () => {
    const records = normalizeRecords({
      tickets: { id: [1], createdAt: [DAY_1], closeSlaDueAt: ['2030-01-01'], renewal: [new Date('2031-01-01')] },
      messages: { id: [1], sentAt: [DAY_2] },
    });
    expect(records.asOf).toBe(Date.parse(DAY_2));
  });

  it('tells that times without offset were read as UTC', () => {
    expect(told(normalizeRecords({ tickets: { id: [1, 2], createdAt: ['2026-03-01T09:00', DAY_1] } }))).toEqual({ 'tickets.createdAt no-timezone': { count: 1 } });
  });
});

describe('calendars', () => {
  const calendar = (weekly: object[], timezone = 'Europe/Oslo') => ({ calendars: [{ id: 'c', name: 'C', timezone, weekly }] });

  it('lose empty hours and join overlapping ones', () => {
    const records = normalizeRecords(
      calendar([
        { day: 2, from: '13:00', to: '17:00' },
        { day: 2, from: '09:00', to: '14:00' },
        { day: 1, from: '12:00', to: '12:00' },
        { day: 1, from: '18:00', to: '24:00' },
        { day: 1, from: '09:00', to: '18:00' },
      ]) as Records,
    );
    expect(records.calendars[0]?.weekly).toEqual([
      { day: 1, from: '09:00', to: '18:00' },
      { day: 1, from: '18:00', to: '24:00' },
      { day: 2, from: '09:00', to: '17:00' },
    ]);
    expect(told(records)).toEqual({ 'calendars.c empty-hours': { count: 1, rows: [3] }, 'calendars.c overlapping-hours': { count: 1, rows: [1] } });
  });

  it('lose days that are none, and say how to write a night shift', () => {
    const records = normalizeRecords(
      calendar([
        { day: 0, from: '09:00', to: '17:00' },
        { day: 8, from: '09:00', to: '17:00' },
        { day: 1, from: '22:00', to: '06:00' },
        { day: 1, from: '09:00', to: '17:00' },
      ]) as unknown as Records,
    );
    expect(records.calendars[0]?.weekly).toEqual([{ day: 1, from: '09:00', to: '17:00' }]);
    expect(told(records)).toEqual({ 'calendars.c bad-day': { count: 2, rows: [1, 2] }, 'calendars.c empty-hours': { count: 1, rows: [3] } });
    expect(records.problems.map(({ message }) => message).sort()).toEqual([
      expect.stringContaining('two entries, until 24:00 and from 00:00 of the next day'),
      expect.stringContaining('1 (Monday) to 7 (Sunday)'),
    ]);
  });

  it('are left out without hours, or with the id of another', () => {
    const hours = [{ day: 1, from: '09:00', to: '17:00' }] as const;
    const named = (id: string, name: string, weekly: Calendar['weekly']) => ({ id, name, timezone: 'UTC', weekly });
    const records = normalizeRecords({ calendars: [named('none', 'None', []), named('c', 'First', hours), named('c', 'Second', hours)] });
    expect(records.calendars.map(({ name }) => name)).toEqual(['First']);
    expect(told(records)).toEqual({ 'calendars.none no-hours': { count: 1, rows: [1] }, 'calendars.c duplicate-calendar': { count: 1, rows: [3] } });
  });

  it('are told of where they name a team that is in no list', () => {
    const calendars = [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '17:00' } as const], teams: ['a', 'gone'] }];
    expect(normalizeRecords({ teams: [{ id: 'a' }], calendars }).problems).toEqual([expect.objectContaining({ code: 'unknown-team', column: 'c.teams', count: 1, message: expect.stringContaining('“gone”') })]);
    expect(normalizeRecords({ calendars }).problems).toEqual([]);
  });

  it('lose holidays that are no dates', () => {
    const records = normalizeRecords({ calendars: [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '17:00' }], holidays: ['2026-12-25', '25/12/2026', '2026-02-30'] }] });
    expect(records.calendars[0]?.holidays).toEqual(['2026-12-25']);
    expect(told(records)).toEqual({ 'calendars.c bad-holiday': { count: 2, rows: [2, 3] } });
  });

  it('are told of where a team names one that is in no list', () => {
    const teams = [{ id: 'a', calendarId: 'c' }, { id: 'b', calendarId: 'gone' }, { id: 'd' }];
    expect(told(normalizeRecords({ teams, calendars: [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '17:00' }] }] }))).toEqual({ 'teams.calendarId unknown-calendar': { count: 1, rows: [2] } });
    expect(told(normalizeRecords({ teams }))).toEqual({});
  });

  it('need a known zone and readable hours', () => {
    expect(fault(calendar([], 'Europe/Olso'))).toMatchObject({ kind: 'bad-data', path: 'calendars[0].timezone', title: expect.stringContaining('“Europe/Olso” is not a time zone') });
    expect(fault(calendar([{ day: 1, from: '9', to: '17:00' }]))).toMatchObject({ kind: 'bad-data', path: 'calendars[0].weekly[0].from' });
  });
});

describe('what belongs to tickets', () => {
  const tickets = [{ id: 1, createdAt: DAY_1 }, { id: '2', createdAt: DAY_1 }];

  it('is joined whether ids are numbers or texts, and told where its ticket is in no list', () => {
    const messages = [{ id: 'a', ticketId: '1' }, { id: 'b', ticketId: 2 }, { id: 'c', ticketId: 3 }, { id: 'd', conversationId: 'k' }, { id: 'e' }];
    const records = normalizeRecords({ tickets, messages, calls: [{ id: 'p', ticketId: null }, { id: 'q', ticketId: '9' }] });
    expect(told(records)).toEqual({
      'tickets.id mixed-id': { count: 1 },
      'messages.ticketId mixed-id': { count: 1 },
      'messages.ticketId unknown-ticket': { count: 1, rows: [3] },
      'messages.ticketId no-ticket': { count: 1, rows: [5] },
      'calls.ticketId unknown-ticket': { count: 1, rows: [2] },
    });
    expect(records.tables.messages?.length).toBe(5);
  });

  it('says nothing of tickets where no source lists them', () => {
    expect(told(normalizeRecords({ messages: [{ id: 'a', ticketId: 'x' }, { id: 'b' }] }))).toEqual({});
  });

  it('is told of calls that were completed without end', () => {
    const calls = [{ id: 'a', status: 'completed', durationMs: 5 }, { id: 'b', status: 'completed' }, { id: 'c', status: 'missed' }];
    expect(told(normalizeRecords({ calls }))).toEqual({ 'calls.durationMs no-duration': { count: 1, rows: [2] } });
    expect(told(normalizeRecords({ calls: calls.map(({ id, status }) => ({ id, status })) }))).toEqual({});
  });
});

describe('what cannot be records', () => {
  it.each<[string, unknown, string]>([
    ['an unknown source', { ticket: [] }, 'ticket'],
    ['an unknown zone', { timezone: 'Europe/Warsawa' }, 'timezone'],
    ['an unreadable asOf', { asOf: 'soon' }, 'asOf'],
    ['a source that is no table', { tickets: 5 }, 'tickets'],
    ['a column that is no list', { tickets: { id: 5 } }, 'tickets.id'],
    ['a column of another kind', { tickets: { length: 0, columns: { id: { kind: 'number', values: new Float64Array(0) } } } }, 'tickets.columns.id'],
    ['a column of another length', { tickets: { length: 2, columns: { id: { kind: 'string', codes: new Uint8Array(1), dictionary: [''] } } } }, 'tickets.columns.id'],
  ])('is one clear error: %s', (_, records, path) => {
    const problem = fault(records);
    expect(problem.path).toBe(path);
    expect(problem.title).toMatch(/^“.*[.?]$/);
  });

  it('names the nearest source', () => {
    expect(fault({ ticket: [] }).title).toBe('“ticket” is no source of a help desk. Did you mean tickets?');
  });
});
