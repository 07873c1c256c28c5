import { setupWorker } from 'msw/browser';

/** The one mock service worker of a test page: `worker.use(...)` in a test, reset after each. */
export const worker = setupWorker();
