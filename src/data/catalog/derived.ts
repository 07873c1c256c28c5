import type { SourceName } from '../records/records.ts';
import type { FieldType } from './fields.ts';
import { MEASURES } from './measures.ts';

/** A dimension that is worked out instead of supplied. */
export interface Derived {
  /** `ratio`: a share, which may exceed 1. */
  type: FieldType | 'ratio';
  /** The display name of an id: looked up in this source ... */
  names?: SourceName;
  /** ... by this dimension of its own source. */
  by?: string;
  /** The value of the ticket that the record belongs to. */
  follows?: 'tickets';
  /** Used in queries to place and freeze measures; no record has a value of it. */
  virtual?: true;
  /** The stem of a family: the duration of one record. */
  family?: true;
  /** As in measures. */
  needs?: readonly string[];
}

const name = (names: SourceName, by: string): Derived => ({ type: 'string', names, by, needs: [by] });
const slaDue = (type: 'duration' | 'ratio', kind: string): Derived => ({ type, needs: [`${kind}SlaDueAt`] });
const REPLY = ['direction|authorType', 'sentAt'];

const tickets: Record<string, Derived> = {
  owner: name('reps', 'ownerId'),
  firstResponder: name('reps', 'firstResponderId'),
  team: name('teams', 'teamId'),
  contact: name('contacts', 'contactId'),
  company: name('companies', 'companyId'),
  nextResponseAt: { type: 'time', needs: ['messages.*'] },
  anySlaStatus: { type: 'string', needs: ['anySlaStatus|anySlaDueAt'] },
  'slaRemaining.firstResponse': slaDue('duration', 'firstResponse'),
  'slaRemaining.nextResponse': slaDue('duration', 'nextResponse'),
  'slaRemaining.close': slaDue('duration', 'close'),
  'slaElapsed.firstResponse': slaDue('ratio', 'firstResponse'),
  'slaElapsed.nextResponse': slaDue('ratio', 'nextResponse'),
  'slaElapsed.close': slaDue('ratio', 'close'),
  ageBucket: { type: 'string', needs: ['createdAt', 'statusCategory'] },
  asOf: { type: 'time', virtual: true },
  slaCompletedAt: { type: 'time', virtual: true, needs: ['anySlaStatus|anySlaDueAt'] },
};

const FOLLOWED: Readonly<Record<string, Derived>> = {
  ...Object.fromEntries(
    ['ownerId', 'teamId', 'contactId', 'companyId', 'pipeline', 'category', 'priority', 'channelAccount'].map((field) => [
      field,
      { type: 'string', follows: 'tickets', needs: ['ticketId', `tickets.${field}`] } satisfies Derived,
    ]),
  ),
  owner: name('reps', 'ownerId'),
  team: name('teams', 'teamId'),
  contact: name('contacts', 'contactId'),
  company: name('companies', 'companyId'),
};

const withoutOwn = (...own: string[]) => Object.fromEntries(Object.entries(FOLLOWED).filter(([field]) => !own.includes(field)));

const stems = (source: SourceName): Record<string, Derived> =>
  Object.fromEntries(
    Object.entries(MEASURES[source] ?? {})
      .filter(([, measure]) => measure.kind === 'family')
      .map(([stem, { needs = [], stock, time }]) => [stem, { type: 'duration', family: true, needs: stock || !time ? needs : [...needs, time] }]),
  );

/** Every derived dimension, by source and name. A field of the source's own comes before what it would take from the ticket. */
export const DERIVED: Readonly<Partial<Record<SourceName, Readonly<Record<string, Derived>>>>> = {
  tickets: { ...stems('tickets'), ...tickets },
  messages: {
    ...FOLLOWED,
    ...stems('messages'),
    // Of a rep's message without author, the ticket's owner.
    author: { ...name('reps', 'authorId'), needs: ['authorId|tickets.ownerId'] },
    isReply: { type: 'boolean', needs: REPLY },
    isFirstReply: { type: 'boolean', needs: REPLY },
    // Directions alone tell of no bot.
    botInteraction: { type: 'boolean', needs: ['authorType=bot|authorType=customer|authorType=rep|authorType=system'] },
  },
  // The call's own rep and that rep's team; without a rep, the ticket's team.
  calls: { ...withoutOwn('ownerId'), ...stems('calls'), teamId: { type: 'string', follows: 'tickets', needs: ['reps.teamId|tickets.teamId'] } },
  // No record of an answer tells when its survey went out: only totals do.
  feedback: { ...FOLLOWED, sentAt: { type: 'time', virtual: true, needs: ['sent'] } },
  conversations: { ...FOLLOWED, ...stems('conversations'), asOf: { type: 'time', virtual: true } },
  statusChanges: { ...withoutOwn('pipeline'), ...stems('statusChanges') },
  assignments: { owner: name('reps', 'ownerId'), team: name('teams', 'teamId') },
  reps: { team: name('teams', 'teamId'), ...stems('reps'), asOf: { type: 'time', virtual: true } },
  contacts: { company: name('companies', 'companyId') },
};

/** What the product works out, row by row, where a field is not supplied: from one of these. */
export const FILLED_FROM: Readonly<Record<string, readonly string[]>> = {
  'tickets.statusCategory': ['tickets.closedAt'],
  'tickets.firstResponseAt': ['tickets.firstResponseTimeMs', 'messages.*', 'calls.*'],
  'tickets.firstResponderId': ['messages.authorId', 'calls.ownerId', 'tickets.ownerId'],
  'tickets.firstClosedAt': ['statusChanges.statusCategory', 'tickets.closedAt'],
  'tickets.teamId': ['reps.teamId'],
  'tickets.companyId': ['contacts.companyId'],
  'statusChanges.exitedAt': ['statusChanges.enteredAt'],
  'statusChanges.pipeline': ['tickets.pipeline'],
  'messages.channel': ['tickets.channel'],
  'messages.ticketId': ['conversations.ticketId'],
  'messages.direction': ['messages.authorType'],
  'messages.authorType': ['messages.direction'],
  'reps.openTickets': ['tickets.ownerId'],
};
