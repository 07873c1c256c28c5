import type { CatalogContext, Change, DataAdapter, DataRequest, Datasets, LoadContext, RecordsAdapter, Settled } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { reportLater } from '../client-call.ts';
import { valueOf } from '../datasets/settled.ts';
import { loadAll } from './load-all.ts';
import { mergeCatalogs } from './merge-catalogs.ts';

/**
 * Several adapters as one: the first that offers a dataset answers it; one that then says 'unsupported' passes it on.
 * What they know is merged, the first's word first. Changes of records go to the first that takes them, and reports to the first that
 * keeps them; of each other, none knows.
 */
export function composeAdapters(...adapters: readonly DataAdapter[]): DataAdapter & Partial<Pick<RecordsAdapter, 'apply'>> {
  const datasets = adapters.every((adapter) => adapter.datasets) ? [...new Set(adapters.flatMap((adapter) => adapter.datasets!))] : undefined;
  const timeouts = adapters.flatMap((adapter) => adapter.timeout ?? []);
  const telling = adapters.filter((adapter) => adapter.catalog);
  const changing = adapters.filter((adapter) => adapter.subscribe);
  const closing = adapters.filter((adapter) => adapter.close);
  const changeable = adapters.find((adapter): adapter is RecordsAdapter => 'apply' in adapter);
  const reports = adapters.find((adapter) => adapter.reports)?.reports;
  return {
    ...(datasets && { datasets }),
    ...(reports && { reports }),
    ...(changeable && { apply: (change) => changeable.apply(change) }),
    ...(closing.length && { close: () => closing.forEach((adapter) => adapter.close!()) }),
    ...(timeouts.length && { timeout: Math.max(...timeouts) }),
    load: async <K extends keyof Datasets>(request: DataRequest<K>, context: LoadContext) =>
      valueOf((await answer(adapters, [request as DataRequest], context))[0]) as Datasets[K]['data'],
    loadMany: (requests, context) => answer(adapters, requests, context),
    ...(telling.length && { catalog: async (context: CatalogContext) => mergeCatalogs(await knownCatalogs(telling, context)) }),
    ...(changing.length && {
      subscribe(onChange) {
        const stops = changing.map((adapter) => listen(adapter, onChange));
        return () => stops.forEach((stop) => stop());
      },
      sources(request) {
        const found = adapters.filter(({ datasets }) => !datasets || datasets.includes(request.dataset)).map((adapter) => adapter.sources?.(request));
        return found.includes(undefined) ? undefined : found.flatMap((sources) => sources!);
      },
    }),
  };
}

/** One that cannot be listened to does not keep the others from being heard. */
function listen(adapter: DataAdapter, onChange: (change: Change) => void): () => void {
  try {
    return adapter.subscribe!(onChange);
  } catch (error) {
    reportLater(error);
    return () => {};
  }
}

const NOBODY: Settled<never> = { ok: false, error: { kind: 'unsupported', title: 'None of the sources offers this.' } };

async function answer(adapters: readonly DataAdapter[], requests: readonly DataRequest[], context: LoadContext): Promise<readonly Settled<unknown>[]> {
  const answers = requests.map((): Settled<unknown> => NOBODY);
  const chosen = requests.map(({ dataset }) => adapters.findIndex(({ datasets }) => !datasets || datasets.includes(dataset)));
  await Promise.all(
    adapters.map(async (adapter, index) => {
      const mine = [...chosen.keys()].filter((at) => chosen[at] === index);
      if (!mine.length) return;
      const pick = (places: readonly number[]) => places.map((at) => requests[at]!);
      const own = await loadAll(adapter, pick(mine), context);
      mine.forEach((at, i) => (answers[at] = own[i] ?? NOBODY));
      const passed = mine.filter((at) => isUnsupported(answers[at]!));
      const later = passed.length ? await answer(adapters.slice(index + 1), pick(passed), context) : [];
      passed.forEach((at, i) => (answers[at] = later[i]!));
    }),
  );
  return answers;
}

function isUnsupported(settled: Settled<unknown>): boolean {
  return !settled.ok && settled.error.kind === 'unsupported';
}

/** Of some catalogues that cannot be had, the others serve; of all, the first failure is thrown. */
async function knownCatalogs(adapters: readonly DataAdapter[], context: CatalogContext): Promise<readonly Catalog[]> {
  const answers = await Promise.allSettled(adapters.map(async (adapter) => adapter.catalog!(context)));
  const known = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (!known.length) throw (answers[0] as PromiseRejectedResult).reason;
  return known;
}
