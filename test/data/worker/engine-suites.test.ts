import { afterAll, expect, it, vi } from 'vitest';
import type { RecordsEngine } from '../../../src/data/adapter.ts';
import type { Records } from '../../../src/data/records/records.ts';

/*
 * What the engine answers on the page, it answers in the worker file: the suites of the engine once more, with every engine in a
 * thread that runs the file as it is shipped.
 */

const counts = vi.hoisted(() => ({ engines: 0 }));

vi.mock('../../../src/data/engine/records-engine.ts', async () => {
  const { threadEngine } = await import('./thread.ts');
  return {
    recordsEngine: (records: Records): RecordsEngine => {
      counts.engines++;
      return threadEngine(records);
    },
  };
});

await import('../engine/queries.test.ts');
await import('../engine/examples.test.ts');
await import('../engine/review.test.ts');
await import('../engine/doubtful-rows.test.ts');
await import('../engine/oracle.test.ts');

vi.setConfig({ testTimeout: 120_000 });

afterAll(() => {
  expect(counts.engines).toBeGreaterThan(100);
});

it('asks threads, not the page', async () => {
  const { recordsEngine } = await import('../../../src/data/engine/records-engine.ts');
  expect(recordsEngine({ tickets: [] })).toHaveProperty('subscribe');
});
