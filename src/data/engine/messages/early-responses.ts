import { keepAt, type View } from '../view.ts';
import type { Responses } from './waits.ts';
import type { Work } from '../work.ts';

/** First responses as at a view before some tickets' first messages, when a rep's call seemed to be one. What the source says stands. */
export function* earlyResponses(view: View, known: Float64Array, { at, written }: NonNullable<Responses['early']>): Work<Float64Array> {
  return yield* keepAt(view, 'firstResponseAt', function* () {
    const own = view.desk.records.tables.tickets?.columns.firstResponseAt;
    const given = own?.kind === 'time' ? own.values : undefined;
    return known.map((last, row) => (written[row]! >= view.until && !(given && given[row] === given[row]) ? at[row]! : last));
  });
}
