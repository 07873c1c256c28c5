import type { DataAdapter, DataRequest, LoadContext, Settled } from '../adapter.ts';
import { toProblem } from '../problem.ts';

/** One settled answer a request, in order: by `loadMany` where the adapter has it, else one by one. Never rejects. */
export async function loadAll(adapter: DataAdapter, requests: readonly DataRequest[], context: LoadContext): Promise<readonly Settled<unknown>[]> {
  const failed = (thrown: unknown): Settled<never> => ({ ok: false, error: toProblem(thrown) });
  if (adapter.loadMany) {
    try {
      return await adapter.loadMany(requests, context);
    } catch (thrown) {
      return requests.map(() => failed(thrown));
    }
  }
  const answers = await Promise.allSettled(requests.map(async (request) => adapter.load(request, context)));
  return answers.map((answer) => (answer.status === 'fulfilled' ? { ok: true, value: answer.value } : failed(answer.reason)));
}
