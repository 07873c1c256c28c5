import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorker } from './worker-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** Writes one module with types and maps for each source file, and the files that are shipped as they are. */
export async function buildModules(): Promise<void> {
  execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (/\.(?:js|d\.ts)$/.test(name)) nameShippedModules(join(dist, name));
  }
  writeFileSync(join(dist, 'data/worker/worker.js'), await bundleWorker());
  cpSync(join(root, 'src/reserve.css'), join(dist, 'reserve.css'));
  const cli = join(dist, 'bin/helpdesk-widgets.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}

/**
 * The compiler rewrites './x.ts' in code, but neither in declarations nor in an import() inside a class with decorators.
 * The replacement is as long, so maps stay right.
 */
function nameShippedModules(path: string): void {
  const text = readFileSync(path, 'utf8');
  const rewritten = text.replace(/(\b(?:from|import|module)\s*\(?\s*(["'])\.{1,2}\/[^"'\n]+)\.ts\2/g, '$1.js$2');
  if (rewritten !== text) writeFileSync(path, rewritten);
}
