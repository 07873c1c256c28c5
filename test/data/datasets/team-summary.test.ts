import { describe, expect, it } from 'vitest';
import { change, desk, hours, minutes } from './ask.ts';

const MONDAY = '2026-03-02';
const TUESDAY = '2026-03-03';
const END = '2026-03-04T00:00:00Z';

describe('a ticket closed, reopened and closed again', () => {
  const ticket = {
    id: 'a',
    createdAt: `${MONDAY}T09:00:00Z`,
    firstClosedAt: `${MONDAY}T11:00:00Z`,
    closedAt: `${TUESDAY}T12:00:00Z`,
    statusCategory: 'closed',
    reopenCount: 1,
  };
  const visits = [
    { ticketId: 'a', status: 'Open', statusCategory: 'open', enteredAt: `${MONDAY}T09:00:00Z` },
    { ticketId: 'a', status: 'Done', statusCategory: 'closed', enteredAt: `${MONDAY}T11:00:00Z` },
    { ticketId: 'a', status: 'Open', statusCategory: 'open', enteredAt: `${TUESDAY}T10:00:00Z` },
    { ticketId: 'a', status: 'Done', statusCategory: 'closed', enteredAt: `${TUESDAY}T12:00:00Z` },
  ];
  const at = (now: string) => ({ now, timezone: 'UTC' });

  it('is open while reopened, on no closed bar', async () => {
    const { ask } = desk({ asOf: END, tickets: [ticket], statusChanges: visits });
    const { figures } = await ask('team-summary', {}, at(`${TUESDAY}T11:00:00Z`));
    expect(figures['open']).toMatchObject({ value: 1, base: 0 });
    expect(figures['closed']).toMatchObject({ value: 0 });
    expect(figures['time-to-close']).toMatchObject({ value: null, n: 0 });
  });

  it('counts by its last close, against yesterday as known then', async () => {
    const { ask } = desk({ asOf: END, tickets: [ticket], statusChanges: visits });
    const { figures } = await ask('team-summary', {}, at(`${TUESDAY}T13:00:00Z`));
    expect(change(figures['closed'])).toEqual([1, 1]);
    expect(figures['time-to-close']).toMatchObject({ value: hours(27), n: 1 });
  });

  it('shows no change without history, but the reason', async () => {
    const { ask } = desk({ asOf: END, tickets: [ticket] });
    const { figures } = await ask('team-summary', {}, at(`${TUESDAY}T13:00:00Z`));
    expect(figures['closed']).toMatchObject({ base: null, baseNote: expect.stringMatching(/^no-history: \w+ \w+/) });
    expect(figures['open']).toMatchObject({ base: null, baseNote: expect.stringMatching(/^no-history: \w+ \w+/) });
  });
});

describe('first responses', () => {
  const answered = (id: number, day: string, wait: number) => ({
    id,
    createdAt: `${day}T08:00:00Z`,
    firstResponseAt: new Date(Date.parse(`${day}T08:00:00Z`) + minutes(wait)).toISOString(),
    statusCategory: 'open',
    reopenCount: 0,
  });
  const scope = { now: `${TUESDAY}T18:00:00Z`, timezone: 'UTC' };

  it('average the answered, and count those who still wait', async () => {
    const { ask, behind } = desk({
      asOf: END,
      tickets: [answered(1, TUESDAY, 20), answered(2, TUESDAY, 40), { id: 3, createdAt: `${TUESDAY}T09:00:00Z`, statusCategory: 'open', reopenCount: 0 }],
    });
    const { figures } = await ask('team-summary', {}, scope);
    expect(figures['first-response-time']).toMatchObject({ value: minutes(30), n: 2 });
    expect(figures['awaiting-first-reply']).toMatchObject({ value: 1, base: 0 });
    expect(await behind(figures['first-response-time']!.records!)).toBe(2);
    expect(await behind(figures['awaiting-first-reply']!.records!)).toBe(1);
  });

  it('show a change from five values on in both windows', async () => {
    const waits = (day: string, values: readonly number[]) => values.map((wait, i) => answered(Number(day.slice(-2)) * 100 + i, day, wait));
    const four = desk({ asOf: END, tickets: [...waits(MONDAY, [10, 20, 30, 40]), ...waits(TUESDAY, [10, 20, 30, 40, 50])] });
    expect((await four.ask('team-summary', {}, scope)).figures['first-response-time']).toMatchObject({ n: 5, base: null, baseNote: expect.stringContaining('5') });
    const five = desk({ asOf: END, tickets: [...waits(MONDAY, [10, 20, 30, 40, 50]), ...waits(TUESDAY, [20, 30, 40, 50, 60])] });
    expect((await five.ask('team-summary', {}, scope)).figures['first-response-time']).toMatchObject({ value: minutes(40), base: minutes(30), n: 5 });
  });

  it('follow the chosen statistic; p90 asks for ten values', async () => {
    const waits = (day: string, values: readonly number[]) => values.map((wait, i) => answered(Number(day.slice(-2)) * 100 + i, day, wait));
    const { ask } = desk({ asOf: END, tickets: [...waits(MONDAY, [10, 20, 30, 40, 100]), ...waits(TUESDAY, [10, 20, 30, 40, 100])] });
    const figure = async (stat: 'avg' | 'median' | 'p90', own?: 'median') =>
      (await ask('team-summary', own ? { stat: own } : {}, { ...scope, stat })).figures['first-response-time'];
    expect(await figure('avg')).toMatchObject({ value: minutes(40), base: minutes(40) });
    expect(await figure('median')).toMatchObject({ value: minutes(30), base: minutes(30) });
    expect(await figure('p90', 'median')).toMatchObject({ value: minutes(30) });
    expect(await figure('p90')).toMatchObject({ value: minutes(76), base: null, baseNote: expect.stringContaining('10') });
  });
});

it('takes the latest answer of each ticket for satisfaction, with the rate’s own number', async () => {
  const scale = { type: 'csat', scaleMin: 1, scaleMax: 5 };
  const { ask, behind } = desk({
    asOf: END,
    tickets: [1, 2].map((id) => ({ id, createdAt: `${MONDAY}T09:00:00Z`, statusCategory: 'open', reopenCount: 0 })),
    feedback: [
      { id: 'x', ticketId: 1, score: 2, submittedAt: `${TUESDAY}T09:00:00Z`, ...scale },
      { id: 'y', ticketId: 1, score: 5, submittedAt: `${TUESDAY}T10:00:00Z`, ...scale },
      { id: 'z', ticketId: 2, score: 1, submittedAt: `${TUESDAY}T10:00:00Z`, ...scale },
    ],
  });
  const { csat } = (await ask('team-summary', {}, { now: `${TUESDAY}T12:00:00Z`, timezone: 'UTC' })).figures;
  expect(csat).toMatchObject({ value: 0.5, n: 2, records: { source: 'feedback', count: 2 } });
  expect(await behind(csat!.records!)).toBe(2);
});

describe('filters and what a source lacks', () => {
  const tickets = [
    { id: 1, createdAt: `${TUESDAY}T08:00:00Z`, ownerId: 'ann', channel: 'email', statusCategory: 'open', reopenCount: 0 },
    { id: 2, createdAt: `${TUESDAY}T08:00:00Z`, ownerId: 'bob', channel: 'email', statusCategory: 'open', reopenCount: 0 },
    { id: 3, createdAt: `${TUESDAY}T08:00:00Z`, statusCategory: 'open', reopenCount: 0 },
  ];
  const scope = (values: Record<string, string[]>) => ({ now: `${TUESDAY}T12:00:00Z`, timezone: 'UTC', filters: { values } });
  const open = async (values: Record<string, string[]>) => (await desk({ asOf: END, tickets }).ask('team-summary', {}, scope(values))).figures['open'];

  it('take any of several values, none of them meaning all, and the empty one meaning no value', async () => {
    expect(await open({ 'tickets.ownerId': ['ann'] })).toMatchObject({ value: 1 });
    expect(await open({ 'tickets.ownerId': ['ann', 'bob'] })).toMatchObject({ value: 2 });
    expect(await open({ 'tickets.ownerId': [] })).toMatchObject({ value: 3 });
    expect(await open({ 'tickets.ownerId': ['', 'bob'] })).toMatchObject({ value: 2 });
    expect(await open({ 'tickets.ownerId': [''] })).toMatchObject({ value: 1 });
    expect(await open({ 'tickets.ownerId': ['ann'], 'tickets.channel': ['chat'] })).toMatchObject({ value: 0 });
  });

  it('are told where they do not apply, and left out', async () => {
    const summary = await desk({ asOf: END, tickets }).ask('team-summary', {}, scope({ 'tickets.pipeline': ['sales'] }));
    expect(summary.figures['open']).toMatchObject({ value: 3 });
    expect(summary.notes).toEqual(['The filter tickets.pipeline does not apply to tickets.', 'The filter tickets.pipeline does not apply to feedback.']);
  });

  it('leave out figures that the source cannot tell, and tell when it can tell none', async () => {
    const { figures } = await desk({ asOf: END, tickets }).ask('team-summary', {}, scope({}));
    expect(figures).not.toHaveProperty('csat');
    const none = desk({ teams: [{ id: 1, name: 'One' }] }).ask('team-summary', {}, scope({}));
    await expect(none).rejects.toMatchObject({ problem: { kind: 'unsupported' } });
    const channels = desk({ asOf: END, tickets: [{ id: 1, createdAt: `${TUESDAY}T08:00:00Z` }] }).ask('tickets-by-channel', { member: 'tickets.channelAccount' }, scope({}));
    await expect(channels).rejects.toMatchObject({ problem: { kind: 'unsupported', title: expect.stringContaining('tickets.channelAccount') } });
  });
});
