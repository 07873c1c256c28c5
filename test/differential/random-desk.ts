import { FIELDS } from '../../src/data/catalog/fields.ts';
import type { Calendar } from '../../src/data/catalog/catalog.ts';
import { type Records, type RecordsSettings, SOURCE_NAMES, type SourceName } from '../../src/data/records/records.ts';
import { type Dice, dice } from './dice.ts';
import { lifeOf, type Life } from './random-life.ts';
import { conversationTable, callTable, feedbackTable, messageTable } from './random-events.ts';
import { calendarsOf, people, type People, settingsOf } from './random-people.ts';

/** One cell; instants are milliseconds. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;
export type Tables = Partial<Record<SourceName, Row[]>>;

/** A small help desk made of a seed. */
export interface RandomDesk {
  seed: number;
  /** Default zone of its queries, or none. */
  timezone?: string;
  /** Milliseconds. */
  asOf: number;
  tables: Tables;
  settings: RecordsSettings;
  calendars: readonly Calendar[];
  orders: Readonly<Record<string, readonly string[]>>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones whose clocks change, each with instants at which they do. */
export const CLOCK_CHANGES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Warsaw': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'America/New_York': ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  'Africa/Cairo': ['2026-04-23T22:00:00Z', '2026-10-29T21:00:00Z'],
  'America/Santiago': ['2026-04-05T03:00:00Z', '2026-09-06T04:00:00Z'],
  UTC: ['2026-01-01T00:00:00Z', '2024-02-29T00:00:00Z'],
};

/** Makes instants around a centre, often the same or on round times, so that ties and edges occur. */
export interface Moments {
  centre: number;
  near(spread?: number): number;
  /** Later than another, or at the same time. */
  after(instant: number, spread?: number): number;
}

/** The same seed gives the same desk. */
export function randomDesk(seed: number): RandomDesk {
  const d = dice(seed);
  const zone = d.pick(Object.keys(CLOCK_CHANGES));
  const moments = momentsAround(d, Date.parse(d.pick(CLOCK_CHANGES[zone]!)));
  const folk = people(d, moments);
  const lives = Array.from({ length: d.whole(5, d.chance(0.3) ? 60 : 20) }, (_, i) => lifeOf(d, moments, folk, i));
  const full = tablesOf(d, moments, folk, lives);
  const tables = leaveOut(d, full);
  const newest = newestInstant(tables);
  return {
    seed,
    ...(d.chance(0.8) && { timezone: d.chance(0.85) ? zone : d.pick(Object.keys(CLOCK_CHANGES)) }),
    asOf: d.chance(0.5) ? newest : d.chance(0.5) ? moments.near(3 * DAY) : newest + d.whole(0, 3 * DAY),
    tables,
    settings: settingsOf(d),
    calendars: d.chance(0.6) ? calendarsOf(d, Object.keys(CLOCK_CHANGES), moments.centre) : [],
    orders: d.chance(0.3) ? { priority: d.pick([['low', 'urgent', 'vip'], ['P1', 'vip', 'high']]) } : {},
  };
}

/** What a host hands to the engine. */
export function recordsOf({ timezone, asOf, tables, settings, calendars, orders }: RandomDesk): Records {
  return { ...tables, ...(timezone && { timezone }), asOf: new Date(asOf).toISOString(), settings, calendars, orders };
}

function momentsAround(d: Dice, centre: number): Moments {
  const grain = d.pick([1, 1000, 15 * 60_000, 15 * 60_000, HOUR]);
  const rounded = (instant: number) => Math.round(instant / grain) * grain + (d.chance(0.05) ? d.pick([-1, 1]) : 0);
  const wide = d.pick([2 * DAY, 5 * DAY, 20 * DAY, 120 * DAY]);
  const gap = () => Math.floor(d.pick([0, 60_000, HOUR, 6 * HOUR, DAY, wide / 4]) * d.unit());
  return {
    centre,
    near: (spread = wide) => (d.chance(0.06) ? centre : rounded(centre + Math.floor((d.unit() - 0.5) * (d.chance(0.4) ? Math.min(spread, 6 * HOUR) : spread)))),
    after: (instant, spread) => (d.chance(0.06) ? instant : rounded(instant + (spread ? Math.floor(d.unit() * spread) : gap()))),
  };
}

function tablesOf(d: Dice, moments: Moments, folk: People, lives: readonly Life[]): Tables {
  const tickets = lives.map((life) => life.ticket);
  const conversations = conversationTable(d, moments, tickets);
  return {
    tickets: d.shuffle(tickets),
    statusChanges: d.chance(0.5) ? lives.flatMap((life) => life.visits) : shuffleVisits(d, lives.flatMap((life) => life.visits)),
    assignments: d.shuffle(lives.flatMap((life) => life.assignments)),
    messages: messageTable(d, moments, folk, lives, conversations),
    conversations,
    calls: callTable(d, moments, folk, tickets),
    reps: folk.reps,
    feedback: feedbackTable(d, moments, tickets),
    contacts: folk.contacts,
    companies: folk.companies,
    teams: folk.teams,
  };
}

/** Out of order, but for the visits of one ticket at one instant: nothing but their order tells which came first. */
function shuffleVisits(d: Dice, visits: readonly Row[]): Row[] {
  const left = new Map<string, Row[]>();
  const keyOf = (row: Row) => `${row.ticketId} ${row.enteredAt}`;
  for (const row of visits) left.set(keyOf(row), [...(left.get(keyOf(row)) ?? []), row]);
  return d.shuffle(visits).map((row) => left.get(keyOf(row))!.shift()!);
}

/** Without which a source is none. */
const KEPT: readonly string[] = ['tickets.id', 'tickets.createdAt', 'reps.id', 'contacts.id', 'companies.id', 'teams.id'];
const RARE: Readonly<Partial<Record<SourceName, number>>> = { tickets: 0, reps: 0.1, statusChanges: 0.35, assignments: 0.4 };

/** Some sources and some columns are not supplied. */
function leaveOut(d: Dice, tables: Tables): Tables {
  const kept: Tables = {};
  for (const source of SOURCE_NAMES) {
    if (d.chance(RARE[source] ?? 0.2)) continue;
    const gone = new Set(Object.keys(FIELDS[source]).filter((field) => !KEPT.includes(`${source}.${field}`) && d.chance(0.1)));
    kept[source] = tables[source]!.map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => !gone.has(field))));
  }
  return kept;
}

function newestInstant(tables: Tables): number {
  let newest = -Infinity;
  for (const source of SOURCE_NAMES) {
    const times = Object.entries(FIELDS[source]).filter(([name, type]) => type === 'time' && !name.endsWith('DueAt'));
    for (const row of tables[source] ?? []) for (const [name] of times) if (typeof row[name] === 'number') newest = Math.max(newest, row[name]);
  }
  return newest;
}
