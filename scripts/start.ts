import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { createServer, type Plugin } from 'vite';
import { sampleHelpDesk } from '../demo/sample/help-desk.ts';
import { backend } from '../demo/server/backend.ts';
import { recordsEngine } from '../src/data/engine/records-engine.ts';
import { serveHosts } from '../demo/hosts/serve-hosts.ts';
import { ensureBuild } from './ensure-build.ts';
import { oxc } from './transform.ts';
import { workerFile } from './worker-file.ts';

/**
 * npm start: the demo on 127.0.0.1. `-- --document helpdesk.json` shows the same dashboard on a document on disk;
 * `-- --server` shows it from a backend over HTTP, which answers with the sample under /api;
 * `--now 2016-05-10T15:00:00Z` freezes its clock, `--timezone Europe/Warsaw` sets its zone, `--port 5173` the port.
 */
const { values } = parseArgs({
  options: { document: { type: 'string' }, server: { type: 'boolean' }, now: { type: 'string' }, timezone: { type: 'string' }, port: { type: 'string' } },
});
const document = values.document === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.document);
if (document !== undefined && !existsSync(document)) {
  console.error(`There is no file ${values.document}. Name a help desk document, as in: npm start -- --document helpdesk.json`);
  process.exit(1);
}

const server = await createServer({
  configFile: false,
  oxc,
  publicDir: false,
  plugins: [workerFile(), hosts(), documentFolder(document), sampleBackend(values.server === true)],
  server: { host: '127.0.0.1', port: Number(values.port ?? 5173), strictPort: values.port !== undefined },
});
await server.listen();
const address = new URL('/demo/', server.resolvedUrls?.local[0]);
if (document !== undefined) address.searchParams.set('document', `/document/${basename(document)}`);
if (values.server) address.searchParams.set('endpoint', '/api/');
for (const name of ['now', 'timezone'] as const) if (values[name]) address.searchParams.set(name, values[name]);
console.info(`Demo:        ${address.href}`);
for (const page of ['script-tag', 'own-backend', 'strict-policy']) console.info(`Host page:   ${new URL(`/hosts/${page}/`, address).href}`);

/** The plain host pages stand on the built kit, so the first one asked for waits for the build. */
function hosts(): Plugin {
  let built: Promise<void> | undefined;
  return {
    name: 'host-pages',
    configureServer({ middlewares }) {
      const serve = serveHosts();
      middlewares.use('/hosts', (request, response, next) => {
        built ??= ensureBuild();
        built.then(() => serve(request, response, next), next);
      });
    },
  };
}

/** Only the files beside the document, and nothing above. */
function documentFolder(path: string | undefined): Plugin {
  return {
    name: 'document-folder',
    configureServer({ middlewares }) {
      if (path) middlewares.use('/document', sirv(dirname(path), { dev: true }));
    },
  };
}

/** The reference server over the sample, on the demo's own origin. */
function sampleBackend(wanted: boolean): Plugin {
  return {
    name: 'sample-backend',
    configureServer({ middlewares }) {
      if (wanted) middlewares.use('/api', backend({ engine: recordsEngine(sampleHelpDesk({ now: Date.now() })) }).handle);
    },
  };
}
