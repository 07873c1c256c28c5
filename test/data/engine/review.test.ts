import { describe, expect, test } from 'vitest';
import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { recordsAt } from '../../../src/data/reports/series.ts';
import { answer, MINUTE, rows, value } from './ask.ts';

const desk = (records: Records): Records => ({ asOf: '2026-03-20T00:00:00Z', timezone: 'UTC', ...records });
const ids = async (records: Records, query: Query, id: string) => (await rows(records, { ...query, ungrouped: true, dimensions: [id] })).map((row) => row[id]);

/** Closed on the 2nd, reopened and closed again on the 3rd. */
const reopened = desk({
  tickets: [{ id: 'a', createdAt: '2026-03-02T09:00Z', closedAt: '2026-03-03T12:00Z', statusCategory: 'closed', reopenCount: 1 }],
  statusChanges: [
    { ticketId: 'a', status: 'New', statusCategory: 'open', enteredAt: '2026-03-02T09:00Z' },
    { ticketId: 'a', status: 'Done', statusCategory: 'closed', enteredAt: '2026-03-02T11:00Z' },
    { ticketId: 'a', status: 'New', statusCategory: 'open', enteredAt: '2026-03-03T10:00Z' },
    { ticketId: 'a', status: 'Done', statusCategory: 'closed', enteredAt: '2026-03-03T12:00Z' },
  ],
});

describe('the records behind a bar are those of the series, known as late as it', () => {
  const bar = (query: Query, day: string) => recordsAt(query, { measure: query.measures![0]!, bucket: `2026-03-${day}T00:00:00.000` }).query;
  const byDay = (measure: string, dimension: string): Query => ({
    measures: [measure],
    timeDimensions: [{ dimension, granularity: 'day', dateRange: ['2026-03-01', '2026-03-05'] }],
  });

  test('a reopened ticket has left its earlier bar', async () => {
    const closed = byDay('tickets.count', 'tickets.closedAt');
    expect(await ids(reopened, bar(closed, '02'), 'tickets.id')).toEqual([]);
    expect(await ids(reopened, bar(closed, '03'), 'tickets.id')).toEqual(['a']);
  });

  test('and is told as reopened on the day of its first close', async () => {
    expect(await ids(reopened, bar(byDay('tickets.reopened', 'tickets.firstClosedAt'), '02'), 'tickets.id')).toEqual(['a']);
  });

  test('each bar has its own latest answers', async () => {
    const answered = (id: string, score: number, submittedAt: string) => ({ id, ticketId: 'a', type: 'csat', score, scaleMin: 1, scaleMax: 5, submittedAt });
    const own = desk({
      tickets: [{ id: 'a', createdAt: '2026-03-01T00:00Z' }],
      feedback: [answered('1', 1, '2026-03-02T01:00Z'), answered('2', 2, '2026-03-02T02:00Z'), answered('3', 5, '2026-03-03T01:00Z')],
    });
    const csat = byDay('feedback.csat', 'feedback.submittedAt');
    expect(await ids(own, bar(csat, '02'), 'feedback.id')).toEqual(['2']);
    expect(await ids(own, bar(csat, '03'), 'feedback.id')).toEqual(['3']);
  });
});

describe('record lists', () => {
  const scored = desk({
    feedback: [-2, 2, null].map((score, id) => ({ id, type: 'csat', score, scaleMin: -2, scaleMax: 2, submittedAt: '2026-03-02T10:00Z' })),
  });

  test('have negative numbers, which are no errors as negative durations are', async () => {
    expect(await value(scored, 'feedback.score.count')).toBe(2);
    expect(await ids(scored, { measures: ['feedback.score.avg'] }, 'feedback.id')).toEqual(['0', '1']);
    expect(await ids(scored, { measures: ['feedback.score.invalid'] }, 'feedback.id')).toEqual([]);
  });

  test('of distinct values leave out records without one', async () => {
    expect(await ids(scored, { measures: ['feedback.score.countDistinct'] }, 'feedback.id')).toEqual(['0', '1']);
  });
});

describe('first responses', () => {
  const ticket = { id: 'a', createdAt: '2026-03-02T09:00Z', statusCategory: 'open' };
  const call = { id: 'c', ticketId: 'a', startedAt: '2026-03-02T09:30Z', status: 'completed' };

  test.each([
    ['no messages at all', desk({ tickets: [ticket], calls: [call] })],
    ['messages of other tickets', desk({ tickets: [ticket], calls: [call], messages: [{ id: 'm', ticketId: 'b', sentAt: '2026-03-02T09:00Z', direction: 'inbound' }] })],
  ])('a call answers a ticket with %s', async (_, own) => {
    expect(await value(own, 'tickets.firstResponseTime.sum')).toBe(30 * MINUTE);
    expect(await value(own, 'tickets.awaitingFirstReply')).toBe(0);
  });

  test('what a rep said before the ticket came to be is none', async () => {
    const said = (sentAt: string, direction: string) => ({ id: sentAt, ticketId: 'a', sentAt, direction });
    const messages = [said('2026-03-02T08:58Z', 'inbound'), said('2026-03-02T08:59Z', 'outbound'), said('2026-03-02T09:10Z', 'outbound')];
    expect(await value(desk({ tickets: [ticket], messages }), 'tickets.firstResponseTime.sum')).toBe(10 * MINUTE);
  });

  test('one-touch is told by messages where the source does not say', async () => {
    const messages = [{ id: 'm', ticketId: 'a', sentAt: '2026-03-02T09:10Z', direction: 'outbound' }];
    expect(await value(desk({ tickets: [{ ...ticket, closedAt: '2026-03-03T00:00Z', statusCategory: 'closed' }], messages }), 'tickets.oneTouchRate')).toBe(1);
  });
});

describe('a past stock by a field that changes says that it is told by today', () => {
  const context = { now: '2026-03-05T00:00:00Z' };
  const own = desk({
    tickets: [{ id: 'a', createdAt: '2026-03-02T09:00Z', statusCategory: 'waiting', closeSlaStatus: 'overdue', ownerId: 'r', teamId: 't', reopenCount: 0 }],
    assignments: [{ ticketId: 'a', ownerId: 'r', from: '2026-03-02T09:00Z' }],
    conversations: [{ id: 'c', ticketId: 'a', startedAt: '2026-03-02T09:00Z', closedAt: '2026-03-10T00:00Z', status: 'done' }],
    statusChanges: [{ ticketId: 'a', status: 'New', enteredAt: '2026-03-02T09:00Z' }],
  });

  test.each([
    ['tickets.open', 'tickets.statusCategory'],
    ['tickets.open', 'tickets.closeSlaStatus'],
    ['tickets.open', 'tickets.team'],
    ['conversations.open', 'conversations.status'],
    ['conversations.open', 'conversations.teamId'],
  ])('%s by %s', async (measure, dimension) => {
    const { partial } = await answer(own, { measures: [measure], dimensions: [dimension], context });
    expect(partial).toEqual([`no-field-history: ${dimension} is as it is now, not as it was then`]);
  });

  test.each([
    ['tickets.open', 'tickets.owner'],
    ['conversations.open', 'conversations.ownerId'],
  ])('%s by %s, whose history is told, does not', async (measure, dimension) => {
    expect((await answer(own, { measures: [measure], dimensions: [dimension], context })).partial).toBeUndefined();
  });

  test('nor does a category without waiting, which the closes tell', async () => {
    const plain = desk({ tickets: [{ id: 'a', createdAt: '2026-03-02T09:00Z', statusCategory: 'open', reopenCount: 0 }] });
    expect((await answer(plain, { measures: ['tickets.open'], dimensions: ['tickets.statusCategory'], context })).partial).toBeUndefined();
  });
});

test('a visit that ends at the cut is over', async () => {
  const untilClose = { ...reopened, asOf: '2026-03-03T12:00:00Z' };
  expect(await value(untilClose, 'tickets.open')).toBe(0);
  expect(await value(untilClose, 'statusChanges.ongoing')).toBe(0);
});

test('what lies after all that the source vouches for is taken back', async () => {
  const between = { ...reopened, asOf: '2026-03-03T09:00:00Z' };
  expect(await value(between, 'tickets.open')).toBe(0);
  expect(await value(between, 'tickets.count', { timeDimensions: [{ dimension: 'tickets.closedAt' }] })).toBe(1);
});

test('the time in a status of one visit lasts until its exit, or until now', async () => {
  const visit = (status: string, statusCategory: string, time: string) => ({ ticketId: 't', status, statusCategory, enteredAt: `2026-03-02T${time}:00Z` });
  const desk: Records = { tickets: [{ id: 't', createdAt: '2026-03-02T08:00:00Z' }], statusChanges: [visit('New', 'open', '08:00'), visit('Solved', 'closed', '09:00'), visit('New', 'open', '11:00')], asOf: '2026-03-02T14:00:00Z' };
  const list = await rows(desk, { dimensions: ['statusChanges.enteredAt', 'statusChanges.timeInStatus'], ungrouped: true });
  expect(list.map((row) => row['statusChanges.timeInStatus'])).toEqual([3_600_000, null, 3 * 3_600_000]);
  // The measure of a window is clipped to it all the same.
  expect(await value(desk, 'statusChanges.timeInStatus.sum', { timeDimensions: [{ dimension: 'statusChanges.enteredAt', dateRange: ['2026-03-02T08:30:00Z', '2026-03-02T12:00:00Z'] }] })).toBe(1.5 * 3_600_000);
});
