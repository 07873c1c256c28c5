import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';
import { bundle } from '../bundle.ts';
import type { Budget } from './budgets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Measured {
  /** kB of 1,000 bytes. */
  size: number;
  files: number;
  /** Bytes of each module before gzip, largest first. */
  modules: { path: string; bytes: number }[];
}

/** Bundles a budget's entry and adds up the gzipped files that it counts. */
export async function measure({ entry, counts, without, file }: Pick<Budget, 'entry' | 'counts' | 'without' | 'file'>): Promise<Measured> {
  if (file) return { size: gzipSync(await file(), { level: 9 }).length / 1000, files: 1, modules: [] };
  const source = entry.replaceAll("'./src/", `'${root}src/`);
  const { output } = await bundle({ input: { main: 'virtual:main' }, core: 'virtual:main', virtual: { 'virtual:main': source } });
  const chunks = output.filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
  const excluded = without ? reach(chunks, without) : new Set();
  const counted = [...reach(chunks, counts)].filter((chunk) => !excluded.has(chunk));
  const modules = counted.flatMap(({ modules }) =>
    Object.entries(modules).map(([path, { renderedLength }]) => ({ path: shortPath(path), bytes: renderedLength })),
  );
  return {
    size: counted.reduce((sum, { code }) => sum + gzipSync(withoutMapComment(code), { level: 9 }).length, 0) / 1000,
    files: counted.length,
    modules: modules.sort((a, b) => b.bytes - a.bytes),
  };
}

/** The entry, all that it imports, and the lazy parts that `follow` accepts, with theirs. */
function reach(chunks: readonly Rolldown.OutputChunk[], follow: (path: string) => boolean): Set<Rolldown.OutputChunk> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<Rolldown.OutputChunk>();
  const queue = chunks.filter(({ isEntry }) => isEntry);
  for (let chunk = queue.pop(); chunk; chunk = queue.pop()) {
    if (found.has(chunk)) continue;
    found.add(chunk);
    const lazy = chunk.dynamicImports.filter((name) => follow(byName.get(name)?.facadeModuleId ?? name));
    for (const name of [...chunk.imports, ...lazy]) {
      const next = byName.get(name);
      if (next) queue.push(next);
    }
  }
  return found;
}

function withoutMapComment(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

function shortPath(path: string): string {
  return path.replace(root, '').replace(/^.*node_modules\//, '').replace(/^\0/, '');
}
