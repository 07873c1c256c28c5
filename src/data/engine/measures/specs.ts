import type { SlaKind } from '../../catalog/measures.ts';
import type { SourceName } from '../../records/records.ts';
import { CALLS } from './calls.ts';
import { FEEDBACK } from './feedback.ts';
import { MESSAGES, TICKET_MESSAGES } from './messages.ts';
import { CONVERSATIONS, STATUS_CHANGES } from './others.ts';
import { REPS } from './reps.ts';
import { slaSpec } from './sla.ts';
import type { Spec, Specs } from './spec.ts';
import { TICKETS } from './tickets.ts';

const ALL = { count: {} };

const SPECS: Specs = {
  tickets: { ...TICKETS, ...TICKET_MESSAGES },
  statusChanges: STATUS_CHANGES,
  feedback: FEEDBACK,
  conversations: CONVERSATIONS,
  messages: MESSAGES,
  calls: CALLS,
  reps: REPS,
  contacts: ALL,
  companies: ALL,
  teams: ALL,
};

/** How a measure is read off rows; undefined where that is not built yet. */
export function specOf(source: SourceName, base: string, sla?: SlaKind): Spec | undefined {
  if (sla) return slaSpec(base, sla);
  const specs = SPECS[source];
  return specs && Object.hasOwn(specs, base) ? specs[base] : undefined;
}
