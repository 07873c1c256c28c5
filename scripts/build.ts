import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildCdn } from './build-cdn.ts';
import { buildModules } from './build-modules.ts';
import { buildManifest } from './manifest.ts';

/** npm run build: modules with types, the CDN files, then manifest and editor data; all in dist/. */
rmSync(fileURLToPath(new URL('../dist', import.meta.url)), { recursive: true, force: true });
await buildModules();
await buildCdn();
buildManifest();
