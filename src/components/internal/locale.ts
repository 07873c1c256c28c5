import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hasTerms, loadedTerms, loadTerms } from '../../terms/load.ts';
import type { Terms } from '../../terms/terms.ts';

type Host = ReactiveControllerHost & Element;

/** Knows the language of the place where its host stands, and updates the host when that language or its words change. */
export class LocaleController implements ReactiveController {
  readonly #host: Host;
  #language = 'en';
  #roots: Node[] = [];

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The nearest `lang`: own, of an ancestor (through shadow hosts), of the page; `en` where there is none. */
  get language(): string {
    return this.#language;
  }

  /** The words of that language; English while they are being loaded. */
  get terms(): Terms {
    return loadedTerms(this.#language);
  }

  /** False while the words of the language are on their way: a host may wait with its first drawing. */
  get ready(): boolean {
    return hasTerms(this.#language);
  }

  hostConnected(): void {
    for (let node: Node | null = this.#host; node; node = node instanceof ShadowRoot ? node.host : null) {
      node = node.getRootNode();
      this.#roots.push(node);
      watch(node, this.refresh);
    }
    this.refresh();
  }

  hostDisconnected(): void {
    for (const root of this.#roots) unwatch(root, this.refresh);
    this.#roots = [];
  }

  /** Looks the language up again. */
  readonly refresh = (): void => {
    const language = nearestLanguage(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    this.#host.requestUpdate();
    if (!this.ready) void loadTerms(language).then(() => this.#host.requestUpdate());
  };
}

function nearestLanguage(start: Element): string {
  let node: Node | null = start;
  while (node) {
    if (node instanceof Element) {
      const language = node.getAttribute('lang')?.trim();
      if (language) return language;
    }
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return 'en';
}

interface Watch {
  observer: MutationObserver;
  listeners: Set<() => void>;
}

/** One observer per document or shadow root, however many elements ask. */
const watches = new WeakMap<Node, Watch>();

function watch(root: Node, listener: () => void): void {
  let entry = watches.get(root);
  if (!entry) {
    const listeners = new Set<() => void>();
    const observer = new MutationObserver(() => listeners.forEach((listen) => listen()));
    observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
    entry = { observer, listeners };
    watches.set(root, entry);
  }
  entry.listeners.add(listener);
}

function unwatch(root: Node, listener: () => void): void {
  const entry = watches.get(root);
  entry?.listeners.delete(listener);
  if (entry?.listeners.size) return;
  entry?.observer.disconnect();
  watches.delete(root);
}
