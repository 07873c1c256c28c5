import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Packs what `npm publish` would send, from the dist folder as it is, and gives the archive's path. */
export function pack(folder: string): string {
  const out = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed = JSON.parse(out) as { filename: string }[] | Record<string, { filename: string }>;
  const [packed] = Object.values(parsed);
  if (!packed) throw new Error('npm pack made no archive.');
  return join(folder, packed.filename);
}

/** Makes an empty project that has the archive installed, with the dependencies of this checkout; needs no network. */
export function installPacked(archive: string, project: string, dependencies: readonly string[]): string {
  const target = join(project, 'node_modules', 'helpdesk-widgets');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', target]);
  for (const name of dependencies) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return target;
}
