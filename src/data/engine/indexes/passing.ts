import type { Filter } from '../../query/query.ts';
import type { SourceName } from '../../records/records.ts';
import { BLOCK, type Narrow } from '../blocks.ts';
import { narrowings, type FilterFrame } from '../filters.ts';
import type { Work } from '../work.ts';
import { keepLately, viewKey } from './lately.ts';

/** Of each block the places of rows that pass the filters, found when the block is first met. */
interface Passing {
  blocks: (Uint16Array | undefined)[];
  narrow: readonly Narrow[];
}

/** Keeps those of `length` rows that pass all filters. It must be the first of a scan, so that it meets whole blocks. */
export function* passing(frame: FilterFrame, source: SourceName, filters: readonly Filter[], length: number): Work<Narrow> {
  const { view, zone } = frame;
  const index = yield* keepLately(view.desk, viewKey(view, `passing ${source} ${length} ${zone.name} ${JSON.stringify(filters)}`), function* (): Work<Passing> {
    return { blocks: [], narrow: yield* narrowings(frame, source, filters) };
  });
  const { blocks } = index;
  const narrow: Narrow = (rows, count, base) => {
    const places = (blocks[base / BLOCK] ??= placesOf(index, base, count));
    for (let i = 0; i < places.length; i++) rows[i] = base + places[i]!;
    return places.length;
  };
  narrow.knows = (block) => (blocks[block]?.length === 0 ? false : undefined);
  return narrow;
}

function placesOf({ narrow }: Passing, base: number, count: number): Uint16Array {
  const rows = new Int32Array(BLOCK);
  let left = count;
  narrow.forEach((each, i) => (left = each(rows, left, i ? -1 : base)));
  const places = new Uint16Array(left);
  for (let i = 0; i < left; i++) places[i] = rows[i]! - base;
  return places;
}
