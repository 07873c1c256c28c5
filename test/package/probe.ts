import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Effects {
  /** Names and symbols that the import added to the global object. */
  globals: string[];
  /** Tags that it defined. */
  tags: string[];
  /** Copies of lit-html that announced themselves. */
  lits: number;
  /** Errors thrown, with the module that threw. */
  errors: string[];
}

/**
 * Imports modules one after the other in a fresh Node process inside a project whose host already uses Lit,
 * with frozen prototypes, and tells what that changed.
 */
export function effectsOfImporting(project: string, modules: readonly string[]): Effects {
  const file = join(project, 'probe.mjs');
  writeFileSync(
    file,
    `await import('lit');
const tags = [];
const define = customElements.define;
customElements.define = function (tag, ...rest) { tags.push(tag); return define.call(this, tag, ...rest); };
for (const { prototype } of [Object, Array, Function, String, Number, Promise, Map, Set, Date]) Object.freeze(prototype);
const before = new Set(Reflect.ownKeys(globalThis));
const errors = [];
for (const name of ${JSON.stringify(modules)}) await import(name).catch((error) => errors.push(name + ': ' + error));
const globals = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
console.log(JSON.stringify({ globals, tags, lits: globalThis.litHtmlVersions.length, errors }));
`,
  );
  return JSON.parse(execFileSync('node', [file], { cwd: project, encoding: 'utf8' })) as Effects;
}
