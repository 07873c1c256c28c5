import { FIGURES } from '../catalog/figures.ts';
import type { FigureDefinition } from '../catalog/figures.ts';
import { findMeasure } from '../catalog/members.ts';
import type { MeasureRef } from '../catalog/members.ts';
import type { Stat } from '../scope.ts';

/** How one figure is asked. */
export interface FigurePlan {
  /** The member that is shown. */
  measure: string;
  /** The member that holds the number of values behind a mean, quantile or ratio. */
  n?: string;
  /** The date that the window applies to; absent: a stock. */
  time?: string;
  /** A duration, which business hours may concern. */
  duration: boolean;
}

export type FigurePlans = Readonly<Record<string, FigurePlan>>;

/** The figures of a widget by id, as the catalogue defines them; `stat` takes the place of an average. */
export function figurePlans(widget: keyof typeof FIGURES, stat: Stat): FigurePlans {
  const definitions: Readonly<Record<string, FigureDefinition>> = FIGURES[widget];
  return Object.fromEntries(
    Object.entries(definitions).map(([id, { member, time, window }]) => {
      const plan = figurePlan(member.replace(/\.avg$/, `.${stat}`), time);
      return [id, window === 'stock' ? { ...plan, time: undefined } : plan];
    }),
  );
}

/** How a measure is asked, by its own date unless `time` names another. */
export function figurePlan(member: string, time?: string): FigurePlan {
  const ref = findMeasure(member);
  return {
    measure: member,
    n: ref && sampleOf(ref),
    time: time ?? (ref?.measure.time && `${ref.source}.${ref.measure.time}`),
    duration: ref?.measure.unit === 'ms',
  };
}

/** Of nothing, counts and stocks are 0; everything else is null. */
export function isCount({ part, measure }: MeasureRef): boolean {
  return part ? COUNTING.has(part) : measure.kind === 'count' || measure.kind === 'stock';
}

const COUNTING = new Set(['count', 'missing', 'invalid', 'numerator', 'denominator', 'countDistinct']);
const SAMPLE = { count: undefined, stock: undefined, family: 'count', mean: 'count', ratio: 'denominator' } as const;

function sampleOf(ref: MeasureRef): string | undefined {
  const sample = SAMPLE[ref.measure.kind];
  const stem = ref.part ? ref.name.slice(0, -ref.part.length - 1) : ref.name;
  return sample && !isCount(ref) ? `${stem}.${sample}` : undefined;
}
