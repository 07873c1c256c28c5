import { describe, expect, it } from 'vitest';
import { sampleHelpDesk } from '../../../demo/sample/help-desk.ts';
import type { Datasets, Figure } from '../../../src/data/adapter.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import { resolveScope, type ScopeInput } from '../../../src/data/resolve-scope.ts';
import { desk, signal } from './ask.ts';

const NOW = Date.parse('2026-11-20T13:05:00Z');
const { ask, behind } = desk(sampleHelpDesk({ now: NOW, months: 1.5, tickets: 2_400 }));

const ASKED = [
  ['today-insights', {}],
  ['sla-progress', { view: 'close' }],
  ['sla-progress', { view: 'first-response' }],
  ['sla-progress', { view: 'next-response' }],
  ['sla-progress', { view: 'completed' }],
  ['tickets-by-priority', {}],
  ['call-performance', {}],
  ['message-analysis', {}],
  ['message-analysis', { peakBasis: 'ticket' }],
] as const;
const SCOPES: readonly ScopeInput[] = [
  {},
  { stat: 'median', compare: 'last-week', filters: { values: { 'tickets.teamId': ['billing'] } } },
  { hours: 'business', now: '2026-11-12T16:40:00Z', timezone: 'America/New_York', filters: { values: { 'tickets.priority': ['high', 'urgent'], 'tickets.ownerId': ['r1', 'r4', 'r5'] } } },
  // The night in which an hour comes twice.
  { now: '2026-10-25T03:30:00Z' },
];

/** Everything in an answer that leads to records, told apart by where it stands. */
function figuresOf(data: Datasets['sla-progress']['data']): [string, Figure][] {
  const sets = [['', data.figures] as const, ...(data.rows ?? []).map(({ key, figures }) => [`${key} `, figures] as const)];
  const own = sets.flatMap(([where, figures]) => Object.entries(figures).map(([id, figure]): [string, Figure] => [where + id, figure]));
  return own.flatMap(([id, figure]) => [[id, figure], ...Object.entries(figure.leftOut ?? {}).map(([member, left]): [string, Figure] => [`${id} without ${member}`, left])] as [string, Figure][]);
}

describe.each(SCOPES)('asked with %j', (scope) => {
  it.each(ASKED)('%s %j leads from every figure to exactly its records', async (dataset, params) => {
    const data = (await ask(dataset, params as never, scope)) as Datasets['sla-progress']['data'];
    const found = figuresOf(data);
    expect(found.length).toBeGreaterThan(1);
    for (const [id, figure] of found) {
      if (!figure.records) {
        expect([id, figure.value]).toEqual([expect.stringMatching(/^peak-/), null]);
        continue;
      }
      expect([id, await behind(figure.records)]).toEqual([id, figure.records.count]);
      if (!/longest|call-duration/.test(id)) expect([id, figure.records.count]).toEqual([id, figure.n ?? figure.value]);
    }
  });
});

it('leaves nobody out of the rate of service levels: each ticket is in it or told beside it', async () => {
  const { 'sla-rate': rate, 'sla-met': met } = (await ask('today-insights', {})).figures;
  expect(rate!.value! * rate!.n!).toBeCloseTo(met!.value!, 9);
  expect(Object.values(rate!.leftOut!).every(({ value }) => value! > 0)).toBe(true);
});

it('adds up by hour to the day', async () => {
  const messages = await ask('message-analysis', {});
  const sum = (id: string) => messages.rows!.reduce((total, { figures }) => total + figures[id]!.value!, 0);
  expect([sum('messages-received'), sum('messages-sent')]).toEqual([messages.figures['messages-received']!.value, messages.figures['messages-sent']!.value]);
  const highest = Math.max(...messages.rows!.map(({ figures }) => figures['messages-sent']!.value!));
  expect(messages.figures['peak-outbound']).toMatchObject({ value: highest });
});

it('asks everything for a page of six widgets at once', async () => {
  const batches: number[] = [];
  const engine = await recordsEngine(sampleHelpDesk({ now: NOW, months: 0.5, tickets: 600 }));
  const query: typeof engine.query = (queries, context) => {
    batches.push(queries.length);
    return engine.query(queries, context);
  };
  const scope = resolveScope({}, await engine.catalog({ signal }));
  const requests = ASKED.slice(0, -1).map(([dataset, params]) => ({ dataset, params, scope }));
  const answers = await engineAdapter({ catalog: (context) => engine.catalog(context), query }).loadMany!(requests as never, { signal });
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(batches).toHaveLength(1);
  expect(batches[0]).toBeLessThan(100);
});
