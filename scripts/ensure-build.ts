import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'helpdesk-widgets');
const stamp = join(cache, 'built');
const lock = join(cache, 'building');
const SOURCES = ['src', 'schema', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'custom-elements-manifest.config.js'];

/** Builds dist unless it already stands for the sources as they are. Test files that ask at the same time share one build. */
export async function ensureBuild(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  while (!takeLock()) await wait(200);
  try {
    const wanted = fingerprint();
    if (read(stamp) === wanted && read(join(root, 'dist', 'custom-elements.json'))) return;
    rmSync(stamp, { force: true });
    const { status, stdout, stderr } = spawnSync('node', ['scripts/build.ts'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** One builder at a time; a lock whose process is gone counts for nothing. */
function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(read(lock));
    if (owner && owner !== process.pid && !isAlive(owner)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const file of filesOf(join(root, source))) hash.update(`${file}:${statSync(file).mtimeMs}\n`);
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesOf(join(path, name)));
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) await ensureBuild();
