import type { Port } from './protocol.ts';
import { serve } from './serve.ts';

/* The worker file: engine, document reader and CSV in one file that imports nothing at run time. */
serve(globalThis as unknown as Port);
