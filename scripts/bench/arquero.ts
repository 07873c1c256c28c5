import * as aq from 'arquero';
import { entries, type Rival, type Rows } from './rivals.ts';
import { date, DAY, localDay, type Plain, RANGE, type ShapeKey } from './shapes.ts';

/** Expressions are read from the text of these functions, so that their parameters stand for columns of the table. */
type Row = Record<'from' | 'to' | 'createdAt' | 'closedAt' | 'firstResponseAt' | 'due' | 'created' | 'closed' | 'responded' | 'sent' | 'oneTouch', number> & Record<'channel' | 'teamId' | 'authorType', string>;
type Table = aq.ColumnTable;

const { mean, quantile } = aq.op;
const NONE = -1;

/** Arquero with the tickets in typed arrays where there are numbers. Local days stand in columns of their own, made once. */
export function openArquero({ tickets, messages }: Plain): Rival {
  const numbers = (read: (ticket: Plain['tickets'][number]) => number | null) => Float64Array.from(tickets, (ticket) => read(ticket) ?? NaN);
  const days = (read: (ticket: Plain['tickets'][number]) => number | null) => Int32Array.from(tickets, (ticket) => (read(ticket) === null ? NONE : localDay(read(ticket)!)));
  const bounds = { from: Date.parse(RANGE[0]) / DAY, to: Date.parse(RANGE[1]) / DAY };
  const all = aq
    .table({
      createdAt: numbers(({ createdAt }) => createdAt),
      closedAt: numbers(({ closedAt }) => closedAt),
      firstResponseAt: numbers(({ firstResponseAt }) => firstResponseAt),
      due: numbers(({ closeSlaDueAt }) => closeSlaDueAt),
      created: days(({ createdAt }) => createdAt),
      closed: days(({ closedAt }) => closedAt),
      responded: days(({ firstResponseAt }) => firstResponseAt),
      oneTouch: Float64Array.from(tickets, ({ oneTouch }) => Number(oneTouch ?? NaN)),
      channel: tickets.map(({ channel }) => channel),
      priority: tickets.map(({ priority }) => priority),
      ownerId: tickets.map(({ ownerId }) => ownerId),
      teamId: tickets.map(({ teamId }) => teamId),
    })
    .params(bounds) as Table;
  const place = new Map(messages.length ? tickets.map((ticket, i) => [ticket, i]) : []);
  const ids = aq.table({ ticket: Int32Array.from(tickets.keys()), channel: tickets.map(({ channel }) => channel) });
  const sent = aq
    .table({
      sent: Int32Array.from(messages, ({ sentAt }) => localDay(sentAt)),
      authorType: messages.map(({ authorType }) => authorType),
      ticket: Int32Array.from(messages, ({ ticket }) => place.get(ticket)!),
    })
    .params(bounds) as Table;
  return {
    name: 'Arquero',
    ask: (shape) => (shape === 'messages' ? [messagesOf(sent, ids)] : QUESTIONS[shape](all)),
    read(shape, answers) {
      const all = answers as readonly Rows[];
      return new Map(all.flatMap((rows, i) => entries(rows, rows[0]!.length - (shape === 'took' ? 2 : 1), word, all.length > 1 ? `${i} ` : '')));
    },
    close() {},
  };
}

const word = (cell: unknown) => (typeof cell === 'number' ? date(cell) : String(cell));

/** The cells of a table row by row, as whoever shows them needs them. */
const rowsOf = (table: Table): Rows => (table.objects() as Record<string, unknown>[]).map((row) => Object.values(row));

function messagesOf(sent: Table, tickets: Table): Rows {
  return rowsOf(
    sent
      .filter((d: Row, $: Row) => d.sent >= $.from && d.sent <= $.to && d.authorType === 'rep')
      .join(tickets, 'ticket')
      .filter((d: Row) => d.channel === 'channel 1' || d.channel === 'channel 2')
      .groupby('sent')
      .count(),
  );
}

const QUESTIONS: Readonly<Record<Exclude<ShapeKey, 'messages'>, (all: Table) => readonly Rows[]>> = {
  created: (all) => [rowsOf(all.filter((d: Row, $: Row) => d.created >= $.from && d.created <= $.to).groupby('created', 'channel').count())],
  took: (all) => [
    rowsOf(
      all
        .filter((d: Row) => d.closed >= 0)
        .derive({ week: (d: Row) => d.closed - ((d.closed + 3) % 7), took: (d: Row) => d.closedAt - d.createdAt })
        .groupby('week', 'ownerId')
        .rollup({ avg: mean('took'), p90: quantile('took', 0.9) }),
    ),
  ],
  onTime: (all) => [
    rowsOf(
      all
        .filter((d: Row) => d.closed >= 0 && d.due > 0)
        .derive({ met: (d: Row) => (d.closedAt <= d.due ? 1 : 0) })
        .groupby('closed')
        .rollup({ rate: mean('met') }),
    ),
  ],
  open: (all) => [rowsOf(all.filter((d: Row) => d.closed < 0).groupby('channel').count())],
  nine(all) {
    const some = all.filter((d: Row) => (d.channel === 'channel 1' || d.channel === 'channel 2') && d.teamId === 'team 1');
    const created = some.filter((d: Row, $: Row) => d.created >= $.from && d.created <= $.to);
    const closed = some.filter((d: Row, $: Row) => d.closed >= $.from && d.closed <= $.to).derive({ took: (d: Row) => d.closedAt - d.createdAt });
    const responded = some.filter((d: Row, $: Row) => d.responded >= $.from && d.responded <= $.to).derive({ took: (d: Row) => d.firstResponseAt - d.createdAt });
    return [
      created.groupby('created').count(),
      closed.groupby('closed').count(),
      closed.rollup({ avg: mean('took') }),
      closed.rollup({ p90: quantile('took', 0.9) }),
      responded.rollup({ avg: mean('took') }),
      created.groupby('priority').count(),
      created.groupby('ownerId').count(),
      closed.filter((d: Row) => d.oneTouch >= 0).rollup({ rate: mean('oneTouch') }),
      some.filter((d: Row) => d.closed < 0).groupby('priority').count(),
    ].map(rowsOf);
  },
};
