import type { StringColumn } from '../../records/records.ts';
import { keep, type Desk } from '../desk.ts';
import { messageParts } from './message-parts.ts';
import type { Work } from '../work.ts';

/** Milliseconds within which a reply after a close, or after a move to waiting, still answers what was asked before it. */
export const GRACE = 60_000;

/** How a wait ended: not yet, by a rep's message, by a close of the ticket, by a rep's move of it to a waiting status. */
export const RUNNING = 0;
export const REPLIED = 1;
export const CLOSED = 2;
export const MOVED = 3;

/**
 * The customers' waits for replies, those of one ticket together and in order of time. Nothing in it depends on a view: at an
 * instant only waits with `asked` before it exist, and one whose `ended` does not lie before it is still running.
 */
export interface Waits {
  /** Where the waits of each ticket row begin, and after the tickets those of other threads; the end of one is the next one's beginning. */
  first: Int32Array;
  /** When the oldest unanswered message of the customer was sent. */
  asked: Float64Array;
  /** The row of that message in `messages`. */
  askedRow: Int32Array;
  /** When it was answered or dropped; Infinity while it runs. A dropped wait ends `GRACE` after the close or move. */
  ended: Float64Array;
  /** RUNNING, REPLIED, CLOSED or MOVED. */
  how: Uint8Array;
  /** The row of the reply in `messages`, where completed calls follow the messages; -1 without reply. */
  replyRow: Int32Array;
}

/** The waits again, as far as replies tell of tickets: the same for a desk whose messages stand for something else. */
export function* replies(desk: Desk): Work<Waits> {
  return yield* keep(desk, 'replies', () => waits(desk));
}

/** Made once, by code that only records with messages or calls load. */
export function* waits(desk: Desk): Work<Waits> {
  return yield* keep(desk, 'waits', function* () {
    return yield* (yield* messageParts()).makeWaits(desk);
  });
}

/** What public messages and calls tell of each ticket's first response; NaN for 'none'. */
export interface Responses {
  /** Since when it is known that a rep spoke before the customer: then the wait begins only with the customer's first message after that. */
  outbound: Float64Array;
  /** That customer message. */
  asked: Float64Array;
  /** The first message by a rep after the wait began. */
  answered: Float64Array;
  /** Its row in `messages`, where completed calls follow the messages; -1 for none. */
  row: Int32Array;
  /** The authors of messages, by row. */
  authors: StringColumn | undefined;
  /** What a rep's call was taken for until the ticket's first message was `written`; absent where there is no such ticket. */
  early?: { at: Float64Array; row: Int32Array; written: Float64Array };
}

/** Made once, by code that only records with messages or calls load; undefined where the source has neither. */
export function* responses(desk: Desk): Work<Responses | undefined> {
  if (!desk.records.tables.messages && !desk.records.tables.calls) return undefined;
  return yield* keep(desk, 'responses', function* () {
    return yield* (yield* messageParts()).makeResponses(desk);
  });
}
