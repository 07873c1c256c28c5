import type { ReportData } from '../../../src/data/adapter.ts';
import type { Cell, Query } from '../../../src/data/query/query.ts';
import type { Report, Visualization } from '../../../src/data/reports/report.ts';
import { ReportView } from '../../../src/components/report-view/report-view.ts';

ReportView.define('report-view');

export const AS_OF = '2026-11-04T13:05:00.000Z';
const TIME = 'tickets.createdAt';

/** So many days, the last of them that of `AS_OF`. */
export function days(count: number): string[] {
  const last = Date.parse('2026-11-04T00:00:00Z');
  return Array.from({ length: count }, (_, index) => new Date(last - (count - 1 - index) * 86_400_000).toISOString().slice(0, -1));
}

/** A report over days with one column of values for each measure. */
export function overDays(values: readonly (readonly Cell[])[], { unit = 'tickets', ...visualization }: Partial<Visualization> & { unit?: string } = {}): { definition: Report; data: ReportData } {
  const buckets = days(values[0]?.length ?? 0);
  const measures = values.map((_, index) => (index === 0 ? 'tickets.count' : `tickets.measure${index}`));
  const query: Query = {
    measures,
    timeDimensions: [{ dimension: TIME, granularity: 'day', dateRange: [(buckets[0] ?? '').slice(0, 10), '2026-11-04'] }],
    timezone: 'UTC',
  };
  const columns = [{ name: TIME, type: 'time' as const }, ...measures.map((name) => ({ name, type: 'number' as const, unit }))];
  return {
    definition: { version: 1, id: 'test', name: 'Tickets created', queries: { main: query }, visualization: { type: 'bar', x: TIME, y: measures, ...visualization } },
    data: { asOf: AS_OF, results: { main: { columns, data: [buckets, ...values], asOf: AS_OF } }, queries: { main: query } },
  };
}

/** A report in the page, drawn. */
export async function mountReport(properties: Partial<ReportView>, width = 600): Promise<ReportView> {
  const view = Object.assign(document.createElement('report-view') as ReportView, properties);
  view.style.setProperty('inline-size', `${width}px`);
  document.body.append(view);
  await view.settled;
  return view;
}

export function inside<E extends Element>(view: ReportView, selector: string): E {
  const found = view.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

/** What the table says, row by row: the raw value of each cell, null where there is none. */
export function tableValues(view: ReportView): (number | null)[][] {
  const rows = view.shadowRoot?.querySelectorAll('[part~="table"] tbody tr') ?? [];
  return Array.from(rows, (row) =>
    Array.from(row.querySelectorAll('td'), (cell) => {
      const value = cell.querySelector('data')?.getAttribute('value') ?? null;
      return value === null ? null : Number(value);
    }),
  );
}
