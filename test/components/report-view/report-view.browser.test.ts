import { Chart } from 'chart.js';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DrillRequestEvent } from '../../../src/components/internal/events.ts';
import type { Report } from '../../../src/data/reports/report.ts';
import { inside, mountReport, overDays, tableValues } from './fixture.ts';

const WAIT = { timeout: 5000, interval: 10 };

afterEach(() => document.body.replaceChildren());

type View = Awaited<ReturnType<typeof mountReport>>;

async function drawn(view: View): Promise<Chart> {
  return vi.waitFor(() => {
    const chart = Chart.getChart(inside<HTMLCanvasElement>(view, 'canvas'));
    if (!chart) throw new Error('Not drawn yet.');
    return chart;
  }, WAIT);
}

const press = (view: View, index: number): Promise<unknown> => {
  view.shadowRoot?.querySelectorAll<HTMLButtonElement>('.switch button')[index]?.click();
  return view.updateComplete;
};

/** What the chart plots, place by place; null where it plots nothing. */
function plotted(chart: Chart, places: number): (number | null)[][] {
  return Array.from({ length: places }, (_, place) =>
    chart.data.datasets.map(({ data }) => (data as unknown as { x: number; y: number | null }[]).find(({ x }) => x === place)?.y ?? null),
  );
}

describe('the table', () => {
  const cell = fc.oneof({ weight: 6, arbitrary: fc.double({ noNaN: true, min: 0.001, max: 1e9 }) }, fc.integer({ min: 1, max: 1e6 }), fc.constant(null), fc.constant(0));
  const sets = fc
    .record({ places: fc.integer({ min: 1, max: 40 }), series: fc.integer({ min: 1, max: 8 }) })
    .chain(({ places, series }) =>
      fc.record({
        values: fc.array(fc.array(cell, { minLength: places, maxLength: places }), { minLength: series, maxLength: series }),
        type: fc.constantFrom('bar' as const, 'line' as const, 'area' as const),
        unit: fc.constantFrom('tickets', 'ms', 'ratio', 'points'),
      }),
    )
    .filter(({ values }) => values.flat().some((value) => value));

  it('says of 200 random data sets exactly what the chart plots', async () => {
    const view = await mountReport(overDays([[1]]));
    const chart = await drawn(view);
    await fc.assert(
      fc.asyncProperty(sets, async ({ values, type, unit }) => {
        const { definition, data } = overDays(values, { type, unit });
        Object.assign(view, { definition, data });
        await view.updateComplete;
        const table = tableValues(view);
        expect(table).toHaveLength(values[0]?.length ?? 0);
        await vi.waitFor(() => expect(plotted(chart, table.length)).toEqual(table), WAIT);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('canary: cells read from rounded labels are caught', async () => {
    const view = await mountReport(overDays([[1.2345, 2.3456]], { unit: 'ms' }));
    const chart = await drawn(view);
    for (const data of view.shadowRoot?.querySelectorAll('td data') ?? []) data.setAttribute('value', String(Number.parseFloat(data.textContent ?? '')));
    expect(plotted(chart, 2)).not.toEqual(tableValues(view));
  });

  it('is built only on demand when it is large, and then in steps', async () => {
    const view = await mountReport(overDays([Array.from({ length: 1200 }, (_, at) => at + 1)]));
    await drawn(view);
    expect(view.shadowRoot?.querySelector('table')).toBeNull();
    await press(view, 1);
    expect(tableValues(view)).toHaveLength(250);
    inside<HTMLButtonElement>(view, '.more').click();
    await view.updateComplete;
    expect(tableValues(view)).toHaveLength(500);
    expect(inside(view, '.more data').getAttribute('value')).toBe('700');
  });

  it('names its rows by time and says what is not over', async () => {
    const view = await mountReport(overDays([[4, 2]]));
    const heads = Array.from(view.shadowRoot?.querySelectorAll('tbody th') ?? []);
    expect(heads.map((head) => head.querySelector('time')?.dateTime)).toEqual(['2026-11-03', '2026-11-04']);
    expect(heads[1]?.textContent).toContain('today, not over');
    expect(inside(view, '[part="footer"]').textContent).toContain('Hatched: today, not over.');
  });
});

describe('the switch', () => {
  it('shows chart or table; cells of the table lead to their records', async () => {
    const view = await mountReport(overDays([[4, 2]]));
    await press(view, 1);
    expect(view.shadowRoot?.querySelector('canvas')).toBeNull();
    expect(inside(view, '.table').getAttribute('tabindex')).toBe('0');
    const asked = vi.fn<(event: DrillRequestEvent) => void>();
    view.addEventListener('hd-drill-request', asked);
    inside<HTMLButtonElement>(view, 'td .drill').click();
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ metric: 'tickets.count', key: '2026-11-03T00:00:00.000', value: 4, ref: { source: 'tickets', count: 4 } });
    await press(view, 0);
    await drawn(view);
  });

  it('is not there for what is only a table', async () => {
    const view = await mountReport(overDays([[4, 2]], { type: 'table' }));
    expect(view.shadowRoot?.querySelector('.switch')).toBeNull();
    expect(tableValues(view)).toEqual([[4], [2]]);
  });

  it('what cannot be drawn yet is said, and shown as a table', async () => {
    const view = await mountReport(overDays([[4, 2]], { type: 'heatmap' }));
    expect(inside(view, '.told').textContent).toBe('This report is shown as a table.');
    expect(tableValues(view)).toEqual([[4], [2]]);
  });
});

describe('a click on a bar', () => {
  it('asks for exactly its records', async () => {
    const view = await mountReport(overDays([[4, 2]]));
    const chart = await drawn(view);
    const asked = vi.fn<(event: DrillRequestEvent) => void>();
    view.addEventListener('hd-drill-request', asked);
    const bar = chart.getDatasetMeta(0).data[0];
    const canvas = inside<HTMLCanvasElement>(view, 'canvas');
    const box = canvas.getBoundingClientRect();
    canvas.dispatchEvent(new MouseEvent('click', { clientX: box.left + (bar?.x ?? 0), clientY: box.top + (bar?.y ?? 0) + 4, bubbles: true, composed: true }));
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]?.[0].ref.query).toEqual({
      measures: ['tickets.count'],
      ungrouped: true,
      timezone: 'UTC',
      timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: ['2026-11-03', '2026-11-04'] }],
      filters: [{ member: 'tickets.createdAt', operator: 'inDateRange', values: ['2026-11-03T00:00:00.000Z', '2026-11-04T00:00:00.000Z'] }],
    });
  });
});

describe('what it says', () => {
  it('leads with the total and its change', async () => {
    const { definition, data } = overDays([[4, 2]]);
    const view = await mountReport({ definition, data: { ...data, figures: { 'tickets.count': { value: 6, base: 5 } } } });
    expect(inside(view, '.lead [data-metric="tickets.count"] data').getAttribute('value')).toBe('6');
    expect(inside(view, '.lead [data-change]').getAttribute('value')).toBe('1');
    expect(inside(view, '[part="footer"]').textContent).toContain('Change since the period before.');
    expect(inside(view, '[part="status"]').textContent?.replaceAll(/\s+/g, ' ')).toContain('per day, Nov 3 to Nov 4');
  });

  it('an unknown report is told with the nearest', async () => {
    const view = await mountReport({ report: 'ticket-create', data: overDays([[1]]).data });
    expect(view.matches(':state(error)')).toBe(true);
    expect(inside(view, '.screen').textContent).toContain('There is no report named ticket-create. Did you mean tickets-created?');
  });

  it('a bad definition is told with its path', async () => {
    const definition = { version: 1, id: 'x', name: 'X', queries: {}, visualization: { type: 'pie' } } as unknown as Report;
    const view = await mountReport({ definition, data: overDays([[1]]).data });
    expect(inside(view, '.screen').textContent).toContain('visualization.type');
  });

  it.each([null, 3, 'report', [], {}, { name: 5 }, { queries: null, visualization: null }])('a definition that is %j never breaks the page', async (definition) => {
    const view = await mountReport({ definition: definition as never, data: overDays([[1]]).data });
    expect(view.matches(':state(error)')).toBe(true);
    expect(view.shadowRoot?.textContent).not.toMatch(/undefined|NaN|\[object/);
  });

  it('a source that lacks what the report rests on says so', async () => {
    const { definition } = overDays([[1]]);
    const capabilities = { sla: false, history: false, availability: false, capacity: false, csat: false, ces: false, calls: false, messages: false, businessHours: false };
    const adapter = { load: vi.fn(), catalog: () => Promise.resolve({ sources: [], capabilities }) };
    const view = await mountReport({ definition: { ...definition, needs: ['csat'] }, adapter });
    expect(view.matches(':state(unsupported)')).toBe(true);
    expect(adapter.load).not.toHaveBeenCalled();
  });

  it('nothing in the period is said, not drawn', async () => {
    const view = await mountReport(overDays([[0, 0]]));
    expect(view.matches(':state(empty)')).toBe(true);
    expect(inside(view, '.screen').textContent).toContain('Nothing in this period');
  });

  it('speaks the page’s language, members included', async () => {
    const view = await mountReport({ report: 'tickets-created', data: overDays([[4, 2]]).data, lang: 'pl' });
    await vi.waitFor(() => expect(view.shadowRoot?.textContent).toContain('Utworzone zgłoszenia'), WAIT);
    await vi.waitFor(() => expect(view.shadowRoot?.querySelector('thead th:last-child')?.textContent).not.toBe('count'), WAIT);
  });

  it('fits 50,000 cells', async () => {
    const values = Array.from({ length: 8 }, (_, series) => Array.from({ length: 6250 }, (_, at) => (at * 7 + series) % 101));
    const view = await mountReport(overDays(values, { type: 'line' }));
    const chart = await drawn(view);
    for (const { data } of chart.data.datasets) expect(data.length).toBeLessThanOrEqual(800);
    expect(view.shadowRoot?.querySelectorAll('td')).toHaveLength(0);
  });
});
