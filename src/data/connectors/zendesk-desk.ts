import { type ApiObject, text, type Told } from './api.ts';
import type { Desk } from './desk.ts';
import type { ConnectorOptions } from './options.ts';
import type { ChannelReader, StatusReader } from './words.ts';

/** What the conversion of every list needs to know. */
export interface Zendesk {
  desk: Desk;
  data: ApiObject;
  options: ConnectorOptions;
  users: ReadonlyMap<string, ApiObject>;
  tickets: ReadonlyMap<string, ApiObject>;
  status: StatusReader;
  channel: ChannelReader;
}

/** The kind of author of a comment or change: customer, rep or system. Triggers and automations write as the system, whatever their user. */
export function authorType({ users, tickets }: Zendesk, authorId: Told<string>, ticketId: Told<string>, via: Told<string>): string {
  if (via === 'rule' || via === 'system' || authorId == null || Number(authorId) <= 0) return 'system';
  const role = users.get(authorId)?.role;
  if (role) return role === 'end-user' ? 'customer' : 'rep';
  return authorId === text(tickets.get(ticketId ?? '')?.requester_id) ? 'customer' : 'rep';
}
