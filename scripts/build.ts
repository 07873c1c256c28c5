import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildCdn } from './build-cdn.ts';
import { buildManifest } from './manifest.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Modules with types, manifest and editor data, then the CDN files; all in dist/. */
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (existsSync(`${root}src/reserve.css`)) cpSync(`${root}src/reserve.css`, `${root}dist/reserve.css`);
buildManifest();
await buildCdn();
