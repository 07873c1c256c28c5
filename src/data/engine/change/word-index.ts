import { chunks, type Work } from '../work.ts';

/** Where the words of a dictionary stand. */
export interface WordIndex {
  /** The word's code, -1 for 'not there'. */
  find(word: string): number;
  /** The word's code; a new word goes to the dictionary's end. */
  add(word: string): number;
  /** The index of a copy of the dictionary, in its place. */
  moveTo(copy: string[]): WordIndex;
}

const indexes = new WeakMap<readonly string[], WordIndex>();

/** The index of a dictionary that nobody but its index lets grow; made once. A `Map` of a million words would take five times the memory and time. */
export function* wordIndex(dictionary: readonly string[]): Work<WordIndex> {
  const known = indexes.get(dictionary);
  if (known) return known;
  const index = new Slots(dictionary);
  yield* chunks(dictionary.length, (from, to) => index.take(from, to));
  indexes.set(dictionary, index);
  return index;
}

class Slots implements WordIndex {
  #words: readonly string[];
  /** Codes plus one by the hashes of their words, at most half full; the next free slot where one is taken. */
  #slots: Int32Array;

  constructor(words: readonly string[]) {
    this.#words = words;
    this.#slots = new Int32Array(sizeFor(words.length));
  }

  /** No two words of a dictionary are equal, so any free slot will do. */
  take(from: number, to: number): void {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let code = from; code < to; code++) {
      let slot = hashOf(this.#words[code]!) & last;
      while (slots[slot]) slot = (slot + 1) & last;
      slots[slot] = code + 1;
    }
  }

  find(word: string): number {
    const last = this.#slots.length - 1;
    for (let slot = hashOf(word) & last; ; slot = (slot + 1) & last) {
      const code = this.#slots[slot]! - 1;
      if (code < 0 || this.#words[code] === word) return code;
    }
  }

  add(word: string): number {
    const found = this.find(word);
    if (found >= 0) return found;
    const count = (this.#words as string[]).push(word);
    if (count * 2 <= this.#slots.length) this.take(count - 1, count);
    else {
      this.#slots = new Int32Array(sizeFor(count));
      this.take(0, count);
    }
    return count - 1;
  }

  moveTo(copy: string[]): WordIndex {
    indexes.delete(this.#words);
    this.#words = copy;
    indexes.set(copy, this);
    return this;
  }
}

/** FNV-1a, then mixed as MurmurHash ends, so that words that count up do not crowd. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function sizeFor(words: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, words * 2.5)));
}
