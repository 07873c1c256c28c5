/**
 * The first candidate that begins as `word` does, with the most letters in common, three at least; letter case aside.
 * For what every page loads; where queries are checked, `nearest` knows better.
 */
export function alike(word: string, candidates: readonly string[], nameOf = (candidate: string): string => candidate): string | undefined {
  const start = word.toLowerCase();
  for (let letters = start.length; letters > 2; letters--) {
    const found = candidates.find((candidate) => nameOf(candidate).toLowerCase().startsWith(start.slice(0, letters)));
    if (found) return found;
  }
  return undefined;
}
