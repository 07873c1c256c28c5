import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src/components/registry.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What stands before the class, and is read by the manifest. */
function docBlock(source: string): string {
  return /\/\*\*(?:(?!\*\/)[^])*\*\/\s*export class/.exec(source)?.[0] ?? '';
}

describe.each(Object.keys(registry))('%s', (name) => {
  test('has a story file', () => {
    expect(existsSync(new URL(`../../stories/${name}.stories.ts`, import.meta.url))).toBe(true);
  });

  test('is documented with tag, status and an example', () => {
    const block = docBlock(read(`src/components/${name}/${name}.ts`));
    for (const tag of ['@summary ', `@tagname ${name}`, '@status ', '@since ', '```html', `<${name}`]) expect(block).toContain(tag);
  });
});

test('a class without its doc block is caught', () => {
  expect(docBlock('import x;\nexport class Bare {}')).toBe('');
});
