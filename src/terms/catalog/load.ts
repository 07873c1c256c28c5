import type { CatalogTerms } from './catalog-terms.ts';
import { loadTranslation } from './load-translation.ts';

/** The names of members in a language (a BCP 47 tag); English where it is not spoken here. */
export async function loadCatalogTerms(language: string): Promise<CatalogTerms> {
  return (await loadTranslation(language)) ?? (await import('./en.ts')).catalogTerms;
}
