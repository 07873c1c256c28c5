/** Doc tags of ours that the analyzer does not know. */
const OWN_TAGS = ['status', 'since'];

/** Reads @status and @since of each class into its declaration. */
const ownTags = {
  name: 'own-tags',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node) || !node.name) return;
    const declaration = moduleDoc.declarations.find(({ name }) => name === node.name.text);
    for (const tag of ts.getJSDocTags(node)) {
      const name = tag.tagName.text;
      if (declaration && OWN_TAGS.includes(name)) declaration[name] = ts.getTextOfJSDocComment(tag.comment)?.trim();
    }
  },
};

/** What a page cannot use is not in the manifest: internals, private and protected members, base classes' own modules. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.modules = customElementsManifest.modules.filter(({ path }) => !path.includes('/internal/'));
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        declaration.members = declaration.members?.filter(isPublic);
        // What the analyzer takes from dispatchEvent() calls with a variable is no name of an event.
        declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('hd-'));
        declaration.attributes = declaration.attributes?.filter(({ fieldName }) => {
          const field = declaration.members?.find(({ name }) => name === fieldName);
          return !fieldName || field !== undefined;
        });
      }
    }
  },
};

function isPublic({ name, privacy, inheritedFrom, static: isStatic }) {
  if (privacy === 'private' || privacy === 'protected') return false;
  if (/^[#_[]/.test(name) || (isStatic && name !== 'define')) return false;
  return !inheritedFrom?.package;
}

/** A class names its tag by @tagname and its define module defines it; the manifest says where. */
const definitions = {
  name: 'definitions',
  packageLinkPhase({ customElementsManifest }) {
    const { modules } = customElementsManifest;
    for (const module of modules) {
      for (const declaration of module.declarations ?? []) {
        if (!declaration.customElement || !declaration.tagName) continue;
        const definePath = module.path.replace(/[^/]+\.ts$/, 'define.ts');
        const target = modules.find(({ path }) => path === definePath) ?? module;
        const reference = { name: declaration.name, module: module.path };
        target.exports = [
          ...(target.exports ?? []).filter(({ kind }) => kind !== 'custom-element-definition'),
          { kind: 'custom-element-definition', name: declaration.tagName, declaration: reference },
        ];
      }
    }
  },
};

/** The manifest describes what is shipped: dist/x.js for src/x.ts. */
const shippedPaths = {
  name: 'shipped-paths',
  packageLinkPhase({ customElementsManifest }) {
    const shipped = (path) => path?.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
    const walk = (value) => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if ((key === 'path' || key === 'module') && typeof child === 'string') value[key] = shipped(child);
        else walk(child);
      }
    };
    walk(customElementsManifest.modules);
  },
};

export default {
  globs: ['src/components/**/*.ts'],
  exclude: ['src/components/**/*.styles.ts', 'src/components/registry.ts', 'src/components/define-widgets.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [ownTags, publicOnly, definitions, shippedPaths],
};
