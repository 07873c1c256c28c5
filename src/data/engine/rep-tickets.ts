import { numbersOf, rowsOfIds, stringsOf, tableOf } from './desk.ts';
import { pastColumn, stockRows, type View } from './view.ts';
import type { Work } from './work.ts';

/** Open tickets of each rep, by row: as the source says, else those owned at the view; NaN where neither is known. */
export function* openTicketsOf(view: View): Work<Float64Array> {
  const { desk } = view;
  const given = yield* numbersOf(desk, 'reps', 'openTickets');
  const owners = (yield* pastColumn(view, 'ownerId')) ?? (yield* stringsOf(desk, 'tickets', 'ownerId'));
  if (owners?.kind !== 'string' || given.every((count) => count === count)) return given;
  const repOf = yield* rowsOfIds(desk, owners.dictionary, 'reps');
  const owned = new Float64Array((yield* tableOf(desk, 'reps')).length);
  for (const row of yield* stockRows(view, 'tickets')) {
    const rep = repOf[owners.codes[row]!]!;
    if (rep >= 0) owned[rep]!++;
  }
  return given.map((count, row) => (count === count ? count : owned[row]!));
}
