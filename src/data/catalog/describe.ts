import { DIMENSION_DEFINITIONS, MEASURE_DEFINITIONS, PART_DEFINITIONS } from './definitions.ts';
import { labelOf } from './labels.ts';
import { findDimension, findMeasure } from './members.ts';

/** English label and definition of a member; families also by their stem. What the catalogue does not know describes itself by its name. */
export function describeMember(name: string, role: 'measure' | 'dimension'): { label: string; description: string } {
  const label = labelOf(name);
  const measure = role === 'measure' ? (findMeasure(name) ?? findMeasure(`${name}.avg`)) : undefined;
  if (measure) {
    const { source, base, field } = measure;
    const definition = field ? definitionOf(source, base) : MEASURE_DEFINITIONS[`${source}.${base}`];
    const part = name.endsWith(`.${measure.part}`) ? PART_DEFINITIONS[measure.part!] : undefined;
    return { label, description: [definition, part].filter(Boolean).join(' ') };
  }
  const dimension = findDimension(name);
  return { label, description: dimension ? (definitionOf(dimension.source, dimension.base) ?? label) : `${label}, as the source supplies it.` };
}

function definitionOf(source: string, base: string): string | undefined {
  return DIMENSION_DEFINITIONS[`${source}.${base}`] ?? DIMENSION_DEFINITIONS[base] ?? MEASURE_DEFINITIONS[`${source}.${base}`];
}
