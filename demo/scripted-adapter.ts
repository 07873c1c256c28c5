import type { DataAdapter } from '../src/data/adapter.ts';
import { DataError, type ProblemKind } from '../src/data/problem.ts';

export const SCRIPTS = ['ready', 'loading', 'empty', 'stale', 'error', 'signed-out', 'denied', 'unsupported'] as const;
export type Script = (typeof SCRIPTS)[number];

const FAULTS: Partial<Record<Script, { kind: ProblemKind; title: string; detail?: string }>> = {
  error: { kind: 'timeout', title: 'The source did not answer within 10 seconds.' },
  'signed-out': { kind: 'signed-out', title: 'The session has ended.' },
  denied: { kind: 'denied', title: 'Only support leads may see this.' },
};

/** The same adapter, made to behave as told: what a page looks like when its source is slow, empty, broken or closed. */
export function scripted(adapter: DataAdapter, script: Script): DataAdapter {
  if (script === 'ready') return adapter;
  if (script === 'unsupported') return { datasets: [], load: () => Promise.reject(new Error('never asked')) };
  const answered = new Set<string>();
  const answer = async (request: Parameters<DataAdapter['load']>[0], context: Parameters<DataAdapter['load']>[1]): Promise<unknown> => {
    const fault = FAULTS[script];
    if (fault) throw new DataError(fault);
    if (script === 'loading') return new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));
    if (script === 'stale' && answered.has(request.dataset)) throw new DataError({ kind: 'server', title: 'The source failed.' });
    answered.add(request.dataset);
    const value = await adapter.load(request, context);
    return script === 'empty' ? emptied(value) : value;
  };
  return {
    load: answer as DataAdapter['load'],
    ...(adapter.catalog ? { catalog: (context) => adapter.catalog!(context) } : {}),
  };
}

/** The same answer with nothing in it. */
function emptied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const answer = { ...value } as Record<string, unknown>;
  if ('figures' in answer) answer['figures'] = {};
  if ('rows' in answer) answer['rows'] = [];
  if ('results' in answer) {
    answer['results'] = Object.fromEntries(
      Object.entries(answer['results'] as Record<string, { data: readonly unknown[] }>).map(([name, result]) => [name, { ...result, data: result.data.map(() => []) }]),
    );
  }
  return answer;
}
