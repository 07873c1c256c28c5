import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from '../../../src/version.ts';

test('the kit names the version of its package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('so does the start file of a page without a build step', () => {
  const start = readFileSync(new URL('../../../src/cdn/helpdesk-widgets.ts', import.meta.url), 'utf8');
  expect(start).toContain(`VERSION = '${VERSION}'`);
});
