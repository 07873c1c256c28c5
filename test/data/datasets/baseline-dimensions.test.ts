import { expect, test } from 'vitest';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';

/**
 * Two tickets closed by 10:00 yesterday while Ben owned them; this morning one was handed to Amira. A count of yesterday's
 * closings that is filtered by owner takes the owner of today.
 */
test("yesterday's count is filtered by the owner of today", async () => {
  const ticket = (id: string, ownerId: string): object => ({
    id,
    ownerId,
    createdAt: '2026-03-10T08:00:00Z',
    closedAt: '2026-03-10T09:00:00Z',
    reopenCount: 0,
    statusCategory: 'closed',
  });
  const adapter = recordsAdapter({
    timezone: 'UTC',
    asOf: '2026-03-11T10:00:00Z',
    tickets: [ticket('1', 'amira'), ticket('2', 'ben')],
    reps: [
      { id: 'amira', name: 'Amira' },
      { id: 'ben', name: 'Ben' },
    ],
    assignments: [
      { ticketId: '1', ownerId: 'ben', from: '2026-03-10T08:00:00Z', to: '2026-03-11T08:00:00Z' },
      { ticketId: '1', ownerId: 'amira', from: '2026-03-11T08:00:00Z', to: null },
      { ticketId: '2', ownerId: 'ben', from: '2026-03-10T08:00:00Z', to: null },
    ],
  });
  const context = { signal: new AbortController().signal };
  const catalog = await adapter.catalog?.(context);
  const closedYesterday = async (owner: string): Promise<unknown> => {
    const scope = resolveScope({ filters: { values: { 'tickets.ownerId': [owner] } } }, catalog);
    const { figures } = await adapter.load({ dataset: 'team-summary', params: {}, scope }, context);
    return figures['closed']?.base;
  };
  expect(await closedYesterday('amira')).toBe(1);
  expect(await closedYesterday('ben')).toBe(1);
});
