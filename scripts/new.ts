import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from './new/files.ts';
import { linesOf } from './new/lines.ts';
import { namesOf } from './new/names.ts';

/**
 * Writes a new widget of one figure into the project at `root`, and gives back the paths written. Nothing is written
 * when the name is not usable, is taken, or a shared file has no place for it: then an `Error` says why.
 */
export function createWidget(tag: string, root: string): readonly string[] {
  const names = namesOf(tag);
  const files = new Map(Object.entries(filesOf(names)));
  for (const path of [`src/components/${tag}`, ...files.keys()]) {
    if (existsSync(join(root, path))) throw new Error(`'${tag}' is taken: ${path} exists. Choose another name.`);
  }
  for (const { path, insert } of linesOf(names)) {
    files.set(path, insert(files.get(path) ?? readFileSync(join(root, path), 'utf8')));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...files.keys()];
}

function main([tag, ...rest]: readonly string[]): void {
  if (!tag || rest.length) {
    console.error('Use: npm run new -- NAME, with the new tag as NAME, as in: npm run new -- queue-depth');
    process.exitCode = 1;
    return;
  }
  try {
    const written = createWidget(tag, fileURLToPath(new URL('..', import.meta.url)));
    console.info(`<${tag}> is there and shows the open tickets. Written:\n${written.map((path) => `  ${path}`).join('\n')}`);
    console.info(`\nNext: choose its measure in src/data/datasets/${tag}-answer.ts, and its words in src/terms, in each language.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (import.meta.main) main(process.argv.slice(2));
