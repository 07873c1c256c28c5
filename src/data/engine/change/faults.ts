import { BELONGINGS, checkBelongings, type UnknownKeys } from '../../records/belongings.ts';
import { problemLog } from '../../records/problem-log.ts';
import { checkSpans, SPAN_FAULTS } from '../../records/spans.ts';
import { SOURCE_NAMES, type NormalRecords, type RecordsProblem, type SourceName } from '../../records/records.ts';
import { matched, type Desk } from '../desk.ts';
import type { Work } from '../work.ts';
import type { SourceChange } from './read-change.ts';

/** What changes brought that could not be taken as it was: of each record its newest state alone, so that nothing counts twice. */
export interface Faults {
  /** Told while loading. */
  loaded: readonly RecordsProblem[];
  /** Rows of each source that were left out while loading. */
  lost: Readonly<Partial<Record<SourceName, number>>>;
  byKey: Map<SourceName, Map<string, readonly RecordsProblem[]>>;
  /** Told of records beside those of other sources, by source. */
  beside: Map<SourceName, readonly RecordsProblem[]>;
  /** Told of records that contradict themselves, by source. */
  within: Map<SourceName, readonly RecordsProblem[]>;
}

/** The faults of a desk, from the first change on. */
export function faultsOf({ kept, now }: Desk): Faults {
  const known = kept.get('faults')?.value as Faults | undefined;
  if (known) return known;
  const lost = Object.entries(now.rows).map(([source, rows]) => [source, rows - (now.tables[source as SourceName]?.length ?? 0)]);
  const byCodes = (codes: readonly string[]) => new Map(SOURCE_NAMES.map((source) => [source, now.problems.filter((problem) => codes.includes(problem.code) && problem.source === source)]));
  const faults: Faults = {
    loaded: now.problems.filter(({ code }) => !BELONGINGS.includes(code) && !SPAN_FAULTS.includes(code)),
    lost: Object.fromEntries(lost) as Faults['lost'],
    byKey: new Map(),
    beside: byCodes(BELONGINGS),
    within: byCodes(SPAN_FAULTS),
  };
  kept.set('faults', { value: faults, rests: new Set() });
  return faults;
}

/** Notes the faults of the rows in a change in place of what they had before. */
export function noteFaults({ byKey }: Faults, { source, keys, faults }: SourceChange): void {
  const known = byKey.get(source) ?? new Map<string, readonly RecordsProblem[]>();
  if (known.size) for (const key of keys) known.delete(key);
  for (const [key, problems] of faults) known.set(key, problems);
  if (known.size) byKey.set(source, known);
}

/** Forgets the faults of records that are gone, by the first field of their keys. */
export function clearFaults({ byKey }: Faults, source: SourceName, gone: readonly string[]): void {
  const known = byKey.get(source);
  if (!known?.size || !gone.length) return;
  const words = new Set(gone);
  for (const key of known.keys()) if (words.has(key.split('\n', 1)[0]!)) known.delete(key);
}

/** Looks anew at what the records of changed sources belong to, and at what they say themselves. */
export function* findBeside({ beside, within: own }: Faults, tables: NormalRecords['tables'], changed: readonly SourceName[]): Work<void> {
  const concerned = changed.includes('tickets') ? (Object.keys(tables) as SourceName[]) : changed;
  const log = problemLog();
  const within = Object.fromEntries(concerned.map((source) => [source, tables[source]]));
  yield* checkBelongings({ ...within, tickets: tables.tickets }, log, unknownKeys);
  const found = log.list();
  for (const source of changed) {
    const told = problemLog();
    if (tables[source]) checkSpans(source, tables[source], told);
    own.set(source, told.list());
  }
  for (const source of concerned) beside.set(source, found.filter((problem) => problem.source === source));
}

const unknownKeys: UnknownKeys<void | Promise<void>> = function* ({ dictionary }, ids) {
  const known = new Uint8Array(ids.dictionary.length);
  for (const code of ids.codes) known[code] = 1;
  known[0] = 0;
  const codes = yield* matched(dictionary, ids.dictionary);
  const unknown = new Set<number>();
  for (let word = 1; word < codes.length; word++) if (!known[codes[word]!]) unknown.add(word);
  return unknown;
};

/** Problems and rows met, as the catalogue tells them. */
export function toldFaults({ loaded, lost, byKey, beside, within }: Faults, tables: NormalRecords['tables']): Pick<NormalRecords, 'problems' | 'rows'> {
  const log = problemLog();
  const rows: Record<string, number> = {};
  for (const [source, table] of Object.entries(tables)) rows[source] = table.length + (lost[source as SourceName] ?? 0);
  for (const [source, faulty] of byKey) {
    for (const problems of faulty.values()) {
      for (const { code, column, example, count, leftOut } of problems) {
        log.add(code, source, column, undefined, example, count);
        if (leftOut) rows[source] = (rows[source] ?? 0) + 1;
      }
    }
  }
  return { problems: [...loaded, ...[...beside.values(), ...within.values()].flat(), ...log.list()], rows };
}
