import { type ApiObject, idOf, instant, objectOf, objectsOf, ownOf, text, type Told } from './api.ts';
import { eachOf, type Row } from './desk.ts';
import type { HubSpot } from './hubspot-desk.ts';

interface Thread {
  ticketId: Told<string>;
  isSpam: boolean;
}

/** What the letters before an actor's id say of it. */
const ACTORS: Readonly<Record<string, string>> = { A: 'rep', V: 'customer', E: 'customer', C: 'customer', B: 'bot', I: 'system', S: 'system' };

/** Adds threads as conversations, and what was written in them. */
export function addThreads(hub: HubSpot): void {
  const { desk, data, channel } = hub;
  const threads = new Map<string, Thread>();
  eachOf(desk, data.threads, ['conversations'], (thread, row) => {
    const id = text(thread.id);
    const ticketId = idOf(objectOf(thread.threadAssociations).associatedTicketId);
    const isSpam = thread.spam === true || thread.archived === true;
    threads.set(id ?? '', { ticketId, isSpam });
    if (isSpam) return desk.log.add('excluded', 'conversations', undefined, row, id);
    desk.add('conversations', {
      id,
      ticketId,
      channel: channel(text(thread.originalChannelId), 'conversations', row),
      channelAccount: accountOf(hub, thread.originalChannelAccountId),
      startedAt: instant(thread.createdAt),
      closedAt: thread.status === 'OPEN' ? null : instant(thread.closedAt),
      status: text(thread.status)?.toLowerCase(),
      contactId: idOf(thread.associatedContactId),
      ownerId: actorOf(hub, thread.assignedTo).id,
      inbox: text(thread.inboxId),
      lastMessageAt: instant(thread.latestMessageTimestamp),
      lastSentAt: instant(thread.latestMessageSentTimestamp),
      lastReceivedAt: instant(thread.latestMessageReceivedTimestamp),
    });
  });
  eachOf(desk, data.messages, ['messages'], (message, row) => {
    const thread = threads.get(text(message.conversationsThreadId ?? message.threadId) ?? '');
    const written = messageOf(hub, message, row);
    if (!written || thread?.isSpam) return;
    if (!thread?.ticketId) desk.log.add('no-ticket', 'messages', 'ticketId', row, message.id);
    desk.add('messages', { ...written, ticketId: thread?.ticketId });
  });
}

/** A message as a row without its ticket; undefined for what is no message, such as an assignment. */
function messageOf(hub: HubSpot, message: ApiObject, row: number): Row | undefined {
  const type = text(message.type) ?? 'MESSAGE';
  if (!['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'].includes(type) || message.archived === true) return undefined;
  const author = actorOf(hub, objectsOf(message.senders)[0]?.actorId ?? message.createdBy);
  const isInbound = message.direction === undefined ? author.type === 'customer' : message.direction === 'INCOMING';
  const authorType = isInbound ? 'customer' : type === 'WELCOME_MESSAGE' ? 'system' : author.type;
  return {
    id: text(message.id),
    conversationId: text(message.conversationsThreadId ?? message.threadId),
    sentAt: instant(message.createdAt),
    direction: isInbound ? 'inbound' : 'outbound',
    // An outbound message with a customer's address as its sender was sent by an integration.
    authorType: authorType === 'customer' && !isInbound ? 'system' : authorType,
    authorId: author.id,
    channel: hub.channel(text(message.channelId), 'messages', row),
    channelAccount: accountOf(hub, message.channelAccountId),
    isPublic: type !== 'COMMENT',
  };
}

/** `A-123` is the user 123, whose owner id the records use. */
function actorOf({ owners }: HubSpot, actor: unknown): { id: Told<string>; type: string } {
  const given = text(actor);
  if (!given) return { id: given, type: 'system' };
  const [, letter = 'A', id = given] = /^([A-Z])-(.*)$/.exec(given) ?? [];
  return { id: letter === 'A' ? (owners.get(id) ?? id) : id, type: ownOf(ACTORS, letter) ?? 'system' };
}

function accountOf({ accounts }: HubSpot, id: unknown): Told<string> {
  const account = text(id);
  return account && (text(accounts.get(account)?.name) ?? account);
}
