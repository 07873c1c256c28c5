import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import { oxc } from './transform.ts';

const ENTRY = fileURLToPath(new URL('../src/data/worker/entry.ts', import.meta.url));
const STARTER = /\/src\/data\/worker\/start-worker\.ts$/;
const FILE = 'worker.js';
/** Stands for the way to the file until it is known which chunk asks for it. */
const PLACE = '__HELP_DESK_WORKER__';
/** As the starting module names the file, which bundlers of host pages understand. */
const NAMED = "new URL('./worker.js', import.meta.url)";

/** The text of the worker file: one script with engine, document reader and CSV in it, which imports nothing. */
export async function bundleWorker(): Promise<string> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const [output] = [
      await build({
        configFile: false,
        mode: 'production',
        logLevel: 'warn',
        publicDir: false,
        oxc,
        define: { 'process.env.NODE_ENV': '"production"' },
        build: {
          target: 'es2022',
          // As a library: no helper that writes <link> elements before each import().
          lib: { entry: ENTRY, formats: ['iife'], name: 'helpDeskWorker' },
          write: false,
          modulePreload: false,
          minify: 'oxc',
          rolldownOptions: {
            output: { codeSplitting: false, minify: true, comments: { legal: false, annotation: false, jsdoc: false } },
          },
        },
      }),
    ].flat() as Rolldown.RolldownOutput[];
    const chunks = output?.output.filter((file) => file.type === 'chunk') ?? [];
    if (chunks.length !== 1) throw new Error(`The worker came as ${chunks.length} files instead of one.`);
    return chunks[0]!.code;
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/** Puts the worker file beside what is built, and serves it where modules are served one by one. */
export function workerFile(): Plugin {
  let text: Promise<string> | undefined;
  let isBuild = false;
  return {
    name: 'worker-file',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    transform: {
      filter: { id: STARTER },
      async handler(code) {
        if (!isBuild) return undefined;
        if (!code.includes(NAMED)) throw new Error(`start-worker.ts no longer contains ${NAMED}; the bundle would look for its worker in vain.`);
        text ??= bundleWorker();
        this.emitFile({ type: 'asset', fileName: FILE, source: await text });
        return { code: code.replace(NAMED, `new URL(${PLACE}, import.meta.url)`), map: null };
      },
    },
    renderChunk(code, { fileName }) {
      return code.includes(PLACE) ? { code: code.replace(PLACE, JSON.stringify(`${'../'.repeat(fileName.split('/').length - 1)}${FILE}`)), map: null } : undefined;
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!request.url || !/\/src\/data\/worker\/worker\.js(?:\?|$)/.test(request.url)) return next();
        text ??= bundleWorker();
        text.then((source) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(source);
        }, next);
      });
    },
  };
}
