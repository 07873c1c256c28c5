import type { GenericSchema } from 'valibot';
import type { Datasets, Settled } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Query, ResultSet } from '../query/query.ts';
import type { Scope } from '../scope.ts';

/** The widget's side of a dataset: its name, what a valid answer looks like, and when it says nothing. */
export interface Dataset<K extends keyof Datasets = keyof Datasets> {
  readonly name: K;
  /** Checked on every answer, whoever gave it; a mismatch is a `bad-data` problem that names path and expected type. */
  readonly schema: GenericSchema<unknown, Datasets[K]['data']>;
  isEmpty(data: Datasets[K]['data']): boolean;
  /** Sources whose change concerns the answer; absent: any. */
  readonly sources?: readonly string[];
}

/** The engine's side of a dataset: which queries it asks, and how their answers become what the widget shows. */
export interface DatasetAnswer<K extends keyof Datasets = keyof Datasets> {
  /** Named queries. Throws a `DataError` of kind `unsupported` where the catalogue cannot feed the dataset at all. */
  queries(input: AnswerInput<K>): Readonly<Record<string, Query>>;
  shape(results: Readonly<Record<string, Settled<ResultSet>>>, input: AnswerInput<K>): Datasets[K]['data'];
}

export interface AnswerInput<K extends keyof Datasets> {
  params: Datasets[K]['params'];
  /** `now` is always set here: the scope's, else the source's clock. */
  scope: Scope & { now: string };
  /** False: `now` is the source's clock, which goes on. */
  frozen?: boolean;
  catalog: Catalog;
}
