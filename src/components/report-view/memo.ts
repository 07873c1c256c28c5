/** A value that is built again only when one of its inputs is another. */
export class Memo<T> {
  #inputs: readonly unknown[] | undefined;
  #value: T | undefined;

  get(inputs: readonly unknown[], build: () => T): T {
    if (!this.#inputs || inputs.some((input, index) => input !== this.#inputs?.[index])) {
      this.#value = build();
      this.#inputs = inputs;
    }
    return this.#value as T;
  }
}
