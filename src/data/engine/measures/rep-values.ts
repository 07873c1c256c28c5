import { reader, type Reader } from '../blocks.ts';
import { columnOf, numbersOf, stringsOf } from '../desk.ts';
import { openTicketsOf } from '../rep-tickets.ts';
import { spansOf } from '../spans.ts';
import type { Turn } from '../turn.ts';
import { closesAt, stockRows, type View } from '../view.ts';
import { history } from '../history/visits.ts';
import type { Work } from '../work.ts';
import { MISSING, OUT, type Frame } from './spec.ts';

/** What is known of each rep at a view, by row; NaN is 'empty'. */
interface Reps {
  availability(row: number): string;
  /** Empty: no limit. 0: always full. */
  capacity: Float64Array;
  open: Float64Array;
}

const told = (value: number) => (value === value ? value : MISSING);
const isFull = ({ capacity, open }: Reps, row: number) => capacity[row] === 0 || open[row]! >= capacity[row]!;
const works = ({ availability }: Reps, row: number) => availability(row) === 'available' || availability(row) === 'busy';

const VALUES = {
  available: (reps: Reps, row: number) => (reps.availability(row) === 'available' ? 1 : OUT),
  atMaxCapacity: (reps: Reps, row: number) => (works(reps, row) && isFull(reps, row) ? 1 : OUT),
  canTakeWork: (reps: Reps, row: number) => (reps.availability(row) === 'available' && !isFull(reps, row) ? 1 : OUT),
  openTickets: (reps: Reps, row: number) => told(reps.open[row]!),
  capacityUsed: (reps: Reps, row: number) => (reps.capacity[row]! > 0 ? told(reps.open[row]!) : OUT),
  /** What `capacityUsed` is a share of. */
  capacity: ({ capacity }: Reps, row: number) => (capacity[row]! > 0 ? capacity[row]! : OUT),
};

/** Measures of reps that look at more than their number. */
export type RepMeasure = keyof typeof VALUES | 'timeInAvailability';

/** What changes over time and has no history of its own, by the measure that rests on it. */
const RESTS_ON: Readonly<Partial<Record<RepMeasure, readonly ('availability' | 'capacity' | 'openTickets')[]>>> = {
  available: ['availability'],
  timeInAvailability: ['availability'],
  atMaxCapacity: ['availability', 'capacity', 'openTickets'],
  canTakeWork: ['availability', 'capacity', 'openTickets'],
  openTickets: ['openTickets'],
  capacityUsed: ['capacity', 'openTickets'],
};

export function* repValues({ view }: Frame, measure: RepMeasure): Work<Reader> {
  if (measure === 'timeInAvailability') return yield* sinceChange(view);
  const availability = yield* stringsOf(view.desk, 'reps', 'availability');
  const reps: Reps = {
    availability: (row) => availability?.dictionary[availability.codes[row]!] ?? '',
    capacity: yield* numbersOf(view.desk, 'reps', 'capacity'),
    open: yield* openTicketsOf(view),
  };
  const value = VALUES[measure];
  return reader((row) => value(reps, row));
}

/** How long each rep has had the present availability; a change that had not happened yet tells nothing. */
function* sinceChange(view: View): Work<Reader> {
  const since = yield* numbersOf(view.desk, 'reps', 'availabilitySince');
  const span = yield* spansOf(view, 'reps');
  return reader((row) => (since[row]! < view.until ? span(row, since[row]!, view.at) : MISSING));
}

/** Why a measure of reps is not exact at a view in the past: codes with words. */
export function* repDoubts(_turn: Turn, view: View, measure: RepMeasure): Work<[code: string, words: string][]> {
  if (view.live) return [];
  const fields: string[] = (RESTS_ON[measure] ?? []).filter((field) => field !== 'openTickets').map((field) => `reps.${field}`);
  const found: [string, string][] = [];
  if (RESTS_ON[measure]?.includes('openTickets')) {
    const given = yield* columnOf(view.desk, 'reps', 'openTickets');
    const values = given?.kind === 'number' ? given.values : undefined;
    if (values?.some((value) => value === value)) fields.push('reps.openTickets');
    if (!values || values.some((value) => value !== value)) {
      if (!(yield* columnOf(view.desk, 'assignments', 'ownerId'))) fields.push('tickets.ownerId');
      if (!(yield* history(view.desk)) && (yield* mayHaveReopened(view))) {
        found.push(['no-history', 'tickets may have been reopened since, and the source keeps no history of their statuses']);
      }
    }
  }
  if (fields.length) found.push(['no-field-history', `${fields.join(', ')}: as now, not as then`]);
  return found;
}

function* mayHaveReopened(view: View): Work<boolean> {
  const reopens = yield* (yield* closesAt(view)).reopens();
  const open = yield* stockRows(view, 'tickets');
  return open.length > 0 && reopens.some((count) => count !== 0);
}
