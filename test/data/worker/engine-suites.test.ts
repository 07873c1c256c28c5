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

vi.setConfig({ testTimeout: 120_000 });
// As many random cases as show a difference in what passes between page and worker; the suites themselves run more.
Object.assign(process.env, { APPLY_RUNS: '1', ORACLE_RUNS: '60' });

const suites = import.meta.glob(['../engine/*.test.ts', '../engine/change/*.test.ts']);
// How the engine works in steps is no answer of it; and desks of many rows that take turns in one thread would be sent anew for each question.
for (const [path, load] of Object.entries(suites)) if (!/\/(?:work|indexes)\.test\.ts$/.test(path)) await load();

afterAll(() => {
  expect(counts.engines).toBeGreaterThan(100);
});

it('asks threads, not the page', async () => {
  const { recordsEngine } = await import('../../../src/data/engine/records-engine.ts');
  expect(recordsEngine({ tickets: [] })).toHaveProperty('subscribe');
});
