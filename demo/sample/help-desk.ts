import type { Records } from '../../src/data/records/records.ts';
import { zone as zoneNamed, type Zone } from '../../src/data/time/zone.ts';
import { arrivals } from './arrivals.ts';
import { COMPANIES, REPS, TEAMS } from './people.ts';
import { seeded, type Random } from './random.ts';
import { storyOf, type Story } from './ticket.ts';
import { recordsOf } from './ticket-records.ts';
import { DAY, holidaysBetween, HOUR, isWorkingTime, MINUTE } from './working-time.ts';

export interface SampleOptions {
  /** The same seed and `now` give the same help desk. */
  seed?: number;
  /** The instant at which the records end, milliseconds since the epoch. */
  now: number;
  /** About this many tickets a year. */
  tickets?: number;
  months?: number;
  timezone?: string;
}

type Row = Record<string, string | number | boolean | null>;

/** A believable help desk: a year of tickets with all that belongs to them, ending at `now`. */
export function sampleHelpDesk({ seed = 7, now, tickets = 20_000, months = 12, timezone = 'Europe/Warsaw' }: SampleOptions): Records {
  const random = seeded(seed);
  const zone = zoneNamed(timezone);
  const from = now - months * 30.4375 * DAY;
  const coming = arrivals(random, zone, from, now, tickets);
  const stories = coming.map((arrival, i) => storyOf(random, zone, arrival, i));
  const made = stories.map((story) => recordsOf(story, now));
  const rows = made.map(({ ticket }) => ticket);
  return {
    timezone,
    asOf: new Date(now).toISOString(),
    links: { ticket: 'https://desk.example/tickets/{id}' },
    orders: { priority: ['urgent', 'high', 'medium', 'low'] },
    settings: { calls: { asReplies: true } },
    calendars: [
      {
        id: 'main',
        name: 'Main calendar',
        timezone,
        weekly: ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from: '08:00', to: '18:00' })),
        holidays: holidaysBetween(from, now),
        teams: TEAMS.map(({ id }) => id),
      },
    ],
    tickets: rows,
    statusChanges: made.flatMap(({ statusChanges }) => statusChanges),
    assignments: made.flatMap(({ assignments }) => assignments),
    messages: made.flatMap(({ messages }) => messages),
    conversations: made.map(({ conversation }) => conversation),
    calls: [...made.flatMap(({ calls }) => calls), ...strayCalls(random, zone, stories, now)],
    reps: repsAt(random, zone, rows, now),
    feedback: stories.flatMap((story, i) => feedbackOf(random, story, rows[i] ?? {}, now)),
    contacts: COMPANIES.flatMap((company, i) =>
      Array.from({ length: 12 }, (_, n) => ({ id: `p${n * COMPANIES.length + i + 1}`, name: `Contact ${n + 1} of ${company.name}`, companyId: company.id })),
    ),
    companies: COMPANIES,
    teams: TEAMS,
  };
}

/** Calls that became no ticket: missed, given up in the queue, and the desk's own. They follow the load. */
function strayCalls(random: Random, zone: Zone, stories: readonly Story[], now: number): Row[] {
  const rows: Row[] = [];
  for (const story of stories) {
    if (!random.chance(0.05 * Math.min(2.5, story.load))) continue;
    const at = Math.round(story.createdAt + random.next() * 30 * MINUTE);
    if (at >= now) continue;
    const open = isWorkingTime(zone.toLocal(at));
    const status = open ? random.weighted([['abandoned', 4], ['missed', 3], ['outbound', 4], ['failed', 0.3]] as const) : 'missed';
    const outbound = status === 'outbound';
    rows.push({
      id: `call-${rows.length + 1}`,
      ticketId: null,
      startedAt: new Date(at).toISOString(),
      direction: outbound ? 'outbound' : 'inbound',
      status: outbound ? 'completed' : status,
      durationMs: outbound ? Math.round(Math.min(random.delay(3 * MINUTE), Math.max(1, now - at))) : null,
      waitMs: outbound ? null : Math.round(random.delay(70_000)),
      ownerId: outbound ? random.pick(REPS).id : null,
    });
  }
  return rows;
}

function repsAt(random: Random, zone: Zone, tickets: readonly Row[], now: number): Row[] {
  const working = isWorkingTime(zone.toLocal(now));
  return REPS.map((rep) => {
    const availability = working
      ? random.weighted([['available', 6], ['busy', 2], ['away', 2], ['offline', 1]] as const)
      : random.weighted([['offline', 12], ['away', 1], ['available', 1]] as const);
    const labels = { available: 'Available', busy: 'In a meeting', away: 'On a break', offline: 'Offline' };
    const since = now - Math.round(availability === 'offline' ? random.delay(8 * HOUR, 0.4) : random.delay(35 * MINUTE));
    return {
      id: rep.id,
      name: rep.name,
      teamId: rep.teamId,
      availability,
      availabilityLabel: labels[availability],
      availabilitySince: new Date(since).toISOString(),
      capacity: rep.capacity,
      openTickets: tickets.filter((each) => each['ownerId'] === rep.id && each['closedAt'] === null && each['excludedAt'] === null).length,
    };
  });
}

/** Some of those whose ticket was closed answer: worse after a long wait. */
function feedbackOf(random: Random, story: Story, ticket: Row, now: number): Row[] {
  const closed = ticket['closedAt'];
  const kind = random.weighted([['none', 62], ['csat', 26], ['ces', 9], ['nps', 3]] as const);
  const mood = 0.78 - 0.12 * Math.max(0, story.load - 1) + 0.35 * (random.next() - random.next());
  const wait = random.delay(3 * HOUR);
  if (kind === 'none' || typeof closed !== 'string') return [];
  const at = Date.parse(closed) + wait;
  if (at >= now) return [];
  const [min, max] = { csat: [1, 5], ces: [1, 7], nps: [0, 10] }[kind] as [number, number];
  const score = Math.min(max, Math.max(min, Math.round(min + mood * (max - min))));
  return [
    {
      id: `f${story.id}`,
      ticketId: story.id,
      type: kind,
      score,
      scaleMin: min,
      scaleMax: max,
      higherIsBetter: true,
      submittedAt: new Date(at).toISOString(),
      comment: kind === 'csat' && score <= 2 ? 'It took too long.' : null,
    },
  ];
}
