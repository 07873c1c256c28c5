import { replaceWords } from './checks.ts';
import type { ProblemLog } from './problem-log.ts';
import type { ColumnTable, SourceName } from './records.ts';

/** Fields that may be given by name instead of id: under which field they are kept, and which source lists the names. */
export const NAMED: Readonly<Record<string, { field: string; list: SourceName }>> = {
  owner: { field: 'ownerId', list: 'reps' },
  team: { field: 'teamId', list: 'teams' },
  company: { field: 'companyId', list: 'companies' },
  contact: { field: 'contactId', list: 'contacts' },
  firstResponder: { field: 'firstResponderId', list: 'reps' },
  author: { field: 'authorId', list: 'reps' },
};

/** A column that holds names of another source's records. */
export interface NamedColumn {
  source: SourceName;
  /** Key of `NAMED`. */
  name: string;
}

type Tables = Partial<Record<SourceName, ColumnTable>>;

/** Puts ids where names stood, as far as the listed records tell them; other names stay and serve as ids. */
export function resolveNames(tables: Tables, columns: readonly NamedColumn[], log: ProblemLog): void {
  for (const { source, name } of columns) {
    const { field, list } = NAMED[name]!;
    const table = tables[source];
    const column = table?.columns[field];
    const ids = idsByName(tables[list]);
    if (!table || column?.kind !== 'string' || !ids) continue;
    const resolved = replaceWords(column, (word) => {
      const id = ids.get(word);
      if (id === null) log.add('unknown-name', source, name, undefined, word);
      return id ?? word;
    });
    tables[source] = { ...table, columns: { ...table.columns, [field]: resolved } };
  }
}

/** Ids by name, and by themselves; null where several records bear the name. */
function idsByName(list: ColumnTable | undefined): ReadonlyMap<string, string | null> | undefined {
  const id = list?.columns.id;
  const name = list?.columns.name;
  if (id?.kind !== 'string' || name?.kind !== 'string') return undefined;
  const found = new Map<string, string | null>();
  name.codes.forEach((code, row) => {
    const word = name.dictionary[code]!;
    if (code) found.set(word, found.has(word) ? null : id.dictionary[id.codes[row]!]! || null);
  });
  for (const own of id.dictionary) found.set(own, own);
  return found;
}
