import type { DataAdapter, DataRequest, Datasets, LoadContext } from '../adapter.ts';
import { DataError } from '../problem.ts';
import type { Scope } from '../scope.ts';

/** A function per dataset, each giving that dataset's answer. */
export type DatasetFunctions = {
  readonly [K in keyof Datasets]?: (
    params: Datasets[K]['params'],
    scope: Scope,
    context: LoadContext,
  ) => Datasets[K]['data'] | Promise<Datasets[K]['data']>;
};

/** An adapter from functions that the host writes by hand; it offers the datasets that have one. */
export function functionsAdapter(functions: DatasetFunctions): DataAdapter {
  return {
    datasets: Object.keys(functions),
    async load<K extends keyof Datasets>({ dataset, params, scope }: DataRequest<K>, context: LoadContext) {
      const answer = functions[dataset];
      if (!answer) throw new DataError({ kind: 'unsupported', title: `There is no function for “${dataset}”.` });
      return answer(params, scope, context);
    },
  };
}
