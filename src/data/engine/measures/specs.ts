import type { SlaKind } from '../../catalog/measures.ts';
import type { SourceName } from '../../records/records.ts';
import { part, type Work } from '../work.ts';
import { FEEDBACK } from './feedback.ts';
import type { Spec, Specs } from './spec.ts';
import { TICKETS } from './tickets.ts';

const ALL = { count: {} };

const SPECS: Specs = { tickets: TICKETS, feedback: FEEDBACK, contacts: ALL, companies: ALL, teams: ALL };

/** How a measure is read off rows; undefined where that is not built yet. Those of messages, calls, SLAs and the like are loaded with the first of them. */
export function* specOf(source: SourceName, base: string, sla?: SlaKind): Work<Spec | undefined> {
  const own = !sla && specIn(SPECS, source, base);
  return own || (yield* part(() => import('./rare-specs.ts'))).rareSpec(source, base, sla);
}

/** The values of a number field, or how many different ones there are. */
export function* fieldSpecOf(source: SourceName, field: string, distinct: boolean): Work<Spec> {
  return (yield* part(() => import('./rare-specs.ts'))).fieldSpec(source, field, distinct);
}

export function specIn(specs: Specs, source: SourceName, base: string): Spec | undefined {
  const found = specs[source];
  return found && Object.hasOwn(found, base) ? found[base] : undefined;
}
