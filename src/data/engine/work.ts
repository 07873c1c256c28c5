import { nextTask } from '../next-task.ts';

/** Work that may pause at each `yield`, so that a long answer never holds up the page; of a promise, it waits for that first. */
export type Work<T> = Generator<void | Promise<void>, T, void>;

/** Milliseconds after which work lets the page draw; each step between two pauses is short against it. */
const SLICE = 12;
/** Things that `chunks` goes through at once. */
export const CHUNK = 1 << 16;

/** Does work in slices. Rejects with the signal's reason once that is aborted. */
export async function inSlices<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
    if (step.value) await step.value;
    if (performance.now() - since > SLICE) {
      await nextTask();
      since = performance.now();
    }
  }
}

/** Goes through `length` things in chunks, with a pause after each. */
export function* chunks(length: number, each: (from: number, to: number) => void): Work<void> {
  for (let from = 0; from < length; from += CHUNK) {
    each(from, Math.min(length, from + CHUNK));
    yield;
  }
}

/** A module that only some answers need, loaded in the middle of one. */
export function* part<T>(load: () => Promise<T>): Work<T> {
  let loaded: T | undefined;
  yield load().then((module) => {
    loaded = module;
  });
  return loaded!;
}
