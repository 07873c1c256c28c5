import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const CSP = 'A strict style-src refuses it; use static styles, CSSOM, SVG attributes or <progress>.';
const AS_MARKUP = 'Text becomes markup here; render it as text.';

const IMPORTS = {
  markup: [
    { name: 'lit/directives/style-map.js', message: `Its first render writes a style attribute. ${CSP}` },
    { name: 'lit/directives/unsafe-html.js', message: AS_MARKUP },
    { name: 'lit/directives/unsafe-svg.js', message: AS_MARKUP },
    { name: 'lit/static-html.js', message: 'Tag names are not static here; create the element and render the node.' },
    { name: 'chart.js/auto', message: 'It registers everything; register what is used, in chart-module.ts.' },
  ],
  chart: [{ name: 'chart.js', message: 'Only chart-module.ts imports it, and that is loaded by import().', allowTypeImports: true }],
  dataOnly: [{ regex: 'components/|^lit(/|$)|^@lit/', message: 'src/data knows nothing of what is seen; it runs in Node.' }],
};

const inTemplate = (pattern) => `TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/${pattern}/]`;

const SYNTAX = [
  { selector: inTemplate('\\sstyle\\s*='), message: `No style attribute in a template. ${CSP}` },
  { selector: inTemplate('<style[\\s>]'), message: `No <style> in a template. ${CSP}` },
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: AS_MARKUP },
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]", message: AS_MARKUP },
  { selector: 'TSEnumDeclaration', message: 'No enum; a union of literals is erased.' },
  { selector: "TSModuleDeclaration:not([kind='global']) > Identifier", message: 'No namespace; a module is one.' },
  { selector: 'TSParameterProperty', message: 'No parameter property; declare the field.' },
];

const COMPONENT_SYNTAX = [
  ...SYNTAX,
  { selector: 'TSNonNullExpression:not([expression.computed=true])', message: 'Only an index within proven bounds may be asserted.' },
  { selector: inTemplate('<\\u002f?[a-z]+-[a-z-]+'), message: 'No kit tag in a template: a page may have it under a prefix. Ask the registry.' },
  { selector: "CallExpression[callee.property.name='define'][callee.object.name=/^(customElements|registry)$/]", message: 'Only the base class defines; call its static define().' },
];

export default defineConfig(
  globalIgnores(['dist/', 'storybook-static/', 'coverage/', 'test/public/', 'test/canary/']),
  tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-syntax': ['error', ...SYNTAX],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // COMPONENT_SYNTAX has the rule; in src/data a loop's bounds and the loaded columns prove what the compiler cannot see.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      // The functions inside a factory count as its lines, so this is above what one plain function should have.
      'max-lines-per-function': ['error', { max: 100, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [...IMPORTS.markup, ...IMPORTS.chart] }],
    },
  },
  {
    files: ['src/components/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    settings: { wc: { elementBaseClasses: ['LitElement', 'KitElement', 'WidgetElement'] } },
    rules: {
      ...litA11y.configs.recommended.rules,
      'no-restricted-syntax': ['error', ...COMPONENT_SYNTAX],
      // Its table knows ARIA 1.2 and refuses aria-description; axe checks the same with today's table in every browser test.
      'lit-a11y/role-supports-aria-attr': 'off',
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-static-styles': 'error',
      'wc/guard-super-call': 'off',
      'wc/no-method-prefixed-with-on': 'error',
      'wc/require-listener-teardown': 'error',
    },
  },
  {
    files: ['src/components/internal/kit-element.ts'],
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX] },
  },
  {
    files: ['src/components/internal/chart/chart-module.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: IMPORTS.markup }] },
  },
  {
    files: ['src/data/**/*.ts', 'src/terms/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [...IMPORTS.markup, ...IMPORTS.chart], patterns: IMPORTS.dataOnly }],
      'no-restricted-globals': ['error', 'window', 'document', 'HTMLElement', 'customElements'],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/bin/**/*.ts', 'test/**/*.ts', 'stories/**/*.ts', 'scripts/**/*.ts', 'demo/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['info', 'warn', 'error'] }] },
  },
);
