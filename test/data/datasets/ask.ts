import type { Datasets, Figure, RecordsRef } from '../../../src/data/adapter.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import type { Records } from '../../../src/data/records/records.ts';
import { resolveScope } from '../../../src/data/resolve-scope.ts';
import type { ScopeInput } from '../../../src/data/resolve-scope.ts';

export const { signal } = new AbortController();

/** A desk of records that answers datasets, as a widget would ask them. */
export function desk(records: Records) {
  const adapter = recordsAdapter(records);
  const ask = async <K extends keyof Datasets>(dataset: K, params: Datasets[K]['params'], input: ScopeInput = {}): Promise<Datasets[K]['data']> => {
    const scope = resolveScope(input, await adapter.catalog!({ signal }));
    return adapter.load({ dataset, params, scope }, { signal });
  };
  /** How many records lie behind a figure when one looks. */
  const behind = async (ref: RecordsRef): Promise<number> => (await ask('records', { ref })).data[0]?.length ?? 0;
  return { adapter, ask, behind };
}

/** Value and baseline of a figure, `[value, base]`. */
export function change(figure: Figure | undefined): readonly [number | null | undefined, number | null | undefined] {
  return [figure?.value, figure?.base];
}

const MINUTE = 60_000;
export const minutes = (count: number): number => count * MINUTE;
export const hours = (count: number): number => count * 60 * MINUTE;
