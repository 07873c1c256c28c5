import type { Context, ContextCallback } from '@lit/context';

/**
 * One subscription to a context: of the nearest provider above an element, or of a provider named from elsewhere.
 * `onValue` gets undefined when the provider goes away.
 */
export class ContextLink<T> {
  readonly #context: Context<unknown, T | undefined>;
  readonly #onValue: (value: T | undefined) => void;
  #unsubscribe?: () => void;
  #provider?: Element;
  #linked = false;

  constructor(context: Context<unknown, T | undefined>, onValue: (value: T | undefined) => void) {
    this.#context = context;
    this.#onValue = onValue;
  }

  /** Asks upwards from the element; a provider that comes later answers through the document's context root. */
  ask(element: Element): void {
    this.#drop();
    this.#linked = true;
    this.#request(element, element);
  }

  /** Asks this provider and no other, whatever lies around it. */
  askOnly(provider: Element | null): void {
    if (this.#linked && provider && provider === this.#provider) return;
    this.#drop();
    this.#linked = true;
    if (provider) {
      this.#provider = provider;
      // A target outside the page: a provider that re-parents its subscribers finds nobody else to ask on our behalf.
      this.#request(provider, new EventTarget());
    }
    if (!this.#unsubscribe) {
      this.#provider = undefined;
      this.#onValue(undefined);
    }
  }

  end(): void {
    this.#drop();
    this.#linked = false;
  }

  #request(target: Element, contextTarget: EventTarget): void {
    const up = target === contextTarget;
    const fields = { context: this.#context, contextTarget, callback: this.#receive, subscribe: true };
    target.dispatchEvent(Object.assign(new Event('context-request', { bubbles: up, composed: up }), fields));
  }

  #drop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.#provider = undefined;
  }

  // One function for life: the context root and providers tell subscribers apart by it.
  readonly #receive: ContextCallback<T | undefined> = (value, unsubscribe) => {
    if (!this.#linked) return unsubscribe?.();
    if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.#onValue(value);
  };
}
