/** Lets others wait until an element has drawn what they wait for. */
export class Settling {
  readonly #host: { readonly updateComplete: Promise<boolean> };
  #waiting: (() => boolean)[] = [];

  constructor(host: { readonly updateComplete: Promise<boolean> }) {
    this.#host = host;
  }

  /** Resolves when the condition is met after an update; the host calls `check` after each. */
  async until(condition: () => boolean): Promise<void> {
    await this.#host.updateComplete;
    if (condition()) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(() => {
        const met = condition();
        if (met) resolve();
        return met;
      });
    });
  }

  check(): void {
    this.#waiting = this.#waiting.filter((met) => !met());
  }
}
