import { html, nothing, type TemplateResult } from 'lit';
import type { Cell, Granularity } from '../../../data/query/query.ts';
import type { Terms } from '../../../terms/terms.ts';
import { dataValue, drillView, valueText, type DrillLink, type FigureUnit } from '../figure.ts';
import { fill } from '../fill.ts';
import type { Format } from '../format.ts';

/** More cells than this are built only when the reader asks for the table. */
export const CELLS_AT_ONCE = 2000;
/** Rows that one press shows. */
export const ROWS_AT_ONCE = 250;

/** One column: what its cells are, and the cells, unrounded. */
export interface TableColumn {
  readonly head: string;
  /** Of numbers. */
  readonly unit?: FigureUnit;
  /** Of time buckets; their cells are local wall-clock labels. */
  readonly granularity?: Granularity;
  /** Cells are instants. */
  readonly time?: boolean;
  readonly cells: readonly Cell[];
}

export interface TableOptions {
  /** The first column names the rows. */
  readonly columns: readonly TableColumn[];
  readonly caption: string;
  readonly format: Format;
  readonly terms: Terms;
  /** Rows shown; absent: all. */
  readonly rows?: number;
  /** Said beside the name of a row that is not over. */
  readonly partial?: { readonly row: number; readonly words: string };
  /** Only for programs that read the page aloud. */
  readonly hidden?: boolean;
  /** Where a cell leads. */
  drill?(row: number, column: number): DrillLink | undefined;
  /** Shows more rows. */
  onMore?(): void;
}

/** The numbers behind a chart: every cell a `<data>` or `<time>`, the first column the rows' names. */
export function tableView(options: TableOptions): TemplateResult {
  const { columns, caption, hidden } = options;
  const [names, ...values] = columns;
  const count = Math.min(names?.cells.length ?? 0, options.rows ?? Infinity);
  const rest = (names?.cells.length ?? 0) - count;
  const table = html`<table part="table">
    <caption>${caption}</caption>
    <thead><tr>${columns.map(({ head, unit }) => html`<th scope="col" class=${unit ? 'number' : ''}>${head}</th>`)}</tr></thead>
    <tbody>
      ${Array.from({ length: count }, (_, row) => html`<tr data-key=${String(names?.cells[row] ?? '')}>
        <th scope="row">${names && nameView(options, names, row)}</th>
        ${values.map((column, index) => html`<td class=${column.unit ? 'number' : ''}>${cellView(options, column, row, index + 1)}</td>`)}
      </tr>`)}
    </tbody>
  </table>`;
  if (hidden) return html`<div class="unseen">${table}</div>`;
  return html`<div class="table" role="region" aria-label=${caption} tabindex="0">${table}${rest > 0 ? moreView(options, rest) : nothing}</div>`;
}

function nameView({ format, terms, partial }: TableOptions, names: TableColumn, row: number): unknown {
  const name = plainCell(names, names.cells[row] ?? null, format, terms);
  return row === partial?.row ? html`${name} <span class="note">${partial.words}</span>` : name;
}

function cellView(options: TableOptions, column: TableColumn, row: number, index: number): unknown {
  const { columns, format, terms } = options;
  const cell = column.cells[row] ?? null;
  const content = plainCell(column, cell, format, terms);
  const drill = cell === null ? undefined : options.drill?.(row, index);
  return drill ? drillView(drill, `${column.head}, ${cellText(columns[0], row, options)}: ${cellText(column, row, options)}`, content) : content;
}

function plainCell({ unit, granularity, time }: TableColumn, cell: Cell, format: Format, terms: Terms): unknown {
  if (cell === null) return unit ? html`<span class="missing">${terms.figure.noData}</span>` : terms.chart.unknown;
  if (granularity) return html`<time datetime=${bucketTime(String(cell), granularity)}>${format.bucket(String(cell), granularity)}</time>`;
  if (time) return html`<time datetime=${String(cell)}>${format.dateTime(String(cell))}</time>`;
  return typeof cell === 'number' ? dataValue(cell, unit ?? 'count', format, terms) : String(cell);
}

function cellText(column: TableColumn | undefined, row: number, { format, terms }: TableOptions): string {
  const cell = column?.cells[row] ?? null;
  if (cell === null) return terms.chart.unknown;
  if (column?.granularity) return format.bucket(String(cell), column.granularity);
  return typeof cell === 'number' ? valueText(cell, column?.unit ?? 'count', format) : String(cell);
}

/** A bucket's start as HTML reads it: a day needs no clock, and no bucket has a zone. */
function bucketTime(label: string, granularity: Granularity): string {
  return granularity === 'hour' ? label.slice(0, 16) : label.slice(0, 10);
}

function moreView({ format, terms, onMore }: TableOptions, rest: number): TemplateResult {
  const words = fill(terms.chart.more(format.plural(rest)), html`<data value=${rest}>${format.number(rest)}</data>`);
  return html`<button type="button" class="more" @click=${onMore}>${words}</button>`;
}
