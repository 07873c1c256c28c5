import type { CatalogTerms } from './catalog-terms.ts';

/** The names of members in a language (a BCP 47 tag); English where it is not spoken here. */
export async function loadCatalogTerms(language: string): Promise<CatalogTerms> {
  const [spoken] = language.toLowerCase().split('-');
  if (spoken === 'pl') return (await import('./pl.ts')).catalogTerms;
  if (spoken === 'nb' || spoken === 'no' || spoken === 'nn') return (await import('./nb.ts')).catalogTerms;
  return (await import('./en.ts')).catalogTerms;
}
