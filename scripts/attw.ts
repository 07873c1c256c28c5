import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './pack.ts';

/** Asks "are the types wrong?" of the packed archive. Files that are not modules, and the types-only entries, are left out. */
const folder = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
const NOT_MODULES = ['./worker.js', './reserve.css', './jsx', './vue', './custom-elements.json', './html-data.json', './cdn/*'];

try {
  const { status } = spawnSync(
    'attw',
    [pack(folder), '--profile', 'esm-only', '--no-definitely-typed', '--no-emoji', '--format', 'ascii', '--exclude-entrypoints', ...NOT_MODULES],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
