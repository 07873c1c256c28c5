import { expect, test } from 'vitest';
import { recordsEngine } from '../../../../src/data/engine/records-engine.ts';
import { sourcesOf } from '../../../../src/data/query/query-sources.ts';
import { SOURCE_NAMES } from '../../../../src/data/records/records.ts';
import { anyQuery } from './any-query.ts';
import { dice } from './dice.ts';
import { MovingDesk } from './moving-desk.ts';

const RUNS = Number(process.env.APPLY_RUNS ?? (process.env.TEST_FULL === '1' ? 40 : 6));

test('a change of other sources than those of a query changes nothing in its answer', async () => {
  const { signal } = new AbortController();
  let [spared, asked] = [0, 0];
  for (let run = 0; run < RUNS; run++) {
    const throws = dice(100 + run);
    const desk = new MovingDesk(throws);
    const engine = recordsEngine(desk.records());
    for (let change = 0; change < 12; change++) {
      const catalog = await engine.catalog({ signal, definitions: false });
      const queries = Array.from({ length: 30 }, () => anyQuery(catalog, desk.asOf, throws));
      const before = await engine.query(queries, { signal });
      const { sources = [] } = await engine.apply(desk.change(throws.one(SOURCE_NAMES)));
      const after = await engine.query(queries, { signal });
      queries.forEach((query, i) => {
        const own = sourcesOf(query);
        asked++;
        if (!own || sources.some((source) => own.has(source))) return;
        spared++;
        expect({ run, change, query, sources, answer: after[i] }).toEqual({ run, change, query, sources, answer: before[i] });
      });
    }
  }
  // A third is spared at least, else the rule would be worth nothing.
  expect(spared).toBeGreaterThan(asked / 3);
}, 600_000);

test('names of others than the catalogue knows are not judged', () => {
  expect(sourcesOf({ measures: ['tickets.count'], dimensions: ['tickets.site'] })).toBeUndefined();
});

test.each([
  [['tickets.count'], [], ['tickets']],
  [['tickets.open'], [], ['statusChanges', 'tickets']],
  [['messages.received'], [], ['conversations', 'messages', 'tickets']],
  [['tickets.count'], ['tickets.company'], ['companies', 'contacts', 'tickets']],
  [['feedback.csat'], ['tickets.priority'], ['feedback', 'tickets']],
])('%j by %j rests on %j', (measures, dimensions, sources) => {
  expect([...sourcesOf({ measures, dimensions })!].sort()).toEqual(sources);
});
