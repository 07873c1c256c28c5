import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { oxc } from '../../scripts/transform.ts';
import { workerFile } from '../../scripts/worker-file.ts';
import type { Folder } from './kit.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The demo page as files; `demo/index.html` is the page. */
export async function buildDemo(): Promise<Folder> {
  const path = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      root,
      configFile: false,
      mode: 'production',
      logLevel: 'error',
      base: './',
      publicDir: false,
      oxc,
      plugins: [workerFile()],
      worker: { format: 'es' },
      build: { target: 'es2022', outDir: path, emptyOutDir: true, rolldownOptions: { input: join(root, 'demo/index.html') } },
    });
  } finally {
    process.env['NODE_ENV'] = NODE_ENV;
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
