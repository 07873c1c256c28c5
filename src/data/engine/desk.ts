import { joinPath } from '../catalog/joins.ts';
import { SOURCE_NAMES, type Column, type ColumnTable, type NormalRecords, type SourceName, type StringColumn } from '../records/records.ts';
import { fillColumn } from './fill.ts';
import { messageParts } from './messages/message-parts.ts';
import { visits } from './history/visits.ts';
import { chunks, type Work } from './work.ts';

/** Records with what is made from them once and kept: joins, filled-in columns, visits. */
export interface Desk {
  /** As they are now; what is made from them reads `records` instead. */
  now: NormalRecords;
  /** Who reads a table here is known, so that what is kept falls with the sources that it rests on. */
  readonly records: Omit<NormalRecords, 'asOf' | 'problems' | 'rows'>;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly kept: Map<string, Kept>;
  /** Sources that the thing being made has read so far. */
  reading?: Set<SourceName | 'asOf'> | undefined;
}

export interface Kept {
  value: unknown;
  /** The sources it was made from, and the clock. */
  rests: ReadonlySet<SourceName | 'asOf'>;
}

const EMPTY: ColumnTable = { length: 0, columns: {} };

export function makeDesk(records: NormalRecords): Desk {
  const tables = {};
  const desk: Desk = {
    now: records,
    records: { ...records, tables },
    get asOf() {
      desk.reading?.add('asOf');
      return desk.now.asOf;
    },
    kept: new Map(),
  };
  for (const source of SOURCE_NAMES) {
    const get = () => {
      desk.reading?.add(source);
      return desk.now.tables[source];
    };
    Object.defineProperty(tables, source, { get, enumerable: true });
  }
  return desk;
}

/**
 * What `make` gives, made once per desk, and again after a change of a source that it read. It must read something of each
 * source that it rests on by itself: what was read before is not noted. `among`: a place to keep it other than the desk.
 */
export function* keep<T>(desk: Desk, key: string, make: () => Work<T>, among = desk.kept): Work<T> {
  let kept = among.get(key);
  if (!kept) {
    const rests: Desk['reading'] & {} = new Set();
    kept = { value: yield* watched(desk, rests, make()), rests };
    among.set(key, kept);
  }
  for (const source of kept.rests) desk.reading?.add(source);
  return kept.value as T;
}

/** Notes in `rests` what the work reads. Other answers are worked on between its steps, so each step is watched by itself. */
function* watched<T>(desk: Desk, rests: Desk['reading'], work: Work<T>): Work<T> {
  for (;;) {
    const outer = desk.reading;
    desk.reading = rests;
    let step: IteratorResult<void | Promise<void>, T>;
    try {
      step = work.next();
    } finally {
      desk.reading = outer;
    }
    if (step.done) return step.value;
    yield step.value;
  }
}

/** The rows of a source; of statusChanges one row a visit, by ticket and time; after the messages come calls that are replies. */
export function* tableOf(desk: Desk, source: SourceName): Work<ColumnTable> {
  if (source === 'messages' && desk.records.tables.calls && desk.records.settings.calls?.asReplies !== false) {
    return yield* keep(desk, 'messages', function* () {
      return yield* (yield* messageParts()).withCalls(desk);
    });
  }
  return source === 'statusChanges' && desk.records.tables.statusChanges ? (yield* visits(desk)).table : (desk.records.tables[source] ?? EMPTY);
}

/** A column with what the product fills in; undefined where the source has none. */
export function* columnOf(desk: Desk, source: SourceName, field: string): Work<Column | undefined> {
  return yield* keep(desk, `${source}.${field}`, function* () {
    const own = (yield* tableOf(desk, source)).columns[field];
    return yield* fillColumn(desk, source, field, own);
  });
}

export function* stringsOf(desk: Desk, source: SourceName, field: string): Work<StringColumn | undefined> {
  const column = yield* columnOf(desk, source, field);
  return column?.kind === 'string' ? column : undefined;
}

/** Numbers or instants of a field; all NaN where the source has none. */
export function* numbersOf(desk: Desk, source: SourceName, field: string): Work<Float64Array> {
  const column = yield* columnOf(desk, source, field);
  if (column?.kind === 'number' || column?.kind === 'time') return column.values;
  const { length } = yield* tableOf(desk, source);
  return yield* keep(desk, `nothing:${length}`, function* () {
    return new Float64Array(length).fill(NaN);
  });
}

/** The row of `to` that each row of `from` belongs to, -1 for none; undefined where the two are not joined. */
export function* link(desk: Desk, from: SourceName, to: SourceName): Work<Int32Array | undefined> {
  return yield* keep(desk, `${from}>${to}`, function* () {
    let rows: Int32Array | undefined;
    let at = from;
    for (const step of joinPath(from, to) ?? []) {
      const next = yield* linkBy(desk, at, step.key, step.to);
      rows = rows ? compose(rows, next) : next;
      at = step.to;
    }
    return rows;
  });
}

/** Joins by the id in any field, such as a ticket's first responder. */
export function* linkBy(desk: Desk, from: SourceName, key: string, to: SourceName): Work<Int32Array> {
  const keys = yield* stringsOf(desk, from, key);
  const { length } = yield* tableOf(desk, from);
  const rows = new Int32Array(length).fill(-1);
  if (!keys) return rows;
  const rowOf = yield* rowsOfIds(desk, keys.dictionary, to);
  for (let row = 0; row < length; row++) rows[row] = rowOf[keys.codes[row]!]!;
  return rows;
}

/** The row of `source` whose id is each of the words, -1 for none. Of two rows with one id the first counts. */
export function* rowsOfIds(desk: Desk, words: readonly string[], source: SourceName): Work<Int32Array> {
  const found = new Int32Array(words.length).fill(-1);
  const ids = (yield* tableOf(desk, source)).columns.id;
  if (ids?.kind !== 'string') return found;
  const rowOfId = new Int32Array(ids.dictionary.length).fill(-1);
  for (let row = ids.codes.length - 1; row >= 0; row--) rowOfId[ids.codes[row]!] = row;
  if (words === ids.dictionary) found.set(rowOfId);
  else (yield* matched(words, ids.dictionary)).forEach((id, word) => (found[word] = id ? rowOfId[id]! : -1));
  found[0] = -1;
  return found;
}

/** Where the words of one dictionary stand in another; of the newest pair that a dictionary was in. */
export interface Match {
  ids: readonly string[];
  /** For each word its code among the first `size` ids, 0 for none. */
  codes: Int32Array;
  size: number;
}

export const matches = new WeakMap<readonly string[], Match>();

/** Dictionaries only grow, so a match holds until one of them has; a change continues it. */
export function* matched(words: readonly string[], ids: readonly string[]): Work<Int32Array> {
  const known = matches.get(words);
  if (known?.ids === ids && known.size === ids.length && known.codes.length === words.length) return known.codes;
  const codes = new Int32Array(words.length);
  yield* match(words, ids, (word, id) => (codes[word] = id));
  matches.set(words, { ids, codes, size: ids.length });
  return codes;
}

/** Tells each pair of equal words. The shorter list is hashed. */
export function* match(a: readonly string[], b: readonly string[], tell: (inA: number, inB: number) => void): Work<void> {
  const [short, long, swapped] = a.length <= b.length ? [a, b, false] : [b, a, true];
  const index = new Map<string, number>();
  yield* chunks(short.length, (from, to) => {
    for (let i = from; i < to; i++) index.set(short[i]!, i);
  });
  yield* chunks(long.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const at = index.get(long[i]!);
      if (at !== undefined) tell(swapped ? i : at, swapped ? at : i);
    }
  });
}

/** First one join, then the next. */
export function compose(first: Int32Array, next: Int32Array): Int32Array {
  return first.map((row) => (row < 0 ? -1 : next[row]!));
}
