import { describe, expect, test } from 'vitest';
import { FIGURES } from '../../../src/data/catalog/figures.ts';
import type { SlaKind } from '../../../src/data/catalog/measures.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { answer, HOUR, MINUTE, refusal, rows, rowsOf, value } from './ask.ts';

const DAY = '2026-03-02';
const at = (time: string, day = DAY) => `${day}T${time}:00Z`;
const by = (from: string, to = from, granularity?: 'hour' | 'day'): Query => ({ timeDimensions: [{ dimension: 'tickets.slaCompletedAt', dateRange: [from, to], ...(granularity && { granularity }) }] });
const today = by(DAY);
const ticket = (own: object) => ({ id: 't', createdAt: at('10:00'), closedAt: null, statusCategory: 'closedAt' in own ? 'closed' : 'open', ...own });
const desk = (own: object | readonly object[], more: Records = {}): Records => ({ tickets: (Array.isArray(own) ? own : [own]).map(ticket), asOf: at('16:00'), ...more });
const message = (time: string, byRep = false) => ({ id: time, ticketId: 't', sentAt: at(time), direction: byRep ? 'outbound' : 'inbound', authorType: byRep ? 'rep' : 'customer' });
const visit = (status: string, time: string) => ({ ticketId: 't', status, statusCategory: status, enteredAt: at(time) });

async function state(records: Records, kind: string, context: Query['context'] = {}): Promise<unknown> {
  const [row] = await rows(records, { dimensions: [`tickets.${kind}SlaStatus`], ungrouped: true, context });
  return row![`tickets.${kind}SlaStatus`];
}

const codes = (partial: readonly string[] | undefined) => (partial ?? []).map((line) => line.split(':')[0]);

describe('the state of an SLA', () => {
  test('is the one that the source gives, where it gives one', async () => {
    for (const given of ['active', 'overdue', 'paused', 'metOnTime', 'metLate', 'missed', 'none']) {
      expect(await state(desk({ closeSlaStatus: given, closeSlaDueAt: at('18:00') }), 'close')).toBe(given);
    }
  });

  test('is none without a due date', async () => {
    const two = desk([{ closeSlaDueAt: at('18:00') }, { id: 'u' }]);
    expect(await value(two, 'tickets.slaNone.close')).toBe(1);
    expect((await rows(two, { dimensions: ['tickets.closeSlaStatus'], ungrouped: true })).map((row) => row['tickets.closeSlaStatus'])).toEqual(['active', 'none']);
  });

  test('counts as empty on a closed ticket where it says that the SLA still runs', async () => {
    for (const given of ['active', 'dueSoon', 'overdue', 'paused']) {
      const closed = { firstResponseSlaStatus: given, firstResponseSlaDueAt: at('12:00'), closedAt: at('11:00') };
      expect(await state(desk(closed), 'firstResponse')).toBe('missed');
      expect(await state(desk({ ...closed, firstResponseAt: at('10:30') }), 'firstResponse')).toBe('metOnTime');
      expect(await state(desk({ ...closed, firstResponseSlaDueAt: null }), 'firstResponse')).toBe('none');
    }
  });

  test('moves on with the source’s clock, but not at a frozen now, and not while it is paused', async () => {
    const given = (status: string, due: string) => desk({ closeSlaStatus: status, closeSlaDueAt: at(due) });
    const frozen = { now: at('16:00') };
    expect([await state(given('active', '15:00'), 'close'), await state(given('active', '15:00'), 'close', frozen)]).toEqual(['overdue', 'active']);
    expect([await state(given('active', '16:30'), 'close'), await state(given('active', '16:30'), 'close', frozen)]).toEqual(['dueSoon', 'active']);
    expect([await state(given('dueSoon', '15:00'), 'close'), await state(given('dueSoon', '15:00'), 'close', frozen)]).toEqual(['overdue', 'dueSoon']);
    // Back it never goes.
    expect(await state(given('overdue', '18:00'), 'close')).toBe('overdue');
    expect(await state(given('dueSoon', '22:00'), 'close')).toBe('dueSoon');
    expect(await state(given('paused', '15:00'), 'close')).toBe('paused');
  });

  test('comes of a due date before the creation without harm', async () => {
    const early = desk({ closeSlaDueAt: at('09:00'), firstResponseSlaDueAt: at('09:00'), firstResponseAt: at('10:05') });
    expect([await state(early, 'close'), await state(early, 'firstResponse')]).toEqual(['overdue', 'metLate']);
    const [row] = await rows(early, { dimensions: ['tickets.slaRemaining.close', 'tickets.slaElapsed.close'], ungrouped: true });
    expect(Object.values(row!)).toEqual([-7 * HOUR, null]);
  });

  test('is due soon by the rule that the query names, in milliseconds', async () => {
    const due = desk({ closeSlaDueAt: at('19:00') });
    expect(await state(due, 'close')).toBe('active');
    expect(await state(due, 'close', { dueSoon: { share: 0.5, min: 0, max: 10 * HOUR } })).toBe('dueSoon');
    expect(await state(due, 'close', { dueSoon: { share: 0.5, min: 0, max: 2 * HOUR } })).toBe('active');
    // Where the target is not known, the most that the rule allows.
    const next = desk({ nextResponseSlaDueAt: at('16:50') });
    expect([await state(next, 'nextResponse'), await state(next, 'nextResponse', { dueSoon: { share: 1, min: 0, max: 30 * MINUTE } })]).toEqual(['dueSoon', 'active']);
  });

  test('stays a word of the source’s own, which counts nowhere but as missing', async () => {
    const own = desk([{ closeSlaStatus: 'Breached', closeSlaDueAt: at('12:00') }, { id: 'u', closeSlaStatus: 'active', closeSlaDueAt: at('18:00') }]);
    const grouped = await rows(own, { measures: ['tickets.count'], dimensions: ['tickets.closeSlaStatus'] });
    expect(grouped.map((row) => Object.values(row))).toEqual([
      ['Breached', 1],
      ['active', 1],
    ]);
    const measures = ['slaActive.close', 'slaOverdue.close', 'slaNone.close', 'slaOnTimeRate.close.missing', 'slaOnTimeRate.close.denominator'].map((name) => `tickets.${name}`);
    expect(Object.values((await rows(own, { measures }))[0]!)).toEqual([1, 0, 0, 1, 0]);
  });
});

describe('the cycle of the next response', () => {
  const next = (messages: readonly object[], own: object = {}, more: Records = {}) => desk({ nextResponseSlaDueAt: at('13:00'), ...own }, { messages, ...more });

  test('is met by a reply inside it, on time or late', async () => {
    expect(await state(next([message('11:00'), message('13:00', true)]), 'nextResponse')).toBe('metOnTime');
    expect(await state(next([message('11:00'), message('13:01', true)]), 'nextResponse')).toBe('metLate');
  });

  test('takes the ticket off its earlier bar when a new one begins', async () => {
    const again = next([message('10:10'), message('10:20', true), message('11:00')]);
    expect(await state(again, 'nextResponse')).toBe('overdue');
    expect(await value(again, 'tickets.slaOnTime.nextResponse', today)).toBe(0);
    expect(await value(again, 'tickets.slaOpenOverdue.nextResponse', today)).toBe(1);
  });

  test('is none once a rep has moved the ticket to waiting, and runs on where somebody else did', async () => {
    const moved = (actorType: string) => next([message('11:00')], { statusCategory: 'waiting' }, { statusChanges: [visit('open', '10:00'), { ...visit('waiting', '11:30'), actorType }] });
    expect([await state(moved('rep'), 'nextResponse'), await state(moved('system'), 'nextResponse')]).toEqual(['none', 'overdue']);
  });

  test('does not end with a close that came before it', async () => {
    const thanks = next([message('10:10'), message('10:20', true), message('12:00')], { closedAt: at('11:00') });
    expect(await value(thanks, 'tickets.slaMissed.nextResponse', today)).toBe(0);
    expect(await value(thanks, 'tickets.slaOpenOverdue.nextResponse', today)).toBe(0);
  });

  test('is dated with the close that ended it, also after the ticket was reopened', async () => {
    const history = { statusChanges: [visit('open', '10:00'), visit('closed', '12:00'), visit('open', '15:00')] };
    const reopened = next([message('11:00')], { reopenCount: 1, firstClosedAt: at('12:00') }, history);
    const bars = await rows(reopened, { ...by(DAY, DAY, 'hour'), measures: ['tickets.slaMissed.nextResponse'] });
    expect(bars.map((row) => Object.values(row))).toEqual([[`${DAY}T12:00:00.000`, 1]]);
  });

  test('cannot be told without messages', async () => {
    const bare = desk({ nextResponseSlaDueAt: at('13:00') });
    expect(await value(bare, 'tickets.slaOverdue.nextResponse')).toBe(1);
    expect(await refusal(bare, { measures: ['tickets.slaOnTime.nextResponse'] })).toMatchObject({ kind: 'unsupported', detail: 'It needs nextResponseSlaStatus or messages.*.' });
    const some = desk([{ nextResponseSlaStatus: 'metOnTime' }, { id: 'u', nextResponseSlaDueAt: at('13:00'), closedAt: at('15:00') }]);
    expect(await value(some, 'tickets.slaOnTimeRate.nextResponse.missing')).toBe(1);
    const dated = await answer(some, { ...today, measures: ['tickets.slaOnTime.nextResponse'] });
    expect([dated.data[0]![0], codes(dated.partial)]).toEqual([0, ['sla-without-date']]);
    expect(await value(some, 'tickets.slaOnTime.nextResponse')).toBe(1);
  });
});

describe('dates on which SLAs count', () => {
  const late = { firstResponseSlaDueAt: at('12:00'), firstResponseAt: at('09:00', '2026-03-03') };
  const both = desk(late, { asOf: at('16:00', '2026-03-03') });

  test('are when it was met, or when it fell due, or when the ticket came, as the query asks', async () => {
    const days = async (context: Query['context']) => {
      const found = await rows(both, { ...by(DAY, '2026-03-03', 'day'), measures: ['tickets.slaLate.firstResponse'], context });
      return found.filter((row) => row['tickets.slaLate.firstResponse']).map((row) => String(row['tickets.slaCompletedAt']).slice(8, 10));
    };
    expect([await days({}), await days({ attribution: 'due' }), await days({ attribution: 'created' })]).toEqual([['03'], ['02'], ['02']]);
  });

  test('lie before the end of the window: what came later is not known in it', async () => {
    const measures = ['slaLate', 'slaOpenOverdue', 'slaMissed'].map((name) => `tickets.${name}.firstResponse`);
    expect(Object.values((await rows(both, { ...today, measures }))[0]!)).toEqual([0, 1, 0]);
    const told = desk({ ...late, firstResponseSlaStatus: 'metLate' }, { asOf: at('16:00', '2026-03-03') });
    expect(Object.values((await rows(told, { ...today, measures }))[0]!)).toEqual([0, 1, 0]);
    const compared = await rows(both, { measures, timeDimensions: [{ dimension: 'tickets.slaCompletedAt', compareDateRange: [[DAY, DAY], ['2026-03-03', '2026-03-03']] }] });
    expect(compared.map((row) => Object.values(row).slice(1))).toEqual([
      [0, 1, 0],
      [1, 0, 0],
    ]);
  });

  test('of a missed SLA without a due date are those of the last close', async () => {
    const missed = desk({ firstResponseSlaStatus: 'missed', closedAt: at('15:00') });
    const hours = async (records: Records) => (await rows(records, { ...by(DAY, DAY, 'hour'), measures: ['tickets.slaMissed.firstResponse'] })).map((row) => Object.values(row));
    expect(await hours(missed)).toEqual([[`${DAY}T15:00:00.000`, 1]]);
    const history = { statusChanges: [visit('open', '10:00'), visit('closed', '11:00'), visit('open', '12:00'), visit('closed', '13:00'), visit('open', '14:00')] };
    expect(await hours(desk({ firstResponseSlaStatus: 'missed', reopenCount: 2, firstClosedAt: at('11:00') }, history))).toEqual([[`${DAY}T13:00:00.000`, 1]]);
  });

  test('nobody knows of tickets closed nobody knows when: they are missing, and the answer says so', async () => {
    const undated = desk([{ closeSlaDueAt: at('12:00'), statusCategory: 'closed' }, { id: 'u', closeSlaStatus: 'metOnTime', statusCategory: 'closed' }, { id: 'v', closeSlaDueAt: at('12:00'), closedAt: at('11:00') }]);
    const measures = ['slaOnTimeRate.close', 'slaOnTimeRate.close.denominator', 'slaOnTimeRate.close.missing', 'slaOnTimeRate.any.missing'].map((name) => `tickets.${name}`);
    const found = await answer(undated, { ...today, measures });
    expect([Object.values(rowsOf(found)[0]!), codes(found.partial)]).toEqual([[1, 1, 2, 2], ['closed-without-date']]);
    const list = await rows(undated, { ...today, measures: ['tickets.slaOnTimeRate.close.missing'], dimensions: ['tickets.id'], ungrouped: true });
    expect(list.map((row) => row['tickets.id'])).toEqual(['t', 'u']);
  });
});

describe('the close SLA of a reopened ticket', () => {
  test('is no completion any more', async () => {
    const history = { statusChanges: [visit('open', '10:00'), visit('closed', '11:00'), visit('open', '12:00')] };
    const open = desk({ closeSlaDueAt: at('18:00'), reopenCount: 1, firstClosedAt: at('11:00') }, history);
    expect(await value(open, 'tickets.slaOnTime.close', today)).toBe(0);
    expect(await value(open, 'tickets.slaOnTime.close', { timeDimensions: [{ dimension: 'tickets.slaCompletedAt', dateRange: [at('00:00'), at('12:00')] }] })).toBe(1);
    const told = desk({ closeSlaStatus: 'metOnTime', reopenCount: 1 }, history);
    expect(await value(told, 'tickets.slaOnTime.close')).toBe(0);
    expect(await state(told, 'close')).toBe('metOnTime');
  });
});

describe('several SLAs of a ticket', () => {
  const three = desk({ firstResponseSlaDueAt: at('11:00'), firstResponseAt: at('10:30'), closeSlaDueAt: at('12:00'), closedAt: at('13:00') });

  test('count once in each bucket, by the worst there', async () => {
    const measures = ['slaOnTime', 'slaLate', 'slaOnTimeRate'].map((name) => `tickets.${name}.any`);
    const bars = await rows(three, { ...by(DAY, DAY, 'hour'), measures });
    expect(bars.map((row) => Object.values(row))).toEqual([
      [`${DAY}T10:00:00.000`, 1, 0, 1],
      [`${DAY}T13:00:00.000`, 0, 1, 0],
    ]);
    expect(Object.values((await rows(three, { ...today, measures }))[0]!)).toEqual([0, 1, 0]);
    // By another date its SLAs are taken together.
    const created = await rows(three, { measures, timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'hour', dateRange: [DAY, DAY] }] });
    expect(created.map((row) => Object.values(row))).toEqual([[`${DAY}T10:00:00.000`, 0, 1, 0]]);
  });

  test('are listed as one row', async () => {
    const list = await rows(three, { ...today, measures: ['tickets.slaLate.any', 'tickets.slaOnTimeRate.any'], dimensions: ['tickets.id'], ungrouped: true });
    expect(list).toEqual([{ 'tickets.id': 't', 'tickets.slaLate.any': 1, 'tickets.slaOnTimeRate.any': false }]);
  });

  test('may contradict each other: the most urgent state is the ticket’s', async () => {
    const states = async (own: object) => await state(desk(own), 'any');
    expect(await states({ closeSlaStatus: 'metOnTime', firstResponseSlaStatus: 'overdue' })).toBe('overdue');
    expect(await states({ closeSlaStatus: 'paused', firstResponseSlaStatus: 'missed' })).toBe('paused');
    expect(await states({ closeSlaStatus: 'metLate', nextResponseSlaStatus: 'missed' })).toBe('missed');
    expect(await states({ closeSlaStatus: 'none', firstResponseSlaStatus: 'metOnTime' })).toBe('metOnTime');
    expect(await states({ closeSlaStatus: 'none' })).toBe('none');
    expect(await value(desk({ closeSlaStatus: 'active', firstResponseSlaStatus: 'overdue' }), 'tickets.slaActive.any')).toBe(0);
  });
});

describe('dimensions', () => {
  const many = desk([
    { closeSlaDueAt: at('18:00'), channel: 'email' },
    { id: 'u', closeSlaDueAt: at('14:00'), channel: 'email' },
    { id: 'v', closeSlaDueAt: at('14:00'), closedAt: at('12:00'), channel: 'chat' },
  ]);

  test('states group and filter, also where the source gives due dates alone', async () => {
    const grouped = await rows(many, { measures: ['tickets.count'], dimensions: ['tickets.closeSlaStatus', 'tickets.anySlaStatus'] });
    expect(grouped.map((row) => Object.values(row))).toEqual([
      ['active', 'active', 1],
      ['metOnTime', 'metOnTime', 1],
      ['overdue', 'overdue', 1],
    ]);
    expect(await value(many, 'tickets.open', { filters: [{ member: 'tickets.closeSlaStatus', operator: 'equals', values: ['overdue'] }] })).toBe(1);
  });

  test('time left is negative when overdue, and the share used up exceeds one', async () => {
    const list = await rows(many, { dimensions: ['tickets.id', 'tickets.slaRemaining.close', 'tickets.slaElapsed.close'], ungrouped: true });
    expect(list.map((row) => Object.values(row))).toEqual([
      ['t', 2 * HOUR, 0.75],
      ['u', -2 * HOUR, 1.5],
      ['v', null, null],
    ]);
    expect(await value(many, 'tickets.count', { filters: [{ member: 'tickets.slaRemaining.close', operator: 'lt', values: ['0'] }] })).toBe(1);
  });

  test('the target of a next response runs from the oldest unanswered message', async () => {
    const waiting = desk({ nextResponseSlaDueAt: at('18:00') }, { messages: [message('11:00'), message('11:30', true), message('14:00'), message('15:00')] });
    const [row] = await rows(waiting, { dimensions: ['tickets.slaElapsed.nextResponse'], ungrouped: true });
    expect(row!['tickets.slaElapsed.nextResponse']).toBe(0.5);
  });

  test('records that belong to tickets are grouped by them too', async () => {
    const found = await rows({ ...many, messages: [message('11:00')] }, { measures: ['messages.count'], dimensions: ['tickets.closeSlaStatus'] });
    expect(found.map((row) => Object.values(row))).toEqual([['active', 1]]);
  });
});

describe('what the past cannot tell', () => {
  const past = (measure: string, dimension: string): Query => ({ measures: [`tickets.${measure}`], timeDimensions: [{ dimension: `tickets.${dimension}`, dateRange: ['2026-03-01', '2026-03-01'] }] });
  const reasons = async (records: Records, measure: string, dimension = 'slaCompletedAt') => codes((await answer(records, past(measure, dimension))).partial);
  const history = { statusChanges: [visit('open', '10:00')], messages: [message('10:10')] };

  test('is said with the reason, and nothing is said where it can', async () => {
    const due = desk({ firstResponseSlaDueAt: at('12:00'), closeSlaDueAt: at('12:00') }, history);
    expect(await reasons(due, 'slaOnTime.firstResponse')).toEqual([]);
    expect(await reasons(due, 'slaOnTimeRateStrict.any')).toEqual([]);
    expect(await reasons(due, 'slaOverdue.close', 'asOf')).toEqual([]);
    const next = desk({ nextResponseSlaDueAt: at('12:00'), firstResponseSlaDueAt: at('12:00') }, history);
    expect(await reasons(next, 'slaOnTime.nextResponse')).toEqual(['latest-sla-cycle']);
    expect(await reasons(next, 'slaOnTime.any')).toEqual(['latest-sla-cycle']);
    expect(await reasons(next, 'slaOnTime.firstResponse')).toEqual([]);
    const told = desk({ closeSlaStatus: 'active', closeSlaDueAt: at('12:00') }, history);
    expect(await reasons(told, 'slaOverdue.close', 'asOf')).toEqual(['no-field-history']);
    expect(await reasons(told, 'slaOpenOverdue.close')).toEqual(['no-field-history']);
    expect(await reasons(told, 'slaOnTime.close')).toEqual([]);
  });

  test('rests on closes, except where a response came', async () => {
    const bare = desk({ firstResponseSlaDueAt: at('12:00'), closeSlaDueAt: at('12:00') });
    expect(await reasons(bare, 'slaLate.firstResponse')).toEqual([]);
    expect(await reasons(bare, 'slaMissed.firstResponse')).toEqual(['no-history']);
    expect(await reasons(bare, 'slaLate.close')).toEqual(['no-history']);
  });
});

describe('the catalogue', () => {
  const catalogOf = (own: object, more?: Records) => recordsEngine(desk(own, more)).catalog({ signal: new AbortController().signal });
  const names = async (own: object, more?: Records) => (await catalogOf(own, more)).sources.flatMap(({ members }) => members.map(({ name }) => name));

  test('offers what due dates or states can feed, and nothing of other kinds', async () => {
    const due = await names({ closeSlaDueAt: at('12:00') });
    for (const name of ['slaOverdue.close', 'slaOnTimeRate.any', 'closeSlaStatus', 'anySlaStatus', 'slaElapsed.close']) expect(due).toContain(`tickets.${name}`);
    for (const name of ['slaOverdue.firstResponse', 'firstResponseSlaStatus', 'slaRemaining.nextResponse']) expect(due).not.toContain(`tickets.${name}`);
    const told = await names({ closeSlaStatus: 'active' });
    expect(told).toContain('tickets.slaActive.close');
    expect(told).not.toContain('tickets.slaRemaining.close');
    expect((await catalogOf({ closeSlaStatus: 'active' })).capabilities.sla).toBe(true);
    expect((await catalogOf({})).capabilities.sla).toBe(false);
  });

  test('offers completed next responses where messages or states tell of them', async () => {
    const due = { nextResponseSlaDueAt: at('12:00') };
    expect(await names(due)).toContain('tickets.slaOverdue.nextResponse');
    expect(await names(due)).not.toContain('tickets.slaOnTime.nextResponse');
    expect(await names(due, { messages: [message('11:00')] })).toContain('tickets.slaOnTime.nextResponse');
    expect(await names({ ...due, nextResponseSlaStatus: 'active' })).toContain('tickets.slaOnTime.nextResponse');
  });

  test('has an answer for every figure of SLA progress and of today’s SLAs', async () => {
    const all = desk({ firstResponseSlaDueAt: at('12:00'), nextResponseSlaDueAt: at('12:00'), closeSlaDueAt: at('12:00') }, { messages: [message('11:00')] });
    for (const kind of ['firstResponse', 'nextResponse', 'close', 'any'] satisfies SlaKind[]) {
      for (const { member, window } of [...Object.values(FIGURES['sla-progress']), FIGURES['today-insights']['sla-met'], FIGURES['today-insights']['sla-rate']]) {
        const name = member.replace('<sla>', kind);
        const found = await value(all, name, window === 'today' ? today : {});
        expect([name, found]).toEqual([name, name.includes('slaOverdue') ? 1 : name.includes('Rate') ? null : 0]);
      }
    }
  });
});
