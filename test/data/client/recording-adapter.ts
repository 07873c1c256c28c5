import { looseObject, number, string } from 'valibot';
import type { DataAdapter, DataRequest, FigureSet, LoadContext } from '../../../src/data/adapter.ts';
import type { Dataset } from '../../../src/data/datasets/dataset.ts';
import { DataError } from '../../../src/data/problem.ts';
import type { Problem } from '../../../src/data/problem.ts';
import type { Scope } from '../../../src/data/scope.ts';

export const AS_OF = '2026-03-02T12:00:00.000Z';

export function scope(owner?: string): Scope {
  const values: Scope['filters']['values'] = owner === undefined ? {} : { 'tickets.ownerId': [owner] };
  return { timezone: 'UTC', weekStart: 1, filters: { values }, compare: 'yesterday', stat: 'avg', hours: 'calendar' };
}

export function figures(open: number): FigureSet {
  return { asOf: AS_OF, figures: { open: { value: open } } };
}

export const summary = {
  name: 'team-summary',
  schema: looseObject({ asOf: string(), figures: looseObject({ open: looseObject({ value: number() }) }) }),
  isEmpty: () => false,
} as unknown as Dataset<'team-summary'>;

export interface Asked {
  request: DataRequest;
  signal: AbortSignal;
  at: number;
  answer(value: unknown): void;
  fail(error: unknown): void;
}

/** Notes every request with its time and leaves the answer to the test. */
export function recordingAdapter(parts: Partial<DataAdapter> = {}): DataAdapter & { asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    load: ((request: DataRequest, { signal }: LoadContext) =>
      new Promise((answer, fail) => {
        asked.push({ request, signal, at: Date.now(), answer, fail });
      })) as DataAdapter['load'],
    ...parts,
  };
}

export function problem(kind: Problem['kind'], rest: Partial<Problem> = {}): DataError {
  return new DataError({ kind, title: kind, ...rest });
}
