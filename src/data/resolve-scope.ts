import type { Catalog } from './catalog/catalog.ts';
import { DataError } from './problem.ts';
import type { Scope } from './scope.ts';
import { zoneAdvice } from './time/zone-advice.ts';

/** A scope as far as the page has told it. */
export type ScopeInput = Partial<Scope>;

/**
 * A whole scope. Zone: as given, else the catalogue's, else the machine's. An unknown zone, or a `now` that is no instant,
 * throws a `bad-query` `DataError`.
 */
export function resolveScope(input: ScopeInput, catalog: Catalog | undefined): Scope {
  return {
    now: input.now === undefined ? undefined : instant(input.now),
    timezone: knownZone(input.timezone || catalog?.timezone || new Intl.DateTimeFormat().resolvedOptions().timeZone),
    weekStart: input.weekStart ?? 1,
    filters: input.filters ?? { values: {} },
    compare: input.compare ?? 'yesterday',
    stat: input.stat ?? 'avg',
    hours: input.hours ?? 'calendar',
    calendar: input.calendar,
  };
}

const zones = new Set<string>();

function knownZone(name: string): string {
  if (zones.has(name)) return name;
  try {
    if (!/^[a-z]/i.test(name)) throw new RangeError('An offset is no zone.');
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch (cause) {
    throw new DataError({ kind: 'bad-query', title: `“${name.slice(0, 80)}” is not a time zone. ${zoneAdvice(name)}`, path: 'timezone' }, { cause });
  }
  zones.add(name);
  return name;
}

function instant(text: string): string {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) {
    throw new DataError({
      kind: 'bad-query',
      title: `“${text.slice(0, 80)}” is not an instant. Write date, time and offset: 2026-03-02T14:00:00Z.`,
      path: 'now',
    });
  }
  return new Date(ms).toISOString();
}
