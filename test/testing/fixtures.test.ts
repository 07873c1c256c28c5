import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import { choices, type DataError, records, report, resolveScope, teamSummary, ticketsByChannel, type Dataset } from '../../src/data/index.ts';
import { DATASET_ANSWERS } from '../../src/data/datasets/index.ts';
import { fakeAdapter, fixtures } from '../../src/testing/index.ts';

const datasets = [choices, records, report, teamSummary, ticketsByChannel] as unknown as readonly Dataset[];
const context = { signal: new AbortController().signal };
const ask = (dataset: string) => ({ dataset, params: {}, scope: resolveScope({ timezone: 'UTC' }, undefined) }) as never;

test('every dataset that engines answer has its fixture', () => {
  expect(Object.keys(fixtures).sort()).toEqual([...Object.keys(DATASET_ANSWERS), 'choices', 'records'].sort());
});

test.each(datasets)('the fixture of $name is a valid answer that is not empty', ({ name, schema, isEmpty }) => {
  const answer = fixtures[name as keyof typeof fixtures];
  expect(safeParse(schema, answer).issues).toBeUndefined();
  expect(isEmpty(answer)).toBe(false);
});

test('a fake adapter gives what it was told, and remembers what it was asked', async () => {
  const adapter = fakeAdapter({ 'team-summary': () => fixtures['team-summary'] });
  expect(await adapter.load(ask('team-summary'), context)).toBe(fixtures['team-summary']);
  expect(adapter.requests.map(({ dataset }) => dataset)).toEqual(['team-summary']);
  const failure = await adapter.load(ask('report'), context).catch((error: unknown) => error);
  expect((failure as DataError).problem.kind).toBe('unsupported');
});
