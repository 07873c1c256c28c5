import type { Dice } from './dice.ts';
import type { Moments, Row } from './random-desk.ts';
import { idOf, type People } from './random-people.ts';

/** A ticket with its way through statuses and owners. */
export interface Life {
  ticket: Row;
  visits: Row[];
  assignments: Row[];
}

interface Visit {
  status: string;
  category: 'open' | 'waiting' | 'closed';
  from: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const STATUSES: Readonly<Record<Visit['category'], readonly string[]>> = {
  open: ['New', 'In progress', 'Reopened'],
  waiting: ['On hold', 'Pending'],
  closed: ['Solved', 'Closed'],
};
const SLA_STATUSES = ['active', 'dueSoon', 'overdue', 'paused', 'metOnTime', 'metLate', 'missed', 'none', null, null, null, null];

/** One ticket that lives its life from creation on; some of what is known of it is lost or odd. */
export function lifeOf(d: Dice, moments: Moments, folk: People, number: number): Life {
  const id = `t${number}`;
  const createdAt = moments.near();
  const visits = visitsOf(d, moments, createdAt);
  const last = visits.at(-1)!;
  const closes = visits.filter((visit, i) => visit.category === 'closed' && visits[i - 1]?.category !== 'closed');
  const reopenCount = visits.filter((visit, i) => visit.category !== 'closed' && visits[i - 1]?.category === 'closed').length;
  const owners = ownersOf(d, moments, folk, createdAt);
  const owner = owners.at(-1);
  const responded = d.chance(0.3) ? null : moments.after(createdAt, d.pick([HOUR, DAY]));
  const pipeline = d.pick(['Support', 'Sales', null]);
  const ticket: Row = {
    id,
    url: d.chance(0.5) ? `https://desk.example.com/${id}` : null,
    subject: d.pick(['Cannot log in', 'cannot LOG in', 'Invoice 50%', 'a_b', null]),
    createdAt,
    closedAt: last.category === 'closed' ? closes.at(-1)!.from : null,
    firstClosedAt: d.chance(0.7) ? (closes[0]?.from ?? null) : null,
    reopenCount: d.chance(0.1) ? null : reopenCount,
    excludedAt: d.chance(0.1) ? moments.after(createdAt, 5 * DAY) : null,
    status: last.status,
    statusCategory: d.chance(0.1) ? null : last.category,
    pipeline,
    priority: d.pick(['urgent', 'high', 'medium', 'low', 'vip', 'P1', null]),
    channel: d.pick(['email', 'chat', 'phone', null]),
    channelAccount: d.pick(['a@example.com', 'B@example.com', null]),
    category: d.pick(['bug', 'Bug', 'question', null]),
    ownerId: owner?.ownerId ?? null,
    teamId: owner?.teamId ?? null,
    contactId: idOf(d, folk.contacts),
    companyId: d.chance(0.5) ? null : idOf(d, folk.companies),
    firstResponseAt: responded,
    firstResponderId: responded === null || d.chance(0.3) ? null : idOf(d, folk.reps),
    ...slaOf(d, moments, createdAt),
    oneTouch: d.pick([true, false, null, null]),
    firstResponseTimeMs: d.chance(0.15) ? d.whole(-HOUR, DAY) : null,
    firstResponseTimeBusinessMs: d.chance(0.15) ? d.whole(0, DAY) : null,
    timeToCloseMs: last.category === 'closed' && d.chance(0.2) ? d.whole(-HOUR, 3 * DAY) : null,
    timeToCloseBusinessMs: last.category === 'closed' && d.chance(0.2) ? d.whole(0, 3 * DAY) : null,
  };
  const followed = !d.chance(0.15);
  if (!followed && d.chance(0.5)) makeOdd(d, ticket);
  return { ticket, visits: followed ? visitRows(d, id, pipeline, visits) : [], assignments: d.chance(0.15) ? [] : owners.map((row) => ({ ticketId: id, ...row })) };
}

function visitsOf(d: Dice, moments: Moments, createdAt: number): Visit[] {
  const visits: Visit[] = [];
  let at = createdAt;
  let category: Visit['category'] = d.chance(0.8) ? 'open' : d.pick(['waiting', 'closed']);
  for (let left = d.pick([0, 1, 1, 2, 3, 4, 7]); left >= 0; left--) {
    visits.push({ status: d.pick(STATUSES[category]), category, from: at });
    at = moments.after(at);
    if (at < visits.at(-1)!.from) at = visits.at(-1)!.from;
    category = d.pick(['open', 'waiting', 'closed', 'closed']);
  }
  return visits;
}

/** Rows as a source would keep them: some without exit, some without category where the whole column may go. */
function visitRows(d: Dice, ticketId: string, pipeline: string | null, visits: readonly Visit[]): Row[] {
  const written = d.chance(0.5);
  return visits.map(({ status, category, from }, i) => {
    const next = visits[i + 1]?.from ?? null;
    return {
      ticketId,
      status,
      statusCategory: category,
      pipeline: d.chance(0.2) ? null : d.chance(0.9) ? pipeline : 'Sales',
      enteredAt: from,
      exitedAt: written ? next : null,
      actorType: d.pick(['rep', 'rep', 'customer', 'system', 'bot', null]),
    };
  });
}

function ownersOf(d: Dice, moments: Moments, folk: People, createdAt: number): Row[] {
  let from = createdAt;
  const count = d.whole(0, 3);
  return Array.from({ length: count }, (_, i): Row => {
    const to = i === count - 1 ? null : moments.after(from);
    const row: Row = { ownerId: idOf(d, folk.reps), teamId: d.chance(0.4) ? null : idOf(d, folk.teams), from, to };
    from = Math.max(to ?? from, from);
    return { ...row, to: to === null ? null : from };
  });
}

function slaOf(d: Dice, moments: Moments, createdAt: number): Row {
  return Object.fromEntries(
    ['firstResponse', 'nextResponse', 'close'].flatMap((kind) => [
      [`${kind}SlaDueAt`, d.chance(0.4) ? null : moments.after(createdAt, d.pick([10 * 60_000, HOUR, DAY]))],
      [`${kind}SlaStatus`, d.pick(SLA_STATUSES)],
    ]),
  ) as Row;
}

/** What sources really send now and then. */
function makeOdd(d: Dice, ticket: Row): void {
  const odd: (() => void)[] = [
    () => Object.assign(ticket, { statusCategory: 'closed', closedAt: null }),
    () => Object.assign(ticket, { closedAt: (ticket.createdAt as number) - HOUR, statusCategory: 'closed' }),
    () => Object.assign(ticket, { firstResponseAt: (ticket.createdAt as number) - 1 }),
    () => Object.assign(ticket, { statusCategory: 'open', closedAt: (ticket.createdAt as number) + HOUR }),
    () => Object.assign(ticket, { firstClosedAt: (ticket.createdAt as number) - HOUR }),
    () => Object.assign(ticket, { firstClosedAt: null, reopenCount: 1 }),
    () => Object.assign(ticket, { id: null }),
  ];
  d.pick(odd)();
}
