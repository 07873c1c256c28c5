import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { querySchema } from '../../src/data/query/schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/queries.md'), 'utf8');

afterEach(() => vi.restoreAllMocks());

test('the script of the guide to queries gives the answers that the guide tells', async () => {
  const [, script = ''] = page.match(/^```js\n([^]*?)^```/m) ?? [];
  const told = [...page.matchAll(/`(\[\[.*?\]\])`/g)].map(([, answer = '']) => JSON.parse(answer.replaceAll("'", '"')) as unknown);
  expect(told).toHaveLength(2);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test-results', 'queries-'));
  try {
    const file = join(folder, 'page.ts');
    writeFileSync(file, script.replace('helpdesk-widgets/data', '../../src/data/index.ts'));
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    expect(info.mock.calls.map(([data]) => data as unknown)).toEqual(told);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the guide to queries names every part of a query', () => {
  const { entries } = querySchema as unknown as { entries: Record<string, { wrapped?: { entries?: object } }> };
  const parts = [...Object.keys(entries), ...Object.keys(entries['context']?.wrapped?.entries ?? {})];
  expect(parts).toContain('dueSoon');
  expect(parts.filter((part) => !page.includes(`| \`${part}\``) && !page.includes(`, \`${part}\` |`))).toEqual([]);
});
