import type { SourceName } from './records.ts';

const SLA = ['active', 'dueSoon', 'overdue', 'paused', 'metOnTime', 'metLate', 'missed', 'none'];
const AUTHORS = ['customer', 'rep', 'bot', 'system'];
const CATEGORIES = ['open', 'waiting', 'closed'];
const DIRECTIONS = ['inbound', 'outbound'];

/** Fields that hold one of a few known words. Any other word is counted unless the desk may have its own, and kept as it is but for the categories. */
export const WORDS: Readonly<Partial<Record<SourceName, Readonly<Record<string, readonly string[]>>>>> = {
  tickets: {
    statusCategory: CATEGORIES,
    priority: ['urgent', 'high', 'medium', 'low'],
    firstResponseSlaStatus: SLA,
    nextResponseSlaStatus: SLA,
    closeSlaStatus: SLA,
  },
  statusChanges: { statusCategory: CATEGORIES, actorType: AUTHORS },
  messages: { direction: DIRECTIONS, authorType: AUTHORS },
  calls: { direction: DIRECTIONS, status: ['completed', 'missed', 'abandoned', 'inProgress', 'failed'] },
  reps: { availability: ['available', 'busy', 'away', 'offline', 'unknown'] },
  feedback: { type: ['csat', 'ces', 'nps'], sentiment: ['positive', 'neutral', 'negative'] },
};

/** Fields of known words in which a desk may well have words of its own. */
export const OPEN_WORDS: readonly string[] = ['priority'];

/** The field that tells open tickets from closed ones: a word that is none of these would be taken for open, so it is left empty. */
export const CATEGORY = 'statusCategory';

/** A word without letter case, spaces and joining marks. */
export function plainWord(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}
