import type { Cell, ResultSet } from '../../data/query/query.ts';

/** What one row of an answer is about. */
export interface Named {
  /** Different for different ones; an id, where there is one. */
  readonly key: Cell;
  /** What an id is called; absent: the key says it. */
  readonly label?: string;
  /** What its records have, by member. */
  readonly held: Readonly<Record<string, Cell>>;
}

/** Tells rows apart by the values of a column; where it holds ids (`ownerId`), the column beside it (`owner`) calls them by name. */
export function namedBy({ columns, data }: ResultSet, column: number): (row: number) => Named {
  const member = columns[column]?.name ?? '';
  const name = member.replace(/Id$/, '');
  const names = name === member ? undefined : data[columns.findIndex((each) => each.name === name)];
  return (row) => {
    const key = data[column]?.[row] ?? null;
    const label = names?.[row] ?? null;
    // Without id and name: not those that only lack an id.
    if (label === null) return { key, held: { [member]: key, ...(names && key === null && { [name]: null }) } };
    // A name without an id, such as that of an author who is taken for another, is one of its own.
    return key === null ? { key: label, held: { [member]: null, [name]: label } } : { key, label: String(label), held: { [member]: key } };
  };
}
