import { parseAst, type Plugin } from 'vite';

type Node = { type: string; start: number; end: number; [key: string]: unknown };

const MINIFIERS: Record<string, (text: string) => string> = { css: minifyCss, html: minifyMarkup, svg: minifyMarkup };

/** Takes indentation and comments out of css``, html`` and svg`` texts of our own modules. */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\b(?:css|html|svg)`/.test(code)) return undefined;
      const parts = templateParts(parseAst(code) as unknown as Node);
      let result = code;
      for (const { start, end, minify } of parts.sort((a, b) => b.start - a.start)) {
        result = result.slice(0, start) + minify(result.slice(start, end)) + result.slice(end);
      }
      return { code: result, map: null };
    },
  };
}

function templateParts(root: Node): { start: number; end: number; minify: (text: string) => string }[] {
  const parts: { start: number; end: number; minify: (text: string) => string }[] = [];
  visit(root, (node) => {
    const tag = node.tag as Node | undefined;
    const minify = node.type === 'TaggedTemplateExpression' && tag?.type === 'Identifier' && MINIFIERS[tag.name as string];
    if (!minify) return;
    for (const text of (node.quasi as { quasis: Node[] }).quasis) parts.push({ start: text.start, end: text.end, minify });
  });
  return parts;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value) see(value as Node);
    for (const child of Object.values(value)) visit(child, see);
  }
}

/** Quoted strings stay as they are. A space before ':' may be a descendant selector and stays. */
export function minifyCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/("[^"\n]*"|'[^'\n]*')/)
    .map((part, index) => (index % 2 ? part : part.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replace(/;}/g, '}').replace(/: /g, ':')))
    .join('');
}

/** A run of white space with a line break becomes one space, which shows the same. */
export function minifyMarkup(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
