import { defineConfig } from 'vite';
import { oxc } from './scripts/transform.ts';
import { workerFile } from './scripts/worker-file.ts';

/** For the demo and the stories; the CDN build is scripts/build-cdn.ts, the tests vitest.config.ts. */
export default defineConfig({ oxc, plugins: [workerFile()], publicDir: false, server: { host: '127.0.0.1' } });
