import type { SlaKind } from '../../catalog/measures.ts';
import { columnOf } from '../desk.ts';
import { slasAt } from './sla.ts';
import { kindsOf } from './values.ts';
import type { Turn } from '../turn.ts';
import type { View } from '../view.ts';
import type { Work } from '../work.ts';

/** Why a measure of SLAs is not exact at a view: codes with words. */
export function* slaDoubts({ plan, times }: Turn, view: View, base: string, kind: SlaKind): Work<(readonly [code: string, words: string])[]> {
  const kinds = (yield* kindsOf(view)).filter((own) => kind === 'any' || own === kind);
  const found: (readonly [string, string])[] = [];
  const isPast = !view.live;
  if (isPast && kinds.includes('nextResponse')) {
    found.push(['latest-sla-cycle', 'of a ticket only the latest next-response SLA is known, so those before it are missing']);
  }
  const byState = !/^sla(?:OnTime|Late|Missed|OnTimeRate)$/.test(base);
  const isPlaced = times.some(({ ref }) => ref.base === 'slaCompletedAt') && (plan.query.context?.attribution ?? 'event') === 'event';
  for (const own of kinds) {
    if (isPast && byState && (yield* columnOf(view.desk, 'tickets', `${own}SlaStatus`))) {
      found.push(['no-field-history', `tickets.${own}SlaStatus is as it is now, not as it was then`]);
    }
    if (!isPlaced || !/^sla(?:OnTime|Late)/.test(base)) continue;
    if ((yield* slasAt(view, own)).hasUndated) found.push(['sla-without-date', 'some SLAs were met, but nobody knows when, so they count on no day']);
  }
  return found;
}
