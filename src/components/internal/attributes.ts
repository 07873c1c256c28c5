import { DataError } from '../../data/problem.ts';

/** The value of an attribute, known to be one of those allowed; else a `DataError` that names attribute, value and what is allowed. */
export function oneOf<T extends string>(attribute: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new DataError({
    kind: 'bad-query',
    path: attribute,
    title: `The attribute ${attribute} does not know '${value}'. Use ${allowed.join(', ')}.`,
  });
}

/** A list of words, apart by spaces or commas, each one of those allowed and kept once. */
export function wordsOf<T extends string>(attribute: string, value: string, allowed: readonly T[]): readonly T[] {
  const words = value.split(/[\s,]+/).filter(Boolean);
  return [...new Set(words.map((word) => oneOf(attribute, word, allowed)))];
}
