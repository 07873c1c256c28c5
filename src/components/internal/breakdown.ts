import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Figure } from '../../data/adapter.ts';
import type { Terms } from '../../terms/terms.ts';
import type { BreakdownRow } from './breakdown-rows.ts';
import { dataValue, drillView, valueText, type DrillLink } from './figure.ts';
import type { Format } from './format.ts';
import { share } from './share.ts';
import { rows } from './skeleton.ts';

export { breakdownStyles } from './breakdown.styles.ts';

export interface BreakdownOptions {
  rows: readonly BreakdownRow[];
  /** What the rows are: the head of the first column. */
  keyHeading: string;
  /** The figures of a row, in order; the first is the lively one. */
  columns: readonly { metric: string; label: string }[];
  /** With bars, on one scale for all; else the table alone. */
  bars: boolean;
  labelOf(row: BreakdownRow): string;
  drill(row: BreakdownRow, metric: string, figure: Figure): DrillLink | undefined;
  format: Format;
  terms: Terms;
}

/** A real table of counts by key, with two bars a row on one shared scale. Its column heads are the legend. */
export function breakdownView(options: BreakdownOptions): TemplateResult {
  const { columns, bars, keyHeading } = options;
  const values = options.rows.flatMap((row) => columns.map(({ metric }) => row.figures[metric]?.value ?? 0));
  const scale = Math.max(1, ...values);
  return html`<table part="table" class="breakdown ${bars ? 'with-bars' : 'plain'}">
      <thead>
        <tr>
          <th scope="col" class="key">${keyHeading}</th>
          ${bars ? html`<td class="bars" aria-hidden="true"></td>` : nothing}
          ${columns.map(({ label }, index) => html`<th scope="col">${bars ? html`<i class="swatch bar-${index}"></i>` : nothing}${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          options.rows,
          (row) => (row.rest ? 'rest' : `key ${row.key}`),
          (row) => rowView(row, scale, options),
        )}
      </tbody>
    </table>`;
}

/** The shape of a breakdown to come: its head and six rows. More of them scroll inside that height. */
export function breakdownSkeleton(): TemplateResult {
  return html`<div class="breakdown-head"><span class="sk"></span></div>
    ${rows(6)}
    <div class="breakdown-more"></div>`;
}

function rowView(row: BreakdownRow, scale: number, options: BreakdownOptions): TemplateResult {
  const { columns, bars, labelOf } = options;
  const label = labelOf(row);
  return html`<tr data-key=${row.rest ? nothing : (row.key ?? '')} ?data-rest=${row.rest}>
    <th scope="row" class="key ${/^\p{Ll}+$/u.test(label) ? 'word' : ''}" part="row__label">${label}</th>
    ${bars ? html`<td class="bars" aria-hidden="true">${columns.map(({ metric }, index) => barView(row.figures[metric]?.value, scale, index))}</td>` : nothing}
    ${columns.map(({ metric, label }) => html`<td data-metric=${metric}>${cellView(row, metric, label, options)}</td>`)}
  </tr>`;
}

function barView(value: number | null | undefined, scale: number, index: number): unknown {
  return html`<i class="bar bar-${index}" ?hidden=${!value} ${share((value ?? 0) / scale)}></i>`;
}

function cellView(row: BreakdownRow, metric: string, column: string, options: BreakdownOptions): unknown {
  const { format, terms, drill, labelOf } = options;
  const figure = row.figures[metric];
  const content = dataValue(figure?.value, 'count', format, terms);
  if (!figure || figure.value === null) return content;
  const name = `${labelOf(row)}, ${column}: ${valueText(figure.value, 'count', format)}`;
  return drillView(drill(row, metric, figure), name, content);
}
