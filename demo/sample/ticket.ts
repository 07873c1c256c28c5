import type { Zone } from '../../src/data/time/zone.ts';
import type { Arrival } from './arrivals.ts';
import { ACCOUNTS, CHANNELS, COMPANIES, PRIORITIES, REPS, TOPICS } from './people.ts';
import type { Random } from './random.ts';
import { afterWork, DAY, HOUR, MINUTE } from './working-time.ts';

/** Something that happens to a ticket. What lies after 'now' is cut off before records are made. */
export type Happening =
  | { at: number; kind: 'customer' }
  | { at: number; kind: 'rep'; ownerId: string; call?: { durationMs: number; waitMs: number } }
  | { at: number; kind: 'internal' | 'auto' | 'bot' }
  | { at: number; kind: 'status'; status: Status; actor: 'rep' | 'customer' | 'system' }
  | { at: number; kind: 'owner'; ownerId: string }
  | { at: number; kind: 'excluded' };
export type Status = 'New' | 'Open' | 'Waiting on customer' | 'Closed';
export const CATEGORY_OF: Readonly<Record<Status, 'open' | 'waiting' | 'closed'>> = {
  New: 'open',
  Open: 'open',
  'Waiting on customer': 'waiting',
  Closed: 'closed',
};

export interface Story {
  id: string;
  createdAt: number;
  subject: string;
  category: string;
  teamId: string;
  channel: string;
  channelAccount: string;
  priority: string;
  pipeline: string;
  contactId: string;
  companyId: string;
  /** In order of time. */
  happenings: Happening[];
  /** How late the desk was: 1 is an ordinary day. */
  load: number;
}

const PRIORITY_PACE: Readonly<Record<string, number>> = { urgent: 0.3, high: 0.6, medium: 1, low: 1.7, '': 1.2 };
const CHANNEL_PACE: Readonly<Record<string, number>> = { chat: 0.12, phone: 0.02 };

/** Everything that will ever happen to the ticket that comes with `arrival`. */
export function storyOf(random: Random, zone: Zone, arrival: Arrival, number: number): Story {
  const topic = arrival.incident
    ? (TOPICS.find(({ category }) => category === arrival.incident?.category) ?? TOPICS[0]!)
    : random.weighted(TOPICS.map((each) => [each, each.weight] as const));
  const channel = random.weighted(CHANNELS);
  const priority = arrival.incident ? random.weighted([['urgent', 2], ['high', 5], ['medium', 3]] as const) : random.weighted(PRIORITIES);
  const contact = random.int(COMPANIES.length * 12);
  const story: Story = {
    id: String(30_000 + number),
    createdAt: arrival.at,
    subject: arrival.incident?.title ?? random.pick(topic.subjects),
    category: topic.category,
    teamId: topic.teamId,
    channel,
    channelAccount: ACCOUNTS[channel] ?? '',
    priority,
    pipeline: topic.category === 'Account changes' && random.chance(0.3) ? 'Onboarding' : 'Support',
    contactId: `p${contact + 1}`,
    companyId: COMPANIES[contact % COMPANIES.length]!.id,
    happenings: [],
    load: arrival.load,
  };
  const happen = (happening: Happening): void => void story.happenings.push(happening);
  const team = REPS.filter((rep) => rep.teamId === topic.teamId);
  let rep = random.pick(team);
  const pace = Math.max(0.5, arrival.load) ** 1.4 * (PRIORITY_PACE[priority] ?? 1);
  const delay = (median: number): number => random.delay(median * rep.pace * pace);

  const onDuty = channel === 'chat' || priority === 'urgent' || random.chance(0.2);
  const after = (from: number, work: number): number => afterWork(zone, from, work, onDuty);

  happen({ at: arrival.at, kind: 'status', status: 'New', actor: 'customer' });
  happen({ at: arrival.at, kind: 'customer' });
  happen({ at: arrival.at, kind: 'owner', ownerId: rep.id });
  if (channel === 'chat' && random.chance(0.6)) happen({ at: arrival.at + 4_000, kind: 'bot' });
  else if (channel !== 'phone') happen({ at: arrival.at + 20_000, kind: 'auto' });

  if (random.chance(0.012)) {
    const at = after(arrival.at, delay(2 * HOUR));
    happen({ at, kind: 'excluded' });
    return story;
  }
  let at = arrival.at;
  if (random.chance(0.03)) {
    at = after(at, delay(3 * HOUR));
    happen({ at, kind: 'status', status: 'Closed', actor: 'rep' });
    return story;
  }
  const waitMs = Math.round(random.delay(35_000 * Math.max(0.6, arrival.load)));
  const firstDelay = channel === 'phone' ? waitMs : Math.max(45_000, delay(40 * MINUTE * (CHANNEL_PACE[channel] ?? 1)));
  at = channel === 'phone' ? arrival.at + firstDelay : after(arrival.at, firstDelay);
  happen({ at: at - 1_000, kind: 'status', status: 'Open', actor: 'rep' });
  happen({
    at,
    kind: 'rep',
    ownerId: rep.id,
    ...(channel === 'phone' ? { call: { durationMs: Math.round(random.delay(4.5 * MINUTE)), waitMs } } : {}),
  });

  const rounds = random.weighted([[0, 34], [1, 34], [2, 20], [3, 9], [4, 3]] as const);
  for (let round = 0; round < rounds; round++) {
    if (random.chance(0.08)) {
      rep = random.pick(team);
      happen({ at: at + MINUTE, kind: 'owner', ownerId: rep.id });
    }
    if (random.chance(0.25)) happen({ at: at + 2 * MINUTE, kind: 'internal' });
    happen({ at: at + 30_000, kind: 'status', status: 'Waiting on customer', actor: 'rep' });
    at += 3 * MINUTE + random.delay(channel === 'chat' ? 6 * MINUTE : 5 * HOUR, 1.1);
    happen({ at: at - 500, kind: 'status', status: 'Open', actor: 'customer' });
    happen({ at, kind: 'customer' });
    if (random.chance(0.15)) happen({ at: (at += 10 * MINUTE), kind: 'customer' });
    at = after(at, Math.max(30_000, delay(70 * MINUTE * (CHANNEL_PACE[channel] ?? 1))));
    happen({ at, kind: 'rep', ownerId: rep.id });
  }
  at = after(at, delay(3.5 * HOUR * topic.work * (CHANNEL_PACE[channel] ?? 1)) + MINUTE);
  happen({ at, kind: 'status', status: 'Closed', actor: 'rep' });

  if (random.chance(0.06)) {
    at += random.delay(1.5 * DAY);
    happen({ at: at - 500, kind: 'status', status: 'Open', actor: 'customer' });
    happen({ at, kind: 'customer' });
    at = after(at, delay(2 * HOUR));
    happen({ at, kind: 'rep', ownerId: rep.id });
    at = after(at, delay(4 * HOUR) + MINUTE);
    happen({ at, kind: 'status', status: 'Closed', actor: 'rep' });
  }
  for (const happening of story.happenings) happening.at = Math.round(happening.at);
  story.happenings.sort((a, b) => a.at - b.at);
  return story;
}
