// The only module that imports chart.js; load it by import().
import { BarController, BarElement, Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import type { ChartOptions } from 'chart.js';
import { axisOptions } from './axes.ts';
import type { Spot } from './chart-data.ts';
import { chartDatasets } from './chart-datasets.ts';
import { decorations } from './decorations.ts';
import { endPadding } from './end-labels.ts';
import { measured, scaleOf, type Drawing, type Kind, type Layout, type Widths } from './layout.ts';
import { locate } from './locate.ts';

Chart.register(BarController, BarElement, LineController, LineElement, LinearScale, PointElement);

/** A chart on a canvas. */
export interface DrawnChart {
  /** Draws again, in place. */
  update(drawing: Drawing): void;
  /** The place and series nearest to a position on the canvas; none outside the plot. */
  locate(x: number, y: number): Spot | undefined;
  /** Where a value stands on the canvas. */
  anchor(spot: Spot): { x: number; y: number };
  destroy(): void;
}

/** Draws on the canvas. */
export function drawChart(canvas: HTMLCanvasElement, drawing: Drawing): DrawnChart {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  const widths: Widths = new Map();
  let layout = measured(context, drawing, widths);
  canvas.width = drawing.width;
  canvas.height = drawing.height;
  const chart = new Chart<Kind>(context, {
    type: 'bar',
    data: { datasets: chartDatasets(context, layout) },
    options: chartOptions(layout),
    plugins: [decorations(() => layout)],
  });
  return {
    update(next) {
      layout = measured(context, next, widths);
      takeDatasets(chart, chartDatasets(context, layout));
      chart.options = chartOptions(layout);
      const sameSize = chart.width === next.width && chart.height === next.height && chart.currentDevicePixelRatio === devicePixelRatio;
      // A resize updates and draws; doing both would draw twice.
      if (sameSize) chart.update('none');
      else chart.resize(next.width, next.height);
    },
    locate: (x, y) => locate(chart, layout, x, y),
    anchor: ({ place, series }) => {
      const along = scaleOf(chart, layout, 'place').getPixelForValue(place);
      const across = scaleOf(chart, layout, 'value').getPixelForValue(layout.data.series[series]?.values[place] ?? 0);
      return layout.lying ? { x: across, y: along } : { x: along, y: across };
    },
    destroy: () => chart.destroy(),
  };
}

/** Into the datasets that are there: chart.js knows them by identity, and would build everything anew for others. */
function takeDatasets({ data: { datasets } }: Chart<Kind>, next: ReturnType<typeof chartDatasets>): void {
  next.forEach((dataset, index) => {
    const known = datasets[index];
    if (known && known.type === dataset.type) Object.assign<object, object>(known, dataset);
    else datasets[index] = dataset;
  });
  datasets.length = next.length;
}

function chartOptions(layout: Layout): ChartOptions<Kind> {
  const { theme, lying } = layout;
  return {
    responsive: false,
    maintainAspectRatio: false,
    animation: false,
    events: [],
    parsing: false,
    normalized: true,
    spanGaps: false,
    indexAxis: lying ? 'y' : 'x',
    font: { family: theme.font, size: theme.fontSize },
    layout: { padding: endPadding(layout) },
    scales: axisOptions(layout),
    // The page may have registered these on the same copy of chart.js.
    plugins: { legend: { display: false }, title: { display: false }, subtitle: { display: false }, tooltip: { enabled: false } },
  };
}
