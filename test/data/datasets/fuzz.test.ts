import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenericSchema } from 'valibot';
import { getDotPath, looseObject, safeParse, string } from 'valibot';
import { checkAnswer, checkCatalog } from '../../../src/data/client-answer.ts';
import { availabilityList } from '../../../src/data/datasets/availability-list.ts';
import { choices } from '../../../src/data/datasets/choices.ts';
import { messageAnalysis } from '../../../src/data/datasets/message-analysis.ts';
import { records } from '../../../src/data/datasets/records.ts';
import { report } from '../../../src/data/datasets/report.ts';
import { slaProgress } from '../../../src/data/datasets/sla-progress.ts';
import { teamSummary } from '../../../src/data/datasets/team-summary.ts';
import { ticketsByChannel } from '../../../src/data/datasets/tickets-by-channel.ts';
import { DataError } from '../../../src/data/problem.ts';
import { readDashboard, readReport } from '../../../src/data/reports/report-schema.ts';

const RUNS = 3000;

const result = { columns: [{ name: 'tickets.count', type: 'number' }], data: [[1, 2]], asOf: '2026-03-02T12:00:00Z' };
const set = { asOf: '2026-03-02T12:00:00Z', figures: { open: { value: 1, n: 2, base: 0, records: { source: 'tickets', query: {}, count: 1 } } }, notes: ['A note.'] };
const definition = {
  version: 1,
  id: 'own',
  name: 'Own',
  queries: { main: { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day' }] } },
  visualization: { type: 'bar', x: 'tickets.createdAt', y: ['tickets.count'] },
  needs: ['sla'],
};

/** Each boundary, with a good answer and the paths without which it is none. */
const BOUNDARIES = {
  'team-summary': { read: (value: unknown) => checkAnswer(teamSummary, value), good: set, required: ['asOf', 'figures', 'figures.open.value'] },
  'tickets-by-channel': {
    read: (value: unknown) => checkAnswer(ticketsByChannel, value),
    good: { ...set, rows: [{ key: null, label: '', figures: set.figures }] },
    required: ['rows', 'rows.0.key', 'rows.0.label', 'rows.0.figures.open.value'],
  },
  'availability-list': {
    read: (value: unknown) => checkAnswer(availabilityList, value),
    good: { asOf: result.asOf, reps: [{ id: 'a', name: 'Ann', availability: 'busy', since: result.asOf, openTickets: 1, capacity: null, records: set.figures.open.records }] },
    required: ['asOf', 'reps', 'reps.0.id', 'reps.0.name', 'reps.0.availability'],
  },
  'sla-progress': {
    read: (value: unknown) => checkAnswer(slaProgress, value),
    good: { ...set, atRisk: [{ id: 'a', dueAt: result.asOf, status: 'overdue', remaining: -1, elapsedShare: 1.5, href: 'https://desk.example/a' }] },
    required: ['asOf', 'figures', 'atRisk.0.id', 'atRisk.0.dueAt', 'atRisk.0.remaining'],
  },
  'message-analysis': {
    read: (value: unknown) => checkAnswer(messageAnalysis, value),
    good: { ...set, figures: { ...set.figures, wait: { value: 1, leftOut: { waiting: { value: 2 } } } }, rows: [{ key: 'h', label: 'h', figures: set.figures }] },
    required: ['figures.wait.value', 'figures.wait.leftOut.waiting.value', 'rows.0.label'],
  },
  report: { read: (value: unknown) => checkAnswer(report, value), good: { asOf: result.asOf, results: { main: result } }, required: ['asOf', 'results', 'results.main.columns', 'results.main.data.0'] },
  records: { read: (value: unknown) => checkAnswer(records, value), good: result, required: ['columns', 'columns.0.name', 'data', 'asOf'] },
  choices: { read: (value: unknown) => checkAnswer(choices, value), good: [{ value: 'a', label: 'A', count: 1 }], required: ['0.value', '0.label'] },
  catalogue: { read: checkCatalog, good: { sources: [{ name: 'tickets', members: [{ name: 'tickets.open' }] }], capabilities: {} }, required: ['sources', 'sources.0.members.0.name', 'capabilities'] },
  'report definition': { read: readReport, good: definition, required: ['version', 'id', 'queries', 'queries.main.timeDimensions.0.dimension', 'visualization.type'] },
  dashboard: {
    read: readDashboard,
    good: { version: 1, id: 'd', name: 'D', sharing: { with: 'team', may: 'view' }, layout: [{ report: 'own', w: 1, h: 1 }] },
    required: ['sharing.with', 'layout.0.report'],
  },
} as const;

function problemOf(read: (value: unknown) => unknown, value: unknown) {
  try {
    read(value);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as DataError).problem;
  }
}

/** A copy with what stands at `path` replaced, or removed where `value` is undefined. */
function altered(good: unknown, path: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(good));
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

describe.each(Object.entries(BOUNDARIES))('%s', (_name, { read, good, required }) => {
  it('takes a good one', () => {
    expect(problemOf(read, good)).toBeUndefined();
  });

  it('never throws anything but a problem, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (value) => {
        const problem = problemOf(read, value);
        if (problem) expect(problem).toMatchObject({ kind: expect.stringMatching(/^bad-/), title: expect.stringMatching(/(?:should be|is missing;) \S/) });
      }),
      { numRuns: RUNS },
    );
  });

  it('names the path of what is missing or of another type', () => {
    fc.assert(
      fc.property(fc.constantFrom(...required), fc.constantFrom(undefined, Symbol('x').description, {}, [[]], Infinity, true), (path, value) => {
        const problem = problemOf(read, altered(good, path, value));
        if (value === undefined && !/\.\d+$/.test(path)) expect(problem?.path).toBe(path);
        if (problem) expect(problem.path === path || problem.path!.startsWith(path) || path.startsWith(problem.path!)).toBe(true);
      }),
      { numRuns: RUNS / 10 },
    );
  });
});

it('sees a schema that accepts a missing field', () => {
  const lax: GenericSchema = looseObject({ asOf: string() });
  const paths = BOUNDARIES['team-summary'].required.map((path) => {
    const parsed = safeParse(lax, altered(set, path, undefined));
    return parsed.success ? undefined : getDotPath(parsed.issues[0]);
  });
  expect(paths).toEqual(['asOf', undefined, undefined]);
});
