import { type ApiObject, flag, idOf, instant, objectOf, objectsOf, text } from './api.ts';
import { eachOf } from './desk.ts';
import { authorType, type Zendesk } from './zendesk-desk.ts';

const SPOKEN = ['Comment', 'VoiceComment'];

/** Adds comments as messages, from the list of them or from audits. */
export function addComments(zendesk: Zendesk): void {
  const { desk, data } = zendesk;
  if (data.comments) {
    eachOf(desk, data.comments, ['messages'], (comment, row) => addComment(zendesk, comment, comment, row));
    return;
  }
  eachOf(desk, data.audits, ['messages'], (audit, row) => {
    for (const event of objectsOf(audit.events)) {
      if (SPOKEN.includes(text(event.type) ?? '')) addComment(zendesk, event, audit, row);
    }
  });
}

/** `frame` is what says when and where: an audit, or the comment itself. */
function addComment(zendesk: Zendesk, comment: ApiObject, frame: ApiObject, row: number): void {
  const { desk, channel } = zendesk;
  const ticketId = idOf(frame.ticket_id);
  if (!ticketId) desk.log.add('no-ticket', 'messages', 'ticketId', row, comment.id);
  const authorId = text(comment.author_id) ?? text(frame.author_id);
  const via = text(objectOf(comment.via).channel) ?? text(objectOf(frame.via).channel);
  const author = authorType(zendesk, authorId, ticketId, via);
  desk.add('messages', {
    id: text(comment.id),
    ticketId,
    sentAt: instant(frame.created_at),
    direction: author === 'customer' ? 'inbound' : 'outbound',
    authorType: author,
    authorId: idOf(authorId),
    channel: via === 'rule' ? null : channel(via, 'messages', row),
    isPublic: flag(comment.public),
  });
}
