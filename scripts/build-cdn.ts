import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

/** Writes dist/cdn: the start file and the parts that it loads. */
export async function buildCdn(): Promise<void> {
  const path = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));
  const input = { 'helpdesk-widgets': path('src/cdn/helpdesk-widgets.ts') };
  await bundle({ input, core: path('src/define.ts'), outDir: path('dist/cdn') });
}

if (import.meta.main) await buildCdn();
