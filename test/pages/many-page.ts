import '../../src/define.ts';
import type { HelpDesk } from '../../src/index.ts';
import { recordsAdapter, type RecordsAdapter } from '../../src/data/index.ts';
import type { Records } from '../../src/data/records/records.ts';

/* A page whose script has many records in its hands: as rows, or as finished columns. */

const FIRST = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const CHANNELS = ['', 'email', 'chat', 'phone'];

let records: Records;
let adapter: RecordsAdapter;

const created = (row: number): number => FIRST + (row % 100_000) * MINUTE;
const closed = (row: number): number => (row % 4 ? created(row) + (row % 977) * MINUTE : NaN);
const iso = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString());

function asRows(count: number): Records {
  const ticket = (row: number): object => ({ id: `T${row}`, createdAt: iso(created(row)), closedAt: iso(closed(row)), channel: CHANNELS[1 + (row % 3)], reopenCount: 0, ownerId: `r${row % 50}` });
  return { timezone: 'Europe/Warsaw', asOf: iso(FIRST + 101_000 * MINUTE)!, tickets: Array.from({ length: count }, (_, row) => ticket(row)) };
}

function asColumns(count: number): Records {
  const every = (value: (row: number) => number): Float64Array => Float64Array.from({ length: count }, (_, row) => value(row));
  return {
    timezone: 'Europe/Warsaw',
    asOf: iso(FIRST + 101_000 * MINUTE)!,
    tickets: {
      length: count,
      columns: {
        id: { kind: 'string', codes: Uint32Array.from({ length: count }, (_, row) => row + 1), dictionary: ['', ...Array.from({ length: count }, (_, row) => `T${row}`)] },
        createdAt: { kind: 'time', values: every(created) },
        closedAt: { kind: 'time', values: every(closed) },
        channel: { kind: 'string', codes: Uint8Array.from({ length: count }, (_, row) => 1 + (row % 3)), dictionary: CHANNELS },
        reopenCount: { kind: 'number', values: every(() => 0) },
      },
    },
  };
}

const desk = document.querySelector<HelpDesk>('help-desk')!;
desk.adapter = null;

/** What a test may ask the page to do. */
const many = {
  make(count: number, kind: 'rows' | 'columns'): void {
    records = kind === 'rows' ? asRows(count) : asColumns(count);
  },
  async give(): Promise<void> {
    adapter = recordsAdapter(records);
    desk.adapter = adapter;
    await desk.whenIdle();
  },
  async ask(timezone: string): Promise<void> {
    desk.timezone = timezone;
    desk.filters = { values: { 'tickets.channel': ['email', 'chat'] } };
    await desk.whenIdle();
  },
  async change(count: number): Promise<void> {
    await adapter.apply({ upsert: { tickets: Array.from({ length: count }, (_, row) => ({ id: `N${row}`, createdAt: iso(FIRST + 100_500 * MINUTE), channel: 'email', reopenCount: 0 })) } });
    await desk.whenIdle();
  },
};
export type Many = typeof many;
Object.assign(globalThis, { many });
