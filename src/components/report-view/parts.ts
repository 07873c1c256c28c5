import { html, nothing, type TemplateResult } from 'lit';
import type { Figure, ReportData } from '../../data/adapter.ts';
import type { Compare } from '../../data/scope.ts';
import type { Terms } from '../../terms/terms.ts';
import type { ChartData, ChartWords, Place } from '../internal/chart/chart-data.ts';
import { fill, fillText } from '../internal/fill.ts';
import { figureView, valueText, type DrillLink } from '../internal/figure.ts';
import type { Format } from '../internal/format.ts';
import type { Members } from './members.ts';
import type { Plot } from './plot.ts';

/** The language of a place: its words and its formats. */
export interface Language {
  readonly terms: Terms;
  readonly format: Format;
}

/** How the drawing writes its values. */
export function chartWords(plot: Plot | undefined, { terms, format }: Language): ChartWords {
  const unit = plot?.chart?.unit ?? 'count';
  const text = (value: number): string => valueText(value, unit, format);
  return {
    tick: (value) => (unit === 'count' ? format.compact(value) : unit === 'ms' && value === 0 ? format.number(0) : text(value)),
    value: (value) => (value === null ? terms.figure.noData : text(value)),
    goal: (value) => fillText(terms.chart.goal, text(value)),
    partial: plot?.granularity ? terms.report.running[plot.granularity] : '',
  };
}

interface Lead extends Language {
  readonly figures: ReportData['figures'];
  readonly plot: Plot;
  readonly members: Members;
  drill(metric: string, figure: Figure, label: string): DrillLink | undefined;
}

/** Each measure over the whole period, with its change. */
export function leadFigures({ figures = {}, plot, members, terms, format, drill }: Lead): TemplateResult | typeof nothing {
  const known = plot.measures.filter((member) => figures[member] !== undefined);
  if (known.length === 0) return nothing;
  return html`<div class="lead ${known.length === 1 ? 'alone' : ''}">
    ${known.map((metric) => {
      const figure = figures[metric];
      const name = members.label(metric);
      const unit = plot.units[metric] ?? 'count';
      const minSample = metric.endsWith('.p90') ? 10 : 5;
      const leads = figure && drill(metric, figure, name);
      return figureView({ metric, label: name, figure, unit, good: members.good(metric), minSample, format, terms, size: 'compact', drill: leads });
    })}
  </div>`;
}

/** `per day, 6 Oct to 4 Nov`. */
export function spanLine({ chart, granularity }: Plot, { terms }: Language): unknown {
  // Nothing rather than the frame's own words: what changes are counted from stands in the footer.
  if (!granularity) return '';
  const [first, last] = [chart?.places[0], chart?.places.at(-1)];
  const span = first && last && first !== last ? html`, ${fill(terms.report.span, time(first), time(last))}` : nothing;
  return html`${terms.report.per[granularity]}${span}`;
}

function time({ key, label }: Place): TemplateResult {
  return html`<time datetime=${key?.slice(0, 16) ?? ''}>${label}</time>`;
}

interface Notes extends Language {
  readonly plot: Plot | undefined;
  readonly data: ReportData;
  readonly compare: Compare;
  readonly told: readonly string[];
}

/** What has to be said of the numbers: what changes are counted from, what is not over, what is not there. */
export function notesLine({ plot, data, compare, told, terms, format }: Notes): TemplateResult {
  const { report } = terms;
  const changes = Object.values(data.figures ?? {}).some(({ base }) => typeof base === 'number');
  const { chart, granularity } = plot ?? {};
  const notes: unknown[] = [
    changes && compare !== 'none' && report.since[compare === 'last-year' ? compare : 'previous-period'],
    chart?.partial !== undefined && granularity && fillText(report.hatched, report.running[granularity]),
    plot?.seriesInAll !== undefined && fill(report.some, count(chart?.series.length ?? 0, format), count(plot.seriesInAll, format)),
    plot?.truncated && report.cut,
    ...told,
  ];
  return html`<span>${notes.filter(Boolean).map((note, index) => html`${index ? ' ' : nothing}${note}`)}</span>`;
}

function count(value: number, format: Format): TemplateResult {
  return html`<data value=${value}>${format.number(value)}</data>`;
}

/** The accessible name of a point: its series and its place. */
export function pointName({ series, places }: ChartData, at: { place: number; series: number }): string {
  return [series[at.series]?.label, places[at.place]?.label].filter(Boolean).join(', ');
}
