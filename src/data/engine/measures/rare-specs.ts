import type { SlaKind } from '../../catalog/measures.ts';
import type { SourceName } from '../../records/records.ts';
import { CALLS } from './calls.ts';
import { MESSAGES, TICKET_MESSAGES } from './messages.ts';
import { CONVERSATIONS, STATUS_CHANGES } from './others.ts';
import { REPS } from './reps.ts';
import { slaSpec } from './sla.ts';
import type { Spec, Specs } from './spec.ts';
import { specIn } from './specs.ts';

export { fieldSpec } from './others.ts';

const SPECS: Specs = { tickets: TICKET_MESSAGES, statusChanges: STATUS_CHANGES, conversations: CONVERSATIONS, messages: MESSAGES, calls: CALLS, reps: REPS };

/** How a measure is read off rows that a page of tickets and answers alone does not show. */
export function rareSpec(source: SourceName, base: string, sla?: SlaKind): Spec | undefined {
  return sla ? slaSpec(base, sla) : specIn(SPECS, source, base);
}
