import { describe, expect, test, vi } from 'vitest';
import type { Change } from '../../../../src/data/adapter.ts';
import { recordsEngine } from '../../../../src/data/engine/records-engine.ts';
import { normalizeRecords } from '../../../../src/data/records/normalize-records.ts';
import type { Query, ResultSet } from '../../../../src/data/query/query.ts';
import type { NormalRecords, Records, RecordsChange } from '../../../../src/data/records/records.ts';
import { rowsOf } from '../ask.ts';

const { signal } = new AbortController();
const AS_OF = '2026-03-02T12:00:00.000Z';
const ticket = (id: unknown, more: object = {}) => ({ id, createdAt: '2026-03-02T08:00:00Z', closedAt: null, channel: 'email', ...more });
const message = (id: string, ticketId: string, more: object = {}) => ({ id, ticketId, sentAt: '2026-03-02T09:00:00Z', direction: 'inbound', ...more });
const DESK: Records = {
  timezone: 'UTC',
  asOf: AS_OF,
  tickets: [ticket('t1'), ticket('t2', { channel: 'chat' })],
  messages: [message('m1', 't1'), message('m2', 't2')],
  statusChanges: [{ ticketId: 't1', status: 'New', statusCategory: 'open', enteredAt: '2026-03-02T08:00:00Z' }],
};

function live(records: Records | NormalRecords = DESK) {
  const engine = recordsEngine(records);
  const told: Change[] = [];
  engine.subscribe((change) => told.push(change));
  const answer = async (query: Query): Promise<ResultSet> => {
    const [settled] = await engine.query([query], { signal });
    if (!settled?.ok) throw new Error(JSON.stringify(settled?.error));
    return settled.value;
  };
  const value = async (measure: string) => (await answer({ measures: [measure] })).data[0]![0];
  const list = async (source: string, ...fields: string[]) => rowsOf(await answer({ ungrouped: true, dimensions: fields.map((field) => `${source}.${field}`) })).map((row) => Object.values(row).join(' '));
  const problems = async () => ((await engine.catalog({ signal })).problems ?? []).map(({ source, column, code, count }) => `${source}.${column ?? ''} ${code} ${count}`);
  return { engine, told, answer, value, list, problems, apply: (change: RecordsChange) => engine.apply(change) };
}

describe('upsert', () => {
  test('replaces records in their places and puts new ones at the end', async () => {
    const { apply, list } = live();
    await apply({ upsert: { tickets: [ticket('t1', { channel: 'phone' }), ticket('t3')] } });
    expect(await list('tickets', 'id', 'channel')).toEqual(['t1 phone', 't2 chat', 't3 email']);
  });

  test('takes a record as it is now: what it does not say is empty', async () => {
    const { apply, list } = live({ ...DESK, tickets: [ticket('t1', { priority: 'high' })] });
    await apply({ upsert: { tickets: [{ id: 't1', createdAt: '2026-03-02T08:00:00Z' }] } });
    expect(await list('tickets', 'id', 'channel', 'priority')).toEqual(['t1  ']);
  });

  test('takes arrays, numbers as ids, and sources that were not there', async () => {
    const { apply, list, value } = live({ ...DESK, tickets: [ticket(1)] });
    await apply({ upsert: { tickets: { id: ['1', 2], createdAt: [Date.parse('2026-03-02T07:00:00Z'), '2026-03-02T07:30:00Z'] }, calls: [{ id: 'c', startedAt: AS_OF, status: 'completed' }] } });
    expect(await list('tickets', 'id', 'createdAt')).toEqual(['1 2026-03-02T07:00:00.000Z', '2 2026-03-02T07:30:00.000Z']);
    expect(await value('calls.completed')).toBe(1);
  });

  test('twice is once', async () => {
    const { apply, told, list, problems } = live();
    const change = { upsert: { tickets: [ticket('t3', { closeSlaStatus: 'odd' }), ticket('t3', { closeSlaStatus: 'odd' })], statusChanges: [{ ticketId: 't3', status: 'New', enteredAt: '2026-03-02T10:00:00Z' }] } };
    expect((await apply(change)).sources).toEqual(['tickets', 'statusChanges']);
    expect(await apply(change)).toEqual({ sources: [], asOf: AS_OF });
    expect(told).toHaveLength(1);
    expect(await list('tickets', 'id')).toEqual(['t1', 't2', 't3']);
    expect(await list('statusChanges', 'ticketId', 'status')).toEqual(['t1 New', 't3 New']);
    expect(await problems()).toEqual(['tickets.closeSlaStatus unknown-word 1']);
  });

  test('of a status change without exit tells its exit later', async () => {
    const { apply, list } = live();
    const entered = { ticketId: 't1', status: 'New', statusCategory: 'open', enteredAt: '2026-03-02T08:00:00Z' };
    await apply({ upsert: { statusChanges: [{ ...entered, exitedAt: '2026-03-02T09:30:00Z' }, { ...entered, status: 'Done', statusCategory: 'closed', enteredAt: '2026-03-02T09:30:00Z' }] } });
    expect(await list('statusChanges', 'status', 'exitedAt')).toEqual(['New 2026-03-02T09:30:00.000Z', 'Done ']);
  });

  test('finds a joined record by words that were not there before', async () => {
    const { apply, answer } = live();
    const byChannel = { measures: ['messages.count'], dimensions: ['tickets.channel'] };
    await answer(byChannel);
    await apply({ upsert: { messages: [message('m3', 't9')] } });
    expect(rowsOf(await answer(byChannel))).toContainEqual({ 'tickets.channel': null, 'messages.count': 1 });
    await apply({ upsert: { tickets: [ticket('t9', { channel: 'fax' })] } });
    expect(rowsOf(await answer(byChannel))).toContainEqual({ 'tickets.channel': 'fax', 'messages.count': 1 });
  });

  test('of names finds the ids that the same change lists', async () => {
    const { apply, list } = live();
    await apply({ upsert: { tickets: [ticket('t1', { owner: 'Ada' })], reps: [{ id: 'r1', name: 'Ada' }] } });
    expect(await list('tickets', 'id', 'ownerId')).toEqual(['t1 r1', 't2 ']);
  });

  test('makes room for many rows and words, time and again', async () => {
    const { apply, value, answer } = live({ ...DESK, tickets: [ticket('t0', { channel: 'c0' })] });
    for (let batch = 0; batch < 5; batch++) {
      await apply({ upsert: { tickets: Array.from({ length: 16_000 }, (_, i) => ticket(`t${batch * 15_000 + i}`, { channel: `c${batch * 15_000 + i}` })) } });
    }
    expect(await value('tickets.count')).toBe(76_000);
    expect(await value('tickets.channel.countDistinct')).toBe(76_000);
    const filters = [{ member: 'tickets.channel', operator: 'equals' as const, values: ['c75999', 'c299', 'c0'] }];
    expect((await answer({ ungrouped: true, dimensions: ['tickets.id'], filters })).data).toEqual([['t0', 't299', 't75999']]);
  }, 20_000);
});

describe('a column of the page’s own', () => {
  test('is texts from the first value on that is no number', async () => {
    const { apply, list } = live({ ...DESK, tickets: [ticket('t1', { floor: 1 }), ticket('t2', { floor: 2 })] });
    await apply({ upsert: { tickets: [ticket('t2', { floor: 'roof' })] } });
    expect(await list('tickets', 'floor')).toEqual(['1', 'roof']);
    await apply({ upsert: { tickets: [ticket('t1', { floor: 7 })] } });
    expect(await list('tickets', 'floor')).toEqual(['7', 'roof']);
  });

  test('may come with a change', async () => {
    const { apply, list } = live();
    await apply({ upsert: { tickets: [ticket('t2', { vip: true })] } });
    expect(await list('tickets', 'id', 'vip')).toEqual(['t1 ', 't2 true']);
  });
});

describe('remove', () => {
  test('takes a ticket with all that belongs to it', async () => {
    const { apply, list, value } = live();
    expect((await apply({ remove: { tickets: ['t1', 'nobody'] } })).sources).toEqual(['tickets', 'statusChanges', 'messages']);
    expect(await list('tickets', 'id')).toEqual(['t2']);
    expect(await list('messages', 'id')).toEqual(['m2']);
    expect(await value('statusChanges.count')).toBe(0);
  });

  test('goes before what the same change brings', async () => {
    const { apply, list } = live();
    await apply({ remove: { tickets: ['t1'] }, upsert: { tickets: [ticket('t1', { channel: 'phone' })] } });
    expect(await list('tickets', 'id', 'channel')).toEqual(['t2 chat', 't1 phone']);
  });

  test('leaves nothing of words that no row has any more', async () => {
    const { apply, engine } = live({ ...DESK, feedback: [{ id: 'f1', type: 'csat', score: 5, submittedAt: AS_OF }, { id: 'f2', type: 'nps', score: 5, submittedAt: AS_OF }] });
    await apply({ remove: { feedback: ['f1'] } });
    expect((await engine.catalog({ signal })).capabilities.csat).toBe(false);
  });
});

describe('faults', () => {
  test('are counted while the record has them, and no longer', async () => {
    const { apply, problems, value, engine } = live();
    await apply({ upsert: { tickets: [ticket('t1', { createdAt: 'soon' }), ticket('t3', { closedAt: 'then' }), 'rubbish' as unknown as object, { subject: 'no id', createdAt: AS_OF }] } });
    const faults = ['tickets.createdAt bad-date 1', 'tickets.createdAt no-creation-date 1', 'tickets.closedAt bad-date 1', 'tickets. not-an-object 1', 'tickets.id no-id 1'];
    expect((await problems()).sort()).toEqual(faults.sort());
    expect(await value('tickets.count')).toBe(2);
    expect((await engine.catalog({ signal })).sources[0]).toMatchObject({ name: 'tickets', rows: 5 });
    await apply({ upsert: { tickets: [ticket('t1'), ticket('t3')] } });
    expect((await problems()).sort()).toEqual(['tickets. not-an-object 1', 'tickets.id no-id 1']);
    expect(await value('tickets.count')).toBe(3);
  });

  test.each([
    [{ upsert: { ticket: [] } }, '“ticket” is no source of a help desk. Did you mean tickets?', 'upsert.ticket'],
    [{ upsert: { tickets: 5 } }, '“upsert.tickets” must be rows, or an object of arrays, not 5.', 'upsert.tickets'],
    [{ upsert: { tickets: { id: ['a', 'b'], status: [] } } }, '“tickets.status” has 0 values, but “tickets.id” has 2.', 'upsert.tickets.status'],
    [{ upsert: { tickets: { id: 'a' } } }, '“tickets.id” must be an array of values, one for each row.', 'upsert.tickets.id'],
    [{ remove: { tickets: 't1' } }, '“remove.tickets” must be a list of ids, not t1.', 'remove.tickets'],
    [{ remove: [] }, '“remove” must be an object with sources, not a list.', 'remove'],
    [{ remove: { tickets: ['t1', { id: 't2' }] } }, '“remove.tickets[1]” must be an id, a text or a number, not an object.', 'remove.tickets[1]'],
    [{ remove: { tickets: [null] } }, '“remove.tickets[0]” must be an id, a text or a number, not null.', 'remove.tickets[0]'],
    [{ upsrt: { tickets: [] }, remove: { tickets: ['t1'] } }, '“upsrt” is no part of a change. Did you mean upsert?', 'upsrt'],
    [[1], 'A change must be an object with “upsert”, “remove” or “asOf”, not a list.', 'change'],
    [null, 'A change must be an object with “upsert”, “remove” or “asOf”, not null.', 'change'],
    [undefined, 'A change must be an object with “upsert”, “remove” or “asOf”, not undefined.', 'change'],
    [{ asOf: 'soon', upsert: { tickets: [ticket('t9')] } }, '“asOf” must be an instant such as 2026-03-01T09:00:00Z, not “soon”.', 'asOf'],
  ])('%j is no change, and changes nothing', async (change, title, path) => {
    const { apply, value } = live();
    await expect(apply(change as unknown as RecordsChange)).rejects.toMatchObject({ problem: { kind: 'bad-data', title, path } });
    expect(await value('tickets.count')).toBe(2);
  });
});

describe('asOf', () => {
  test('is the newest instant in a change, or as given, and never goes back', async () => {
    const { apply, told } = live();
    await apply({ upsert: { messages: [message('m3', 't1', { sentAt: '2026-03-02T15:00:00Z' })] } });
    await apply({ asOf: '2026-03-02T14:00:00Z', upsert: { messages: [message('m4', 't1')] } });
    await apply({ asOf: '2026-03-02T16:00:00Z' });
    await apply({ asOf: '2026-03-02T16:00:00Z' });
    expect(told).toEqual([
      { sources: ['messages'], asOf: '2026-03-02T15:00:00.000Z' },
      { sources: ['messages'], asOf: '2026-03-02T15:00:00.000Z' },
      { asOf: '2026-03-02T16:00:00.000Z' },
    ]);
  });

  test('moves the cut of questions without their own', async () => {
    const { apply, value, answer } = live();
    const age = { measures: ['tickets.age.max'] };
    await answer(age);
    await apply({ asOf: '2026-03-02T13:00:00Z' });
    expect(await value('tickets.age.max')).toBe(5 * 3_600_000);
  });
});

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [[], 'a list'],
  ['tickets.csv', 'tickets.csv'],
])('%j are no records', async (records, given) => {
  const problem = { kind: 'bad-data', title: `Records must be an object with sources, such as { tickets: [...] }, not ${given}.`, path: 'records' };
  const engine = recordsEngine(records as unknown as Records);
  await expect(engine.query([{ measures: ['tickets.count'] }], { signal })).rejects.toMatchObject({ problem });
  await expect(engine.apply({})).rejects.toMatchObject({ problem });
});

test('an empty change tells nobody anything', async () => {
  const { apply, told } = live();
  expect(await apply({})).toEqual({ sources: [], asOf: AS_OF });
  expect(await apply({ upsert: { tickets: [] }, remove: { messages: [] } })).toEqual({ sources: [], asOf: AS_OF });
  expect(told).toEqual([]);
});

test('the page’s own records are never written to', async () => {
  const normal = normalizeRecords(DESK);
  const before = structuredClone(normal);
  const { apply, value } = live(normal);
  await apply({ upsert: { tickets: [ticket('t1', { channel: 'phone' }), ticket('t8')], messages: [message('m1', 't8')] }, remove: { tickets: ['t2'] } });
  expect(await value('tickets.count')).toBe(2);
  expect(normal).toEqual(before);
});

test('questions under way are answered from before the change, later ones from after it', async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => ticket(`t${i}`, { channel: `c${i % 5000}` }));
  const { engine, apply } = live({ ...DESK, tickets: many });
  const count = { measures: ['tickets.count'] };
  const slow = { measures: ['tickets.count', 'tickets.age.avg'], dimensions: ['tickets.channel', 'tickets.id'] };
  await engine.query([count], { signal });
  const settled: string[] = [];
  const ask = (name: string) => engine.query([count, slow, count], { signal }).then((answers) => (settled.push(name), answers.filter((_, i) => i !== 1).map((answer) => answer.ok && answer.value.data[0]![0])));
  const before = ask('before');
  const change = apply({ remove: { tickets: ['t5', 't77'] } }).then(() => settled.push('change'));
  const after = ask('after');
  expect(await before).toEqual([60_000, 60_000]);
  expect(await after).toEqual([59_998, 59_998]);
  await change;
  expect(settled).toEqual(['before', 'change', 'after']);
});

test('a question that is called off does not hold up a change', async () => {
  const { engine, apply, value } = live();
  const stop = new AbortController();
  const asked = engine.query([{ measures: ['tickets.count'] }], { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toThrow();
  await apply({ remove: { tickets: ['t1'] } });
  expect(await value('tickets.count')).toBe(1);
});

test('one listener’s fault does not reach the others', async () => {
  const { engine, told, apply } = live();
  const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {});
  engine.subscribe(() => {
    throw new Error('mine');
  });
  const stopped = vi.fn();
  engine.subscribe(stopped)();
  await apply({ remove: { tickets: ['t1'] } });
  expect(told).toHaveLength(1);
  expect(stopped).not.toHaveBeenCalled();
  expect(later).toHaveBeenCalled();
  later.mockRestore();
});
