import { nextTask } from '../next-task.ts';

/** Waits when this turn has lasted long enough, so that the page stays responsive; rejects once the signal is aborted. */
export type Turns = () => Promise<void>;

/** Milliseconds of work before the page is let in; well below the 50 at which a delay is felt. */
const TURN = 12;

/** A clock of turns for one piece of long work. */
export function turns(signal?: AbortSignal): Turns {
  let began = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - began < TURN) return;
    await nextTask();
    signal?.throwIfAborted();
    began = performance.now();
  };
}

/** Runs the steps to their end, with a breath between them where needed. */
export async function inTurns<T>(steps: Generator<void, T>, turn: Turns): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}
