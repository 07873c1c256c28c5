import type { ElementDoc } from './manifest.ts';

const HEADER = '// Written from custom-elements.json by the build.\n';

/** Custom data for editors that complete HTML (the "vscode-html-customdata" format, version 1.1). */
export function htmlData(elements: readonly ElementDoc[]): object {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: element.summary,
      attributes: (element.attributes ?? []).map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
        values: choices(attribute.type?.text).map((name) => ({ name })),
      })),
    })),
  };
}

/** `HelpDeskElements`: tag to props, for a JSX library's `IntrinsicElements` to extend. */
export function jsxTypes(elements: readonly ElementDoc[]): string {
  const tags = elements.map(
    (element) => `  /** ${oneLine(element.summary)} */\n  '${element.tagName}': HelpDeskProps<import('./index.js').${element.name}> & {\n${attributeLines(element)}  };`,
  );
  return `${HEADER}
type Fields<E> = { [K in keyof E as K extends keyof HTMLElement ? never : E[K] extends (...args: never[]) => unknown ? never : K]?: E[K] };

/** What JSX may set on an element: its own fields, and what every HTML element takes. */
export type HelpDeskProps<E extends HTMLElement> = Fields<E> & {
  id?: string; class?: string; className?: string; slot?: string; lang?: string; dir?: string; hidden?: boolean;
  key?: string | number; ref?: unknown; children?: unknown;
};

/**
 * For React: declare module 'react' { namespace JSX { interface IntrinsicElements extends HelpDeskElements {} } }
 * Other JSX libraries have an interface of the same name.
 */
export interface HelpDeskElements {
${tags.join('\n')}
}
`;
}

/** Types of the tags for Vue templates. */
export function vueTypes(elements: readonly ElementDoc[]): string {
  const tags = elements.map(
    (element) => `    /** ${oneLine(element.summary)} */\n    '${element.tagName}': DefineComponent<HelpDeskElements['${element.tagName}']>;`,
  );
  return `${HEADER}import type { DefineComponent } from 'vue';
import type { HelpDeskElements } from './jsx.js';

declare module 'vue' {
  interface GlobalComponents {
${tags.join('\n')}
  }
}
`;
}

/** Attributes whose name differs from their property's, which the class type does not carry. */
function attributeLines(element: ElementDoc): string {
  return (element.attributes ?? [])
    .filter(({ name, fieldName, description }) => description && name !== fieldName)
    .map(({ name, type, description }) => `    /** ${oneLine(description)} */\n    '${name}'?: ${literalType(type?.text)};\n`)
    .join('');
}

/** A type name of ours is not known in the written file; its attribute is text. */
function literalType(text = 'string'): string {
  const known = text.split('|').map((part) => part.trim());
  return known.every((part) => /^('[^']*'|string|number|boolean|undefined|null|-?\d+)$/.test(part)) ? text : 'string';
}

function choices(text = ''): string[] {
  return [...text.matchAll(/'([^']*)'/g)].map(([, name = '']) => name);
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').replace(/\*\//g, '').trim();
}
