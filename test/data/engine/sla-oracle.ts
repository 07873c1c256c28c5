import { bucketOf, type Question } from './oracle.ts';

/** Tickets with all that their SLAs rest on, instants in UTC milliseconds. */
export interface SlaDesk {
  tickets: SlaTicket[];
  history: boolean;
  messages: boolean;
  asOf: number;
}
export type Kind = 'firstResponse' | 'nextResponse' | 'close';
export const KINDS: readonly Kind[] = ['firstResponse', 'nextResponse', 'close'];
export interface SlaTicket {
  id: string;
  channel?: string;
  created: number;
  excluded?: number;
  due: Partial<Record<Kind, number>>;
  told: Partial<Record<Kind, string>>;
  /** In order of time. */
  visits: { category: 'open' | 'waiting' | 'closed'; entered: number; byRep: boolean }[];
  messages: { at: number; byRep: boolean }[];
  /** What an adapter keeps of the visits. */
  closed?: number;
  firstClosed?: number;
  responded?: number;
}

export interface SlaQuestion {
  measure: string;
  kind: Kind | 'any';
  part?: 'numerator' | 'denominator' | 'missing';
  /** The date that places tickets; absent: none. */
  time?: 'slaCompletedAt' | 'createdAt' | 'asOf';
  granularity?: 'hour' | 'day' | 'week';
  range?: [number, number];
  attribution?: 'created' | 'due';
  channel?: boolean;
  now?: number;
  dueSoon?: { share: number; min: number; max: number };
  zone: string;
}

interface Moment {
  at: number;
  past(instant: number | undefined): boolean;
}
const before = (at: number): Moment => ({ at, past: (instant) => instant !== undefined && instant < at });
const upTo = (at: number): Moment => ({ at, past: (instant) => instant !== undefined && instant <= at });

interface State {
  word: string | undefined;
  date: number | undefined;
}

/** Every answer ticket by ticket: `bucket|channel` to value. */
export function askSlas(desk: SlaDesk, question: SlaQuestion): Map<string, number | null> {
  const cut = Math.min(question.now ?? Infinity, desk.asOf);
  const { range, granularity, channel, measure } = question;
  const groups = new Map<string, (number | 'missing' | undefined)[]>();
  const add = (bucket: string, ticket: SlaTicket, value: number | 'missing' | undefined) => {
    const group = `${bucket}|${channel ? (ticket.channel ?? '') : ''}`;
    groups.set(group, [...(groups.get(group) ?? []), value]);
  };
  if (!granularity && !channel) groups.set('|', []);
  if (range && range[0] > desk.asOf) return new Map(granularity || channel ? [] : [['|', null]]);
  const stock = /Active|DueSoon|Paused|None$|slaOverdue/.test(measure);
  for (const { moment, bucket } of stock ? stockMoments(question, cut) : [{ moment: range ? before(Math.min(range[1], cut)) : upTo(cut), bucket: '' }]) {
    for (const ticket of desk.tickets) {
      if (!moment.past(ticket.created) || moment.past(ticket.excluded)) continue;
      const isClosed = closedAt(desk, ticket, moment) !== undefined;
      const states = KINDS.map((kind) => ({ kind, ...stateOf(desk, ticket, kind, moment, question) }));
      if (stock) {
        if (isClosed) continue;
        const word = question.kind === 'any' ? mostUrgent(states.map((state) => state.word)) : states.find((state) => state.kind === question.kind)!.word;
        add(bucket, ticket, word === `${measure[3]!.toLowerCase()}${measure.slice(4)}` ? 1 : undefined);
        continue;
      }
      const own = question.kind === 'any' ? states : states.filter((state) => state.kind === question.kind);
      for (const [where, some] of placed(ticket, own, question, moment)) add(where, ticket, worth(measure, some.map((state) => ending(state, isClosed))));
    }
  }
  return new Map(Array.from(groups, ([group, values]) => [group, reduce(values, question)]));
}

function reduce(values: readonly (number | 'missing' | undefined)[], { measure, part }: SlaQuestion): number | null {
  const known = values.filter((value) => typeof value === 'number');
  const sum = known.reduce((total, value) => total + value, 0);
  if (part === 'missing') return values.filter((value) => value === 'missing').length;
  if (!/Rate/.test(measure)) return known.length;
  return part === 'numerator' ? sum : part === 'denominator' ? known.length : known.length ? sum / known.length : null;
}

// ── where a ticket counts ────────────────────────────────────────────────────────────────────────────────────────────

type Own = State & { kind: Kind };

/** The SLAs of a ticket that count together, by bucket. */
function placed(ticket: SlaTicket, states: readonly Own[], question: SlaQuestion, moment: Moment): Map<string, Own[]> {
  const found = new Map<string, Own[]>();
  const { time, range, attribution } = question;
  const inWindow = (date: number | undefined): date is number => moment.past(date) && (!range || (date! >= range[0] && date! < range[1]));
  if (time !== 'slaCompletedAt') {
    if (!time || inWindow(ticket.created)) found.set(time ? bucket(ticket.created, question) : '', [...states]);
    return found;
  }
  const dated = states.filter((state) => moment.past(attribution === 'due' ? ticket.due[state.kind] : state.date));
  if (attribution === 'created') {
    // A ticket counts once, whichever of its SLAs has a date.
    if (dated.length && inWindow(ticket.created)) found.set(bucket(ticket.created, question), [...states]);
    return found;
  }
  for (const state of dated) {
    const date = attribution === 'due' ? ticket.due[state.kind] : state.date;
    if (!inWindow(date)) continue;
    const where = bucket(date, question);
    found.set(where, [...(found.get(where) ?? []), state]);
  }
  return found;
}

const bucket = (at: number, { granularity, zone }: SlaQuestion): string => bucketOf(at, { measure: '', zone, ...(granularity && { granularity }) } satisfies Question);

/** When stocks are taken: half hour by half hour, to stay clear of any arithmetic on buckets. */
function stockMoments(question: SlaQuestion, cut: number): { moment: Moment; bucket: string }[] {
  const { range, granularity } = question;
  const until = (end: number) => (end <= cut ? before(end) : upTo(cut));
  if (!range) return [{ moment: upTo(cut), bucket: granularity ? bucket(cut, question) : '' }];
  if (!granularity) return [{ moment: until(range[1]), bucket: '' }];
  const found = [];
  for (let at = range[0]; at < range[1] && at <= cut; at += 1_800_000) {
    const next = at + 1_800_000;
    if (next >= range[1] || next > cut || bucket(next, question) !== bucket(at, question)) found.push({ moment: until(Math.min(next, range[1])), bucket: bucket(at, question) });
  }
  return found;
}

// ── what an SLA came to ──────────────────────────────────────────────────────────────────────────────────────────────

type Ending = 'missed' | 'late' | 'overdue' | 'onTime' | 'untold' | undefined;

function ending({ kind, word }: Own, isClosed: boolean): Ending {
  if (word === undefined) return 'untold';
  if (word === 'overdue') return isClosed ? undefined : 'overdue';
  if (kind === 'close' && !isClosed) return undefined;
  return ({ missed: 'missed', metLate: 'late', metOnTime: 'onTime' } as const)[word];
}

function worth(measure: string, endings: readonly Ending[]): number | 'missing' | undefined {
  const has = (one: Ending) => endings.includes(one);
  const completed = has('missed') ? 'missed' : has('late') ? 'late' : has('onTime') ? 'onTime' : undefined;
  switch (measure) {
    case 'slaOpenOverdue':
      return has('overdue') ? 1 : undefined;
    case 'slaOnTime':
      return completed === 'onTime' ? 1 : undefined;
    case 'slaLate':
      return completed === 'late' ? 1 : undefined;
    case 'slaMissed':
      return completed === 'missed' ? 1 : undefined;
    default: {
      const strict = /Strict/.test(measure) && has('overdue');
      if (completed || strict) return completed === 'onTime' && !strict ? 1 : 0;
      return has('untold') ? 'missing' : undefined;
    }
  }
}

function mostUrgent(words: readonly (string | undefined)[]): string | undefined {
  return ['overdue', 'dueSoon', 'active', 'paused', 'missed', 'metLate', 'metOnTime', 'none'].find((word) => words.includes(word));
}

// ── states ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function stateOf(desk: SlaDesk, ticket: SlaTicket, kind: Kind, moment: Moment, question: SlaQuestion): State {
  const due = ticket.due[kind];
  const closed = closedAt(desk, ticket, moment);
  const cycle = cycleOf(desk, ticket, moment);
  const replied = repliesOf(desk, ticket).filter((reply) => moment.past(reply)).at(-1);
  const response = responseOf(desk, ticket);
  const met = kind === 'firstResponse' ? (moment.past(response) ? response : undefined) : kind === 'close' ? closed : replied;
  const word = told() ?? worked();
  return { word, date: word === 'metOnTime' || word === 'metLate' ? met : word === 'missed' ? missedAt() : due };

  /** What the source says, where it can have been said by then. */
  function told(): string | undefined {
    const own = ticket.told[kind];
    if (own === undefined) return undefined;
    if (['active', 'dueSoon', 'overdue', 'paused'].includes(own)) {
      if (closed !== undefined) return undefined;
      const moves = question.now === undefined && due !== undefined && own !== 'paused' && own !== 'overdue';
      if (!moves) return own;
      const clock = clockWord();
      return clock === 'overdue' || own === 'active' ? clock : own;
    }
    const event = kind === 'firstResponse' ? response : kind === 'close' ? ticket.closed : repliesOf(desk, ticket).at(-1);
    if (own.startsWith('met') && event !== undefined && !moment.past(event)) return undefined;
    if (own === 'missed' && ticket.closed !== undefined && !moment.past(ticket.closed)) return undefined;
    return own;
  }

  function worked(): string | undefined {
    if (due === undefined) return 'none';
    if (kind === 'nextResponse') {
      if (cycle?.reply !== undefined) return cycle.reply <= due ? 'metOnTime' : 'metLate';
      if (cycle?.moved) return 'none';
      if (cycle ? cycle.closed !== undefined : closed !== undefined) return desk.messages ? 'missed' : undefined;
      return clockWord();
    }
    if (met !== undefined) return met <= due ? 'metOnTime' : 'metLate';
    return closed !== undefined ? 'missed' : clockWord();
  }

  function clockWord(): string {
    const { share, min, max } = question.dueSoon ?? { share: 0.25, min: 300_000, max: 3_600_000 };
    const isRunning = cycle && cycle.reply === undefined && !cycle.moved && cycle.closed === undefined;
    const since = kind !== 'nextResponse' ? ticket.created : isRunning ? cycle.asked : undefined;
    const threshold = since === undefined ? max : Math.min(max, Math.max(min, share * (due! - since)));
    return moment.at > due! ? 'overdue' : due! - moment.at <= threshold ? 'dueSoon' : 'active';
  }

  function missedAt(): number | undefined {
    if (due === undefined) return closed ?? closesOf(desk, ticket).filter((close) => moment.past(close)).at(-1);
    const close = (kind === 'nextResponse' ? cycle?.closed : undefined) ?? closed;
    return close !== undefined && close < due ? close : due;
  }
}

/** When a ticket was closed as known then; undefined while it was not. */
function closedAt(desk: SlaDesk, ticket: SlaTicket, { past }: Moment): number | undefined {
  if (!desk.history) return past(ticket.closed) ? ticket.closed : undefined;
  let closed: number | undefined;
  ticket.visits.filter((visit) => past(visit.entered)).forEach((visit) => (closed = visit.category !== 'closed' ? undefined : (closed ?? visit.entered)));
  return closed;
}

/** Every close that anybody knows of. */
function closesOf(desk: SlaDesk, { visits, firstClosed, closed }: SlaTicket): number[] {
  if (!desk.history) return [...new Set([firstClosed, closed])].filter((close) => close !== undefined);
  return visits.filter(({ category }, i) => category === 'closed' && visits[i - 1]?.category !== 'closed').map(({ entered }) => entered);
}

interface Cycle {
  asked: number;
  reply?: number;
  closed?: number;
  moved?: boolean;
}

function repliesOf(desk: SlaDesk, ticket: SlaTicket): number[] {
  return cyclesOf(desk, ticket).flatMap(({ reply }) => reply ?? []);
}

function cycleOf(desk: SlaDesk, ticket: SlaTicket, { past }: Moment): Cycle | undefined {
  const latest = cyclesOf(desk, ticket).findLast(({ asked }) => past(asked));
  if (!latest) return undefined;
  // An end that lies ahead has not come; one by close or move is known a minute after it.
  if (latest.reply !== undefined) return past(latest.reply) ? latest : { asked: latest.asked };
  const end = latest.closed ?? latest.moveAt;
  return end !== undefined && past(end + 60_000) ? latest : { asked: latest.asked };
}

/** Messages, closes and moves in one line; messages before what happens at the same instant. */
function cyclesOf(desk: SlaDesk, ticket: SlaTicket): (Cycle & { moveAt?: number })[] {
  if (!desk.messages) return [];
  const { visits } = ticket;
  const moves = desk.history ? visits.filter(({ category, byRep }, i) => i > 0 && byRep && category === 'waiting').map(({ entered }) => entered) : [];
  const line = [
    ...ticket.messages.map(({ at, byRep }) => ({ at, what: byRep ? 'reply' : 'ask' })),
    ...closesOf(desk, ticket).map((at) => ({ at, what: 'close' })),
    ...moves.map((at) => ({ at, what: 'move' })),
  ].sort((a, b) => a.at - b.at);
  const found: (Cycle & { moveAt?: number })[] = [];
  let running: (Cycle & { moveAt?: number }) | undefined;
  for (const { at, what } of line) {
    if (what === 'ask') {
      if (!running) found.push((running = { asked: at }));
      continue;
    }
    if (!running) continue;
    if (what === 'reply') running.reply = at;
    else if (what === 'close') running.closed = at;
    else Object.assign(running, { moved: true, moveAt: at });
    running = undefined;
  }
  return found;
}

/** The first response: as supplied, else as messages tell. */
function responseOf(desk: SlaDesk, { messages, responded, created }: SlaTicket): number | undefined {
  if (responded !== undefined || !desk.messages) return responded;
  const line = messages.map((message) => message).sort((a, b) => a.at - b.at);
  const start = line[0]?.byRep ? line.findIndex(({ byRep }) => !byRep) : 0;
  return start < 0 ? undefined : line.slice(start).find(({ byRep, at }) => byRep && at >= created)?.at;
}
