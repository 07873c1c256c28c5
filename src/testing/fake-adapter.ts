import type { Change, DataAdapter, DataRequest, Datasets, LoadContext } from '../data/adapter.ts';
import { DataError, type Problem } from '../data/problem.ts';
import { fixtures } from './fixtures/index.ts';

/** Answers by dataset: the answer itself, or what makes it from the request (throwing a `DataError` to fail). */
export type FakeAnswers = { readonly [K in keyof Datasets]?: Datasets[K]['data'] | ((request: DataRequest<K>) => Datasets[K]['data'] | Promise<Datasets[K]['data']>) };

/** What happens to the calls that a line of a script is for. Absent conditions hold for every call; the first line that fits counts. */
export interface FakeLine {
  /** Calls for this dataset alone. */
  dataset?: keyof Datasets;
  /** The call of this number, or of these; the first is 1. Counted over what the line's other conditions fit. */
  call?: number | readonly number[];
  /** Calls for which this is true. */
  when?: (request: DataRequest) => boolean;
  /** Milliseconds until the call is settled, by the page's timers, so that a virtual clock moves it; `Infinity`: never. */
  delay?: number;
  /** How the call fails: a problem, or any value to throw. A function makes it from the request. */
  fault?: Problem | Error | ((request: DataRequest) => unknown);
  /** The answer, as it is, in place of that by dataset: also one that is no answer. */
  answer?: unknown;
}

/** An adapter that remembers what it was asked, and does as its script says. */
export interface FakeAdapter extends DataAdapter {
  readonly requests: readonly DataRequest[];
  /** Replaces the script for all calls to come; numbers of calls begin anew. */
  play(script: readonly FakeLine[]): void;
  /** Tells those who listen of a change. */
  tell(change?: Change): void;
  subscribe(onChange: (change: Change) => void): () => void;
}

/**
 * An adapter that answers from memory, for tests of pages that use the kit. Without answers of your own it gives the fixtures;
 * `script` says which calls take their time, fail or get something else.
 */
export function fakeAdapter(answers: FakeAnswers = fixtures, script: readonly FakeLine[] = []): FakeAdapter {
  const requests: DataRequest[] = [];
  const listeners = new Set<(change: Change) => void>();
  let director = direct(script);
  return {
    requests,
    datasets: Object.keys(answers),
    play: (next) => void (director = direct(next)),
    tell: (change = {}) => [...listeners].forEach((listener) => listener(change)),
    subscribe(onChange) {
      const own = (change: Change): void => onChange(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    async load(request, { signal }) {
      const asked = request as DataRequest;
      requests.push(asked);
      const line = director(asked);
      if (line?.delay) await pause(line.delay, signal);
      if (line?.fault !== undefined) throw faultOf(line.fault, asked);
      if (line && 'answer' in line) return line.answer as never;
      const answer = answers[request.dataset] as unknown;
      if (answer === undefined) throw new DataError({ kind: 'unsupported', title: `This adapter has no ${request.dataset}.` });
      return (typeof answer === 'function' ? await (answer as (asked: DataRequest) => unknown)(asked) : answer) as never;
    },
  };
}

/** Gives the line for each call in turn. */
function direct(script: readonly FakeLine[]): (request: DataRequest) => FakeLine | undefined {
  const counts = script.map(() => 0);
  return (request) => {
    const fitting = script.filter(({ dataset, when, call }, i) => {
      if ((dataset !== undefined && dataset !== request.dataset) || (when && !when(request))) return false;
      const count = (counts[i]! += 1);
      return call === undefined || [call].flat().includes(count);
    });
    return fitting[0];
  };
}

/** Resolves after so many milliseconds; rejects when the call is given up. */
async function pause(delay: number, signal: LoadContext['signal']): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const go = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const timer = delay === Infinity ? undefined : setTimeout(go, delay);
    signal.addEventListener('abort', leave, { once: true });
  });
}

function faultOf(fault: NonNullable<FakeLine['fault']>, request: DataRequest): unknown {
  const value = typeof fault === 'function' ? fault(request) : fault;
  return isProblem(value) ? new DataError(value) : value;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && !(value instanceof Error) && 'kind' in value && 'title' in value;
}
