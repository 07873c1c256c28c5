import { afterAll, afterEach, beforeAll } from 'vitest';
import { worker } from './worker.ts';

// Says at each start that Lit runs in its development mode, which tests want and consoles need not hear.
((globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ??= new Set()).add('dev-mode');

beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }));
afterEach(() => worker.resetHandlers());
afterAll(() => worker.stop());
