import type { Column, StringColumn } from '../../records/records.ts';
import type { Work } from '../work.ts';
import { cellsOf, codesMaker, EMPTY_CELL, ownWords, withCells, writable, type Cells } from './cells.ts';
import { wordIndex } from './word-index.ts';

/** Where rows of a change go: the row of the table that each takes the place of or adds, and how many rows the table has then. */
export interface Places {
  rows: Int32Array;
  length: number;
}

/** The column with the cells of `changed` in their places; itself where nothing is different. Absent: all cells are empty. */
export function* patchColumn(column: Column | undefined, changed: Column | undefined, places: Places, before: number): Work<Column> {
  const [own, given] = oneKind(column, changed, before);
  const kind = (own ?? given)!.kind;
  const empty = EMPTY_CELL[kind];
  const target = own ?? emptyColumn(kind, before);
  const incoming = given && (target.kind === 'string' ? yield* codesIn(target, given as StringColumn) : undefined);
  const cells = incoming ? incoming.codes : given ? cellsOf(given) : undefined;
  const current = cellsOf(target);
  if (own === column && column && places.length === before && places.rows.every((row, i) => same(current[row]!, cells ? cells[i]! : empty))) return column;
  const dictionary = incoming?.dictionary;
  const written = writable(current, places.length, dictionary && codesMaker(dictionary.length));
  for (let i = 0; i < places.rows.length; i++) written[places.rows[i]!] = cells ? cells[i]! : empty;
  return { ...withCells(target, written), ...(dictionary && { dictionary }) } as Column;
}

function same(a: number, b: number): boolean {
  return a === b || (a !== a && b !== b);
}

function emptyColumn(kind: Column['kind'], length: number): Column {
  if (kind === 'string') return { kind, codes: new Uint8Array(length), dictionary: [''] };
  return { kind, values: kind === 'boolean' ? new Uint8Array(length).fill(2) : new Float64Array(length).fill(NaN) } as Column;
}

/** The codes that the words of a change have in the column's dictionary, which takes in new ones. */
function* codesIn({ dictionary }: StringColumn, { codes, dictionary: words }: StringColumn): Work<{ codes: Cells; dictionary: readonly string[] }> {
  const found = new Int32Array(words.length).fill(-1);
  let index = yield* wordIndex(dictionary);
  let own = dictionary;
  const moved = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (found[code]! < 0) {
      found[code] = index.find(words[code]!);
      if (found[code]! < 0) {
        const roomy = ownWords(own);
        if (roomy !== own) index = index.moveTo(roomy);
        own = roomy;
        found[code] = index.add(words[code]!);
      }
    }
    moved[row] = found[code]!;
  }
  return { codes: moved, dictionary: own };
}

/** Columns under a host's own name may meet a value of another kind than before: then they are texts from now on. */
function oneKind(column: Column | undefined, changed: Column | undefined, length: number): [Column | undefined, Column | undefined] {
  if (!column || !changed || column.kind === changed.kind) return [column, changed];
  if (isEmpty(changed)) return [column, undefined];
  if (isEmpty(column)) return [emptyColumn(changed.kind, length), changed];
  return [asTexts(column), asTexts(changed)];
}

function isEmpty(column: Column): boolean {
  const empty = EMPTY_CELL[column.kind];
  return cellsOf(column).every((cell) => same(cell, empty));
}

function asTexts(column: Column): StringColumn {
  if (column.kind === 'string') return column;
  const { kind, values } = column;
  const words = new Map([['', 0]]);
  const codes = Uint32Array.from(values, (value) => {
    const text = same(value, EMPTY_CELL[kind]) ? '' : kind === 'boolean' ? String(value === 1) : kind === 'time' ? new Date(value).toISOString() : String(value);
    if (!words.has(text)) words.set(text, words.size);
    return words.get(text)!;
  });
  const dictionary = [...words.keys()];
  return { kind: 'string', codes: new (codesMaker(dictionary.length) as Uint32ArrayConstructor)(codes), dictionary };
}
