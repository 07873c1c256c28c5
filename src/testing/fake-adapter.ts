import type { DataAdapter, DataRequest, Datasets } from '../data/adapter.ts';
import { DataError } from '../data/problem.ts';
import { fixtures } from './fixtures/index.ts';

/** Answers by dataset: the answer itself, or what makes it from the request (throwing a `DataError` to fail). */
export type FakeAnswers = { readonly [K in keyof Datasets]?: Datasets[K]['data'] | ((request: DataRequest<K>) => Datasets[K]['data'] | Promise<Datasets[K]['data']>) };

/** An adapter that remembers what it was asked. */
export interface FakeAdapter extends DataAdapter {
  readonly requests: readonly DataRequest[];
}

/** An adapter that answers from memory, for tests of pages that use the kit. Without answers of your own it gives the fixtures. */
export function fakeAdapter(answers: FakeAnswers = fixtures): FakeAdapter {
  const requests: DataRequest[] = [];
  return {
    requests,
    datasets: Object.keys(answers),
    async load(request) {
      requests.push(request);
      const answer = answers[request.dataset] as unknown;
      if (answer === undefined) throw new DataError({ kind: 'unsupported', title: `This adapter has no ${request.dataset}.` });
      return (typeof answer === 'function' ? await (answer as (asked: DataRequest) => unknown)(request) : answer) as never;
    },
  };
}
