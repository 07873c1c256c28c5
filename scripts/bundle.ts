import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { minifyTemplates } from './minify-templates.ts';
import { oxc } from './transform.ts';

export interface BundleOptions {
  /** Name of the output file to the module it starts from. */
  input: Record<string, string>;
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

function configOf({ input, outDir, virtual = {} }: BundleOptions): InlineConfig {
  return {
    configFile: false,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    oxc,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [virtualModules(virtual), renameLitPolicy(), minifyTemplates()],
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
        output: {
          format: 'es',
          minify: true,
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
