import type { Column } from '../../records/records.ts';
import { tableOf, type Desk } from '../desk.ts';
import { codesFor } from '../fill.ts';
import type { Work } from '../work.ts';

/** What an empty direction is with each author (any other is outbound), and what an empty author is with each direction. */
const FROM_OTHER = {
  direction: { from: 'authorType', word: (author: string) => (author === 'customer' ? 'inbound' : 'outbound') },
  authorType: { from: 'direction', word: (direction: string) => (direction === 'inbound' ? 'customer' : direction === 'outbound' ? 'rep' : '') },
} as const;

/** Directions of messages from their authors, or the other way round, where one of them is empty. */
export function* fillSides(desk: Desk, field: 'direction' | 'authorType'): Work<Column | undefined> {
  const { columns, length } = yield* tableOf(desk, 'messages');
  const { from, word } = FROM_OTHER[field];
  const [own, other] = [columns[field], columns[from]];
  if (other?.kind !== 'string') return own;
  const mine = own?.kind === 'string' ? own : { codes: new Uint8Array(length), dictionary: [''] };
  const words = other.dictionary.map((text) => text && word(text));
  const dictionary = [...new Set([...mine.dictionary, ...words])];
  const codeOf = words.map((text) => dictionary.indexOf(text));
  return { kind: 'string', dictionary, codes: codesFor(dictionary, length, (row) => mine.codes[row] || codeOf[other.codes[row]!]!) };
}
