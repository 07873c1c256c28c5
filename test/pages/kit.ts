import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.ts';

const root = new URL('../../', import.meta.url);

/** A folder of bundled files that goes away with the test. */
export interface Folder {
  path: string;
  remove(): void;
}

/** Bundles modules, named from the repository's root, as a page without a build step gets the kit. */
export async function bundlePages(input: Readonly<Record<string, string>>): Promise<Folder> {
  const path = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  const entries = Object.entries(input).map(([name, file]) => [name, fileURLToPath(new URL(file, root))]);
  await bundle({ input: Object.fromEntries(entries) as Record<string, string>, outDir: path });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The CDN folder. */
export const bundleKit = (): Promise<Folder> => bundlePages({ 'helpdesk-widgets': 'src/cdn/helpdesk-widgets.ts' });
