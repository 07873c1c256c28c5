import type { CatalogTerms } from './catalog-terms.ts';

/** The names of members in a language (a BCP 47 tag); undefined where it is not spoken here, and for English, which catalogues speak by themselves. */
export async function loadTranslation(language: string): Promise<CatalogTerms | undefined> {
  const [spoken = ''] = language.toLowerCase().split('-');
  if (spoken === 'pl') return (await import('./pl.ts')).catalogTerms;
  if (spoken === 'nb' || spoken === 'no' || spoken === 'nn') return (await import('./nb.ts')).catalogTerms;
  return undefined;
}
