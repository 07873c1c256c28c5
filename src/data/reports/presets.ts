import type { Report, Visualization } from './report.ts';

/** A report of measures along a date; the bucket follows the period. */
function overTime(id: string, name: string, measures: readonly string[], time: string, type: Visualization['type']): Report {
  return {
    version: 1,
    id,
    name,
    queries: { main: { measures, timeDimensions: [{ dimension: time }] } },
    visualization: { type, x: time, y: measures },
  };
}

/** The reports that come with the kit, by id. */
export const PRESETS: Readonly<Record<string, Report>> = byId([
  overTime('tickets-created', 'Tickets created', ['tickets.count'], 'tickets.createdAt', 'bar'),
]);

/** The preset of an id; undefined where there is none. */
export function presetReport(id: string): Report | undefined {
  return Object.hasOwn(PRESETS, id) ? PRESETS[id] : undefined;
}

function byId(reports: readonly Report[]): Readonly<Record<string, Report>> {
  return Object.fromEntries(reports.map((report) => [report.id, report]));
}
