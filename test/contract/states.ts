import type { WidgetElement } from '../../src/components/internal/widget-element.ts';
import type { DataAdapter } from '../../src/data/adapter.ts';
import type { Dataset } from '../../src/data/datasets/dataset.ts';
import { DataError, type ProblemKind } from '../../src/data/problem.ts';

export type Widget = WidgetElement<unknown>;

/** How a widget gets into a state, and what it is then in. */
export interface StateCase {
  name: string;
  states: readonly string[];
  /** Absent: no adapter at all. */
  adapter?: (answer: unknown, empty: unknown) => DataAdapter | null;
  /** What is done once the first answer is drawn. */
  then?: (widget: Widget) => unknown;
  /** The state lasts: nothing settles. */
  lasting?: boolean;
}

const never = (): Promise<never> => new Promise(() => undefined);
const failing = (kind: ProblemKind) => (): Promise<never> => Promise.reject(new DataError({ kind, title: 'It went wrong here.' }));
const adapterOf = (load: () => Promise<unknown>): DataAdapter => ({ load: load as DataAdapter['load'] });
/** Answers once, and then as told. */
const onceThen = (answer: unknown, later: () => Promise<unknown>): DataAdapter => {
  let asked = 0;
  return adapterOf(() => (asked++ ? later() : Promise.resolve(answer)));
};

/** The states of design 7, one way into each. */
export const STATES: readonly StateCase[] = [
  { name: 'waiting', states: ['waiting'], adapter: () => null, lasting: true },
  { name: 'loading', states: ['loading'], adapter: () => adapterOf(never), lasting: true },
  { name: 'ready', states: ['ready'], adapter: (answer) => adapterOf(() => Promise.resolve(answer)) },
  { name: 'refreshing', states: ['ready', 'refreshing'], adapter: (answer) => onceThen(answer, never), then: (widget) => void widget.refresh() },
  { name: 'stale', states: ['ready', 'stale'], adapter: (answer) => onceThen(answer, failing('bad-data')), then: (widget) => widget.refresh() },
  { name: 'empty', states: ['empty'], adapter: (_, empty) => adapterOf(() => Promise.resolve(empty)) },
  { name: 'error', states: ['error'], adapter: () => adapterOf(failing('bad-data')) },
  { name: 'signed-out', states: ['signed-out'], adapter: () => adapterOf(failing('signed-out')) },
  { name: 'denied', states: ['denied'], adapter: () => adapterOf(failing('denied')) },
  { name: 'unsupported', states: ['unsupported'], adapter: () => ({ ...adapterOf(never), datasets: [] }) },
  { name: 'missing', states: ['missing'] },
];

/** The same answer with nothing in it. */
export function emptied(answer: unknown, { isEmpty }: Dataset): unknown {
  const empty = { ...(answer as Record<string, unknown>) };
  if ('figures' in empty) empty['figures'] = {};
  if ('rows' in empty) empty['rows'] = [];
  if ('results' in empty) {
    const results = Object.entries(empty['results'] as Record<string, { columns: unknown[] }>);
    empty['results'] = Object.fromEntries(results.map(([name, result]) => [name, { ...result, data: result.columns.map(() => []) }]));
  }
  if (!isEmpty(empty as never)) throw new Error('No empty answer is known for this dataset; teach emptied() its shape.');
  return empty;
}
