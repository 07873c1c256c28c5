import { keep, type Desk } from './desk.ts';
import { part, type Work } from './work.ts';

/** What public messages and calls tell of each ticket's first response; NaN for 'none'. */
export interface Responses {
  /** A rep's message before any of the customer's: then the wait begins only with the customer's first one after it. */
  outbound: Float64Array;
  /** That customer message. */
  asked: Float64Array;
  /** The first message by a rep after the wait began. */
  answered: Float64Array;
  /** Its row in `messages`, where completed calls follow the messages; -1 for none. */
  row: Int32Array;
}

/** Made once, by code that only records with messages or calls load; undefined where the source has neither. */
export function* responses(desk: Desk): Work<Responses | undefined> {
  if (!desk.records.tables.messages && !desk.records.tables.calls) return undefined;
  return yield* keep(desk, 'responses', function* () {
    return yield* (yield* part(() => import('./make-responses.ts'))).makeResponses(desk);
  });
}
