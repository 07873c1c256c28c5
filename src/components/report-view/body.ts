import { html, nothing } from 'lit';
import type { Visualization } from '../../data/reports/report.ts';
import type { ChartController } from '../internal/chart/chart-controller.ts';
import type { ChartData, ChartWords, Spot } from '../internal/chart/chart-data.ts';
import { legendView } from '../internal/chart/chart-legend.ts';
import { chartSummary } from '../internal/chart/chart-summary.ts';
import { CELLS_AT_ONCE, tableView, type TableOptions } from '../internal/chart/chart-table.ts';
import type { DrillLink } from '../internal/figure.ts';
import { fillText } from '../internal/fill.ts';
import { followDrill } from './follow-drill.ts';
import type { Language } from './parts.ts';
import type { Plot } from './plot.ts';
import type { ReportMode } from './switch.ts';

/** What the body is made of. */
export interface Body extends Language {
  readonly plot: Plot;
  readonly words: ChartWords;
  readonly type: Visualization['type'];
  readonly mode: ReportMode;
  readonly heading: string;
  /** Rows of the table to show. */
  readonly rows: number;
  readonly controller: ChartController;
  drill(plot: Plot, chart: ChartData, spot: Spot): DrillLink | undefined;
  more(): void;
}

/** The chart with its table behind it, or the table; a number stands alone. */
export function bodyView(body: Body): unknown {
  const { plot, type, mode, controller, terms } = body;
  if (plot.chart && mode === 'chart' && !controller.failed) return chartView(body, plot.chart);
  if (type === 'number') return nothing;
  const table = tableView(tableOptions(body));
  if (plot.chart && mode === 'chart') return html`<p class="told">${terms.chart.failed}</p>${table}`;
  return type === 'table' || plot.chart ? table : html`<p class="told">${terms.report.tableOnly}</p>${table}`;
}

function chartView(body: Body, chart: ChartData): unknown {
  const { plot, words, heading, controller, terms, format, drill } = body;
  const drawing = controller.render({
    data: chart,
    words,
    name: fillText(terms.chart.name, heading),
    summary: chartSummary(chart, words, format, terms),
    onSelect: (spot, event) => {
      const link = drill(plot, chart, spot);
      if (link) followDrill(link, event);
    },
  });
  const isSmall = chart.places.length * (chart.series.length + 1) <= CELLS_AT_ONCE;
  return html`<div class="plot">${drawing}${legendView(chart)}</div>
    ${isSmall ? tableView({ ...tableOptions(body), rows: undefined, hidden: true, drill: undefined }) : nothing}`;
}

function tableOptions({ plot, heading, rows, words, format, terms, drill, more }: Body): TableOptions {
  const { chart, table } = plot;
  return {
    columns: table,
    caption: heading,
    format,
    terms,
    rows,
    partial: chart?.partial === undefined ? undefined : { row: chart.partial, words: words.partial },
    drill: chart && ((place, column) => drill(plot, chart, { place, series: column - 1 })),
    onMore: more,
  };
}
