import type { QueryContext } from '../../query/query.ts';
import { keep, type Desk } from '../desk.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';

/** So many indexes a desk keeps, each of at most two bytes a row; the least lately used goes first. */
const MOST = 20;
const MARK = '#';

/** Keeps an index until others are used more lately, or what it was made from changes. */
export function* keepLately<T>(desk: Desk, name: string, make: () => Work<T>): Work<T> {
  const key = MARK + name;
  const index = yield* keep(desk, key, make);
  const { kept } = desk;
  const own = kept.get(key);
  if (own) {
    kept.delete(key);
    kept.set(key, own);
  }
  const names = [...kept.keys()].filter((other) => other.startsWith(MARK));
  for (const old of names.slice(0, -MOST)) kept.delete(old);
  return index;
}

/** What values at a view rest on besides the records. Of the clock itself only statuses of SLAs make use. */
export function viewKey({ at, until, dims, options }: View, name: string): string {
  const { now, ...rest }: QueryContext = options;
  return JSON.stringify([name, at, until, dims.until, rest, /sla/i.test(name) && now]);
}
