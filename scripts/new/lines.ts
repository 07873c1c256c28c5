import { afterLast, atEnd, intoBlock, type Insertion } from './insert.ts';
import type { Names } from './names.ts';

/** The lines of a new widget in the files that all widgets share. */
export function linesOf({ tag, className, variable, words }: Names): readonly Insertion[] {
  const terms = (values: readonly string[]): string => {
    const keys = ['heading', 'label', 'empty', 'emptyHelp'];
    return `  ${variable}: {\n${keys.map((key, index) => `    ${key}: ${values[index]}`).join('\n')}\n  }`;
  };
  const quoted = [words, words, 'Nothing to show yet', 'The figure appears here with the first ticket.'].map((text) => `'${text}',`);
  const english = terms(quoted).replace(`  ${variable}: `, `export const ${variable}: Terms['${variable}'] = `).replaceAll('\n  ', '\n');
  const languages = ['pl', 'nb'].map((language) => intoBlock(`src/terms/${language}.ts`, `const ${language}: Terms = {`, `${terms(quoted)},`));
  return [
    intoBlock('src/components/registry.ts', 'export const registry = {', registryLine({ tag, className })),
    afterLast('src/define.ts', 'import ', `import './components/${tag}/define.ts';`),
    afterLast('src/index.ts', 'export { ', `export { ${className} } from './components/${tag}/${tag}.ts';`),
    afterLast('src/data/datasets/index.ts', 'import ', `import { ${variable}Answer } from './${tag}-answer.ts';`),
    intoBlock('src/data/datasets/index.ts', 'export const DATASET_ANSWERS', `  '${tag}': ${variable}Answer,`),
    afterLast('src/testing/fixtures/index.ts', 'import ', `import { ${variable} } from './${tag}.ts';`),
    intoBlock('src/testing/fixtures/index.ts', 'export const fixtures = {', `  '${tag}': ${variable},`),
    intoBlock('src/terms/terms.ts', 'export interface Terms {', terms(quoted.map(() => 'string;')) + ';'),
    atEnd('src/terms/en/widgets.ts', `${english};`),
    ...languages,
  ];
}

/** The one line of the registry, from which everything else derives. */
export function registryLine({ tag, className }: Pick<Names, 'tag' | 'className'>): string {
  return `  '${tag}': () => import('./${tag}/${tag}.ts').then((m) => m.${className}),`;
}
