import { CATEGORY_OF, type Happening, type Status, type Story } from './ticket.ts';
import { HOUR } from './working-time.ts';

const FIRST_RESPONSE: Readonly<Record<string, number>> = { urgent: 1, high: 4, medium: 8, low: 24 };
const NEXT_RESPONSE: Readonly<Record<string, number>> = { urgent: 2, high: 6, medium: 12, low: 24 };
const CLOSE: Readonly<Record<string, number>> = { urgent: 10, high: 30, medium: 72, low: 120 };

type Row = Record<string, string | number | boolean | null>;

/** What a help desk has recorded of one ticket until `now`, source by source. */
export interface TicketRecords {
  ticket: Row;
  statusChanges: Row[];
  assignments: Row[];
  messages: Row[];
  calls: Row[];
  conversation: Row;
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

export function recordsOf(story: Story, now: number): TicketRecords {
  const past = story.happenings.filter(({ at }) => at < now);
  const changes = past.filter(isStatus);
  const owners = past.filter(isOwner);
  const replies = past.filter(isReply);
  const closes = changes.filter(({ status }) => status === 'Closed');
  const status = changes.at(-1)?.status ?? 'New';
  const last = CATEGORY_OF[status] === 'closed' ? closes.at(-1) : undefined;
  const target = (hours: Readonly<Record<string, number>>, from: number): string | null => {
    const span = hours[story.priority];
    return span === undefined ? null : iso(from + span * HOUR);
  };
  const ticket: Row = {
    id: story.id,
    url: `https://desk.example/tickets/${story.id}`,
    subject: story.subject,
    createdAt: iso(story.createdAt),
    closedAt: iso(last?.at),
    firstClosedAt: iso(closes[0]?.at),
    reopenCount: reopensIn(changes),
    excludedAt: iso(past.find(({ kind }) => kind === 'excluded')?.at),
    status,
    statusCategory: CATEGORY_OF[status],
    pipeline: story.pipeline,
    priority: story.priority,
    channel: story.channel,
    channelAccount: story.channelAccount,
    category: story.category,
    ownerId: owners.at(-1)?.ownerId ?? null,
    teamId: story.teamId,
    contactId: story.contactId,
    companyId: story.companyId,
    firstResponseAt: iso(replies[0]?.at),
    firstResponderId: replies[0]?.ownerId ?? null,
    firstResponseSlaDueAt: target(FIRST_RESPONSE, story.createdAt),
    nextResponseSlaDueAt: nextDue(past, (from) => target(NEXT_RESPONSE, from)),
    closeSlaDueAt: target(CLOSE, story.createdAt),
  };
  return {
    ticket,
    statusChanges: changes.map((change, i) => ({
      ticketId: story.id,
      status: change.status,
      statusCategory: CATEGORY_OF[change.status],
      pipeline: story.pipeline,
      enteredAt: iso(change.at),
      exitedAt: iso(changes[i + 1]?.at),
      actorType: change.actor,
    })),
    assignments: owners.map((each, i) => ({
      ticketId: story.id,
      ownerId: each.ownerId,
      teamId: story.teamId,
      from: iso(each.at),
      to: iso(owners[i + 1]?.at),
    })),
    messages: past.flatMap((happening, i) => messageOf(story, happening, i)),
    calls: replies.flatMap((reply, i) =>
      reply.call
        ? [
            {
              id: `${story.id}-call-${i + 1}`,
              ticketId: story.id,
              startedAt: iso(reply.at),
              direction: 'inbound',
              status: reply.at + reply.call.durationMs < now ? 'completed' : 'inProgress',
              durationMs: reply.at + reply.call.durationMs < now ? reply.call.durationMs : null,
              waitMs: reply.call.waitMs,
              ownerId: reply.ownerId,
            },
          ]
        : [],
    ),
    conversation: {
      id: `t${story.id}`,
      ticketId: story.id,
      channel: story.channel,
      startedAt: iso(story.createdAt),
      closedAt: iso(last?.at),
      status: last ? 'closed' : 'open',
    },
  };
}

/** The latest cycle's due date: cycles begin with the customer's message after a reply. */
function nextDue(past: readonly Happening[], due: (from: number) => string | null): string | null {
  let opened: number | undefined;
  let answered = false;
  let waiting = false;
  for (const happening of past) {
    if (happening.kind === 'customer') {
      if (answered && !waiting) opened = happening.at;
      waiting = true;
    } else if (happening.kind === 'rep') {
      answered = true;
      waiting = false;
    }
  }
  return opened === undefined ? null : due(opened);
}

function messageOf(story: Story, happening: Happening, index: number): Row[] {
  const base = { id: `${story.id}-${index + 1}`, ticketId: story.id, conversationId: `t${story.id}`, sentAt: iso(happening.at), channel: story.channel };
  switch (happening.kind) {
    case 'customer':
      return [{ ...base, direction: 'inbound', authorType: 'customer', authorId: story.contactId, isPublic: true }];
    case 'rep':
      return happening.call ? [] : [{ ...base, direction: 'outbound', authorType: 'rep', authorId: happening.ownerId, isPublic: true }];
    case 'internal':
      return [{ ...base, direction: 'outbound', authorType: 'rep', authorId: null, isPublic: false }];
    case 'auto':
      return [{ ...base, direction: 'outbound', authorType: 'system', authorId: null, isPublic: true }];
    case 'bot':
      return [{ ...base, direction: 'outbound', authorType: 'bot', authorId: null, isPublic: true }];
    default:
      return [];
  }
}

function reopensIn(changes: readonly { status: Status }[]): number {
  return changes.filter(({ status }, i) => status !== 'Closed' && changes[i - 1]?.status === 'Closed').length;
}

const isStatus = (happening: Happening): happening is Extract<Happening, { kind: 'status' }> => happening.kind === 'status';
const isOwner = (happening: Happening): happening is Extract<Happening, { kind: 'owner' }> => happening.kind === 'owner';
const isReply = (happening: Happening): happening is Extract<Happening, { kind: 'rep' }> => happening.kind === 'rep';
