import type { RecordsRef, Rep } from '../adapter.ts';
import { DataError } from '../problem.ts';
import type { Cell, Query, ResultSet } from '../query/query.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { anyOf, offers, scopeFilters, type ScopeFilters } from './scope-filters.ts';
import { valueOf } from './settled.ts';
import { queryFrame } from './today.ts';

type Input = AnswerInput<'availability-list'>;

const COLUMNS = ['id', 'name', 'team', 'availability', 'availabilityLabel', 'availabilitySince', 'capacity', 'avatarUrl'].map((field) => `reps.${field}`);
const OPEN = 'reps.openTickets';
const OWNER = 'tickets.ownerId';
const STATES: readonly string[] = ['available', 'busy', 'away', 'offline'] satisfies Rep['availability'][];
const MOST_REPS = 10_000;

export const availabilityListAnswer: DatasetAnswer<'availability-list'> = {
  queries(input) {
    const { catalog } = input;
    if (!offers(catalog, 'reps.id')) throw new DataError({ kind: 'unsupported', title: 'The source does not know its reps.' });
    const { filters } = chosen(input);
    const frame: Query = { ...frameOf(input), ...(filters.length && { filters }), limit: MOST_REPS };
    return {
      reps: { ...frame, dimensions: COLUMNS.filter((member) => offers(catalog, member)), ungrouped: true },
      ...(offers(catalog, OPEN) && { load: { ...frame, measures: [OPEN], dimensions: ['reps.id'] } }),
    };
  },
  shape({ reps: found, load }, input) {
    const list = valueOf(found);
    const open = new Map(load?.ok ? rowsOf(load.value).map((row) => [row['reps.id'], row[OPEN]]) : []);
    const reps = rowsOf(list).map((row) => repOf(row, open.get(row['reps.id'] ?? null), openTickets(input)));
    const notes = [...chosen(input).notes, ...(list.partial ?? [])];
    return { asOf: list.asOf, reps, ...(notes.length && { notes }) };
  },
};

const frameOf = ({ scope }: Input) => queryFrame(scope, Date.parse(scope.now));

/** The scope's filters, and the team asked for, by id or by name. */
function chosen({ params: { team }, scope, catalog }: Input): ScopeFilters {
  const found = scopeFilters(scope, 'reps', catalog);
  if (!team) return found;
  const named = ['reps.teamId', 'reps.team'].filter((member) => offers(catalog, member)).map((member) => anyOf(member, [team]));
  if (!named.length) return { ...found, notes: [...found.notes, 'The source does not know the teams of its reps.'] };
  return { ...found, filters: [...found.filters, { or: named }] };
}

/** How a rep's open tickets are listed, all of them; undefined where the source does not know whose they are. */
function openTickets(input: Input): ((id: string) => RecordsRef) | undefined {
  if (!['tickets.open', OWNER].every((member) => offers(input.catalog, member))) return undefined;
  return (id) => ({ source: 'tickets', query: { measures: ['tickets.open'], filters: [anyOf(OWNER, [id])], ungrouped: true, ...frameOf(input) } });
}

type Row = Readonly<Record<string, Cell>>;

function rowsOf({ columns, data }: ResultSet): Row[] {
  return (data[0] ?? []).map((_, row) => Object.fromEntries(columns.map(({ name }, column) => [name, data[column]![row]!])));
}

function repOf(row: Row, open: Cell | undefined, records: ReturnType<typeof openTickets>): Rep {
  const text = (member: string) => (row[`reps.${member}`] === null || row[`reps.${member}`] === undefined ? undefined : String(row[`reps.${member}`]));
  const [id, state, capacity] = [text('id') ?? '', text('availability'), row['reps.capacity']];
  const known = state !== undefined && STATES.includes(state.toLowerCase());
  const label = text('availabilityLabel') ?? (known || state === 'unknown' ? undefined : state);
  const optional = { team: text('team'), label, since: text('availabilitySince'), avatarUrl: text('avatarUrl') };
  return {
    id,
    name: text('name') ?? id,
    availability: known ? (state.toLowerCase() as Rep['availability']) : 'unknown',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...(typeof open === 'number' && { openTickets: open }),
    // A source that knows no capacities says nothing; one that does and has none for a rep sets no limit.
    ...(capacity !== undefined && { capacity: typeof capacity === 'number' ? capacity : null }),
    ...(records && { records: records(id) }),
  };
}
