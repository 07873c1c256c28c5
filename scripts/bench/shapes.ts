import type { Cell, Filter, Query, ResultSet } from '../../src/data/query/query.ts';
import type { ColumnTable, NormalRecords, StringColumn, TimeColumn } from '../../src/data/records/records.ts';
import { zone } from '../../src/data/time/zone.ts';

/** A ticket as an application would hold it; instants are numbers. */
export interface PlainTicket {
  createdAt: number;
  closedAt: number | null;
  channel: string | null;
  priority: string | null;
  ownerId: string | null;
  teamId: string | null;
  firstResponseAt: number | null;
  oneTouch: boolean | null;
  closeSlaDueAt: number | null;
}

/** A message as an application would hold it, with its ticket at hand. */
export interface PlainMessage {
  sentAt: number;
  authorType: string | null;
  ticketId: string | null;
  ticket: PlainTicket;
}

/** Rows as an application would hold them. */
export interface Plain {
  tickets: readonly PlainTicket[];
  messages: readonly PlainMessage[];
}

export type ShapeKey = 'created' | 'took' | 'onTime' | 'open' | 'nine' | 'messages';

/** A question, asked of the engine and answered by plain loops; both answers come as `key` to number, key by key. */
export interface Shape {
  key: ShapeKey;
  name: string;
  queries: readonly Query[];
  compare(answers: readonly ResultSet[]): Map<string, number>;
  plain(rows: Plain): Map<string, number>;
}

export function plainRows({ tables }: NormalRecords): Plain {
  const tickets = plainTickets(tables.tickets!);
  const messages = tables.messages ? plainMessages(tables.messages, tickets) : [];
  return { tickets, messages };
}

function plainMessages({ columns, length }: ColumnTable, tickets: readonly PlainTicket[]): PlainMessage[] {
  const { sentAt, ticketId, authorType } = columns as unknown as { sentAt: TimeColumn; ticketId: StringColumn; authorType: StringColumn };
  return Array.from({ length }, (_, i) => ({
    sentAt: sentAt.values[i]!,
    ticketId: ticketId.dictionary[ticketId.codes[i]!]!,
    authorType: authorType.dictionary[authorType.codes[i]!]!,
    ticket: tickets[ticketId.codes[i]! - 1]!,
  }));
}

function plainTickets({ columns, length }: ColumnTable): PlainTicket[] {
  const read = (name: string) => {
    const column = columns[name]!;
    if (column.kind === 'string') return (i: number) => column.dictionary[column.codes[i]!]! || null;
    if (column.kind === 'boolean') return (i: number) => [false, true, null][column.values[i]!]!;
    return (i: number) => (Number.isNaN(column.values[i]!) ? null : column.values[i]!);
  };
  const names = ['createdAt', 'closedAt', 'channel', 'priority', 'ownerId', 'teamId', 'firstResponseAt', 'oneTouch', 'closeSlaDueAt'] as const;
  const readers = names.map(read);
  return Array.from({ length }, (_, i) => {
    const [createdAt, closedAt, channel, priority, ownerId, teamId, firstResponseAt, oneTouch, closeSlaDueAt] = readers.map((reader) => reader(i));
    return { createdAt, closedAt, channel, priority, ownerId, teamId, firstResponseAt, oneTouch, closeSlaDueAt } as PlainTicket;
  });
}

export const DAY = 86_400_000;
const here = zone('Europe/Warsaw');
export const date = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
export const localDay = (at: number) => Math.floor((at + here.offsetAt(at)) / DAY);
export const RANGE = ['2025-09-01', '2025-11-29'] as const;
const [FROM, TO] = [here.firstInstant(Date.parse(RANGE[0])), here.firstInstant(Date.parse('2025-11-30'))];

const keyed = (answer: ResultSet, keys: number, measure: number): [string, number][] =>
  answer.data[measure]!.map((value, i): [string, number] => [answer.data.slice(0, keys).map((cells) => text(cells[i]!)).join('|'), value as number]);
const text = (cell: Cell) => (/T00:00:00\.000$/.test(String(cell)) ? String(cell).slice(0, 10) : String(cell));

/** Counts by number keys: a plain loop's Map, turned into words at the end. */
function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function quantile(values: number[], q: number): number {
  values.sort((a, b) => a - b);
  const h = (values.length - 1) * q;
  const low = values[Math.floor(h)]!;
  return low + (h - Math.floor(h)) * (values[Math.ceil(h)]! - low);
}

const FILTERS: readonly Filter[] = [
  { member: 'tickets.channel', operator: 'equals', values: ['channel 1', 'channel 2'] },
  { member: 'tickets.teamId', operator: 'equals', values: ['team 1'] },
];
const window = (dimension: string) => [{ dimension, dateRange: RANGE }] as const;
const NINE: readonly Query[] = [
  { measures: ['tickets.count'], timeDimensions: [{ ...window('tickets.createdAt')[0], granularity: 'day' }] },
  { measures: ['tickets.count'], timeDimensions: [{ ...window('tickets.closedAt')[0], granularity: 'day' }] },
  { measures: ['tickets.timeToClose.avg'], timeDimensions: window('tickets.closedAt') },
  { measures: ['tickets.timeToClose.p90'], timeDimensions: window('tickets.closedAt') },
  { measures: ['tickets.firstResponseTime.avg'], timeDimensions: window('tickets.firstResponseAt') },
  { measures: ['tickets.count'], dimensions: ['tickets.priority'], timeDimensions: window('tickets.createdAt') },
  { measures: ['tickets.count'], dimensions: ['tickets.ownerId'], timeDimensions: window('tickets.createdAt') },
  { measures: ['tickets.oneTouchRate'], timeDimensions: window('tickets.closedAt') },
  { measures: ['tickets.open'], dimensions: ['tickets.priority'] },
];

export const SHAPES: readonly Shape[] = [
  {
    key: 'created',
    name: 'created per local day and channel, 90 days',
    queries: [{ measures: ['tickets.count'], dimensions: ['tickets.channel'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', dateRange: RANGE }] }],
    compare: ([answer]) => new Map(keyed(answer!, 2, 2)),
    plain({ tickets: rows }) {
      const days = new Map<number, Map<string | null, number>>();
      for (const { createdAt, channel } of rows) {
        if (createdAt < FROM || createdAt >= TO) continue;
        const day = localDay(createdAt);
        let counts = days.get(day);
        if (!counts) days.set(day, (counts = new Map()));
        count(counts, channel);
      }
      return new Map([...days].flatMap(([day, counts]) => Array.from(counts, ([channel, n]): [string, number] => [`${date(day)}|${channel}`, n])));
    },
  },
  {
    key: 'took',
    name: 'average and exact p90 to close, per week and owner',
    queries: [
      { measures: ['tickets.timeToClose.avg', 'tickets.timeToClose.p90'], dimensions: ['tickets.ownerId'], timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'week' }], limit: 50_000 },
    ],
    compare: ([answer]) => new Map([...keyed(answer!, 2, 2), ...keyed(answer!, 2, 3).map(([key, value]): [string, number] => [`${key} p90`, value])]),
    plain({ tickets: rows }) {
      const weeks = new Map<number, Map<string | null, number[]>>();
      for (const { createdAt, closedAt, ownerId } of rows) {
        if (closedAt === null) continue;
        const day = localDay(closedAt);
        const week = day - ((day + 3) % 7);
        let owners = weeks.get(week);
        if (!owners) weeks.set(week, (owners = new Map()));
        const times = owners.get(ownerId);
        if (times) times.push(closedAt - createdAt);
        else owners.set(ownerId, [closedAt - createdAt]);
      }
      const found = new Map<string, number>();
      for (const [week, owners] of weeks) {
        for (const [owner, times] of owners) {
          const key = `${date(week)}|${owner}`;
          found.set(key, times.reduce((sum, time) => sum + time, 0) / times.length);
          found.set(`${key} p90`, quantile(times, 0.9));
        }
      }
      return found;
    },
  },
  {
    key: 'onTime',
    name: 'closed on time by their due date, share per day closed',
    queries: [{ measures: ['tickets.slaOnTimeRate.close'], timeDimensions: [{ dimension: 'tickets.slaCompletedAt', granularity: 'day' }] }],
    compare: ([answer]) => new Map(keyed(answer!, 1, 1).filter(([, value]) => value !== null)),
    plain({ tickets }) {
      const days = new Map<number, { all: number; met: number }>();
      for (const { closedAt, closeSlaDueAt } of tickets) {
        if (closedAt === null || closeSlaDueAt === null) continue;
        const day = localDay(closedAt);
        let counts = days.get(day);
        if (!counts) days.set(day, (counts = { all: 0, met: 0 }));
        counts.all++;
        if (closedAt <= closeSlaDueAt) counts.met++;
      }
      return new Map(Array.from(days, ([day, { all, met }]): [string, number] => [date(day), met / all]));
    },
  },
  {
    key: 'open',
    name: 'open by channel',
    queries: [{ measures: ['tickets.open'], dimensions: ['tickets.channel'] }],
    compare: ([answer]) => new Map(keyed(answer!, 1, 1)),
    plain({ tickets: rows }) {
      const counts = new Map<string | null, number>();
      for (const { closedAt, channel } of rows) if (closedAt === null) count(counts, channel);
      return new Map(Array.from(counts, ([channel, n]): [string, number] => [String(channel), n]));
    },
  },
  {
    key: 'nine',
    name: 'two filters, then nine reports of 90 days',
    queries: NINE.map((query) => ({ ...query, filters: FILTERS })),
    compare: (answers) => new Map(answers.flatMap((answer, i) => keyed(answer, answer.columns.length - 1, answer.columns.length - 1).map(([key, value]): [string, number] => [`${i} ${key}`, value]))),
    plain({ tickets: rows }) {
      const all = rows.filter(({ channel, teamId }) => (channel === 'channel 1' || channel === 'channel 2') && teamId === 'team 1');
      const within = (at: number | null): at is number => at !== null && at >= FROM && at < TO;
      const created = all.filter(({ createdAt }) => within(createdAt));
      const closed = all.filter(({ closedAt }) => within(closedAt));
      const took = closed.map(({ createdAt, closedAt }) => closedAt! - createdAt);
      const answered = all.filter(({ firstResponseAt }) => within(firstResponseAt)).map(({ createdAt, firstResponseAt }) => firstResponseAt! - createdAt);
      const counted = (list: readonly PlainTicket[], key: (ticket: PlainTicket) => string) => {
        const counts = new Map<string, number>();
        for (const ticket of list) count(counts, key(ticket));
        return counts;
      };
      const days = (list: readonly PlainTicket[], at: (ticket: PlainTicket) => number) => {
        const counts = new Map<number, number>();
        for (const ticket of list) count(counts, localDay(at(ticket)));
        return new Map(Array.from(counts, ([day, n]): [string, number] => [date(day), n]));
      };
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const known = closed.filter(({ oneTouch }) => oneTouch !== null);
      const results: Map<string, number>[] = [
        days(created, ({ createdAt }) => createdAt),
        days(closed, ({ closedAt }) => closedAt!),
        new Map([['', mean(took)]]),
        new Map([['', quantile([...took], 0.9)]]),
        new Map([['', mean(answered)]]),
        counted(created, ({ priority }) => String(priority)),
        counted(created, ({ ownerId }) => String(ownerId)),
        new Map([['', known.filter(({ oneTouch }) => oneTouch).length / known.length]]),
        counted(all.filter(({ closedAt }) => closedAt === null), ({ priority }) => String(priority)),
      ];
      return new Map(results.flatMap((result, i) => Array.from(result, ([key, value]): [string, number] => [`${i} ${key}`, value])));
    },
  },
  {
    key: 'messages',
    name: 'messages of reps per local day on tickets of two channels, 90 days',
    queries: [
      {
        measures: ['messages.count'],
        timeDimensions: [{ dimension: 'messages.sentAt', granularity: 'day', dateRange: RANGE }],
        filters: [
          { member: 'messages.authorType', operator: 'equals', values: ['rep'] },
          { member: 'tickets.channel', operator: 'equals', values: ['channel 1', 'channel 2'] },
        ],
      },
    ],
    compare: ([answer]) => new Map(keyed(answer!, 1, 1)),
    plain({ messages }) {
      const days = new Map<number, number>();
      for (const { sentAt, authorType, ticket } of messages) {
        if (sentAt < FROM || sentAt >= TO || authorType !== 'rep') continue;
        if (ticket.channel === 'channel 1' || ticket.channel === 'channel 2') count(days, localDay(sentAt));
      }
      return new Map(Array.from(days, ([day, n]): [string, number] => [date(day), n]));
    },
  },
];

/** The first difference between two answers, in words. */
export function same(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string | undefined {
  if (a.size !== b.size) return `${a.size} groups instead of ${b.size}`;
  for (const [key, value] of b) {
    const other = a.get(key);
    if (other === undefined || Math.abs(other - value) > 1e-6 * Math.max(1, Math.abs(value))) return `${key}: ${other} instead of ${value}`;
  }
  return undefined;
}
