import type { SourceName } from '../records/records.ts';

/** A step from a record to the one record of another source that it belongs to. */
export interface Join {
  to: SourceName;
  /** The field or derived dimension of the record that holds the other's id. */
  key: string;
}

const TICKET: Join = { to: 'tickets', key: 'ticketId' };
const OWNER: Join = { to: 'reps', key: 'ownerId' };
const TEAM: Join = { to: 'teams', key: 'teamId' };

/** Which sources a source joins to at first hand, the nearest way first. */
export const JOINS: Readonly<Record<SourceName, readonly Join[]>> = {
  tickets: [OWNER, TEAM, { to: 'contacts', key: 'contactId' }, { to: 'companies', key: 'companyId' }],
  statusChanges: [TICKET],
  assignments: [OWNER, TEAM, TICKET],
  messages: [TICKET, { to: 'conversations', key: 'conversationId' }],
  conversations: [TICKET],
  calls: [OWNER, TEAM, TICKET],
  reps: [TEAM],
  feedback: [TICKET],
  contacts: [{ to: 'companies', key: 'companyId' }],
  companies: [],
  teams: [],
};

/** The steps from one source to another, the fewest; empty for itself, undefined where they do not join. */
export function joinPath(from: SourceName, to: SourceName): readonly Join[] | undefined {
  const paths = new Map<SourceName, readonly Join[]>([[from, []]]);
  for (const [source, path] of paths) {
    if (source === to) return path;
    for (const join of JOINS[source]) if (!paths.has(join.to)) paths.set(join.to, [...path, join]);
  }
  return undefined;
}

/** Every source whose dimensions may group and filter the measures of this one. */
export function joinedSources(from: SourceName): readonly SourceName[] {
  return (Object.keys(JOINS) as SourceName[]).filter((source) => source !== from && joinPath(from, source));
}
