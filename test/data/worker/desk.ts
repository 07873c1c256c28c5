import type { Query } from '../../../src/data/query/query.ts';
import type { Records } from '../../../src/data/records/records.ts';

const FIRST = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** So many tickets as plain rows, with two reps; made the same way each time. */
export function desk(tickets: number): Records & { tickets: object[] } {
  const at = (row: number, more = 0): string => new Date(FIRST + (row % 80) * DAY + row * 1000 + more).toISOString();
  return {
    timezone: 'Europe/Warsaw',
    asOf: new Date(FIRST + 100 * DAY).toISOString(),
    tickets: Array.from({ length: tickets }, (_, row) => ({
      id: `t${row}`,
      subject: `Order ${row} – “late”`,
      createdAt: at(row),
      closedAt: row % 4 ? at(row, (row % 97) * 3_600_000) : null,
      channel: ['email', 'phone', 'chat', null][row % 4],
      priority: ['low', 'high', 'urgent'][row % 3],
      ownerId: row % 5 ? `r${row % 2}` : null,
      reopenCount: row % 7 === 0 ? 1 : 0,
      ...(row % 1000 === 999 && { oneTouch: row % 2 === 0 }),
    })),
    reps: [
      { id: 'r0', name: 'Ada', teamId: 'a' },
      { id: 'r1', name: 'Bo', teamId: 'b' },
    ],
    teams: [
      { id: 'a', name: 'North' },
      { id: 'b', name: 'South' },
    ],
  };
}

/** Numbers, texts, times, none of either, faults and lists. */
export const QUERIES: readonly Query[] = [
  { measures: ['tickets.count', 'tickets.open', 'tickets.timeToClose.avg', 'tickets.timeToClose.p90'] },
  { measures: ['tickets.count'], dimensions: ['tickets.channel', 'tickets.owner'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'week' }], total: true },
  { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', compareDateRange: [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28']] }] },
  { measures: ['tickets.timeToClose.median'], dimensions: ['tickets.team'], filters: [{ or: [{ member: 'tickets.priority', operator: 'equals', values: ['urgent'] }, { member: 'tickets.subject', operator: 'contains', values: ['7'] }] }] },
  { dimensions: ['tickets.id', 'tickets.createdAt', 'tickets.oneTouch', 'tickets.timeToClose', 'tickets.reopenCount'], ungrouped: true, limit: 3000, offset: 17 },
  { measures: ['tickets.timeToClose.avg'], filters: [{ member: 'tickets.channel', operator: 'equals', values: ['post'] }] },
  { measures: ['tickets.cuont'] },
  { measures: ['calls.count'] },
];

export const signal = new AbortController().signal;
