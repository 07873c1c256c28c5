import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

test('CHROMIUM_PATH wins over what is on the path', () => {
  program('chromium');
  const mine = program('my-browser');
  expect(findBrowser({ CHROMIUM_PATH: mine, PATH: folder })).toBe(mine);
});

test('a CHROMIUM_PATH that names no program is not replaced by another browser', () => {
  program('chromium');
  expect(findBrowser({ CHROMIUM_PATH: join(folder, 'absent'), PATH: folder })).toBeUndefined();
});

test('the path is searched for the usual names', () => {
  const chrome = program('google-chrome');
  expect(findBrowser({ PATH: folder })).toBe(chrome);
});
