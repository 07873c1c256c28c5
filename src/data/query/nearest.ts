import { closest } from 'fastest-levenshtein';

/** The candidate most like `word`, letter case aside, for sentences such as "did you mean ...?"; undefined where there is none. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const byLower = new Map<string, string>();
  for (const candidate of candidates) byLower.set(candidate.toLowerCase(), candidate);
  return byLower.size ? byLower.get(closest(word.slice(0, 200).toLowerCase(), [...byLower.keys()])) : undefined;
}
