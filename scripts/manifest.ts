import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { htmlData, jsxTypes, vueTypes } from './editor-data.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Documented {
  name?: string;
  description?: string;
  type?: { text: string };
}

export interface ElementDoc extends Documented {
  name: string;
  tagName: string;
  summary?: string;
  status?: string;
  since?: string;
  superclass?: { name: string };
  attributes?: (Documented & { fieldName?: string; inheritedFrom?: object })[];
  members?: (Documented & { kind: string; static?: boolean; readonly?: boolean; inheritedFrom?: object })[];
  events?: Documented[];
  slots?: Documented[];
  cssParts?: Documented[];
  cssStates?: Documented[];
  cssProperties?: Documented[];
}

interface Manifest {
  modules: { path: string; declarations?: (ElementDoc & { customElement?: boolean })[] }[];
}

/** Writes dist/custom-elements.json and what is made from it; throws when an element is not documented in full. */
export function buildManifest(): ElementDoc[] {
  execFileSync('cem', ['analyze', '--config', 'custom-elements-manifest.config.js', '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
  });
  const elements = readElements();
  writeFileSync(`${root}dist/html-data.json`, `${JSON.stringify(htmlData(elements), null, 2)}\n`);
  writeFileSync(`${root}dist/jsx.d.ts`, jsxTypes(elements));
  writeFileSync(`${root}dist/vue.d.ts`, vueTypes(elements));
  const missing = elements.flatMap(missingTags);
  if (missing.length > 0) throw new Error(`The elements' documentation is not complete:\n  ${missing.join('\n  ')}`);
  return elements;
}

/** The elements of the manifest written last. */
export function readElements(): ElementDoc[] {
  const manifest = JSON.parse(readFileSync(`${root}dist/custom-elements.json`, 'utf8')) as Manifest;
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration) => declaration.customElement && declaration.tagName);
}

/** One line for each thing that an element's doc block or members fail to say. */
export function missingTags(element: ElementDoc): string[] {
  const isWidget = element.superclass?.name === 'WidgetElement';
  const needed: [string, unknown][] = [
    ['@summary', element.summary],
    ['@status', element.status],
    ['@since', element.since],
    ['a description with an HTML example', element.description?.includes('<')],
    ...(isWidget
      ? ([
          ['@slot', element.slots?.length],
          ['@event', element.events?.length],
          ['@csspart', element.cssParts?.length],
          ['@cssstate', element.cssStates?.length],
          ['@cssproperty', element.cssProperties?.length],
        ] as [string, unknown][])
      : []),
  ];
  const tags = needed.filter(([, present]) => !present).map(([tag]) => tag);
  const silent = (element.members ?? [])
    .filter((member) => !member.description && !member.inheritedFrom && !member.static)
    .map((member) => `a description of .${member.name}`);
  return [...tags, ...silent].map((what) => `<${element.tagName}> lacks ${what}`);
}

if (import.meta.main) {
  const elements = buildManifest();
  console.info(`dist/custom-elements.json describes ${elements.map(({ tagName }) => `<${tagName}>`).join(', ')}.`);
}
