import type { Settled } from '../adapter.ts';
import { DataError } from '../problem.ts';

/** The value, or the problem thrown as a `DataError`. */
export function valueOf<T>(settled: Settled<T> | undefined): T {
  if (settled?.ok) return settled.value;
  throw new DataError(settled?.error ?? { kind: 'bad-data', title: 'The source gave no answer to a query.' });
}
