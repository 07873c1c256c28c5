import { readFileSync } from 'node:fs';

const HOUR = 3_600_000;
/** Warsaw was two hours ahead of UTC until this instant of 2026, and one after it. */
const SUMMER_ENDS = Date.UTC(2026, 9, 25, 1);

export interface HandCount {
  open: number;
  closedToday: number;
  /** Opened today and open, by channel. */
  channels: Record<string, string[]>;
  /** Created on each of the last thirty days, by the day's first instant on the wall. */
  created: Record<string, string[]>;
}

/** Counts the host pages' export with loops over its lines: nothing of the kit takes part. */
export function countByHand(file: URL, asOf: number): HandCount {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const tickets = lines.map(cellsOf).map((cells) => ({ created: Date.parse(cells[2]!), closed: cells[4] ? Date.parse(cells[4]) : Infinity, channel: cells[8]! }));
  const known = tickets.filter(({ created }) => created <= asOf);
  const open = known.filter(({ closed }) => closed > asOf);
  const today = dayOf(asOf);
  const newest = known.filter(({ created }) => dayOf(created) === today);
  const of = (list: typeof tickets, channel: string): string => String(list.filter((ticket) => ticket.channel === channel).length);
  const names = [...new Set([...open, ...newest].map(({ channel }) => channel))];
  const days = Array.from({ length: 30 }, (_, back) => dayOf(asOf - back * 24 * HOUR));
  return {
    open: open.length,
    closedToday: known.filter(({ closed }) => closed <= asOf && dayOf(closed) === today).length,
    channels: Object.fromEntries(names.map((name) => [name, [of(newest, name), of(open, name)]])),
    created: Object.fromEntries(days.map((day) => [`${day}T00:00:00.000`, [String(known.filter(({ created }) => dayOf(created) === day).length)]])),
  };
}

function dayOf(instant: number): string {
  return new Date(instant + (instant < SUMMER_ENDS ? 2 : 1) * HOUR).toISOString().slice(0, 10);
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, ''));
}
