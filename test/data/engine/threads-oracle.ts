/** Messages, calls and status changes of a made-up desk as plain rows; instants in UTC milliseconds. */
export interface Desk {
  tickets: Ticket[];
  messages: Message[];
  calls: Call[];
  changes: Change[];
  /** Whether the status history is handed over. */
  history: boolean;
  asReplies: boolean;
  asOf: number;
}
export interface Ticket {
  id: string;
  created: number;
  firstClosed?: number;
  closed?: number;
  reopens: number;
  excluded?: number;
  owner?: string;
}
export interface Message {
  id: string;
  ticket?: string;
  conversation?: string;
  sent: number;
  direction?: 'inbound' | 'outbound';
  author?: 'customer' | 'rep' | 'bot' | 'system';
  hidden: boolean;
}
export interface Call {
  id: string;
  ticket?: string;
  started: number;
  status: 'completed' | 'missed';
}
export interface Change {
  ticket: string;
  category: 'open' | 'waiting' | 'closed';
  status: string;
  entered: number;
  actor?: 'rep' | 'customer';
}

interface Said {
  id: string;
  at: number;
  by: 'rep' | 'customer';
  call: boolean;
}

const MINUTE = 60_000;

/** A value with the record it is of. `at`: its date. */
export interface Found {
  id: string;
  at: number;
  value: number;
}

/** What each measure says of which record, just before the instant `until`, by slow and plain loops over the definitions. */
export function found(desk: Desk, measure: string, until: number, now: number): Found[] {
  if (measure.startsWith('tickets.')) return desk.tickets.flatMap((ticket) => ofTicket(desk, ticket, measure, until, now));
  if (measure === 'messages.received' || measure === 'messages.sent') {
    const by = measure === 'messages.sent' ? 'rep' : 'customer';
    return desk.messages.filter((one) => one.sent < until && sideOf(one) === by && !isExcluded(desk, one.ticket, until)).map(({ id, sent }) => ({ id, at: sent, value: 1 }));
  }
  const threads = [...new Set([...desk.messages.map(threadOf), ...desk.calls.map(threadOf)])];
  return threads.flatMap((thread) => (isExcluded(desk, thread, until) ? [] : ofThread(said(desk, thread, until), endings(desk, thread), measure, until)));
}

function isExcluded(desk: Desk, ticket: string | undefined, until: number): boolean {
  return (desk.tickets.find(({ id }) => id === ticket)?.excluded ?? Infinity) < until;
}

function threadOf(one: Message | Call): string {
  return one.ticket ?? ('conversation' in one && one.conversation ? `conversation ${one.conversation}` : `alone ${one.id}`);
}

function sideOf({ direction, author, hidden }: Message): 'rep' | 'customer' | undefined {
  const way = direction ?? (author === undefined ? undefined : author === 'customer' ? 'inbound' : 'outbound');
  const who = author ?? (direction === undefined ? undefined : direction === 'inbound' ? 'customer' : 'rep');
  if (hidden) return undefined;
  return way === 'inbound' && who === 'customer' ? 'customer' : way === 'outbound' && who === 'rep' ? 'rep' : undefined;
}

/** What was said in a thread before an instant, in order. */
function said(desk: Desk, thread: string, until: number): Said[] {
  const messages = desk.messages.filter((one) => threadOf(one) === thread).flatMap((one): Said[] => {
    const by = sideOf(one);
    return by ? [{ id: one.id, at: one.sent, by, call: false }] : [];
  });
  const calls = desk.calls
    .filter((one) => desk.asReplies && one.status === 'completed' && one.ticket !== undefined && threadOf(one) === thread)
    .map(({ id, started }): Said => ({ id, at: started, by: 'rep', call: true }));
  return [...messages, ...calls].filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
}

/** The closes of a ticket, and its moves to a waiting status by a rep. */
function endings(desk: Desk, ticket: string): number[] {
  const own = desk.tickets.find(({ id }) => id === ticket);
  if (!own) return [];
  const changes = desk.changes.filter((one) => one.ticket === ticket);
  if (!desk.history || !changes.length) return [...new Set([own.firstClosed, own.closed].filter((at) => at !== undefined))].sort((a, b) => a - b);
  return changes.flatMap(({ category, entered, actor }, i) => {
    const closes = category === 'closed' && changes[i - 1]?.category !== 'closed';
    const moves = category === 'waiting' && i > 0 && actor !== 'customer';
    return closes || moves ? [entered] : [];
  });
}

/** Customer messages that nobody had answered just before an instant, with what came before it. */
function unanswered(before: readonly Said[], ends: readonly number[], until: number): Said[] {
  return before.filter((one, i) => one.by === 'customer' && !before.slice(i + 1).some(({ by }) => by === 'rep') && !ends.some((end) => one.at <= end && end + MINUTE < until));
}

function ofThread(all: readonly Said[], ends: readonly number[], measure: string, until: number): Found[] {
  const of = (one: Said, value: number): Found => ({ id: one.id, at: one.at, value });
  switch (measure) {
    case 'messages.replyTime':
    case 'messages.customerWaitTime':
      return all.flatMap((one, i) => {
        const open = one.by === 'rep' ? unanswered(all.slice(0, i), ends, one.at) : [];
        return open.length ? [of(one, one.at - open[0]!.at)] : [];
      });
    case 'messages.waitsDropped': {
      const gone = new Set<Said>();
      return ends.flatMap((end) => {
        if (end + MINUTE >= until) return [];
        const dropped = all.filter((one, i) => one.by === 'customer' && one.at <= end && !gone.has(one) && !all.slice(i + 1).some(({ by, at }) => by === 'rep' && at <= end + MINUTE));
        dropped.forEach((one) => gone.add(one));
        return dropped.length ? [of(dropped[0]!, 1)] : [];
      });
    }
    case 'messages.repWaitTime':
      return all.flatMap((one, i) => (one.by === 'customer' && all[i - 1]?.by === 'rep' ? [of(one, one.at - all[i - 1]!.at)] : []));
    case 'messages.repUnanswered':
      return all.at(-1)?.by === 'rep' ? [of(all.at(-1)!, 1)] : [];
    default:
      throw new Error(measure);
  }
}

function closedThen(desk: Desk, ticket: Ticket, until: number): number | undefined {
  const changes = desk.changes.filter((one) => one.ticket === ticket.id);
  if (!desk.history || !changes.length) return ticket.closed !== undefined && ticket.closed < until ? ticket.closed : undefined;
  let closed: number | undefined;
  changes.filter(({ entered }) => entered < until).forEach(({ category, entered }) => (closed = category === 'closed' ? (closed ?? entered) : undefined));
  return closed;
}

function reopensThen(desk: Desk, ticket: Ticket, until: number): number {
  const changes = desk.changes.filter((one) => one.ticket === ticket.id && one.entered < until);
  return desk.history ? changes.filter(({ category }, i) => category !== 'closed' && changes[i - 1]?.category === 'closed').length : ticket.reopens;
}

function ofTicket(desk: Desk, ticket: Ticket, measure: string, until: number, now: number): Found[] {
  if (ticket.created >= until || isExcluded(desk, ticket.id, until)) return [];
  const all = said(desk, ticket.id, until);
  const closed = closedThen(desk, ticket, until);
  const one = (value: number): Found[] => [{ id: ticket.id, at: closed ?? NaN, value }];
  if (measure === 'tickets.awaitingReply' || measure === 'tickets.currentWait') {
    const open = closed === undefined ? unanswered(all, endings(desk, ticket.id), until) : [];
    return open.length ? one(measure === 'tickets.currentWait' ? now - open[0]!.at : 1) : [];
  }
  const { start, answered } = firstResponse(all, ticket.created);
  if (measure === 'tickets.firstResponseTime') return answered === undefined ? [] : [{ id: ticket.id, at: answered, value: answered - start! }];
  if (closed === undefined) return [];
  const replies = all.filter(({ by }) => by === 'rep').length;
  if (measure === 'tickets.repliesPerTicket') return one(replies);
  if (measure === 'tickets.oneTouchRate') return one(Number(replies === 1));
  if (answered === undefined) return [];
  const again = all.some(({ by, at }) => by === 'customer' && at > answered);
  return one(Number(!again && reopensThen(desk, ticket, until) === 0));
}

/** When the wait for a first response began and ended. */
function firstResponse(all: readonly Said[], created: number): { start?: number; answered?: number } {
  const wroteFirst = all[0]?.by === 'rep' && all.some(({ call }) => !call);
  const asked = wroteFirst ? all.findIndex(({ by }) => by === 'customer') : 0;
  if (asked < 0) return {};
  const start = wroteFirst ? all[asked]!.at : created;
  const answer = all.find(({ by, at }, i) => by === 'rep' && at >= created && (!wroteFirst || i > asked));
  return { start, ...(answer && { answered: answer.at }) };
}
