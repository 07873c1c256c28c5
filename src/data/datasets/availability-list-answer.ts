import type { Rep } from '../adapter.ts';
import { DataError } from '../problem.ts';
import type { Cell, Filter, Query, ResultSet } from '../query/query.ts';
import type { AnswerInput, DatasetAnswer } from './dataset.ts';
import { anyOf, offers, scopeFilters } from './scope-filters.ts';
import { valueOf } from './settled.ts';
import { queryFrame } from './today.ts';

type Input = AnswerInput<'availability-list'>;

const COLUMNS = ['id', 'name', 'team', 'availability', 'availabilityLabel', 'availabilitySince', 'capacity', 'avatarUrl'].map((field) => `reps.${field}`);
const OPEN = 'reps.openTickets';
const STATES: readonly string[] = ['available', 'busy', 'away', 'offline'] satisfies Rep['availability'][];
const MOST_REPS = 10_000;

export const availabilityListAnswer: DatasetAnswer<'availability-list'> = {
  queries(input) {
    const { catalog } = input;
    if (!offers(catalog, 'reps.id')) throw new DataError({ kind: 'unsupported', title: 'The source does not know its reps.' });
    const frame: Query = { ...queryFrame(input.scope, Date.parse(input.scope.now)), filters: filtersOf(input), limit: MOST_REPS };
    return {
      reps: { ...frame, dimensions: COLUMNS.filter((member) => offers(catalog, member)), ungrouped: true },
      ...(offers(catalog, OPEN) && { load: { ...frame, measures: [OPEN], dimensions: ['reps.id'] } }),
    };
  },
  shape({ reps: found, load }) {
    const list = valueOf(found);
    const read = rowsOf(list);
    const open = new Map(load?.ok ? rowsOf(load.value).map((row) => [row['reps.id'], row[OPEN]]) : []);
    return { asOf: list.asOf, reps: read.map((row) => repOf(row, open.get(row['reps.id'] ?? null))) };
  },
};

/** The scope's filters, and the team asked for, by id or by name. */
function filtersOf({ params: { team }, scope, catalog }: Input): Filter[] {
  const { filters } = scopeFilters(scope, 'reps', catalog);
  if (!team) return [...filters];
  const named = ['reps.teamId', 'reps.team'].filter((member) => offers(catalog, member)).map((member) => anyOf(member, [team]));
  return [...filters, { or: named }];
}

type Row = Readonly<Record<string, Cell>>;

function rowsOf({ columns, data }: ResultSet): Row[] {
  return (data[0] ?? []).map((_, row) => Object.fromEntries(columns.map(({ name }, column) => [name, data[column]![row]!])));
}

function repOf(row: Row, open: Cell | undefined): Rep {
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
  };
}
