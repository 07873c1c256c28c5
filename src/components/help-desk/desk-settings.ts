import type { DataAdapter } from '../../data/adapter.ts';
import type { ScopeInput } from '../../data/resolve-scope.ts';
import { DataError, type Problem } from '../../data/problem.ts';
import type { Compare, Filters, Hours, Stat } from '../../data/scope.ts';
import { oneOf } from '../internal/attributes.ts';

const COMPARE: readonly Compare[] = ['yesterday', 'last-week', 'previous-working-day', 'previous-period', 'last-year', 'none'];
const STAT: readonly Stat[] = ['avg', 'median', 'p90'];
const CREDENTIALS: readonly RequestCredentials[] = ['same-origin', 'include', 'omit'];
const HOURS: readonly Hours[] = ['calendar', 'business'];

/** What a provider's attributes say about every request under it; a removed attribute is null. */
export interface DeskSettings {
  timezone?: string | null;
  now?: string | null;
  compare?: string | null;
  stat?: string | null;
  hours?: string | null;
  filters?: Filters | null;
  refreshSeconds?: number | null;
  src?: string | null;
  endpoint?: string | null;
}

/** The scope as far as these settings give it. Throws a `DataError` naming attribute, value and what is allowed. */
export function scopeOf({ timezone, now, compare, stat, hours, filters }: DeskSettings): ScopeInput {
  const given = {
    timezone,
    now,
    filters,
    compare: compare && oneOf('compare', compare, COMPARE),
    stat: stat && oneOf('stat', stat, STAT),
    hours: hours && oneOf('hours', hours, HOURS),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

/** What makes these settings unusable, or undefined. */
export function faultIn({ refreshSeconds, src, endpoint }: DeskSettings): Problem | undefined {
  if (typeof endpoint === 'string' && typeof src === 'string') {
    return { kind: 'bad-query', path: 'endpoint', title: 'The attributes src and endpoint stand on one element. Use one of them.' };
  }
  if (typeof refreshSeconds === 'number' && !(refreshSeconds >= 0 && refreshSeconds < Infinity)) {
    return { kind: 'bad-query', path: 'refresh', title: 'The attribute refresh is not a number of seconds. Use 0 (never) or more.' };
  }
  return undefined;
}

/** The adapter of a document at an address as the page means it. Rejects with a `DataError` for what is no address. */
export async function readDocument(src: string, workerUrl?: string): Promise<DataAdapter> {
  const { documentAdapter } = await import('../../data/adapters/document-adapter.ts');
  if (URL.canParse(src, document.baseURI)) return documentAdapter(new URL(src, document.baseURI).href, { workerUrl: workerUrl === 'none' ? null : workerUrl });
  throw new DataError({ kind: 'bad-query', path: 'src', title: `The attribute src is not an address: '${src.slice(0, 80)}'.` });
}

/** Whether requests carry cookies. Throws a `DataError` naming attribute, value and what is allowed. */
export function credentialsOf(value?: string | null): RequestCredentials | undefined {
  return value ? oneOf('credentials', value, CREDENTIALS) : undefined;
}
