import type { CatalogContext, DataAdapter, DataRequest, Datasets, LoadContext, QueryEngine, Settled } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { check, checkCatalog } from '../client-answer.ts';
import { reportLater } from '../client-call.ts';
import type { AnswerInput, DatasetAnswer } from '../datasets/dataset.ts';
import { DATASET_ANSWERS, LATER, loadAnswers } from '../datasets/index.ts';
import type { DatasetAnswers } from '../datasets/index.ts';
import { resultSetSchema } from '../datasets/result-schema.ts';
import { valueOf } from '../datasets/settled.ts';
import { DataError, toProblem } from '../problem.ts';
import type { Query, ResultSet } from '../query/query.ts';

/** How long the engine's catalogue serves as the source's clock before it is asked again. */
const CATALOG_AGE = 30_000;

export interface EngineAdapterOptions {
  /** More datasets, or other answers to those of the kit. */
  datasets?: DatasetAnswers;
}

/** An adapter that answers every dataset from queries; all queries of a turn go to the engine at once, equal ones as one. */
export function engineAdapter(engine: QueryEngine, options: EngineAdapterOptions = {}): DataAdapter {
  let answers: Readonly<Record<string, DatasetAnswer | undefined>> = { ...DATASET_ANSWERS, ...options.datasets } as never;
  const offered = [...new Set([...Object.keys(answers), ...LATER])];
  const catalog = cachedCatalog(engine);
  /** Loaded with the first change, which waits for it. */
  let sourcesOf: typeof import('../query/query-sources.ts').sourcesOf | undefined;

  const loadMany = async (requests: readonly DataRequest[], context: LoadContext): Promise<readonly Settled<unknown>[]> => {
    const known = await catalog.recent();
    if (requests.some(({ dataset }) => !answers[dataset] && offered.includes(dataset))) answers = { ...(await loadAnswers()), ...answers } as never;
    const machine = new Date().toISOString();
    const plans = requests.map((request) => settle(() => planOf(request, answers[request.dataset], known, machine)));
    const unique = new Map<string, Query>();
    for (const plan of plans) {
      if (plan.ok) for (const query of Object.values(plan.value.queries)) unique.set(keyOf(query), query);
    }
    const results = unique.size ? await engine.query([...unique.values()], context) : [];
    const byKey = new Map([...unique.keys()].map((key, i) => [key, settle(() => check(resultSetSchema, valueOf(results[i]), 'result of a query'))] as const));
    return plans.map((plan) => (plan.ok ? settle(() => shapeOf(plan.value, byKey)) : plan));
  };

  return {
    datasets: offered,
    loadMany,
    load: async <K extends keyof Datasets>(request: DataRequest<K>, context: LoadContext) =>
      valueOf((await loadMany([request as DataRequest], context))[0]) as Datasets[K]['data'],
    catalog: (context) => catalog.fresh(context),
    ...(engine.close && { close: () => engine.close!() }),
    ...(engine.subscribe && {
      subscribe(onChange) {
        let stopped = false;
        catalog.listen();
        const stop = engine.subscribe!((change) => {
          catalog.forget();
          if (sourcesOf) return onChange(change);
          import('../query/query-sources.ts').then((module) => (sourcesOf = module.sourcesOf), reportLater).then(() => !stopped && onChange(change), reportLater);
        });
        return () => {
          if (stopped) return;
          stopped = true;
          catalog.unlisten();
          stop();
        };
      },
      sources(request) {
        const last = catalog.last();
        const plan = last && settle(() => planOf(request, answers[request.dataset], last, new Date().toISOString()));
        const found = plan?.ok && sourcesOf ? Object.values(plan.value.queries).map(sourcesOf) : [undefined];
        return found.includes(undefined) ? undefined : [...new Set(found.flatMap((sources) => [...sources!]))];
      },
    }),
  };
}

interface Plan {
  answer: DatasetAnswer;
  input: AnswerInput<keyof Datasets>;
  queries: Readonly<Record<string, Query>>;
}

function planOf({ dataset, params, scope }: DataRequest, answer: DatasetAnswer | undefined, catalog: Catalog, machine: string): Plan {
  if (!answer) throw new DataError({ kind: 'unsupported', title: `“${dataset}” cannot be answered from queries.` });
  const now = new Date(scope.now ?? catalog.asOf ?? machine).toISOString();
  const input = { params, scope: { ...scope, now }, frozen: scope.now !== undefined, catalog };
  return { answer, input, queries: answer.queries(input) };
}

function shapeOf({ answer, input, queries }: Plan, byKey: ReadonlyMap<string, Settled<ResultSet>>): unknown {
  const results = Object.entries(queries).map(([name, query]) => [name, byKey.get(keyOf(query))!] as const);
  return answer.shape(Object.fromEntries(results), input);
}

function keyOf(query: Query): string {
  return JSON.stringify(query);
}

function settle<T>(work: () => T): Settled<T> {
  try {
    return { ok: true, value: work() };
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  }
}

/** The engine's catalogue: shared while recent, and forgotten when the source changes. Of records that may change unheard, it is asked each time. */
function cachedCatalog(engine: QueryEngine) {
  const mayChange = 'apply' in engine;
  let listeners = 0;
  let asked = 0;
  let kept: Promise<Catalog> | undefined;
  const keep = (answer: Promise<Catalog>): void => {
    asked = Date.now();
    kept = answer;
  };
  let last: Catalog | undefined;
  const ask = async (context: CatalogContext): Promise<Catalog> => (last = checkCatalog(await engine.catalog(context)));
  return {
    /** The newest that was answered, however old. */
    last: () => last,
    async fresh(context: CatalogContext): Promise<Catalog> {
      const catalog = await ask(context);
      keep(Promise.resolve(catalog));
      return catalog;
    },
    recent(): Promise<Catalog> {
      if (kept && (listeners || !mayChange) && Date.now() - asked < CATALOG_AGE) return kept;
      // Shared by requests that may end one by one, so none of their signals can stop it.
      const answer = ask({ signal: new AbortController().signal, definitions: false });
      keep(answer);
      answer.catch(() => {
        if (kept === answer) kept = undefined;
      });
      return answer;
    },
    forget(): void {
      kept = undefined;
    },
    listen(): void {
      if (!listeners++) kept = undefined;
    },
    unlisten(): void {
      listeners--;
    },
  };
}
