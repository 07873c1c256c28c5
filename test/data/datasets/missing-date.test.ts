import { expect, test } from 'vitest';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';

test('a count by a date that the source does not have is no figure, rather than 0', async () => {
  const adapter = recordsAdapter({
    timezone: 'UTC',
    asOf: '2026-03-11T10:00:00Z',
    tickets: [{ id: '1', createdAt: '2026-03-10T08:00:00Z', firstResponseAt: '2026-03-11T09:00:00Z', status: 'done' }],
  });
  const context = { signal: new AbortController().signal };
  const scope = resolveScope({}, await adapter.catalog?.(context));
  const { figures } = await adapter.load({ dataset: 'team-summary', params: {}, scope }, context);
  expect(figures['first-response-time']?.value).toBe(25 * 3_600_000);
  expect(figures).not.toHaveProperty('closed');
});
