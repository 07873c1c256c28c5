import type { CatalogTerms } from './catalog-terms.ts';

type Words = Readonly<Record<string, string>>;

/**
 * The name of a member as people read it: `Time to close, average`, `SLA overdue (first response)`, `Created, hour of day`.
 * What the catalogue does not know (a kept column) is shown under its own name.
 */
export function memberLabel(name: string, terms: CatalogTerms): string {
  const [source = '', ...rest] = name.split('.');
  if (rest.length === 0 || !Object.hasOwn(terms.sources, source)) return name;
  for (let end = rest.length; end > 0; end--) {
    const label = baseLabel(source, rest.slice(0, end).join('.'), terms);
    if (label !== undefined) return label + suffix(rest.slice(end), terms);
  }
  const part = rest.length > 1 ? own(terms.parts, rest.at(-1)) : undefined;
  return part === undefined ? rest.join('.') : `${rest.slice(0, -1).join('.')}, ${part}`;
}

function baseLabel(source: string, base: string, { measures, dimensions }: CatalogTerms): string | undefined {
  const full = `${source}.${base}`;
  return own(measures, full) ?? own(dimensions, full) ?? own(dimensions, base);
}

/** What stands behind the stem: an SLA kind, a part, or a part of the local time. */
function suffix(words: readonly string[], { slaKinds, parts, local }: CatalogTerms): string {
  return words
    .map((word) => {
      const kind = own(slaKinds, word);
      return kind === undefined ? `, ${own(parts, word) ?? own(local, word) ?? word}` : ` (${kind})`;
    })
    .join('');
}

function own(words: Words, key = ''): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
