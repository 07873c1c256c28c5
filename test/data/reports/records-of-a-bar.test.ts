import { describe, expect, test } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Cell, Query, ResultSet } from '../../../src/data/query/query.ts';
import { recordsAt } from '../../../src/data/reports/series.ts';
import type { Records } from '../../../src/data/records/records.ts';

const DAYS = ['2026-03-02', '2026-03-05'] as const;
const at = (day: number, time: string) => `2026-03-0${day}T${time}:00Z`;
const ticket = (id: string, more: object = {}) => ({ id, createdAt: at(2, '08:00'), closedAt: null, reopenCount: 0, statusCategory: 'open', ...more });
const visit = (ticketId: string, status: string, statusCategory: string, enteredAt: string) => ({ ticketId, status, statusCategory, enteredAt });

/** Tickets that are merged, closed, reopened or answered after the bar in which they stand is over. */
const DESK: Records = {
  timezone: 'UTC',
  asOf: at(9, '00:00'),
  tickets: [
    ticket('merged on Wednesday', { excludedAt: at(4, '12:00'), closeSlaDueAt: at(3, '10:00'), firstResponseAt: at(2, '09:00') }),
    ticket('merged after the range', { excludedAt: at(7, '12:00'), closeSlaDueAt: at(3, '10:00'), firstResponseAt: at(2, '10:00') }),
    ticket('late', { closedAt: at(4, '10:00'), statusCategory: 'closed', closeSlaDueAt: at(3, '10:00'), firstResponseAt: at(3, '10:00') }),
    ticket('closed twice', { closedAt: at(4, '16:00'), firstClosedAt: at(3, '09:00'), reopenCount: 1, statusCategory: 'closed', closeSlaDueAt: at(3, '10:00') }),
    ticket('on time', { closedAt: at(3, '09:00'), statusCategory: 'closed', closeSlaDueAt: at(3, '10:00') }),
  ],
  statusChanges: [
    visit('merged on Wednesday', 'New', 'open', at(2, '08:00')),
    visit('merged after the range', 'New', 'open', at(2, '08:00')),
    visit('late', 'New', 'open', at(2, '08:00')),
    visit('late', 'Waiting', 'waiting', at(3, '08:00')),
    visit('late', 'Solved', 'closed', at(4, '10:00')),
    visit('closed twice', 'New', 'open', at(2, '08:00')),
    visit('closed twice', 'Solved', 'closed', at(3, '09:00')),
    visit('closed twice', 'New', 'open', at(4, '09:00')),
    visit('closed twice', 'Solved', 'closed', at(4, '16:00')),
    visit('on time', 'New', 'open', at(2, '08:00')),
    visit('on time', 'Solved', 'closed', at(3, '09:00')),
  ],
  feedback: [3, 3, 4].map((day, i) => ({ id: `${i}`, ticketId: 'late', type: 'csat', score: 5 - i, scaleMin: 1, scaleMax: 5, submittedAt: at(day, `1${i}:00`) })),
};

const engine = recordsEngine(DESK);
async function ask(query: Query): Promise<ResultSet> {
  const [settled] = await engine.query([query], { signal: new AbortController().signal });
  if (!settled?.ok) throw new Error(JSON.stringify(settled?.error));
  return settled.value;
}
const column = ({ columns, data }: ResultSet, name: string): readonly Cell[] => data[columns.findIndex((one) => one.name === name)]!;

/** Counts, families by their number of values, and families by their sum. */
const SERIES: [measure: string, dimension: string, sums?: string][] = [
  ['tickets.count', 'tickets.createdAt'],
  ['tickets.count', 'tickets.closedAt'],
  ['tickets.timeToClose.count', 'tickets.closedAt', 'tickets.timeToClose.sum'],
  ['tickets.timeToFirstClose.count', 'tickets.firstClosedAt', 'tickets.timeToFirstClose.sum'],
  ['tickets.firstResponseTime.count', 'tickets.firstResponseAt', 'tickets.firstResponseTime.sum'],
  ['tickets.open', 'tickets.asOf'],
  ['statusChanges.count', 'statusChanges.enteredAt'],
  ['statusChanges.closes', 'statusChanges.enteredAt'],
  ['statusChanges.timeInStatus.count', 'statusChanges.enteredAt', 'statusChanges.timeInStatus.sum'],
  ['statusChanges.ongoing', 'statusChanges.enteredAt'],
  ['feedback.count', 'feedback.submittedAt'],
  ['feedback.csat.denominator', 'feedback.submittedAt'],
  ['tickets.slaOnTime.close', 'tickets.slaCompletedAt'],
  ['tickets.slaLate.close', 'tickets.slaCompletedAt'],
  ['tickets.slaOpenOverdue.close', 'tickets.slaCompletedAt'],
  ['tickets.slaLate.any', 'tickets.slaCompletedAt'],
];

describe.each(SERIES)('%s by day of %s', (measure, dimension, sums) => {
  for (const attribution of dimension.endsWith('.asOf') ? (['event'] as const) : (['event', 'created'] as const)) {
    test(`each bar has a list of as many records, with its values (${attribution})`, async () => {
      const query: Query = { measures: [measure, ...(sums ? [sums] : [])], timeDimensions: [{ dimension, granularity: 'day', dateRange: DAYS }], timezone: 'UTC', context: { attribution } };
      const bars = await ask(query);
      const labels = column(bars, dimension);
      const counts = column(bars, measure);
      expect(counts.some((count) => count !== 0)).toBe(true);
      for (const [i, label] of labels.entries()) {
        const list = await ask({ ...recordsAt(query, { measure, bucket: String(label) }).query, total: true });
        expect([label, list.total]).toEqual([label, counts[i]]);
        if (!sums) continue;
        const values = await ask(recordsAt(query, { measure: sums, bucket: String(label) }).query);
        const sum = column(values, sums).reduce((total: number, value) => total + Number(value), 0);
        expect([label, sum || null]).toEqual([label, column(bars, sums)[i] || null]);
      }
    });
  }
});
