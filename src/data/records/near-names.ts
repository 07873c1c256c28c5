import { distance } from 'fastest-levenshtein';
import { FIELDS } from '../catalog/fields.ts';
import { nearest } from '../query/nearest.ts';
import { NAMED } from './names.ts';
import { type NormalRecords, type RecordsProblem, SOURCE_NAMES } from './records.ts';
import { fieldType } from './table-builder.ts';
import { plainWord } from './words.ts';

const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  feedback: ['positiveFrom', 'neutralFrom', 'sent'],
  calls: ['asReplies', 'serviceLevelMs'],
};

/** Letters in a name for each that may be wrong in it. */
const LETTERS = 5;

/** The records, with `nearNames` among their problems. */
export function withNearNames(records: NormalRecords): NormalRecords {
  return { ...records, problems: [...records.problems, ...nearNames(records)] };
}

/**
 * One problem for each column that is no field but looks like one that no row has (`closed_at`), and for each setting that is
 * none, naming what is likely meant.
 */
function nearNames({ tables, settings }: Pick<NormalRecords, 'tables' | 'settings'>): RecordsProblem[] {
  return [...SOURCE_NAMES.flatMap((source) => nearFields(source, Object.keys(tables[source]?.columns ?? {}))), ...unknownSettings(settings)];
}

function nearFields(source: (typeof SOURCE_NAMES)[number], columns: readonly string[]): RecordsProblem[] {
  const named = Object.keys(NAMED).filter((name) => fieldType(source, NAMED[name]!.field) && !columns.includes(NAMED[name]!.field));
  const absent = [...Object.keys(FIELDS[source]).filter((field) => !columns.includes(field)), ...named];
  return columns.flatMap((column) => {
    if (fieldType(source, column)) return [];
    const field = nearest(column, absent);
    if (field === undefined || distance(plainWord(column), plainWord(field)) > column.length / LETTERS) return [];
    return [problem('near-field', source, column, `“${source}.${column}” is no field, so that it is but a column of your own. Did you mean ${field}?`)];
  });
}

function unknownSettings(settings: object): RecordsProblem[] {
  return Object.entries(settings).flatMap(([group, values]: [string, unknown]) => {
    const known = Object.hasOwn(SETTINGS, group) ? SETTINGS[group]! : undefined;
    if (!known) return [unknownSetting(group, nearest(group, Object.keys(SETTINGS)))];
    const strange = Object.keys(Object(values) as object).filter((key) => !known.includes(key));
    return strange.map((key) => unknownSetting(`${group}.${key}`, nearest(key, known)));
  });
}

function unknownSetting(name: string, meant: string | undefined): RecordsProblem {
  return problem('unknown-setting', 'settings', name, `“settings.${name}” is no setting. Did you mean ${meant}?`);
}

function problem(code: string, source: string, column: string, message: string): RecordsProblem {
  return { source, column, code, message, count: 1, leftOut: false };
}
