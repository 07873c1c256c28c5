import { DataError, type Problem } from '../problem.ts';
import type { Methods, Port, ToPage, ToWorker } from './protocol.ts';

/** The page's end of the line to one worker. */
export interface Connection {
  readonly port: Port;
  /** Set once the line is closed. */
  readonly ended: Problem | undefined;
  /** Rejects with a `DataError`, or with the signal's reason once that is aborted. */
  call<K extends keyof Methods>(method: K, input: Methods[K], signal?: AbortSignal): Promise<unknown>;
  /** Told of what the worker says by itself. */
  listen(listener: (message: ToPage) => void): () => void;
  /** Ends the worker; whoever waits is told why. */
  close(problem?: Problem): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

const CLOSED: Problem = { kind: 'aborted', title: 'The engine was closed.' };

/** Opens the line. `end` stops the worker behind the port. */
export function connect(port: Port, end: () => void): Connection {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(message: ToPage) => void>();
  let last = 0;
  let ended: Problem | undefined;
  const tell = (message: ToWorker): void => port.postMessage(message, []);

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    if (!('answer' in data)) {
      for (const listener of listeners) listener(data);
      return;
    }
    const asked = waiting.get(data.answer);
    if ('error' in data) asked?.reject(new DataError(data.error));
    else asked?.resolve(data.value);
  };

  const ask = (message: Extract<ToWorker, { call: number }>, signal: AbortSignal | undefined): Promise<unknown> => {
    const { call } = message;
    let cancel: (() => void) | undefined;
    return new Promise((resolve, reject) => {
      cancel = () => {
        tell({ cancel: call });
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', cancel);
      waiting.set(call, { resolve, reject });
      tell(message);
    }).finally(() => {
      waiting.delete(call);
      if (cancel) signal?.removeEventListener('abort', cancel);
    });
  };

  return {
    port,
    get ended() {
      return ended;
    },
    async call(method, input, signal) {
      signal?.throwIfAborted();
      if (ended) throw new DataError(ended);
      return ask({ call: ++last, method, input }, signal);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close(problem = CLOSED) {
      if (ended) return;
      ended = problem;
      port.onmessage = null;
      listeners.clear();
      end();
      for (const { reject } of waiting.values()) reject(new DataError(problem));
    },
  };
}
