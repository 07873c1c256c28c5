import type { ApiObject } from './api.ts';

export type StatusCategory = 'open' | 'waiting' | 'closed';

/** What a desk says of itself where the API does not, alike for every connector. */
export interface ConnectorOptions {
  /** What a status means, by the source's own code, id or name. */
  statusCategories?: Readonly<Record<string, StatusCategory>>;
  /** Names of statuses, by the source's own code or id. */
  statusNames?: Readonly<Record<string, string>>;
  /** Kinds of channel, by the source's own word or code: `{ sample_ticket: 'web' }`. */
  channels?: Readonly<Record<string, string>>;
  /** How many tickets each rep takes at most, by the rep's id. 0 means always full. */
  capacities?: Readonly<Record<string, number>>;
  /** More fields of a ticket, or others in place of the connector's own: `(ticket) => ({ category: ticket.custom_field })`. */
  ticketFields?: (ticket: ApiObject) => Readonly<Record<string, unknown>>;
}
