import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Datasets, ReportData } from '../../data/adapter.ts';
import { report } from '../../data/datasets/report.ts';
import type { Report } from '../../data/reports/report.ts';
import { chart, report as words } from '../../terms/en/widgets.ts';
import { ChartController } from '../internal/chart/chart-controller.ts';
import type { ChartData, ChartWords, Spot } from '../internal/chart/chart-data.ts';
import { chartSummary } from '../internal/chart/chart-summary.ts';
import { ROWS_AT_ONCE } from '../internal/chart/chart-table.ts';
import type { DrillLink } from '../internal/figure.ts';
import { WidgetElement } from '../internal/widget-element.ts';
import { bodyView } from './body.ts';
import { Members, MemberWords } from './members.ts';
import { Memo } from './memo.ts';
import { chartWords, leadFigures, notesLine, pointName, spanLine, type Language } from './parts.ts';
import { plotReport, type Plot } from './plot.ts';
import { definitionOf, requireNeeds, type Definition } from './report-definition.ts';
import { styles } from './report-view.styles.ts';
import { isDrawn, reportSkeleton, viewSwitch, type ReportMode } from './switch.ts';

/**
 * Shows the dataset `report`.
 *
 * ```html
 * <help-desk src="helpdesk.json">
 *   <report-view report="tickets-created"></report-view>
 * </help-desk>
 * ```
 *
 * @summary One report over time: its total, a chart, and the table behind it.
 * @tagname report-view
 * @status stable
 * @since 0.1
 *
 * @csspart chart - The drawing.
 * @csspart legend - Names of the series.
 * @csspart table - The numbers behind the chart.
 */
export class ReportView extends WidgetElement<ReportData> {
  static override readonly dataset = report;
  static override readonly words = { chart, report: words };
  static override readonly fixed = true;
  static override styles = [WidgetElement.styles, styles];

  readonly #chart = new ChartController(this);
  readonly #names = new MemberWords(this);
  readonly #members = new Memo<Members>();
  readonly #definition = new Memo<Definition>();
  readonly #drawing = new Memo<{ plot: Plot | undefined; words: ChartWords }>();

  @state() private _mode: ReportMode = 'chart';
  @state() private _rows = ROWS_AT_ONCE;

  /** Id of a ready-made report, such as `tickets-created`. */
  @property() report = '';
  /** A report of your own; it wins over `report`. */
  @property({ attribute: false }) definition?: Report;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#names.use(this.format.language);
    if (changed.has('report') || changed.has('definition')) this._rows = ROWS_AT_ONCE;
  }

  readonly #choose = (mode: ReportMode): void => {
    this._mode = mode;
  };

  readonly #more = (): void => {
    this._rows += ROWS_AT_ONCE;
  };

  get #read(): Definition {
    const { report: id, definition, terms } = this;
    const { stat } = this.scope;
    return this.#definition.get([id, definition, terms, stat], () => definitionOf(id, definition, terms, stat));
  }

  get #known(): Members {
    const { catalog, terms } = this;
    const { label } = this.#names;
    return this.#members.get([catalog, terms, label], () => new Members(catalog, terms, label));
  }

  #draw(data: ReportData): { plot: Plot | undefined; words: ChartWords } {
    const { terms, format } = this;
    const members = this.#known;
    const { report: read } = this.#read;
    return this.#drawing.get([data, read, format, members], () => {
      const plot = plotReport(read, data, {
        members,
        bucket: (label, granularity) => format.bucket(label, granularity),
        unknown: terms.chart.unknown,
        other: terms.chart.other,
      });
      return { plot, words: chartWords(plot, this.#language) };
    });
  }

  get #language(): Language {
    return { terms: this.terms, format: this.format };
  }

  readonly #drillTo = (plot: Plot, chart: ChartData, spot: Spot): DrillLink | undefined => {
    const { measure, records } = plot.point(spot);
    const value = chart.series[spot.series]?.values[spot.place] ?? null;
    return this.drill({ metric: measure, key: chart.places[spot.place]?.key, figure: { value, records }, label: pointName(chart, spot), unit: plot.units[measure] });
  };

  protected override get defaultHeading(): string {
    const { presets, heading } = this.terms.report;
    return this.definition?.name ?? presets[this.report] ?? heading;
  }

  protected override get emptyText(): { title: string; help?: string } {
    return { title: this.terms.report.empty, help: this.terms.report.emptyHelp };
  }

  protected override params(): Datasets['report']['params'] {
    const { report: read } = this.#read;
    requireNeeds(read, this.catalog, this.terms);
    return { report: read };
  }

  protected override skeleton(): unknown {
    return reportSkeleton(this.#read.report);
  }

  protected override summary(data: ReportData): string {
    const { plot, words } = this.#draw(data);
    return plot?.chart ? chartSummary(plot.chart, words, this.format, this.terms) : '';
  }

  protected override note(data: ReportData): unknown {
    const { plot } = this.#draw(data);
    return plot && spanLine(plot, this.#language);
  }

  protected override tools(): unknown {
    return this.#isDrawn() ? viewSwitch(this._mode, this.terms, this.#choose) : nothing;
  }

  #isDrawn(): boolean {
    try {
      return isDrawn(this.#read.report);
    } catch {
      // The frame tells what is wrong with the definition.
      return false;
    }
  }

  protected override footer(data: ReportData): unknown {
    return notesLine({ plot: this.#draw(data).plot, data, compare: this.scope.compare, told: this.#read.notes, ...this.#language });
  }

  protected override renderData(data: ReportData): unknown {
    const { plot, words } = this.#draw(data);
    if (!plot) return nothing;
    const lead = leadFigures({
      figures: data.figures,
      plot,
      members: this.#known,
      drill: (metric, figure, label) => this.drill({ metric, figure, label, unit: plot.units[metric] }),
      ...this.#language,
    });
    const body = bodyView({
      plot,
      words,
      type: this.#read.report.visualization.type,
      mode: this._mode,
      heading: this.heading ?? this.defaultHeading,
      rows: this._rows,
      controller: this.#chart,
      drill: this.#drillTo,
      more: this.#more,
      ...this.#language,
    });
    return html`<div class="report">${lead}${body}</div>`;
  }
}
