import type { NormalRecords, StringColumn } from '../../records/records.ts';
import { matches, type Match } from '../desk.ts';
import type { Work } from '../work.ts';
import { isGrown } from './cells.ts';
import { wordIndex } from './word-index.ts';

type Tables = NormalRecords['tables'];

/** Continues the matches of dictionaries with the words that are new in either, so that joins need no look at all the others. */
export function* patchMatches(old: Tables, now: Tables): Work<void> {
  const grown = grownWords(old, now);
  for (const [before, words] of grown) {
    const match = matches.get(before);
    const ids = match && grown.get(match.ids);
    if (match && ids && !isWhole(match, words, ids)) matches.set(words, yield* continued(match, words, ids));
  }
}

/** Every dictionary of texts by what it was before. */
function grownWords(old: Tables, now: Tables): Map<readonly string[], readonly string[]> {
  const found = new Map<readonly string[], readonly string[]>();
  for (const [source, table] of Object.entries(old)) {
    for (const [name, column] of Object.entries(table.columns)) {
      const current = now[source as keyof Tables]?.columns[name] as StringColumn | undefined;
      if (column.kind === 'string' && current?.kind === 'string' && isGrown(current.dictionary, column.dictionary)) found.set(column.dictionary, current.dictionary);
    }
  }
  return found;
}

function* continued({ codes, size }: Match, words: readonly string[], ids: readonly string[]): Work<Match> {
  const all = new Int32Array(words.length);
  all.set(codes);
  if (words.length > codes.length) {
    const index = yield* wordIndex(ids);
    for (let word = codes.length; word < words.length; word++) all[word] = Math.max(0, index.find(words[word]!));
  }
  if (ids.length > size) {
    const index = yield* wordIndex(words);
    for (let id = size; id < ids.length; id++) {
      const word = index.find(ids[id]!);
      if (word > 0) all[word] = id;
    }
  }
  return { ids, codes: all, size: ids.length };
}

function isWhole(match: Match, words: readonly string[], ids: readonly string[]): boolean {
  return matches.get(words) === match && match.ids === ids && match.codes.length === words.length && match.size === ids.length;
}
