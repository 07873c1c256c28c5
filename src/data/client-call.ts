import { DataError, toProblem } from './problem.ts';

/**
 * One call of the host's code, guarded: whatever it throws, at once or later, rejects with a `DataError`; so does silence
 * for longer than `timeout` milliseconds. Its own signal is aborted when all who read the answer have left.
 */
export async function guardedCall<T>(
  readers: readonly AbortSignal[],
  timeout: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DataError({ kind: 'timeout', title: `The source did not answer within ${timeout / 1000} seconds.` }));
      controller.abort();
    }, timeout);
  });
  let left = readers.length;
  for (const reader of readers) reader.addEventListener('abort', () => --left || controller.abort(reader.reason), { once: true });
  const gone = new Promise<never>((_, reject) => controller.signal.addEventListener('abort', () => reject(controller.signal.reason)));
  try {
    return await Promise.race([Promise.resolve().then(() => run(controller.signal)), silence, gone]);
  } catch (thrown) {
    throw thrown instanceof DataError ? thrown : new DataError(toProblem(thrown), { cause: thrown });
  } finally {
    clearTimeout(timer);
  }
}

/** Tells the page of a fault in its own code without disturbing what is under way. */
export function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
