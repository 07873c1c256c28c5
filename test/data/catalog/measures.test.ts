import { describe, expect, test } from 'vitest';
import { FIGURES, SLA_OF_VIEW } from '../../../src/data/catalog/figures.ts';
import { measureNames } from '../../../src/data/catalog/list.ts';
import { findDimension, findMeasure, goodDirection, leftOut, measureUnit } from '../../../src/data/catalog/members.ts';
import { SOURCE_NAMES } from '../../../src/data/records/records.ts';

/** name (× : once per SLA) | kind | unit | good | default date, as the product defines them. */
const TABLE = `
tickets.count|count|tickets||createdAt
tickets.open|stock|tickets|down|asOf
tickets.awaitingFirstReply|stock|tickets|down|asOf
tickets.awaitingReply|stock|tickets|down|asOf
tickets.currentWait|family|ms|down|asOf
tickets.age|family|ms|down|asOf
tickets.firstResponseTime|family|ms|down|firstResponseAt
tickets.unanswered|count|tickets|down|createdAt
tickets.notClosed|count|tickets|down|createdAt
tickets.closedUnanswered|count|tickets|down|closedAt
tickets.timeToClose|family|ms|down|closedAt
tickets.timeToCloseWithoutWaiting|family|ms|down|closedAt
tickets.timeToFirstClose|family|ms|down|firstClosedAt
tickets.reopened|count|tickets|down|firstClosedAt
tickets.reopenRate|ratio|ratio|down|firstClosedAt
tickets.oneTouchRate|ratio|ratio|up|closedAt
tickets.firstContactResolutionRate|ratio|ratio|up|closedAt
tickets.repliesPerTicket|mean|messages|down|closedAt
tickets.slaActive.×|stock|tickets||asOf
tickets.slaDueSoon.×|stock|tickets|down|asOf
tickets.slaOverdue.×|stock|tickets|down|asOf
tickets.slaPaused.×|stock|tickets||asOf
tickets.slaNone.×|stock|tickets||asOf
tickets.slaOnTime.×|count|tickets|up|slaCompletedAt
tickets.slaLate.×|count|tickets|down|slaCompletedAt
tickets.slaMissed.×|count|tickets|down|slaCompletedAt
tickets.slaOpenOverdue.×|count|tickets|down|slaCompletedAt
tickets.slaOnTimeRate.×|ratio|ratio|up|slaCompletedAt
tickets.slaOnTimeRateStrict.×|ratio|ratio|up|slaCompletedAt
statusChanges.count|count|visits||enteredAt
statusChanges.closes|count|events|up|enteredAt
statusChanges.reopens|count|events|down|enteredAt
statusChanges.timeInStatus|family|ms|down|enteredAt
statusChanges.ongoing|count|visits||enteredAt
messages.count|count|messages||sentAt
messages.received|count|messages||sentAt
messages.sent|count|messages||sentAt
messages.replyTime|family|ms|down|sentAt
messages.customerWaitTime|family|ms|down|sentAt
messages.waitsDropped|count|waits|down|sentAt
messages.repWaitTime|family|ms||sentAt
messages.repUnanswered|count|bursts||sentAt
messages.timeSinceLastResponse|family|ms||sentAt
conversations.count|count|conversations||startedAt
conversations.open|stock|conversations|down|asOf
conversations.duration|family|ms||closedAt
calls.count|count|calls||startedAt
calls.completed|count|calls|up|startedAt
calls.missed|count|calls|down|startedAt
calls.abandoned|count|calls|down|startedAt
calls.other|count|calls||startedAt
calls.duration|family|ms||startedAt
calls.waitTime|family|ms|down|startedAt
calls.abandonRate|ratio|ratio|down|startedAt
calls.serviceLevel|ratio|ratio|up|startedAt
reps.count|stock|reps||asOf
reps.available|stock|reps|up|asOf
reps.atMaxCapacity|stock|reps|down|asOf
reps.canTakeWork|stock|reps|up|asOf
reps.openTickets|stock|tickets||asOf
reps.capacityUsed|ratio|ratio||asOf
reps.timeInAvailability|family|ms||asOf
feedback.count|count|responses||submittedAt
feedback.superseded|count|responses||submittedAt
feedback.csat|ratio|ratio|up|submittedAt
feedback.ces|mean|points||submittedAt
feedback.cesEasyRate|ratio|ratio|up|submittedAt
feedback.nps|mean|points|up|submittedAt
feedback.sent|count|surveys||sentAt
feedback.responseRate|ratio|ratio|up|submittedAt
contacts.count|count|records||
companies.count|count|records||
teams.count|count|records||`
  .trim()
  .split('\n')
  .flatMap((line) => (line.includes('×') ? ['firstResponse', 'nextResponse', 'close', 'any'].map((sla) => line.replace('×', sla)) : [line]))
  .map((line) => line.split('|') as [string, string, string, string, string]);

describe('measures', () => {
  test.each(TABLE)('%s is a %s of %s', (name, kind, unit, good, time) => {
    const ref = findMeasure(name) ?? findMeasure(`${name}.avg`);
    expect(ref && [ref.measure.kind, measureUnit(ref), goodDirection(ref) ?? '', ref.measure.time ?? '']).toEqual([kind, unit, good, time]);
  });

  test('there are no others', () => {
    expect(SOURCE_NAMES.flatMap(measureNames).sort()).toEqual(TABLE.map(([name]) => name).sort());
  });

  test('more closed tickets are good news, more created ones neither', () => {
    const count = findMeasure('tickets.count')!;
    expect([goodDirection(count), goodDirection(count, 'closedAt')]).toEqual([undefined, 'up']);
  });

  test.each([
    ['tickets.firstResponseTime.avg', undefined, ['tickets.awaitingFirstReply', 'tickets.closedUnanswered']],
    ['tickets.firstResponseTime.p90', 'createdAt', ['tickets.unanswered']],
    ['tickets.firstContactResolutionRate', undefined, ['tickets.open', 'tickets.closedUnanswered']],
    ['tickets.timeToClose.median', 'closedAt', ['tickets.open']],
    ['tickets.timeToClose.median', 'createdAt', ['tickets.notClosed']],
    ['tickets.repliesPerTicket', undefined, ['tickets.open']],
    ['tickets.reopenRate', undefined, ['tickets.open']],
    [
      'tickets.slaOnTimeRate.close',
      undefined,
      ['tickets.slaActive.close', 'tickets.slaDueSoon.close', 'tickets.slaPaused.close', 'tickets.slaNone.close', 'tickets.slaOpenOverdue.close'],
    ],
    [
      'tickets.slaOnTimeRateStrict.any',
      undefined,
      ['tickets.slaActive.any', 'tickets.slaDueSoon.any', 'tickets.slaPaused.any', 'tickets.slaNone.any'],
    ],
    ['messages.replyTime.avg', undefined, ['tickets.awaitingReply', 'messages.waitsDropped']],
    ['messages.customerWaitTime.avg', undefined, ['tickets.awaitingReply', 'messages.waitsDropped']],
    ['messages.repWaitTime.avg', undefined, ['messages.repUnanswered']],
    ['conversations.duration.avg', undefined, ['conversations.open']],
    ['calls.duration.avg', undefined, ['calls.missed', 'calls.other']],
    ['calls.abandonRate', undefined, ['calls.other']],
    ['feedback.csat', undefined, ['feedback.superseded']],
    ['feedback.nps', undefined, ['feedback.superseded']],
    ['tickets.count', undefined, []],
  ])('beside %s (by %s) stand %j', (name, time, names) => {
    expect(leftOut(findMeasure(name)!, time)).toEqual(names);
    for (const one of names) expect(findMeasure(one), one).toBeDefined();
  });
});

describe('names taken apart', () => {
  test('families need a part, others may have one', () => {
    expect(findMeasure('tickets.timeToClose')).toBeUndefined();
    expect(findMeasure('tickets.timeToClose.p90')).toMatchObject({ source: 'tickets', base: 'timeToClose', part: 'p90' });
    expect(findMeasure('tickets.slaOnTimeRate.close.numerator')).toMatchObject({ base: 'slaOnTimeRate', sla: 'close', part: 'numerator' });
    expect(findMeasure('feedback.ces.sum')).toMatchObject({ base: 'ces', part: 'sum' });
    for (const wrong of ['tickets.open.avg', 'tickets.slaOnTime', 'tickets.slaOnTime.never', 'tickets.timeToClose.p95', 'tickets.timeToClose.avg.avg', 'tickets', '', '.', 'x.count']) {
      expect(findMeasure(wrong), wrong).toBeUndefined();
    }
  });

  test("numbers and durations are families of their own, and of any field the distinct values can be counted", () => {
    expect(findMeasure('feedback.score.median')).toMatchObject({ field: 'score', part: 'median', measure: { kind: 'family', time: 'submittedAt' } });
    expect(measureUnit(findMeasure('tickets.timeToCloseMs.sum')!)).toBe('ms');
    expect(findMeasure('tickets.contactId.countDistinct')).toMatchObject({ field: 'contactId', measure: { kind: 'count' } });
    expect(findMeasure('reps.openTickets.avg')).toMatchObject({ field: 'openTickets', part: 'avg' });
    expect(findMeasure('tickets.priority.avg')).toBeUndefined();
    expect(findMeasure('tickets.region.countDistinct')).toBeUndefined();
    expect(findMeasure('tickets.region.countDistinct', { tickets: { region: 'string' } })).toBeDefined();
    expect(findMeasure('tickets.effort.p90', { tickets: { effort: 'number' } })).toMatchObject({ field: 'effort' });
  });

  test('dimensions are fields, what is derived, kept columns, and local parts of times', () => {
    expect(findDimension('tickets.priority')).toMatchObject({ type: 'string' });
    expect(findDimension('messages.sentAt.hourOfDay')).toMatchObject({ base: 'sentAt', type: 'time', local: 'hourOfDay' });
    expect(findDimension('tickets.nextResponseAt.dayOfWeek')).toMatchObject({ local: 'dayOfWeek', derived: { type: 'time' } });
    expect(findDimension('tickets.slaRemaining.close')).toMatchObject({ type: 'duration' });
    expect(findDimension('tickets.timeToClose')).toMatchObject({ type: 'duration', derived: { family: true } });
    expect(findDimension('calls.owner')).toMatchObject({ derived: { names: 'reps', by: 'ownerId' } });
    expect(findDimension('calls.ownerId')?.derived).toBeUndefined();
    expect(findDimension('statusChanges.pipeline')?.derived).toBeUndefined();
    expect(findDimension('messages.pipeline')).toMatchObject({ derived: { follows: 'tickets' } });
    expect(findDimension('tickets.region', { tickets: { region: 'string' } })).toMatchObject({ type: 'string' });
    for (const wrong of ['tickets.asOf.hourOfDay', 'tickets.priority.hourOfDay', 'tickets.count', 'tickets.constructor', 'tickets.__proto__', '__proto__.x', 'tickets.', 'tickets']) {
      expect(findDimension(wrong), wrong).toBeUndefined();
    }
  });

  test.each(
    `tickets.owner tickets.firstResponder tickets.team tickets.contact tickets.company tickets.nextResponseAt tickets.anySlaStatus
     tickets.slaRemaining.firstResponse tickets.slaElapsed.nextResponse tickets.ageBucket tickets.asOf conversations.asOf reps.asOf
     tickets.slaCompletedAt messages.owner messages.team messages.contact messages.company messages.pipeline messages.category
     messages.priority messages.channelAccount messages.ownerId messages.teamId messages.contactId messages.companyId messages.author
     messages.isReply messages.isFirstReply messages.timeSinceLastResponse messages.botInteraction calls.team calls.priority
     feedback.owner feedback.category conversations.company statusChanges.team statusChanges.category`.split(/\s+/),
  )('%s is a derived dimension', (name) => {
    expect(findDimension(name)?.derived).toBeDefined();
  });
});

describe('figures', () => {
  const figures = Object.entries(FIGURES).flatMap(([widget, ids]) => Object.entries(ids).map(([id, figure]) => [widget, id, figure] as const));

  test('each widget has its own', () => {
    expect(Object.fromEntries(Object.entries(FIGURES).map(([widget, ids]) => [widget, Object.keys(ids).join(' ')]))).toEqual({
      'team-summary': 'open closed first-response-time awaiting-first-reply time-to-close csat',
      'today-insights': 'customer-wait-time longest-wait new-tickets available-reps reps-at-capacity can-take-work sla-met sla-rate',
      'sla-progress': 'overdue due-soon active paused met-on-time met-late missed-sla',
      'tickets-by-channel': 'today open',
      'tickets-by-priority': 'today open',
      'call-performance': 'completed-calls call-duration average-call-duration missed-calls longest-call-wait',
      'message-analysis': 'messages-received messages-sent customer-wait-time rep-wait-time peak-outbound peak-inbound',
    });
  });

  test.each(figures)('%s %s names a measure and a date that exist, and a stock has no window', (_widget, _id, figure) => {
    for (const sla of Object.values(SLA_OF_VIEW)) {
      const ref = findMeasure(figure.member.replace('<sla>', sla));
      expect(ref).toBeDefined();
      expect(figure.window === 'stock').toBe(ref!.measure.time === 'asOf');
    }
    for (const name of [figure.time, figure.by]) if (name) expect(findDimension(name), name).toBeDefined();
  });
});
