import { narrow } from './column-builder.ts';
import type { Column, ColumnTable, SourceName, StringColumn } from './records.ts';
import type { TableOptions } from './table-builder.ts';
import { markClosed } from './closings.ts';
import { dropUndated } from './creations.ts';
import { CATEGORY, OPEN_WORDS, plainWord, WORDS } from './words.ts';

/** Sources that others refer to by id; without ids they stand alone. */
const REFERRED_TO: readonly SourceName[] = ['tickets', 'reps', 'contacts', 'companies', 'teams'];

/**
 * Brings known words to their one spelling, leaves out the dropped rows and all but the last row of an id, and counts
 * what is doubtful. Breathes between the passes.
 */
export function* checkTable(
  source: SourceName,
  table: ColumnTable,
  dropped: Set<number>,
  { log, firstRow, orders, few }: TableOptions,
  undated: ReadonlySet<number> = new Set(),
): Generator<void, ColumnTable> {
  const columns: Record<string, Column> = { ...table.columns };
  for (const [field, words] of Object.entries(WORDS[source] ?? {})) {
    const column = columns[field];
    if (column?.kind !== 'string') continue;
    const isCategory = field === CATEGORY;
    columns[field] = spellWords(column, words, isCategory ? undefined : (orders?.[field] ?? []), (row, word, count) => {
      if (!OPEN_WORDS.includes(field)) log.add(isCategory ? 'unknown-category' : 'unknown-word', source, field, row + firstRow, word, count);
    });
    yield;
  }
  if (source === 'tickets') {
    markClosed(columns, table.length, undated);
    dropUndated({ length: table.length, columns }, dropped, log, firstRow, few);
  }
  const { createdAt, closedAt, id } = columns;
  if (createdAt?.kind === 'time' && closedAt?.kind === 'time') {
    for (let row = 0; row < table.length; row++) {
      if (closedAt.values[row]! < createdAt.values[row]!) log.add('close-before-create', source, 'closedAt', row + firstRow);
    }
    yield;
  }
  if (id?.kind === 'string') {
    checkIds(id, dropped, (code, row, example) => log.add(code, source, 'id', row + firstRow, example));
    yield;
  } else if (REFERRED_TO.includes(source) && table.length > dropped.size) {
    log.add('missing-id', source, 'id', undefined, undefined, table.length - dropped.size);
  }
  return dropped.size ? without({ length: table.length, columns }, dropped) : { length: table.length, columns };
}

/** The column with words of `words` in their one spelling. `unknown` is told of all others but those in `own`; without `own` they are left empty. */
function spellWords(
  column: StringColumn,
  words: readonly string[],
  own: readonly string[] | undefined,
  unknown: (row: number, word: string, count: number) => void,
): StringColumn {
  const spelling = new Map(words.map((word) => [plainWord(word), word]));
  const strange = new Set<number>();
  const spelled = replaceWords(column, (word, code) => {
    if (own?.includes(word)) return word;
    const known = spelling.get(plainWord(word));
    if (known === undefined) strange.add(code);
    return known ?? (own ? word : '');
  });
  if (strange.size) {
    const counts = new Map<number, { row: number; count: number }>();
    column.codes.forEach((code, row) => {
      if (!strange.has(code)) return;
      const entry = counts.get(code);
      if (entry) entry.count++;
      else counts.set(code, { row, count: 1 });
    });
    for (const [code, { row, count }] of counts) unknown(row, column.dictionary[code]!, count);
  }
  return spelled;
}

/** The column with every text replaced; texts that become equal share a code. */
export function replaceWords(column: StringColumn, replace: (word: string, code: number) => string): StringColumn {
  const dictionary = [''];
  const codes = new Map([['', 0]]);
  let changed = false;
  const moved = column.dictionary.map((word, code) => {
    if (code === 0) return 0;
    const next = replace(word, code);
    changed ||= next !== word;
    let at = codes.get(next);
    if (at === undefined) codes.set(next, (at = dictionary.push(next) - 1));
    return at;
  });
  return changed ? narrow(Uint32Array.from(column.codes, (code) => moved[code]!), dictionary) : column;
}

function checkIds(id: StringColumn, dropped: Set<number>, report: (code: string, row: number, example?: string) => void): void {
  const last = new Int32Array(id.dictionary.length).fill(-1);
  for (let row = 0; row < id.codes.length; row++) {
    if (dropped.has(row)) continue;
    const code = id.codes[row]!;
    if (code === 0) {
      report('missing-id', row);
      continue;
    }
    const before = last[code]!;
    if (before >= 0) {
      dropped.add(before);
      report('duplicate-id', before, id.dictionary[code]);
    }
    last[code] = row;
  }
}

/** The table without the rows `dropped`. */
export function without(table: ColumnTable, dropped: ReadonlySet<number>): ColumnTable {
  const kept = new Uint32Array(table.length - dropped.size);
  for (let row = 0, at = 0; row < table.length; row++) if (!dropped.has(row)) kept[at++] = row;
  const columns = Object.entries(table.columns).map(([name, column]): [string, Column] => {
    switch (column.kind) {
      case 'string':
        return [name, { ...column, codes: picked(column.codes, kept) }];
      case 'boolean':
        return [name, { ...column, values: picked(column.values, kept) }];
      default:
        return [name, { ...column, values: picked(column.values, kept) }];
    }
  });
  return { length: kept.length, columns: Object.fromEntries(columns) };
}

function picked<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(values: T, rows: Uint32Array): T {
  const result = values.slice(0, rows.length) as T;
  for (let at = 0; at < rows.length; at++) result[at] = values[rows[at]!]!;
  return result;
}
