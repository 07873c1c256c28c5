/** Work that may pause at each `yield`, so that a long answer never holds up the page. */
export type Work<T> = Generator<void, T, void>;

/** Milliseconds after which work lets the page draw; each step between two pauses is short against it. */
const SLICE = 12;
const CHUNK = 1 << 16;

/** Does work in slices. Rejects with the signal's reason once that is aborted. */
export async function inSlices<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since > SLICE) {
      await pause();
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

interface Host {
  scheduler?: { yield?: () => Promise<void> };
  setImmediate?: (done: () => void) => void;
}

/** Lets everything else have its turn, as soon as the host can: `setTimeout` is slow when it is asked again and again. */
function pause(): Promise<void> {
  const { scheduler, setImmediate = setTimeout } = globalThis as unknown as Host;
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setImmediate(resolve));
}
