import type { Catalog } from '../../data/catalog/catalog.ts';
import type { CatalogTerms } from '../../terms/catalog/catalog-terms.ts';
import { loadCatalogTerms } from '../../terms/catalog/load.ts';
import { memberLabel } from '../../terms/catalog/member-label.ts';

/** Names of members in the reader's language; the source's own until that language is here. */
export class MemberNames {
  readonly #host: { requestUpdate(): void };
  #language = '';
  /** Another object as soon as other words are here. */
  terms: CatalogTerms | undefined;

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  /** Loads the names of a language where that is not the one at hand. */
  use(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    void loadCatalogTerms(language).then(
      (terms) => {
        if (language !== this.#language) return;
        this.terms = terms;
        this.#host.requestUpdate();
      },
      // The source's own names stay.
      () => undefined,
    );
  }

  label(name: string, catalog: Catalog | undefined): string {
    if (this.terms) return memberLabel(name, this.terms);
    return catalog?.sources.flatMap(({ members }) => members).find((member) => member.name === name)?.label ?? name.split('.').at(-1) ?? name;
  }
}
