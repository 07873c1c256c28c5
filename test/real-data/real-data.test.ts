import { afterAll, describe, expect, test } from 'vitest';
import { loadDocument } from '../../src/data/document/load-document.ts';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import type { QueryEngine } from '../../src/data/adapter.ts';
import { ask, type Asked } from './answers.ts';
import { baseOf, expectedAnswers, fileFetch, hasRealData, type DataSet } from './data-folder.ts';
import { rowsOf } from './ask-engine.ts';
import { differences } from './differences.ts';
import { DOCUMENTS, HISTORY_DOCUMENTS, RESOLVED_DOCUMENTS, STATE_DOCUMENTS } from './documents.ts';

const SETS: readonly DataSet[] = ['servicenow-incidents', 'italian-helpdesk', 'nyc311-2024'];
if (!hasRealData) console.info('Real data: skipped, the folder with the exports is not here.');

const engines = new Map<string, Promise<QueryEngine>>();

function engineFor(set: DataSet, kind: NonNullable<Asked['document']>): Promise<QueryEngine> {
  const key = `${set}/${kind}`;
  const known = engines.get(key);
  if (known) return known;
  const document = { plain: DOCUMENTS, resolved: RESOLVED_DOCUMENTS, history: HISTORY_DOCUMENTS, states: STATE_DOCUMENTS }[kind][set as keyof typeof STATE_DOCUMENTS];
  const engine = loadDocument(document, { base: baseOf(set), fetch: fileFetch }).then(recordsEngine);
  engines.set(key, engine);
  return engine;
}

/** What of an answer our result can be held against, where the answer says more than one query does. */
function comparable(set: DataSet, id: string, answer: Record<string, unknown>): unknown {
  if (/^time_to_(close|resolve)_overall$/.test(id)) {
    if (answer['non_negative']) return { ...answer['non_negative'], negative: answer['negative_count'] ?? 0 };
    const { without: _, ...stats } = answer;
    return { ...stats, negative: 0 };
  }
  if (id === 'time_in_status' || id === 'time_after_activity') return historyAnswer(set, answer['by'] as Parameters<typeof historyAnswer>[1]);
  if (id === 'state_at_instant') return Object.fromEntries(Object.entries(answer).filter(([state]) => state !== 'Closed'));
  return answer;
}

/**
 * Statuses in which a log ends on repeated rows: the answers count the time between those rows, while to us they are one
 * running visit. And the one ticket whose log steps back in time: the answers keep the order of the file, we that of time,
 * so only the sum of its two statuses can be the same.
 */
const RUNNING: Readonly<Partial<Record<DataSet, readonly string[]>>> = { 'servicenow-incidents': ['Closed'], 'italian-helpdesk': ['Closed', 'Wait'] };
const STEPPED_BACK: Readonly<Partial<Record<DataSet, readonly string[]>>> = { 'servicenow-incidents': ['New', 'Resolved'] };

function historyAnswer(set: DataSet, by: Record<string, Record<string, number>>): Record<string, unknown> {
  const known = Object.entries(by).filter(([status]) => !RUNNING[set]?.includes(status));
  const stepped = STEPPED_BACK[set] ?? [];
  return {
    ...Object.fromEntries(
      known.filter(([status]) => !stepped.includes(status)).map(([status, { total_s, tickets, avg_per_ticket_s }]) => [status, { total_s, tickets, avg_per_ticket_s }]),
    ),
    steppedBack_s: stepped.reduce((sum, status) => sum + (by[status]?.['total_s'] ?? 0), 0),
  };
}

const notExpressible: string[] = [];

describe.runIf(hasRealData).each(SETS)('%s', (set) => {
  const answers = hasRealData ? expectedAnswers(set) : new Map();
  for (const [id, { answer }] of answers) {
    const asked = ask(set, id, answer);
    if (typeof asked === 'string') {
      notExpressible.push(`${set}/${id}: ${asked}`);
      continue;
    }
    if (id === 'state_at_instant') notExpressible.push(`${set}/${id}, Closed alone: a closed ticket is in no stock`);
    if (/^time_(in_status|after_activity)$/.test(id)) {
      notExpressible.push(`${set}/${id}, ${RUNNING[set]?.join(' and ')} alone: repeated last rows of a log are one running visit`);
    }
    test(id, async () => {
      const engine = await engineFor(set, asked.document ?? 'plain');
      const shaped = asked.shape(await rowsOf(engine, asked.queries));
      const actual = /^time_(in_status|after_activity)$/.test(id) ? historyAnswer(set, shaped as Record<string, Record<string, number>>) : shaped;
      expect(differences(actual, comparable(set, id, answer))).toEqual([]);
    });
  }
});

afterAll(() => {
  if (notExpressible.length > 0) console.info(`Real data: answers that the query format does not express:\n  ${notExpressible.join('\n  ')}`);
});
