import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { minifyTemplates } from './minify-templates.ts';
import { oxc } from './transform.ts';
import { workerFile } from './worker-file.ts';

export interface BundleOptions {
  /** Name of the output file to the module it starts from. */
  input: Record<string, string>;
  /** Path of the module whose imports every page needs; they come as one file. */
  core?: string;
  /** Folder to write to; absent: nothing is written. */
  outDir?: string;
  /** Modules that exist in this bundle only: name to source text. */
  virtual?: Record<string, string>;
}

/** Bundles as a page without a build step gets it: ES2022, minified, lazy parts as files of their own. */
export async function bundle(options: BundleOptions): Promise<Rolldown.RolldownOutput> {
  // Under a test runner this says 'test', and libraries would give their development files.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const [output] = [await build(configOf(options))].flat() as Rolldown.RolldownOutput[];
    if (!output) throw new Error('The bundler gave no output.');
    return output;
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

function configOf({ input, core: coreModule, outDir, virtual = {} }: BundleOptions): InlineConfig {
  const whole = wholeFiles(coreModule);
  return {
    configFile: false,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    oxc,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [virtualModules(virtual), workerFile(), renameLitPolicy(), minifyTemplates(), whole.plugin],
    build: {
      target: 'es2022',
      // As a library: no helper that writes <link> elements before each import().
      lib: { entry: Object.values(input), formats: ['es'] },
      outDir,
      write: outDir !== undefined,
      emptyOutDir: outDir !== undefined,
      modulePreload: false,
      minify: 'oxc',
      license: outDir !== undefined && { fileName: 'licenses.md' },
      sourcemap: outDir !== undefined,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        // The worker file is bundled by a plugin, which takes its time.
        checks: { pluginTimings: false },
        output: {
          format: 'es',
          minify: true,
          codeSplitting: { groups: whole.groups },
          // Notices stand in licenses.md; annotations are for bundlers, and this is the last one.
          comments: { legal: false, annotation: false, jsdoc: false },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  };
}

/** What pages without a build step load with the start file besides the core. */
const EXPORTS = /\/src\/index\.ts$/;
/** Two lazy parts that answer the widgets; what both import comes as one file, and the rest of the second as another. */
const BACKEND = /\/src\/data\/adapters\/http-adapter\.ts$/;
const RECORDS = /\/src\/data\/adapters\/records-source\.ts$/;
/** What pages load beside answers from elsewhere, which must not load the engine: the page's side of a worker, the answers of other datasets, and what tells the sources of a query. */
const BESIDE = /\/src\/data\/(?:worker\/open|datasets\/summary-answers|query\/query-sources)\.ts$/;
/** A backend that also words members, as the records' side does. */
const CUBE = /\/src\/data\/adapters\/cube-engine-client\.ts$/;
/** Asked for by a chart in another language, too, which must not load all of the records' file for it. */
const LABELS = /\/src\/terms\/catalog\/member-label\.ts$/;

/**
 * One file for all that a module imports, but for what the start file needs before it. Left alone, the bundler cuts off
 * each piece that a later part shares, and several small files pack worse than one.
 */
function wholeFiles(core: string | undefined): { plugin: Plugin; groups: { name: string; test: (id: string) => boolean }[] } {
  const before = new Set<string>();
  const modules = new Set<string>();
  const exported = new Set<string>();
  const backend = new Set<string>();
  const cube = new Set<string>();
  const records = new Set<string>();
  const plugin: Plugin = {
    name: 'whole-files',
    buildEnd() {
      const collect = (id: string, into: Set<string>): void => {
        for (const imported of this.getModuleInfo(id)?.importedIds ?? []) {
          if (into.has(imported)) continue;
          into.add(imported);
          collect(imported, into);
        }
      };
      for (const id of this.getModuleIds()) {
        if (id !== core && this.getModuleInfo(id)?.isEntry) collect(id, before);
        if (EXPORTS.test(id)) collect(id, exported);
        if (BACKEND.test(id) || BESIDE.test(id)) collect(id, backend);
        if (CUBE.test(id)) collect(id, cube);
        if (RECORDS.test(id)) collect(id, records);
      }
      if (core !== undefined) collect(core, modules);
    },
  };
  const groups = [
    { name: 'start', test: (id: string) => modules.has(id) && before.has(id) },
    { name: 'core', test: (id: string) => modules.has(id) },
    { name: 'exports', test: (id: string) => exported.has(id) },
    { name: 'labels', test: (id: string) => LABELS.test(id) },
    { name: 'answers', test: (id: string) => records.has(id) && backend.has(id) },
    { name: 'members', test: (id: string) => records.has(id) && cube.has(id) },
    { name: 'records', test: (id: string) => records.has(id) },
  ];
  // Without a core, a part's file would take along what the start file needs as well.
  return { plugin, groups: core === undefined ? [] : groups };
}

function virtualModules(modules: Record<string, string>): Plugin {
  return {
    name: 'virtual-modules',
    enforce: 'pre',
    resolveId: (id) => (id in modules ? id : undefined),
    load: (id) => modules[id],
  };
}

/** Two copies of one policy name stop the second bundle of a page, so the CDN's Lit gets a name of its own. */
function renameLitPolicy(): Plugin {
  const theirs = 'createPolicy("lit-html"';
  return {
    name: 'rename-lit-policy',
    transform(code, id) {
      if (!/\/lit-html\/(?:development\/)?lit-html\.js$/.test(id)) return undefined;
      if (!code.includes(theirs)) throw new Error(`lit-html no longer contains ${theirs}; the CDN build cannot rename its policy.`);
      return { code: code.replace(theirs, 'createPolicy("helpdesk-widgets-lit"'), map: null };
    },
  };
}
