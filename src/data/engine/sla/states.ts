import type { SlaKind } from '../../catalog/measures.ts';

/** The SLAs that a ticket has of its own. */
export type OwnKind = Exclude<SlaKind, 'any'>;
export const OWN_KINDS: readonly OwnKind[] = ['firstResponse', 'nextResponse', 'close'];

/** States, the most urgent first. The code of each is its place, counted from 1; 0 is 'cannot be told'. */
export const STATES = ['overdue', 'dueSoon', 'active', 'paused', 'missed', 'metLate', 'metOnTime', 'none'] as const;
export const [OVERDUE, DUE_SOON, ACTIVE, PAUSED, MISSED, LATE, ON_TIME, NONE] = [1, 2, 3, 4, 5, 6, 7, 8];
/** A word of the source's own, which no figure knows. */
export const OTHER = 9;

/** No states: how an SLA came to its end, or did not, without a word of the source. */
export const [RUNS, MET] = [10, 11];

/** How an SLA counts once it has come to something. */
export const [NOT_ENDED, WAS_ON_TIME, WAS_LATE, WAS_MISSED, OPEN_OVERDUE, UNTOLD] = [0, 1, 2, 3, 4, 5];
