import type { SlaKind } from '../../catalog/measures.ts';
import { part } from '../work.ts';
import type { Spec } from './spec.ts';

const values = () => part(() => import('../sla/values.ts'));
const specs = new Map<string, Spec>();

/** How a measure of SLAs is read off tickets. All that knows SLAs is loaded with the first of them. */
export function slaSpec(base: string, kind: SlaKind): Spec {
  const key = `${base}.${kind}`;
  let spec = specs.get(key);
  if (!spec) specs.set(key, (spec = makeSpec(base, kind)));
  return spec;
}

function makeSpec(base: string, kind: SlaKind): Spec {
  const common: Spec = {
    *values(frame) {
      return yield* (yield* values()).slaValues(frame, base, kind);
    },
    *doubts(turn, view) {
      return yield* (yield* part(() => import('../sla/doubts.ts'))).slaDoubts(turn, view, base, kind);
    },
  };
  if (/^sla(?:Active|DueSoon|Overdue|Paused|None)$/.test(base)) return { ...common, stock: true, closes: true };
  return {
    ...common,
    // That a response came in time or late rests on no close.
    ...(!(kind !== 'any' && kind !== 'close' && /^sla(?:OnTime|Late)$/.test(base)) && { closes: true }),
    apart: kind === 'any' ? base + kind : kind,
    placed: {
      by: 'slaCompletedAt',
      *at(frame) {
        return yield* (yield* values()).slaDates(frame, kind);
      },
    },
    ...(kind === 'any' && {
      *source(turn, batch, view) {
        return yield* (yield* part(() => import('../sla/worst.ts'))).sourceOfWorst(turn, batch, view, base);
      },
    }),
  };
}
