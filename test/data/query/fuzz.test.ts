import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { querySchema } from '../../../src/data/query/schema.ts';
import { knownMembers, validateQuery } from '../../../src/data/query/validate.ts';

type Validate = typeof validateQuery;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const known = knownMembers();
const GOOD: readonly Json[] = [
  { measures: ['tickets.count'], dimensions: ['tickets.channel'], order: [['tickets.count', 'desc']], limit: 10, offset: 0, total: true },
  {
    measures: ['tickets.timeToClose.avg', 'tickets.timeToClose.count'],
    timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'week', dateRange: ['2026-01-01', '2026-03-31'] }],
    timezone: 'Europe/Warsaw',
    context: { now: '2026-04-01T12:00:00Z', weekStart: 1, hours: 'calendar', dueSoon: { share: 0.25, min: 300_000, max: 3_600_000 } },
  },
  {
    measures: ['messages.received'],
    dimensions: ['messages.sentAt.hourOfDay'],
    filters: [
      { or: [{ member: 'tickets.priority', operator: 'equals', values: ['high'] }, { and: [{ member: 'messages.channel', operator: 'notSet' }] }] },
      { member: 'messages.sentAt', operator: 'inDateRange', values: ['2026-01-01', '2026-01-31'] },
    ],
  },
];

/** Places in a value, as lists of keys. */
function places(value: Json, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Array.isArray(value) ? value.map((child, i) => [i, child] as const) : Object.entries(value);
  return [at, ...entries.flatMap(([key, child]) => places(child, [...at, key]))];
}

function change(value: Json, at: readonly (string | number)[], edit: (parent: Record<string | number, Json>, key: string | number) => void): Json {
  const copy = structuredClone(value);
  let parent = copy as Record<string | number, Json>;
  for (const key of at.slice(0, -1)) parent = parent[key] as Record<string | number, Json>;
  edit(parent, at.at(-1)!);
  return copy;
}

const junk = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withTypedArray: true }),
  fc.constantFrom(NaN, Infinity, -0, 1e308, '', '__proto__', 'tickets.', 'tickets.count.avg.p90', 'x'.repeat(5000), '\u0000', '2026-13-40', 'Mars/Base', [], {}, [[]]),
);
const broken = fc
  .record({ good: fc.constantFrom(...GOOD), pick: fc.nat(), junk, remove: fc.boolean() })
  .map(({ good, pick, junk: value, remove }) => {
    const all = places(good).slice(1);
    return change(good, all[pick % all.length]!, (parent, key) => {
      if (remove && !Array.isArray(parent)) Reflect.deleteProperty(parent, key);
      else parent[key] = value as Json;
    });
  });

/** Whatever comes in, the answer is a query of the format or a problem with a place and a readable sentence. */
function checkAnswers(validate: Validate, runs: number): void {
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: broken }, { weight: 1, arbitrary: junk }), (input) => {
      const result = validate(input, known);
      if (result.ok) {
        v.parse(querySchema, result.value);
        return;
      }
      expect(result.error.kind).toBe('bad-query');
      expect(result.error.path).toMatch(/./);
      expect(result.error.title).toMatch(/^[A-Z“].*[.?]$/s);
      expect(result.error.title.length).toBeLessThan(700);
      // What stands in quotes is the input's own.
      expect(result.error.title.replace(/".*["…]|“.*”/gs, '')).not.toMatch(/undefined|\[object/);
    }),
    { numRuns: runs },
  );
}

/** A missing needed field is refused, at the place where it is missing. */
function checkMissing(validate: Validate, runs: number): void {
  const needed = ['member', 'operator', 'dimension', 'share', 'min', 'max'];
  const holes = GOOD.flatMap((good) => places(good).filter((at) => needed.includes(String(at.at(-1)))).map((at) => ({ good, at })));
  expect(holes.length).toBeGreaterThan(8);
  fc.assert(
    fc.property(fc.constantFrom(...holes), ({ good, at }) => {
      const result = validate(change(good, at, (parent, key) => void Reflect.deleteProperty(parent, key)), known);
      expect(result.ok).toBe(false);
      const path = at.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').slice(1);
      expect(!result.ok && result.error.path).toBe(path);
    }),
    { numRuns: runs },
  );
}

describe('any input', () => {
  test('3,000 broken queries get an answer, never a throw', () => checkAnswers(validateQuery, 3000), 60_000);
  test('a missing field is refused where it is missing', () => checkMissing(validateQuery, 200));

  test('the queries that are broken are good before', () => {
    for (const good of GOOD) expect(validateQuery(good, known)).toMatchObject({ ok: true });
  });
});

describe('canary: the same checks catch', () => {
  test('a validation that accepts a missing field', () => {
    const lenient: Validate = (input, members, path) => {
      const filled = JSON.parse(JSON.stringify(input), (_key, value: unknown) =>
        typeof value === 'object' && value !== null && 'member' in value && !('operator' in value) ? { ...value, operator: 'set', values: undefined } : value,
      ) as unknown;
      return validateQuery(filled, members, path);
    };
    expect(() => checkMissing(lenient, 200)).toThrow();
  });

  test('a validation that lets anything pass, one that names no place, and one that throws', () => {
    expect(() => checkAnswers((input) => ({ ok: true, value: input as never }), 200)).toThrow();
    expect(() => checkAnswers(() => ({ ok: false, error: { kind: 'bad-query', title: 'It is wrong.' } }), 200)).toThrow();
    expect(() => checkAnswers((input) => (typeof input === 'object' ? validateQuery(input, known) : (input as { x: never }).x), 2000)).toThrow();
  });
});
