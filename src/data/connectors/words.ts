import type { SourceName } from '../records/records.ts';
import { ownOf, type Told } from './api.ts';
import type { Desk } from './desk.ts';
import type { ConnectorOptions, StatusCategory } from './options.ts';

/** What is known of one status of a source. */
export interface KnownStatus {
  name?: string | null;
  category?: StatusCategory;
}

export interface ReadStatus {
  status: string;
  /** Absent where nothing tells. */
  statusCategory?: StatusCategory;
}

/** Reads statuses by code or id. What neither the source nor the options explain keeps its own name, and is counted when `row` is given. */
export type StatusReader = (code: string, row?: number) => ReadStatus;

export function statusReader(desk: Desk, known: ReadonlyMap<string, KnownStatus>, { statusNames, statusCategories }: ConnectorOptions): StatusReader {
  return (code, row) => {
    const own = known.get(code);
    const name = ownOf(statusNames, code) ?? own?.name ?? code;
    const category = ownOf(statusCategories, code) ?? ownOf(statusCategories, name) ?? own?.category;
    if (row !== undefined && code && !own && !category && name === code) desk.log.add('unknown-status', 'tickets', 'status', row, code);
    return { status: name, ...(category && { statusCategory: category }) };
  };
}

/** Reads kinds of channel. An unknown one keeps its own name and is counted. */
export type ChannelReader = (code: Told<string>, source: SourceName, row: number) => Told<string>;

export function channelReader(desk: Desk, known: Readonly<Record<string, string>>, { channels }: ConnectorOptions): ChannelReader {
  return (code, source, row) => {
    if (code == null) return code;
    const kind = ownOf(channels, code) ?? ownOf(known, code);
    if (kind === undefined) desk.log.add('unknown-channel', source, 'channel', row, code);
    return kind ?? code;
  };
}

/** The value of a table by a source's word; an unknown word is counted and gives null. */
export function wordIn<T>(table: Readonly<Record<string, T>>, word: Told<string>, desk: Desk, source: SourceName, column: string, row: number): Told<T> {
  if (word == null) return word;
  if (Object.hasOwn(table, word)) return table[word];
  desk.log.add('unknown-value', source, column, row, word);
  return null;
}
