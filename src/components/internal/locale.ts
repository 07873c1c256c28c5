import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hasTerms, loadedTerms, loadTerms, type BaseTerms } from '../../terms/load.ts';
import type { Terms } from '../../terms/terms.ts';

type Host = ReactiveControllerHost & Element;

/** Knows the language of the place where its host stands, and updates the host when that language or its words change. */
export class LocaleController implements ReactiveController {
  readonly #host: Host;
  readonly #observer = new MutationObserver(() => this.#refresh());
  /** The host's own English. */
  readonly #own: Partial<Terms>;
  #language = 'en';
  /** What was loaded, and with the host's own. */
  #terms?: readonly [BaseTerms, Terms];

  constructor(host: Host, own: Partial<Terms> = {}) {
    this.#host = host;
    this.#own = own;
    host.addController(this);
  }

  /** The nearest `lang`: own, of an ancestor (through shadow hosts), of the page; `en` where there is none. */
  get language(): string {
    return this.#language;
  }

  /** The words of that language; English while they are being loaded. */
  get terms(): Terms {
    const loaded = loadedTerms(this.#language);
    if (this.#terms?.[0] !== loaded) this.#terms = [loaded, { ...this.#own, ...loaded } as Terms];
    return this.#terms[1];
  }

  /** False while the words of the language are on their way: a host may wait with its first drawing. */
  get ready(): boolean {
    return hasTerms(this.#language);
  }

  hostConnected(): void {
    for (let at: Node | undefined = this.#host; at; at = at instanceof ShadowRoot ? at.host : undefined) {
      at = at.getRootNode();
      this.#observer.observe(at, { subtree: true, attributeFilter: ['lang'] });
    }
    this.#refresh();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #refresh(): void {
    const language = nearestLanguage(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    const update = (): void => this.#host.requestUpdate();
    update();
    if (!this.ready) void loadTerms(language).then(update);
  }
}

function nearestLanguage(start: Element): string {
  for (let at: Node | null = start; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    const language = at instanceof Element && at.getAttribute('lang')?.trim();
    if (language) return language;
  }
  return 'en';
}
