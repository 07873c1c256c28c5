import { describe, expect, it } from 'vitest';
import { answer, rowsOf, value } from './ask.ts';

const asOf = '2026-03-05T09:00:00Z';
const createdAt = '2026-03-02T09:00:00Z';
const closedAt = '2026-03-04T09:00:00Z';

describe('doubtful tickets', () => {
  it('closed on a day that cannot be read are in no stock, but among those closed nobody knows since when', async () => {
    const records = { asOf, tickets: [{ id: 1, createdAt }, { id: 2, createdAt, closedAt: '32.13.2026' }, { id: 3, createdAt, closedAt }] };
    expect(await value(records, 'tickets.open')).toBe(1);
    const result = await answer(records, {
      measures: ['tickets.count', 'tickets.timeToClose.missing'],
      timeDimensions: [{ dimension: 'tickets.closedAt', dateRange: ['2026-03-01', '2026-03-05'] }],
    });
    expect(rowsOf(result)).toEqual([{ 'tickets.count': 1, 'tickets.timeToClose.missing': 1 }]);
    expect(result.partial).toBeTruthy();
  });

  it('of an unknown category are open or closed by their closing date', async () => {
    const tickets = [{ id: 1, createdAt, closedAt, statusCategory: 'Erledigt' }, { id: 2, createdAt, statusCategory: 'Offen' }];
    expect(await value({ asOf, tickets }, 'tickets.open')).toBe(1);
  });
});
