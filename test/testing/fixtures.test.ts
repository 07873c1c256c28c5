import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import * as kit from '../../src/data/index.ts';
import { type DataError, resolveScope, type Dataset } from '../../src/data/index.ts';
import { DATASET_ANSWERS, LATER } from '../../src/data/datasets/index.ts';
import { fakeAdapter, fixtures, situations } from '../../src/testing/index.ts';

const datasets = Object.values(kit).filter((each): each is Dataset & typeof each => typeof each === 'object' && 'schema' in each && 'isEmpty' in each) as unknown as readonly Dataset[];
const context = { signal: new AbortController().signal };
const ask = (dataset: string) => ({ dataset, params: {}, scope: resolveScope({ timezone: 'UTC' }, undefined) }) as never;

test('every dataset that engines answer has its fixture', () => {
  expect(Object.keys(fixtures).sort()).toEqual([...Object.keys(DATASET_ANSWERS), ...LATER].sort());
  expect(datasets.map(({ name }) => name).sort()).toEqual(Object.keys(fixtures).sort());
});

test.each(datasets)('the fixture of $name is a valid answer that is not empty', ({ name, schema, isEmpty }) => {
  const answer = fixtures[name as keyof typeof fixtures];
  expect(safeParse(schema, answer).issues).toBeUndefined();
  expect(isEmpty(answer)).toBe(false);
});

const cases = Object.entries(situations).flatMap(([name, answers]) => Object.entries(answers).map(([situation, answer]) => ({ name, situation, answer })));

test.each(cases)('$name, $situation, is a valid answer; only an empty one says nothing', ({ name, situation, answer }) => {
  const { schema, isEmpty } = datasets.find((each) => each.name === name)!;
  expect(safeParse(schema, answer).issues).toBeUndefined();
  expect(isEmpty(answer as never)).toBe(situation === 'empty');
});

test('a fake adapter gives what it was told, and remembers what it was asked', async () => {
  const adapter = fakeAdapter({ 'team-summary': () => fixtures['team-summary'] });
  expect(await adapter.load(ask('team-summary'), context)).toBe(fixtures['team-summary']);
  expect(adapter.requests.map(({ dataset }) => dataset)).toEqual(['team-summary']);
  const failure = await adapter.load(ask('report'), context).catch((error: unknown) => error);
  expect((failure as DataError).problem.kind).toBe('unsupported');
});
