import type { Answer, Desk, Ticket, Visit } from './random-desk.ts';

/** The question that oracle and engine both answer: one measure, at most one time dimension, at most one dimension and filter. */
export interface Question {
  measure: string;
  part?: string;
  time?: 'own' | 'createdAt' | 'closedAt';
  granularity?: 'hour' | 'day' | 'week' | 'month';
  /** Instants, half-open. */
  range?: [number, number];
  dimension?: 'channel' | 'owner' | 'status';
  filter?: { channel: string; not: boolean };
  now?: number;
  zone: string;
}

/** A record in the window: its group and what it adds. `missing`: its value cannot be told. `out`: it is none of the measure's, but its group exists. */
interface Counted {
  group: string;
  value: number | 'missing' | 'out';
}

/** Every answer by slow and plain loops, one record after the other: `bucket|dimension` to value. Null is 'no data'. */
export function ask(desk: Desk, question: Question): Map<string, number | null> {
  const cut = Math.min(question.now ?? Infinity, desk.asOf);
  const { range } = question;
  const grouped = question.granularity !== undefined || question.dimension !== undefined;
  if (range && range[0] > desk.asOf) return new Map(grouped ? [] : [['|', null]]);
  const found = question.measure.startsWith('stock:') ? stocks(desk, question, cut) : flows(desk, question, cut);
  const groups = new Map<string, Counted[]>();
  if (!grouped) groups.set('|', []);
  for (const one of found) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return new Map(Array.from(groups, ([group, list]) => [group, reduce(list.map(({ value }) => value), question)]));
}

// ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock as Intl shows it: date and hour. */
function wallClock(at: number, zone: string): [date: string, hour: string] {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return [`${part.year}-${part.month}-${part.day}`, part.hour!];
}

export function bucketOf(at: number, { granularity, zone }: Question): string {
  if (!granularity) return '';
  const [date, hour] = wallClock(at, zone);
  if (granularity === 'hour') return `${date}T${hour}:00:00.000`;
  if (granularity === 'month') return `${date.slice(0, 7)}-01T00:00:00.000`;
  if (granularity === 'day') return `${date}T00:00:00.000`;
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return `${day.toISOString().slice(0, 10)}T00:00:00.000`;
}

// ── what was known ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether an instant has happened as of a view. */
type Past = (at: number | undefined) => at is number;

function pastOf(end: number, inclusive: boolean): Past {
  return (at): at is number => at !== undefined && (inclusive ? at <= end : at < end);
}

/** When a ticket was closed, as known then; undefined while it was not. */
function closedThen(desk: Desk, ticket: Ticket, past: Past): number | undefined {
  if (!desk.history) return past(ticket.closed) ? ticket.closed : undefined;
  let closed: number | undefined;
  let before: Visit | undefined;
  for (const visit of desk.visits.filter((one) => one.ticket === ticket.id && past(one.entered))) {
    if (visit.category !== 'closed') closed = undefined;
    else if (before?.category !== 'closed') closed = visit.entered;
    before = visit;
  }
  return closed;
}

function reopensThen(desk: Desk, ticket: Ticket, past: Past): number {
  if (!desk.history) return ticket.reopens;
  const visits = desk.visits.filter((one) => one.ticket === ticket.id && past(one.entered));
  return visits.filter((visit, i) => visit.category !== 'closed' && visits[i - 1]?.category === 'closed').length;
}

function statusThen(desk: Desk, ticket: Ticket, past: Past): string {
  if (!desk.history) return ticket.status;
  return desk.visits.filter((one) => one.ticket === ticket.id && past(one.entered)).at(-1)?.status ?? ticket.status;
}

// ── groups and filters ───────────────────────────────────────────────────────────────────────────────────────────────

function dimensionOf(desk: Desk, ticket: Ticket | undefined, { dimension }: Question, past: Past): string {
  if (!dimension || !ticket) return '';
  return (dimension === 'status' ? statusThen(desk, ticket, past) : ticket[dimension]) ?? '';
}

function passes(ticket: Ticket | undefined, { filter }: Question): boolean {
  if (!filter) return true;
  return (ticket?.channel === filter.channel) !== filter.not;
}

// ── stocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function stocks(desk: Desk, question: Question, cut: number): Counted[] {
  const found: Counted[] = [];
  for (const { at, inclusive, bucket } of instants(question, cut)) {
    const past = pastOf(at, inclusive);
    for (const ticket of desk.tickets) {
      if (!past(ticket.created) || past(ticket.excluded) || closedThen(desk, ticket, past) !== undefined || !passes(ticket, question)) continue;
      const group = `${bucket}|${dimensionOf(desk, ticket, question, past)}`;
      if (question.measure === 'stock:age') found.push({ group, value: at - ticket.created });
      else found.push({ group, value: question.measure === 'stock:open' || !past(ticket.responded) ? 1 : 'out' });
    }
  }
  return found;
}

/** When stocks are taken: just before each bucket's end or the range's, at the cut where that comes first. */
function instants(question: Question, cut: number): { at: number; inclusive: boolean; bucket: string }[] {
  const { range, granularity } = question;
  const until = (end: number) => (end <= cut ? { at: end, inclusive: false } : { at: cut, inclusive: true });
  if (!range) return [{ at: cut, inclusive: true, bucket: granularity ? bucketOf(cut, question) : '' }];
  if (!granularity) return [{ ...until(range[1]), bucket: '' }];
  const found = [];
  // Half hour by half hour, to stay clear of any arithmetic on buckets.
  for (let at = range[0]; at < range[1] && at <= cut; at += 1_800_000) {
    const next = at + 1_800_000;
    const last = next >= range[1] || next > cut;
    if (last || bucketOf(next, question) !== bucketOf(at, question)) found.push({ ...until(Math.min(next, range[1])), bucket: bucketOf(at, question) });
  }
  return found;
}

// ── what happens over time ───────────────────────────────────────────────────────────────────────────────────────────

function flows(desk: Desk, question: Question, cut: number): Counted[] {
  const { range } = question;
  const end = range ? Math.min(range[1], cut) : cut;
  const past = pastOf(end, !range);
  const [source] = question.measure.split(':');
  if (source === 'tickets') return ticketFlows(desk, question, past, pastOf(cut, true));
  if (source === 'visits') return visitFlows(desk, question, past, end, pastOf(cut, true));
  return answerFlows(desk, question, past, pastOf(cut, true));
}

function within(at: number | undefined, { range }: Question, past: Past): at is number {
  return past(at) && (!range || (at >= range[0] && at < range[1]));
}

function ticketFlows(desk: Desk, question: Question, past: Past, pastCut: Past): Counted[] {
  const found: Counted[] = [];
  for (const ticket of desk.tickets) {
    if (!past(ticket.created) || past(ticket.excluded) || !passes(ticket, question)) continue;
    const value = ticketValue(desk, ticket, question.measure, past) ?? 'out';
    const date = ticketDate(desk, ticket, question, past);
    if (question.time && !within(date, question, past)) continue;
    found.push({ group: `${question.time ? bucketOf(date!, question) : ''}|${dimensionOf(desk, ticket, question, pastCut)}`, value });
  }
  return found;
}

const OWN_DATE: Readonly<Record<string, 'created' | 'closed' | 'firstClosed' | 'responded'>> = {
  'tickets:count': 'created',
  'tickets:unanswered': 'created',
  'tickets:notClosed': 'created',
  'tickets:closedUnanswered': 'closed',
  'tickets:timeToClose': 'closed',
  'tickets:timeToCloseWithoutWaiting': 'closed',
  'tickets:timeToFirstClose': 'firstClosed',
  'tickets:reopened': 'firstClosed',
  'tickets:reopenRate': 'firstClosed',
  'tickets:firstResponseTime': 'responded',
};

function ticketDate(desk: Desk, ticket: Ticket, { time, measure }: Question, past: Past): number | undefined {
  const date = time === 'own' ? OWN_DATE[measure]! : time === 'closedAt' ? 'closed' : 'created';
  return date === 'closed' ? closedThen(desk, ticket, past) : ticket[date];
}

/** A ticket's value; undefined where it is not of the population. */
function ticketValue(desk: Desk, ticket: Ticket, measure: string, past: Past): number | undefined {
  const closed = closedThen(desk, ticket, past);
  const responded = past(ticket.responded);
  const everClosed = past(ticket.firstClosed);
  switch (measure) {
    case 'tickets:count':
      return 1;
    case 'tickets:unanswered':
      return responded ? undefined : 1;
    case 'tickets:notClosed':
      return closed === undefined ? 1 : undefined;
    case 'tickets:closedUnanswered':
      return closed !== undefined && !responded ? 1 : undefined;
    case 'tickets:timeToClose':
      return closed === undefined ? undefined : closed - ticket.created;
    case 'tickets:timeToCloseWithoutWaiting': {
      if (closed === undefined) return undefined;
      const waiting = desk.visits.filter((visit) => visit.ticket === ticket.id && visit.category === 'waiting' && visit.entered < closed);
      return closed - ticket.created - waiting.reduce((sum, visit) => sum + Math.min(visit.exited ?? Infinity, closed) - visit.entered, 0);
    }
    case 'tickets:timeToFirstClose':
      return everClosed ? ticket.firstClosed! - ticket.created : undefined;
    case 'tickets:reopened':
      return everClosed && reopensThen(desk, ticket, past) > 0 ? 1 : undefined;
    case 'tickets:reopenRate':
      return everClosed ? Math.sign(reopensThen(desk, ticket, past)) : undefined;
    default:
      return responded ? ticket.responded! - ticket.created : undefined;
  }
}

function visitFlows(desk: Desk, question: Question, past: Past, end: number, pastCut: Past): Counted[] {
  const found: Counted[] = [];
  const units = new Map<string, Counted>();
  for (const visit of desk.visits) {
    const ticket = desk.tickets.find((one) => one.id === visit.ticket)!;
    if (!past(visit.entered) || past(ticket.excluded) || !passes(ticket, question)) continue;
    const before = desk.visits.filter((one) => one.ticket === visit.ticket)[desk.visits.filter((one) => one.ticket === visit.ticket).indexOf(visit) - 1];
    const dimension = question.dimension === 'status' ? visit.status : dimensionOf(desk, ticket, question, pastCut);
    if (question.measure === 'visits:timeInStatus') {
      for (const [bucket, from, to] of spans(question, visit, end)) {
        const left = past(visit.exited) ? visit.exited : Infinity;
        // Without a window what begins at the cut itself has begun.
        if ((question.range ? visit.entered >= to : visit.entered > to) || (left <= from && !(visit.entered === left && left >= from))) continue;
        const unit = `${bucket}|${visit.ticket}|${visit.status}`;
        const value = Math.min(left, to) - Math.max(visit.entered, from);
        units.set(unit, { group: `${bucket}|${dimension}`, value: visit.category === 'closed' ? 'out' : Number(units.get(unit)?.value ?? 0) + value });
      }
      continue;
    }
    const counts =
      question.measure === 'visits:count' ||
      (question.measure === 'visits:closes' && visit.category === 'closed' && before?.category !== 'closed') ||
      (question.measure === 'visits:reopens' && visit.category !== 'closed' && before?.category === 'closed');
    const date = question.time === 'createdAt' ? ticket.created : visit.entered;
    if (!question.time || within(date, question, past)) found.push({ group: `${question.time ? bucketOf(date, question) : ''}|${dimension}`, value: counts ? 1 : 'out' });
  }
  return [...found, ...units.values()];
}

/** The stretches that clip a visit: the window, or its buckets half hour by half hour put together. */
function spans(question: Question, visit: Visit, end: number): [bucket: string, from: number, to: number][] {
  const from = question.range?.[0] ?? -Infinity;
  if (from >= end) return [];
  if (!question.granularity) return [['', from, end]];
  const found: [string, number, number][] = [];
  const first = Math.max(from, visit.entered);
  for (let at = first; at < end || at === first; at += 1_800_000) {
    const bucket = bucketOf(at, question);
    const last = found.at(-1);
    if (last?.[0] === bucket) last[2] = Math.min(at + 1_800_000, end);
    else found.push([bucket, at === first ? Math.min(first, at) : at, Math.min(at + 1_800_000, end)]);
  }
  return found;
}

function answerFlows(desk: Desk, question: Question, past: Past, pastCut: Past): Counted[] {
  const inWindow = desk.answers.filter((answer) => {
    const ticket = desk.tickets.find((one) => one.id === answer.ticket);
    return past(answer.at) && !past(ticket?.excluded) && passes(ticket, question) && (!question.time || within(answer.at, question, past));
  });
  const found: Counted[] = [];
  for (const answer of inWindow) {
    const bucket = question.time ? bucketOf(answer.at, question) : '';
    const rivals = inWindow.filter((one) => one.ticket === answer.ticket && one.type === answer.type && (!question.time || bucketOf(one.at, question) === bucket));
    const followed = answer.ticket !== undefined && rivals.some((one) => one.at > answer.at || (one.at === answer.at && desk.answers.indexOf(one) > desk.answers.indexOf(answer)));
    const value = answerValue(answer, question.measure, followed) ?? 'out';
    const ticket = desk.tickets.find((one) => one.id === answer.ticket);
    found.push({ group: `${bucket}|${dimensionOf(desk, ticket, question, pastCut)}`, value });
  }
  return found;
}

function answerValue(answer: Answer, measure: string, followed: boolean): number | 'missing' | undefined {
  if (measure === 'answers:count') return 1;
  if (measure === 'answers:superseded') return followed ? 1 : undefined;
  const type = measure.split(':')[1];
  if (followed || answer.type !== (type === 'cesEasyRate' ? 'ces' : type)) return undefined;
  if (answer.score === undefined) return 'missing';
  const share = (answer.score - answer.min) / (answer.max - answer.min);
  if (type === 'csat') return share >= 0.6 ? 1 : 0;
  if (type === 'cesEasyRate') return share >= 2 / 3 ? 1 : 0;
  return share >= 0.9 ? 100 : share >= 0.7 ? 0 : -100;
}

// ── one number a group ───────────────────────────────────────────────────────────────────────────────────────────────

function reduce(everything: readonly Counted['value'][], { part, measure }: Question): number | null {
  const all = everything.filter((value) => value !== 'out');
  const told = all.filter((value): value is number => value !== 'missing');
  const family = /time|age/i.test(measure);
  const values = family ? told.filter((value) => value >= 0) : told;
  const sorted = [...values].sort((a, b) => a - b);
  const sum = values.reduce((total, value) => total + value, 0);
  const quantile = (q: number) => {
    const h = (sorted.length - 1) * q;
    const [low, high] = [sorted[Math.floor(h)]!, sorted[Math.ceil(h)]!];
    return low + (h - Math.floor(h)) * (high - low);
  };
  switch (part) {
    case undefined:
      return /Rate|csat|nps/.test(measure) ? (values.length ? sum / values.length : null) : values.length;
    case 'missing':
      return all.length - told.length;
    case 'invalid':
      return told.length - values.length;
    case 'count':
    case 'denominator':
      return values.length;
    case 'numerator':
      return sum;
  }
  if (!values.length) return null;
  if (part === 'sum') return sum;
  if (part === 'avg') return sum / values.length;
  if (part === 'min') return sorted[0]!;
  if (part === 'max') return sorted.at(-1)!;
  return quantile(part === 'median' ? 0.5 : 0.9);
}
