import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from './count-reporter.ts';
import { ensureBrowser } from './install-browser.ts';

/**
 * npm test: every test once, in Node and in the browser. Further arguments go to vitest (a path, --project node).
 * The last line says `N passed, N failed`.
 */
const args = process.argv.slice(2);
const full = args.includes('--full');
const folder = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
const countsFile = join(folder, 'counts.json');

try {
  const browser = ensureBrowser();
  const run = spawnSync(
    'vitest',
    ['run', '--reporter=default', '--reporter=./scripts/count-reporter.ts', ...args.filter((arg) => arg !== '--full')],
    { stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser, TEST_COUNTS: countsFile, TEST_FULL: full ? '1' : '' } },
  );
  console.info(`Browser: ${spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout.trim() || browser}`);
  report(readCounts(), run.status);
} catch (error) {
  console.error((error as Error).message);
  report(undefined, 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readCounts(): Counts | undefined {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8')) as Counts;
  } catch {
    return undefined;
  }
}

function report(counts: Counts | undefined, status: number | null): void {
  const { passed = 0, failed = 0, skipped = 0, notRun = [] } = counts ?? {};
  for (const name of notRun) console.info(`not run: ${name}`);
  if (skipped > 0) console.info(`${skipped} not run`);
  // A run that broke before it could count is a failure all the same.
  const failures = failed === 0 && status !== 0 ? 1 : failed;
  console.info(`${passed} passed, ${failures} failed`);
  process.exitCode = failures > 0 ? 1 : 0;
}
