import { expect, test } from 'vitest';
import type { Catalog } from '../../../../src/data/catalog/catalog.ts';
import { recordsEngine } from '../../../../src/data/engine/records-engine.ts';
import type { Query } from '../../../../src/data/query/query.ts';
import { anyQuery } from './any-query.ts';
import { dice } from './dice.ts';
import { MovingDesk } from './moving-desk.ts';

/** 40 in full: a thousand changes. */
const RUNS = Number(process.env.APPLY_RUNS ?? (process.env.TEST_FULL === '1' ? 40 : 6));
const BATCHES = 25;
const SEED = Number(process.env.APPLY_SEED ?? 1);

const sorted = ({ problems = [] }: Catalog) => problems.map((problem) => JSON.stringify(problem)).sort();

/** Answers as they are, so that order, notes and problems count too. */
test(`after each of ${RUNS * BATCHES} changes every query is answered as by a fresh engine`, async () => {
  const { signal } = new AbortController();
  let answered = 0;
  for (let run = 0; run < RUNS; run++) {
    const throws = dice(SEED + run);
    const desk = new MovingDesk(throws);
    const live = recordsEngine(desk.records());
    // Asked again after every change, so that whatever was kept of them must have been dropped.
    const again: Query[] = [];
    for (let batch = 0; batch < BATCHES; batch++) {
      await live.apply(desk.change());
      const fresh = recordsEngine(desk.records());
      const catalog = await fresh.catalog({ signal, definitions: false });
      const mine = await live.catalog({ signal, definitions: false });
      expect({ seed: SEED + run, batch, ...mine, problems: sorted(mine) }).toEqual({ seed: SEED + run, batch, ...catalog, problems: sorted(catalog) });
      const queries = [...again, ...Array.from({ length: 8 }, () => anyQuery(catalog, desk.asOf, throws))];
      again.push(...queries.slice(-1));
      const [got, wanted] = await Promise.all([live.query(queries, { signal }), fresh.query(queries, { signal })]);
      wanted.forEach((answer, i) => {
        expect({ seed: SEED + run, batch, query: queries[i], answer: got[i] }).toEqual({ seed: SEED + run, batch, query: queries[i], answer });
        if (answer.ok && answer.value.data[0]?.length) answered++;
      });
    }
  }
  // Most questions have an answer, else nothing would be compared.
  expect(answered).toBeGreaterThan(RUNS * BATCHES * 5);
}, 600_000);
