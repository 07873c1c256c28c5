import type { Catalog } from '../../data/catalog/catalog.ts';
import type { Cell, ResultColumn, ResultSet } from '../../data/query/query.ts';
import type { MemberLabel } from '../../terms/catalog/load-label.ts';

/** Fields of a ticket worth a look, in order; the first that the source offers of each. */
const TICKET = [['id'], ['subject'], ['url'], ['channel'], ['priority'], ['owner', 'ownerId'], ['createdAt'], ['closedAt']];
/** Columns of other sources, beside id and link. */
const FIRST = 5;

/** Members to ask for; undefined, for the source's own choice, where the catalogue tells nothing. */
export function columnsOf(source: string, catalog: Catalog | undefined): string[] | undefined {
  const members = catalog?.sources.find(({ name }) => name === source)?.members.filter(({ kind }) => kind !== 'measure') ?? [];
  if (!members.length) return undefined;
  const names = members.map(({ name }) => name);
  const full = (field: string): string => `${source}.${field}`;
  if (source === 'tickets') return TICKET.flatMap((fields) => fields.map(full).find((name) => names.includes(name)) ?? []);
  const known = ['id', 'url'].map(full);
  const others = names.filter((name) => !known.includes(name) && name !== full('asOf'));
  return [...known.filter((name) => names.includes(name)), ...others.slice(0, FIRST)];
}

/** The time by which the newest records come first; undefined where none is asked for. */
export function newestBy(columns: readonly string[] | undefined, source: string, catalog: Catalog | undefined): string | undefined {
  const members = catalog?.sources.find(({ name }) => name === source)?.members ?? [];
  return columns?.find((column) => members.some(({ name, kind }) => name === column && kind === 'time'));
}

/** One record behind a figure. */
export interface RecordRow {
  id?: string;
  url?: string;
  /** What it is called: its subject, else its id. */
  title: string;
  /** Under it: what is not the title of id and channel. */
  under: readonly string[];
  cells: readonly Cell[];
}

/** The answer as a table of people: what a record is called first, then the columns that say something. */
export interface RecordsTable {
  /** Member of the first column. */
  head: string;
  columns: readonly ResultColumn[];
  rows: readonly RecordRow[];
}

/** Columns where every record is silent are left out, and so are measures that count each record as one. */
export function tableOf(source: string, { columns, data }: ResultSet): RecordsTable {
  const place = (field: string): number => columns.findIndex(({ name }) => name === `${source}.${field}`);
  const [id, url, subject, channel] = ['id', 'url', 'subject', 'channel'].map(place) as [number, number, number, number];
  const text = (column: number, row: number): string => String(data[column]?.[row] ?? '');
  const main = subject >= 0 ? subject : id >= 0 ? id : 0;
  const under = [id, channel].filter((column) => column >= 0 && column !== main);
  const shown = columns.flatMap((column, at) => {
    const isOwn = at === main || at === url || under.includes(at);
    const isCounted = column.type === 'number' && column.unit !== 'ms' && isMeasure(column, source, data[at]);
    return isOwn || isCounted || data[at]?.every(isSilent) ? [] : [at];
  });
  const rows = (data[0] ?? []).map((_, row) => ({
    id: text(id, row) || undefined,
    url: text(url, row) || undefined,
    title: text(main, row) || text(id, row),
    under: under.map((column) => text(column, row)).filter(Boolean),
    cells: shown.map((column) => data[column]?.[row] ?? null),
  }));
  return { head: columns[main]?.name ?? source, columns: shown.map((at) => columns[at]!), rows };
}

function isMeasure({ name, unit }: ResultColumn, source: string, values: readonly Cell[] | undefined): boolean {
  return unit === source || name === `${source}.count` || !!values?.every((value) => value === 1);
}

function isSilent(value: Cell): boolean {
  return value === null || value === '';
}

/** How a column is called: in the reader's language, else as the catalogue has it, else by its field. */
export function columnLabel(name: string, catalog: Catalog | undefined, label: MemberLabel | undefined): string {
  const stem = name.split('.').slice(0, 2).join('.');
  if (label) return label(stem);
  const members = catalog?.sources.flatMap((source) => source.members) ?? [];
  return members.find((member) => member.name === stem)?.label ?? stem.split('.').at(-1) ?? name;
}
