import { afterAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../src/data/adapter.ts';
import { loadDocument } from '../../src/data/document/load-document.ts';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import { rowsOf } from './ask-engine.ts';
import { askOther, OTHER_DOCUMENTS, type Asked } from './calls-and-answers.ts';
import { baseOf, expectedAnswers, fileFetch, hasRealData, type OtherSet } from './data-folder.ts';
import { differences } from './differences.ts';

const SETS: readonly OtherSet[] = ['bank-calls-one-day', 'ecommerce-csat'];
const notExpressible: string[] = [];

/** The calls have times of day alone; a date is put on them, which no answer depends on. */
const datedFetch: typeof fetch = async (input, init) => {
  const response = await fileFetch(input, init);
  if (!String(input instanceof Request ? input.url : input).endsWith('calls.csv')) return response;
  return new Response((await response.text()).replaceAll(/(?<=,)(\d\d:\d\d:\d\d)(?=,)/g, '1999-08-02T$1Z'));
};

const engines = new Map<object, Promise<QueryEngine>>();
function engineFor(set: OtherSet, kind: NonNullable<Asked['document']>): Promise<QueryEngine> {
  const document = OTHER_DOCUMENTS[set][kind];
  let engine = engines.get(document);
  if (!engine) engines.set(document, (engine = loadDocument(document, { base: baseOf(set), fetch: datedFetch }).then(recordsEngine)));
  return engine;
}

describe.runIf(hasRealData).each(SETS)('%s', (set) => {
  for (const [id, { answer }] of hasRealData ? expectedAnswers(set) : new Map<string, { answer: unknown }>()) {
    if (id === 'time_to_response_overall') notExpressible.push(`${set}/${id}, all alone: negative times are faults in the data and have no value`);
    test(id, async () => {
      const asked = askOther(set, id);
      expect(asked, `no query is written for '${id}'`).toBeDefined();
      const actual = asked!.shape(await rowsOf(await engineFor(set, asked!.document ?? 'plain'), asked!.queries));
      expect(differences(actual, comparable(id, answer as Record<string, unknown>))).toEqual([]);
    });
  }
});

function comparable(id: string, answer: Record<string, unknown>): unknown {
  const { all: _, ...rest } = answer;
  return id === 'time_to_response_overall' ? rest : answer;
}

afterAll(() => {
  if (notExpressible.length) console.info(`Real data: answers that the query format does not express:\n  ${notExpressible.join('\n  ')}`);
});
