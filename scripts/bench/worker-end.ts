import { parentPort } from 'node:worker_threads';
import type { Port } from '../../src/data/worker/protocol.ts';
import { serve } from '../../src/data/worker/serve.ts';

/* The engine at the far end of a line, as in a page's worker file. */
parentPort!.once('message', (port: Port) => serve(port));
