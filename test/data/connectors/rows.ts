import type { Records, SourceName } from '../../../src/data/records/records.ts';

export type Row = Record<string, unknown>;

/** The rows of one source. */
export const rowsOf = (records: Records, source: SourceName): Row[] => records[source] as Row[];
/** The first ticket. */
export const ticketOf = (records: Records): Row => rowsOf(records, 'tickets')[0]!;
/** What was counted, by code. */
export const codes = (records: Records): string[] => records.problems!.map(({ code }) => code);
