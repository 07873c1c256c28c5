const LONGEST = 200;

/** The candidate most like `word`, letter case aside, for sentences such as "did you mean ...?"; undefined where there is none. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.slice(0, LONGEST).toLowerCase();
  let found: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const edits = distance(lower, candidate.slice(0, LONGEST).toLowerCase());
    if (edits < least) [found, least] = [candidate, edits];
  }
  return found;
}

/** Letters to insert, leave out or replace, from one word to the other. */
function distance(a: string, b: string): number {
  const edits = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 0; i < a.length; i++) {
    let before = i;
    edits[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const replaced = before + (a[i] === b[j] ? 0 : 1);
      before = edits[j + 1]!;
      edits[j + 1] = Math.min(replaced, before + 1, edits[j]! + 1);
    }
  }
  return edits[b.length]!;
}
