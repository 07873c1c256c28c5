import { DataError } from '../problem.ts';
import type { SourceName } from '../records/records.ts';
import { workingTime, type WorkingTime } from '../time/business.ts';
import { columnOf, keep, link, stringsOf, type Desk } from './desk.ts';
import type { Span } from './spans.ts';
import { pastColumn, type View } from './view.ts';
import type { Work } from './work.ts';

/** Spans inside the calendar that the query names, else that of each row's team, else the first. */
export function* businessSpans(view: View, source: SourceName): Work<Span> {
  const { calendars } = view.desk.records;
  if (!calendars.length) {
    throw new DataError({ kind: 'unsupported', title: 'Business hours need a calendar, and this source has none.', detail: 'It needs calendars.' });
  }
  const clocks = yield* keep(view.desk, 'calendars', function* () {
    return calendars.map(workingTime);
  });
  const named = calendars.findIndex(({ id }) => id === view.options.calendar);
  const only = clocks[Math.max(named, 0)]!;
  const teams = named < 0 && calendars.length > 1 ? yield* teamsOf(view, source) : undefined;
  if (!teams) return (_row, from, to) => signed(only, from, to);
  const ofTeam = yield* calendarsOfTeams(view.desk, teams.words, clocks);
  const { codes, via } = teams;
  return (row, from, to) => {
    const at = via ? via[row]! : row;
    return signed(ofTeam[at < 0 ? 0 : codes[at]!]!, from, to);
  };
}

/** An end before its beginning is a fault in the data, also where nobody worked between them. */
function signed(clock: WorkingTime, from: number, to: number): number {
  return from > to ? Math.min(clock(from, to), -1) : clock(from, to);
}

interface Teams {
  codes: ArrayLike<number>;
  words: readonly string[];
  via?: Int32Array | undefined;
}

/** The team of each row: its own, else its ticket's; undefined where no row has one. */
function* teamsOf(view: View, source: SourceName): Work<Teams | undefined> {
  const from = (yield* columnOf(view.desk, source, 'teamId')) ? source : 'tickets';
  const via = from === source ? undefined : yield* link(view.desk, source, from);
  if (from !== source && !via) return undefined;
  const column = (from === 'tickets' ? yield* pastColumn(view.dims, 'teamId') : undefined) ?? (yield* stringsOf(view.desk, from, 'teamId'));
  return column?.kind === 'string' ? { codes: column.codes, words: column.dictionary, via } : undefined;
}

/** The calendar of each team: the one it names, else the one that names it, else the first. */
function* calendarsOfTeams(desk: Desk, words: readonly string[], clocks: readonly WorkingTime[]): Work<WorkingTime[]> {
  const { calendars } = desk.records;
  const ids = yield* stringsOf(desk, 'teams', 'id');
  const named = yield* stringsOf(desk, 'teams', 'calendarId');
  const own = new Map<string, string>();
  if (ids && named) ids.codes.forEach((code, row) => own.set(ids.dictionary[code]!, named.dictionary[named.codes[row]!]!));
  return words.map((team) => {
    const byTeam = calendars.findIndex(({ id }) => id === own.get(team));
    const byCalendar = calendars.findIndex(({ teams }) => teams?.includes(team));
    return clocks[Math.max(team && byTeam >= 0 ? byTeam : team ? byCalendar : 0, 0)]!;
  });
}
