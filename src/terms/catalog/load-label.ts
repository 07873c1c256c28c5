/** The name of a member in one language. */
export type MemberLabel = (name: string) => string;

/** How members are called in a language (a BCP 47 tag); undefined for English, which catalogues speak by themselves. */
export async function loadLabel(language: string): Promise<MemberLabel | undefined> {
  const [{ loadTranslation }, { memberLabel }] = await Promise.all([import('./load-translation.ts'), import('./member-label.ts')]);
  const terms = await loadTranslation(language);
  return terms && ((name) => memberLabel(name, terms));
}
