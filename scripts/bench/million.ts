import type { Column, ColumnTable, NormalRecords, StringColumn } from '../../src/data/records/records.ts';
import { memoryOf } from './measure.ts';

const DAY = 86_400_000;
const START = Date.parse('2023-01-01T00:00:00Z');
const DAYS = 1096;

/** Tickets of three years as columns: more on weekdays and by day, most closed within days, owners of unlike speed. */
export function makeTickets(count: number): { records: NormalRecords; bytes: number } {
  const random = randomFrom(20_260_301);
  const before = memoryOf();
  const created = new Float64Array(count);
  for (let i = 0; i < count; i++) created[i] = START + Math.floor(random() * DAYS) * DAY + Math.floor((6 + 14 * random() * random() + 4 * random()) * 3_600_000);
  created.sort();
  const closed = new Float64Array(count);
  const responded = new Float64Array(count);
  const reopened = new Float64Array(count);
  const oneTouch = new Uint8Array(count);
  const due = new Float64Array(count);
  const end = START + DAYS * DAY;
  const owner = codes(count, 200, 'rep', random, 0.03);
  for (let i = 0; i < count; i++) {
    const slow = 1 + (owner.codes[i]! % 7);
    const took = -Math.log(1 - random()) * slow * 9 * 3_600_000;
    closed[i] = created[i]! + took < end && random() > 0.02 ? Math.round(created[i]! + took) : NaN;
    responded[i] = random() > 0.05 ? Math.round(created[i]! + took * random() * 0.4) : NaN;
    reopened[i] = random() < 0.06 ? 1 : 0;
    due[i] = random() > 0.1 ? created[i]! + 48 * 3_600_000 : NaN;
    oneTouch[i] = closed[i] === closed[i] ? (random() < 0.4 ? 1 : 0) : 2;
  }
  const columns: Record<string, Column> = {
    id: { kind: 'string', codes: Uint32Array.from({ length: count }, (_, i) => i + 1), dictionary: ['', ...Array.from({ length: count }, (_, i) => `T-${100_000 + i}`)] },
    createdAt: { kind: 'time', values: created },
    closedAt: { kind: 'time', values: closed },
    firstResponseAt: { kind: 'time', values: responded },
    reopenCount: { kind: 'number', values: reopened },
    oneTouch: { kind: 'boolean', values: oneTouch },
    closeSlaDueAt: { kind: 'time', values: due },
    channel: codes(count, 5, 'channel', random, 0.01),
    priority: codes(count, 4, 'priority', random, 0.1),
    category: codes(count, 40, 'category', random, 0.05),
    status: codes(count, 6, 'status', random, 0),
    teamId: codes(count, 12, 'team', random, 0.02),
    ownerId: owner,
    contactId: codes(count, 50_000, 'contact', random, 0),
    companyId: codes(count, 4_000, 'company', random, 0.2),
  };
  const bytes = memoryOf() - before;
  return {
    bytes,
    records: { tables: { tickets: { length: count, columns } }, timezone: 'Europe/Warsaw', asOf: end, links: {}, orders: {}, calendars: [], settings: {}, problems: [], rows: { tickets: count } },
  };
}

/** The tickets with three messages each, in the order in which they were sent: the customer's, a rep's, another of either. */
export function withMessages({ records }: { records: NormalRecords }): NormalRecords {
  const random = randomFrom(20_260_302);
  const tickets = records.tables.tickets!;
  const created = tickets.columns.createdAt as { values: Float64Array };
  const ids = tickets.columns.id as StringColumn;
  const count = tickets.length * 3;
  const sent = new Float64Array(count);
  const ticket = new Uint32Array(count);
  const side = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const row = Math.floor(i / 3);
    sent[i] = created.values[row]! + (i % 3) * Math.floor(random() * 36_000_000);
    ticket[i] = ids.codes[row]!;
    side[i] = i % 3 === 0 ? 1 : i % 3 === 1 ? 2 : random() < 0.5 ? 1 : 2;
  }
  const order = Uint32Array.from(sent.keys()).sort((a, b) => sent[a]! - sent[b]!);
  const messages: ColumnTable = {
    length: count,
    columns: {
      id: { kind: 'string', codes: Uint32Array.from({ length: count }, (_, i) => i + 1), dictionary: ['', ...Array.from({ length: count }, (_, i) => `M-${i}`)] },
      sentAt: { kind: 'time', values: Float64Array.from(order, (i) => sent[i]!) },
      ticketId: { kind: 'string', codes: Uint32Array.from(order, (i) => ticket[i]!), dictionary: ids.dictionary },
      authorType: { kind: 'string', codes: Uint8Array.from(order, (i) => side[i]!), dictionary: ['', 'contact', 'rep'] },
    },
  };
  return { ...records, tables: { ...records.tables, messages }, rows: { ...records.rows, messages: count } };
}

function randomFrom(start: number): () => number {
  let seed = start;
  return () => {
    seed = (Math.imul(seed ^ (seed >>> 15), 1 | seed) + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 7), 61 | seed) ^ seed;
    t = (t ^ (t >>> 14)) >>> 0;
    return t / 4294967296;
  };
}

function codes(count: number, words: number, stem: string, random: () => number, empty: number): Extract<Column, { kind: 'string' }> {
  const made = words < 256 ? new Uint8Array(count) : words < 65_536 ? new Uint16Array(count) : new Uint32Array(count);
  for (let i = 0; i < count; i++) made[i] = random() < empty ? 0 : 1 + Math.floor(random() * random() * words);
  return { kind: 'string', codes: made, dictionary: ['', ...Array.from({ length: words }, (_, i) => `${stem} ${i + 1}`)] };
}
