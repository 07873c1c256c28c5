import { hasGuessedAuthors } from './vectors.ts';
import { responders } from './responders.ts';
import { rangeView, type Turn } from '../turn.ts';
import type { Work } from '../work.ts';

/** Where an answer names the ticket's owner because nobody knows who really wrote: codes with words. */
export function* guesses(turn: Turn): Work<[code: string, words: string][]> {
  const { desk, dimensions } = turn.plan;
  const asks = (base: RegExp) => dimensions.some((ref) => base.test(ref.base));
  const guessed = (asks(/^author$/) && (yield* hasGuessedAuthors(desk))) || (asks(/^firstResponder/) && (yield* responders(rangeView(turn).dims)).guessed);
  return guessed ? [['owner-as-author', "reps' messages without an author stand under the ticket's owner"]] : [];
}
