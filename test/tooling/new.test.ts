import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWidget } from '../../scripts/new.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const COPIED = ['src', 'stories', 'test/components', 'test/contract', 'test/setup', 'package.json', 'tsconfig.json', 'eslint.config.js'];

let copy = '';
const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-widget-'));
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each([
  ['Queue-Depth', 'small words'],
  ['queue', 'small words'],
  ['queue_depth', 'small words'],
  ['../queue-depth', 'small words'],
  ['font-face', 'browsers keep'],
  ['team-summary', 'is taken'],
])('refuses %s, saying why, and writes nothing', (name, why) => {
  const before = read('src/components/registry.ts');
  expect(() => createWidget(name, copy)).toThrow(why);
  expect(read('src/components/registry.ts')).toBe(before);
});

describe('a new widget', () => {
  let written: readonly string[] = [];
  beforeAll(() => {
    written = createWidget('backlog-age-days', copy);
  });

  test('is one folder, one dataset, one registry line, one story and one fixture', () => {
    expect(written).toEqual(
      expect.arrayContaining([
        'src/components/backlog-age-days/backlog-age-days.ts',
        'src/data/datasets/backlog-age-days.ts',
        'src/data/datasets/backlog-age-days-answer.ts',
        'src/testing/fixtures/backlog-age-days.ts',
        'stories/backlog-age-days.stories.ts',
      ]),
    );
    const added = read('src/components/registry.ts').split('\n').filter((line) => line.includes('backlog-age-days'));
    expect(added).toHaveLength(1);
  });

  test('has the types of the kit', { timeout: 120_000 }, () => {
    const config = JSON.stringify({ extends: './tsconfig.json', include: written.filter((path) => path.endsWith('.ts')) });
    writeFileSync(join(copy, 'tsconfig.new.json'), config);
    const faults = execute(bin('tsc'), ['-p', 'tsconfig.new.json']).split('\n');
    expect(faults.filter((line) => written.some((path) => line.startsWith(path)))).toEqual([]);
  });

  test('passes the lint', { timeout: 120_000 }, () => {
    expect(execute(bin('eslint'), [...written])).toBe('');
  });

  test('cannot be made twice', () => {
    expect(() => createWidget('backlog-age-days', copy)).toThrow('is taken');
  });
});

/** What the command says; nothing where all is well. */
function execute(command: string, parameters: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [command, ...parameters], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}
