import type { Catalog, Member } from '../../data/catalog/catalog.ts';
import { loadLabel, type MemberLabel } from '../../terms/catalog/load-label.ts';
import { termsLanguage } from '../../terms/load.ts';
import type { Terms } from '../../terms/terms.ts';

/** What the source's catalogue tells of members: families stand there by their stem, beside the part that is asked. */
export class Members {
  readonly #members: ReadonlyMap<string, Member>;
  readonly #stats: Readonly<Record<string, string>>;
  readonly #label: MemberLabel | undefined;

  constructor(catalog: Catalog | undefined, { figure }: Terms, label: MemberLabel | undefined) {
    this.#members = new Map(catalog?.sources.flatMap(({ members }) => members).map((member) => [member.name, member]));
    this.#stats = figure.stat;
    this.#label = label;
  }

  /** As people read it, in their language where that is known, else as the source calls it; an average is not named so. */
  label(name: string): string {
    if (this.#label) return this.#label(name);
    const { member, part } = this.#find(name);
    const stat = part === undefined ? undefined : this.#stats[part];
    const label = member?.label ?? name.split('.').at(-1) ?? name;
    return stat ? `${label}, ${stat}` : label;
  }

  good(name: string): Member['good'] {
    return this.#find(name).member?.good;
  }

  /** Each of its records counts one. */
  countsRecords(name: string): boolean {
    const { member, part } = this.#find(name);
    return part === undefined && member ? member.type === 'count' || member.type === 'stock' : name.endsWith('.count');
  }

  /** Values of parts may be added up: those of counts, stocks and sums, never means or rates. */
  isAdditive(name: string): boolean {
    return this.countsRecords(name) || name.endsWith('.sum');
  }

  #find(name: string): { member: Member | undefined; part?: string } {
    const member = this.#members.get(name);
    if (member) return { member };
    const dot = name.lastIndexOf('.');
    return { member: this.#members.get(name.slice(0, dot)), part: name.slice(dot + 1) };
  }
}

/** Fetches the names of members in a language, and tells the host when they are here. The source's own are English. */
export class MemberWords {
  readonly #host: { requestUpdate(): void };
  #language = 'en';
  label: MemberLabel | undefined;

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  use(tag: string): void {
    const language = termsLanguage(tag);
    if (language === this.#language) return;
    this.#language = language;
    this.label = undefined;
    // Where they cannot be fetched, the source's own names stay.
    if (language !== 'en') void loadLabel(language).then((label) => this.#take(language, label), () => undefined);
  }

  #take(language: string, label: MemberLabel | undefined): void {
    if (language !== this.#language) return;
    this.label = label;
    this.#host.requestUpdate();
  }
}
