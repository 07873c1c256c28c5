import type { Calendar } from '../catalog/catalog.ts';

/** The sources a help desk may have; every field of each stands in the catalogue. */
export const SOURCE_NAMES = [
  'tickets',
  'statusChanges',
  'assignments',
  'messages',
  'conversations',
  'calls',
  'reps',
  'feedback',
  'contacts',
  'companies',
  'teams',
] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** Texts as codes into a dictionary. Code 0 is 'empty' and `dictionary[0]` is ''. */
export interface StringColumn {
  kind: 'string';
  codes: Uint8Array | Uint16Array | Uint32Array;
  dictionary: readonly string[];
}
/** NaN is 'empty'. Durations are milliseconds. */
export interface NumberColumn {
  kind: 'number';
  values: Float64Array;
}
/** Milliseconds since the epoch; NaN is 'empty'. */
export interface TimeColumn {
  kind: 'time';
  values: Float64Array;
}
/** 0 false, 1 true, 2 'empty'. */
export interface BooleanColumn {
  kind: 'boolean';
  values: Uint8Array;
}
export type Column = StringColumn | NumberColumn | TimeColumn | BooleanColumn;

/** Rows as columns: what the document reader makes and the engine reads. */
export interface ColumnTable {
  length: number;
  columns: Readonly<Record<string, Column>>;
}

/** What a host may hand over as one source: rows, an object of equally long arrays, or finished columns. */
export type TableInput = readonly object[] | Readonly<Record<string, readonly unknown[]>> | ColumnTable;

export interface RecordsSettings {
  feedback?: {
    positiveFrom?: number;
    neutralFrom?: number;
    /** How many surveys were sent out, by local date (`2026-03-02`) and, where known, their type; no record tells. */
    sent?: readonly { date: string; count: number; type?: string }[];
  };
  calls?: { asReplies?: boolean; serviceLevelMs?: number };
}

/** The records of a help desk, as a host hands them over or as `loadDocument` reads them. */
export interface Records extends Partial<Record<SourceName, TableInput>> {
  /** IANA name: the zone of values without offset, and the default zone of queries. */
  timezone?: string;
  /** The newest instant that the records vouch for, ISO 8601; absent: the newest instant in them. */
  asOf?: string;
  /** Link templates, `https://desk.example.com/tickets/{id}`, by the kind of record. */
  links?: Readonly<Record<string, string>>;
  /** The desk's own order of values, by field name. */
  orders?: Readonly<Record<string, readonly string[]>>;
  calendars?: readonly Calendar[];
  settings?: RecordsSettings;
  /** What was left out or doubted while reading. */
  problems?: readonly RecordsProblem[];
}

/**
 * What changed in a help desk: whole records, as they are now. What is removed goes first. A ticket takes with it all that
 * belongs to it, its conversations, messages, calls, answers, status changes and assignments.
 */
export interface RecordsChange {
  /**
   * Records that are new, or that take the place of those with their `id`: rows, or an object of equally long arrays. Status
   * changes are told apart by ticket, `enteredAt` and status, assignments by ticket, `from`, owner and team.
   */
  upsert?: Readonly<Partial<Record<SourceName, readonly object[] | Readonly<Record<string, readonly unknown[]>>>>>;
  /** Ids; of status changes and assignments the ids of tickets, all of whose rows go. */
  remove?: Readonly<Partial<Record<SourceName, readonly (string | number)[]>>>;
  /** How far the records reach now, ISO 8601; never further back. Absent: as before, or the newest instant in the change. */
  asOf?: string;
}

/** Rows or cells that could not be taken as they were, counted: one entry per source, column and reason. */
export interface RecordsProblem {
  source: string;
  column?: string;
  /** A stable word: `bad-date`, `ambiguous-date`, `duplicate-id`, ... */
  code: string;
  /** One human sentence that names what and where. */
  message: string;
  /** Rows concerned. */
  count: number;
  /** True where these rows were left out whole; otherwise only the cell was emptied or doubted. */
  leftOut: boolean;
  /** The first few rows concerned, 1-based as in the file (the header is row 1 of a CSV). */
  rows?: readonly number[];
  /** A value met, cut to 80 characters. */
  example?: string;
}

/** Records after `normalizeRecords`: every source as columns of the catalogue's types, nothing filled in yet. */
export interface NormalRecords {
  tables: Readonly<Partial<Record<SourceName, ColumnTable>>>;
  timezone?: string;
  /** Milliseconds since the epoch. */
  asOf: number;
  links: Readonly<Record<string, string>>;
  orders: Readonly<Record<string, readonly string[]>>;
  calendars: readonly Calendar[];
  settings: RecordsSettings;
  problems: readonly RecordsProblem[];
  /** Rows met per source, those left out included. */
  rows: Readonly<Partial<Record<SourceName, number>>>;
}
