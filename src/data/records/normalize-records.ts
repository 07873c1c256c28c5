import * as calendars from './calendars.ts';
import { normalizeSteps } from './normalize.ts';
import type { NormalRecords, Records } from './records.ts';

/**
 * Every source as columns of the catalogue's types, in one go. Bad rows and cells are counted, never thrown; what cannot be
 * records at all (an unknown zone or source, a source that is no table) throws a `DataError` that names the place.
 */
export function normalizeRecords(records: Records): NormalRecords {
  const steps = normalizeSteps(records, calendars);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
