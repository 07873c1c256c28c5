import { createContext } from '@lit/context';
import type { DataClient } from '../../data/client.ts';
import type { Problem } from '../../data/problem.ts';
import type { ScopeInput } from '../../data/resolve-scope.ts';
import type { RecordsRef } from '../../data/adapter.ts';

/** Where the host page shows records: an address for exactly these rows or this one record, or null where there is none. */
export type RecordHref = (ref: RecordsRef | { source: string; id: string }) => string | null;

/** What a provider hands to the widgets it serves. */
export interface Provision {
  /** The provider element. The same provider and partition with another client means: keep what is shown, and ask again. */
  readonly desk: object;
  /** Null: the adapter is not ready yet. Absent: neither this provider nor one around it has an adapter. */
  readonly client?: DataClient | null;
  /** Why this provider can serve nothing, such as an attribute value nobody can understand. */
  readonly problem?: Problem;
  readonly partition?: string;
  /** Seconds between polls. */
  readonly refresh?: number;
  readonly recordHref?: RecordHref;
}

/** The data client of the nearest provider. A breaking change of the value raises the number in the key. */
export const clientContext = createContext<Provision | undefined>(Symbol.for('helpdesk-widgets/client@1'));

/** Clock, zone, filters and comparison, as far as the providers around set them. */
export const scopeContext = createContext<ScopeInput | undefined>(Symbol.for('helpdesk-widgets/scope@1'));

/** The language of the nearest provider, a BCP 47 tag. */
export const localeContext = createContext<string | undefined>(Symbol.for('helpdesk-widgets/locale@1'));
