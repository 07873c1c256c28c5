/** Lets questions run side by side, and each change alone: it waits for the questions before it, and those after it wait for it. */
export function inTurn() {
  let changed: Promise<unknown> = Promise.resolve();
  const asking = new Set<Promise<unknown>>();
  return {
    ask<T>(work: () => Promise<T>): Promise<T> {
      const run = changed.then(work);
      const leave = () => asking.delete(run);
      asking.add(run);
      run.then(leave, leave);
      return run;
    },
    change<T>(work: () => Promise<T>): Promise<T> {
      const run = Promise.allSettled([changed, ...asking]).then(work);
      changed = run.catch(() => {});
      return run;
    },
  };
}
