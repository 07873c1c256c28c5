import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registry } from '../../../src/components/registry.ts';

const components = new URL('../../../src/components/', import.meta.url);
const names = Object.keys(registry);

test('every folder with a define module has its registry line, and none is without', () => {
  const folders = readdirSync(components, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/define.ts`, components)))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...names].sort());
});

test.each(names)('%s: the define module, src/define.ts and the type map agree', (name) => {
  const define = readFileSync(new URL(`${name}/define.ts`, components), 'utf8');
  expect(define).toContain(`.define('${name}')`);
  expect(define).toContain(`'${name}': `);
  expect(readFileSync(new URL('../define.ts', components), 'utf8')).toContain(`'./components/${name}/define.ts'`);
});

test.each(names)('%s: the class module defines nothing', (name) => {
  const source = readFileSync(new URL(`${name}/${name}.ts`, components), 'utf8');
  expect(source).not.toMatch(/\.define\(|HTMLElementTagNameMap|@customElement/);
});
