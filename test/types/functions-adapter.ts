import { DataClient, functionsAdapter, resolveScope } from '../../src/data/index.ts';
import type { Dataset, DatasetAnswer, FigureSet } from '../../src/data/index.ts';
import { looseObject, number, string } from 'valibot';

// Ten lines are an adapter.
export const adapter = functionsAdapter({
  'team-summary': async ({ stat }, scope, { signal }) => {
    const response = await fetch(`/desk/summary?zone=${scope.timezone}&stat=${stat ?? scope.stat}`, { signal });
    return (await response.json()) as FigureSet;
  },
  'tickets-by-channel': () => ({
    asOf: '2026-03-02T12:00:00Z',
    figures: { open: { value: 3 } },
    rows: [{ key: 'email', label: 'Email', figures: { open: { value: 3 }, today: { value: null } } }],
  }),
});

// A dataset of one's own, by declaration merging.
declare module '../../src/data/index.ts' {
  interface Datasets {
    'lunch-queue': { params: { queue: string }; data: { asOf: string; depth: number } };
  }
}

export const lunchQueue: Dataset<'lunch-queue'> = {
  name: 'lunch-queue',
  schema: looseObject({ asOf: string(), depth: number() }),
  isEmpty: ({ depth }) => depth === 0,
};

export const lunchQueueAnswer: DatasetAnswer<'lunch-queue'> = {
  queries: ({ params, scope }) => ({
    waiting: { measures: ['tickets.awaitingFirstReply'], filters: [{ member: 'tickets.pipeline', operator: 'equals', values: [params.queue] }], context: { now: scope.now } },
  }),
  shape: ({ waiting }, { scope }) => ({ asOf: scope.now, depth: waiting?.ok ? Number(waiting.value.data[0]?.[0]) : 0 }),
};

export const own = functionsAdapter({ 'lunch-queue': async ({ queue }) => ({ asOf: '2026-03-02T12:00:00Z', depth: queue.length }) });

const observation = new DataClient(own).observe(lunchQueue, (state) => {
  const depth: number | undefined = state.data?.depth;
  return depth;
});
observation.update({ queue: 'billing' }, resolveScope({}, undefined));

// @ts-expect-error The dataset needs to know which queue.
observation.update({}, resolveScope({}, undefined));

// @ts-expect-error No dataset has this name.
functionsAdapter({ 'team-sumary': async () => ({ asOf: '', figures: {} }) });

// @ts-expect-error A figure's value is a number or null.
functionsAdapter({ 'team-summary': async () => ({ asOf: '', figures: { open: { value: '3' } } }) });

// @ts-expect-error The answer says what instant it vouches for.
functionsAdapter({ 'lunch-queue': async () => ({ depth: 3 }) });

// @ts-expect-error These params belong to another dataset.
functionsAdapter({ 'team-summary': async ({ queue }) => ({ asOf: queue, figures: {} }) });

export const misnamed: Dataset<'lunch-queue'> = {
  // @ts-expect-error The name is the dataset's own.
  name: 'team-summary',
  schema: lunchQueue.schema,
  isEmpty: () => false,
};
