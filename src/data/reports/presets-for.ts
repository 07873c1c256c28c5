import type { Catalog } from '../catalog/catalog.ts';
import { offers } from '../datasets/scope-filters.ts';
import { PRESETS } from './presets.ts';
import type { Report } from './report.ts';

/** The reports that come with the kit and that a source can feed: it has the capabilities they need and every member they name. */
export function presetsFor(catalog: Catalog): readonly Report[] {
  return Object.values(PRESETS).filter(
    ({ needs = [], queries }) => needs.every((need) => catalog.capabilities[need]) && Object.values(queries).every((query) => membersOf(query).every((member) => offers(catalog, member))),
  );
}

function membersOf({ measures = [], dimensions = [], timeDimensions = [] }: Report['queries'][string]): string[] {
  return [...measures, ...dimensions, ...timeDimensions.map(({ dimension }) => dimension)];
}
