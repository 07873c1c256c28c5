import { execFileSync, spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.ts';

const ASK = 'Install Chromium (Debian: apt-get install chromium), or set CHROMIUM_PATH to the program of any Chromium.';

/** Path of a browser, after installing Debian's Chromium where this user may; throws one sentence that says what to install. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  if (process.env.CHROMIUM_PATH) throw new Error(`CHROMIUM_PATH names no program: ${process.env.CHROMIUM_PATH}.`);
  const prefix = rootPrefix();
  if (!prefix || !canRun('apt-get')) throw new Error(`No browser was found. ${ASK}`);
  console.info('No browser was found; installing the chromium package of this system.');
  try {
    apt(prefix, 'update');
    apt(prefix, 'install', '--yes', '--no-install-recommends', 'chromium');
  } catch {
    throw new Error(`No browser was found, and installing one failed. ${ASK}`);
  }
  const installed = findBrowser();
  if (!installed) throw new Error(`The chromium package gave no browser. ${ASK}`);
  return installed;
}

function apt(prefix: readonly string[], ...args: string[]): void {
  const [program = 'apt-get', ...rest] = [...prefix, 'apt-get', ...args];
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** What to write before a command to run it as root; undefined where this user may not. */
function rootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function canRun(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
