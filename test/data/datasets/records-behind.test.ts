import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Figure } from '../../../src/data/adapter.ts';
import { PRESETS } from '../../../src/data/reports/presets.ts';
import { recordsAt } from '../../../src/data/reports/series.ts';
import { desk } from './ask.ts';

const NOW = Date.parse('2026-03-30T09:30:00Z');
const HOUR = 3_600_000;
const past = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR).toISOString();

/** Small desks around a day of 23 hours, with tickets that are closed, reopened, answered or none of it. */
const ticket = fc.record({
  createdAgo: fc.double({ min: 0, max: 80, noNaN: true }),
  answeredAfter: fc.option(fc.double({ min: 0, max: 30, noNaN: true })),
  closedAfter: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
  reopenCount: fc.constantFrom(0, 0, 0, 1),
  channel: fc.constantFrom('email', 'Email', 'chat', '', null),
  ownerId: fc.constantFrom('ann', 'bob', null),
  score: fc.option(fc.integer({ min: 1, max: 5 })),
});

/** So that no column is ever empty, which would mean that the desk does not have it. */
const complete = { createdAgo: 79, answeredAfter: 1, closedAfter: 2, reopenCount: 0, channel: 'email', ownerId: 'ann', score: 3 };

const records = fc.array(ticket, { minLength: 1, maxLength: 25 }).map((random) => {
  const drafts = [complete, ...random];
  const tickets = drafts.map(({ createdAgo, answeredAfter, closedAfter, reopenCount, channel, ownerId }, id) => ({
    id,
    channel,
    ownerId,
    reopenCount,
    createdAt: past(createdAgo),
    firstResponseAt: answeredAfter === null ? null : past(createdAgo - answeredAfter),
    closedAt: closedAfter === null ? null : past(createdAgo - closedAfter),
    statusCategory: closedAfter === null ? 'open' : 'closed',
  }));
  const feedback = drafts.flatMap(({ score, createdAgo }, id) =>
    score === null ? [] : [{ id, ticketId: id, type: 'csat', score, scaleMin: 1, scaleMax: 5, submittedAt: past(createdAgo / 2) }],
  );
  return { tickets, feedback, timezone: 'Europe/Warsaw', asOf: new Date(NOW).toISOString() };
});

const filters = fc.constantFrom<Readonly<Record<string, readonly string[]>>>({}, { 'tickets.ownerId': ['ann'] }, { 'tickets.ownerId': ['bob', ''] }, { 'tickets.channel': ['email', 'chat'] });

it('are as many as each figure, row and bar says', async () => {
  await fc.assert(
    fc.asyncProperty(records, filters, fc.constantFrom('avg', 'median', 'p90'), fc.constantFrom(0, 5, 30), async (own, values, stat, ago) => {
      const { ask, behind } = desk(own);
      const scope = { stat, now: past(ago), filters: { values } } as const;
      const [summary, channels, created] = await Promise.all([
        ask('team-summary', {}, scope),
        ask('tickets-by-channel', {}, scope),
        ask('report', { report: PRESETS['tickets-created']!, period: 'last-7-days' }, scope),
      ]);
      const sets = [summary.figures, channels.figures, created.figures!, ...channels.rows.map(({ figures }) => figures)];
      for (const [id, figure] of sets.flatMap((figures): [string, Figure][] => Object.entries(figures))) {
        expect([id, await behind(figure.records!)]).toEqual([id, figure.records!.count]);
        expect([id, figure.records!.count]).toEqual([id, figure.n ?? figure.value]);
      }
      const { queries, results } = created;
      const [labels, counts] = results['main']!.data as [string[], number[]];
      for (const [row, bucket] of labels.entries()) {
        expect([bucket, await behind(recordsAt(queries!['main']!, { measure: 'tickets.count', bucket }))]).toEqual([bucket, counts[row]]);
      }
      const total = (id: string) => channels.rows.reduce((sum, { figures }) => sum + (figures[id]?.value ?? 0), 0);
      expect([total('today'), total('open')]).toEqual([channels.figures['today']!.value, channels.figures['open']!.value]);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(created.figures!['tickets.count']!.value);
    }),
    { numRuns: 60 },
  );
}, 60_000);
